/**
 * Encoders that run ONNX graphs through DJL's ONNX Runtime engine.
 */
@NullMarked
package io.github.hype4j.onnx.encoder;

import org.jspecify.annotations.NullMarked;
