/**
 * Whether and how wide the Vector API can be used here, and the innermost parts of matrix products. For the kernels of this module only: the package is not exported.
 */
@NullMarked
package io.github.hype4j.simd;

import org.jspecify.annotations.NullMarked;
