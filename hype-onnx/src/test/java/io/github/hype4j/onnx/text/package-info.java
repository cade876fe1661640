/** Tests of the captions' way to token ids. */
@NullMarked
package io.github.hype4j.onnx.text;

import org.jspecify.annotations.NullMarked;
