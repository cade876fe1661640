/**
 * Hyperbolic image-text models as ONNX graphs: start at {@link io.github.hype4j.onnx.OnnxHypeModel}.
 */
@NullMarked
package io.github.hype4j.onnx;

import org.jspecify.annotations.NullMarked;
