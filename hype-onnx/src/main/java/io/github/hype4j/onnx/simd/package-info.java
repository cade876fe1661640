/** Whether Java offers vector instructions to the preparation of images. */
@NullMarked
package io.github.hype4j.onnx.simd;

import org.jspecify.annotations.NullMarked;
