/**
 * Score components and their weighted sum, the HYPE score.
 */
@NullMarked
package io.github.hype4j.score;

import org.jspecify.annotations.NullMarked;
