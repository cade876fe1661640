@NullMarked
package io.github.hype4j.onnx.check;

import org.jspecify.annotations.NullMarked;
