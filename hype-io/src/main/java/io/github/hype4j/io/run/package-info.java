/**
 * Whole runs over pools: score a pool into a score file, select from a score file into a subset file. Bounded memory,
 * but for 16 bytes or so a sample to find duplicates.
 */
@NullMarked
package io.github.hype4j.io.run;

import org.jspecify.annotations.NullMarked;
