/**
 * Specificity of images and texts against a reference set.
 */
@NullMarked
package io.github.hype4j.specificity;

import org.jspecify.annotations.NullMarked;
