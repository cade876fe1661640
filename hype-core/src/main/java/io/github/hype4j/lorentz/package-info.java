/**
 * Geometry of the Lorentz (hyperboloid) model of hyperbolic space.
 */
@NullMarked
package io.github.hype4j.lorentz;

import org.jspecify.annotations.NullMarked;
