/**
 * Whether a bundle gives here what its own framework gave.
 */
@NullMarked
package io.github.hype4j.onnx.check;

import org.jspecify.annotations.NullMarked;
