/**
 * Whole runs over pools: score a pool into the folder of a run, select from its score files into a subset file.
 *
 * <p>Memory is bounded: while scoring, a few batches of samples, a row group of one score file, and up to 72 bytes a sample
 * of the shards being read, to find duplicates; while selecting, 16 bytes a sample kept.
 */
@NullMarked
package io.github.hype4j.io.run;

import org.jspecify.annotations.NullMarked;
