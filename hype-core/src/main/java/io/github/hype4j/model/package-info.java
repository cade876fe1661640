/**
 * Hyperbolic image-text models: the encoder SPI and what a model carries beside its encoders.
 */
@NullMarked
package io.github.hype4j.model;

import org.jspecify.annotations.NullMarked;
