@NullMarked
package io.github.hype4j.onnx.encoder;

import org.jspecify.annotations.NullMarked;
