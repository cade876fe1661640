/**
 * The filter: image-text pairs in, the aligned and specific ones out. Start at {@link io.github.hype4j.HypeFilter}.
 */
@NullMarked
package io.github.hype4j;

import org.jspecify.annotations.NullMarked;
