@NullMarked
package io.github.hype4j.onnx.jpeg;

import org.jspecify.annotations.NullMarked;
