@NullMarked
package io.github.hype4j.onnx.bundle;

import org.jspecify.annotations.NullMarked;
