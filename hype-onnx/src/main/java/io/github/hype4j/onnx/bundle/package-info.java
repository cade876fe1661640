/**
 * The model bundle: what a model looks like on disk, in a zip, or on the class path.
 */
@NullMarked
package io.github.hype4j.onnx.bundle;

import org.jspecify.annotations.NullMarked;
