/** Whether Java offers vector instructions to the image preparation. */
@NullMarked
package io.github.hype4j.onnx.simd;

import org.jspecify.annotations.NullMarked;
