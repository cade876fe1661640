@NullMarked
package io.github.hype4j.onnx;

import org.jspecify.annotations.NullMarked;
