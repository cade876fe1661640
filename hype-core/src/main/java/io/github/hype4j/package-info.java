/**
 * The filter: image-text pairs in, the aligned and specific ones out. Start at {@code HypeFilter}.
 */
@NullMarked
package io.github.hype4j;

import org.jspecify.annotations.NullMarked;
