/**
 * Whole runs over pools: score a pool into a score file, select from a score file into a subset file. Bounded memory,
 * but for up to 72 bytes a sample while scoring, to find duplicates, and 16 bytes a sample kept while selecting.
 */
@NullMarked
package io.github.hype4j.io.run;

import org.jspecify.annotations.NullMarked;
