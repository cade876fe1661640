/**
 * Finds, for many vectors, which of many others each is nearest to by the inner product.
 */
@NullMarked
package io.github.hype4j.nearest;

import org.jspecify.annotations.NullMarked;
