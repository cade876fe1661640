@NullMarked
package io.github.hype4j.onnx.image;

import org.jspecify.annotations.NullMarked;
