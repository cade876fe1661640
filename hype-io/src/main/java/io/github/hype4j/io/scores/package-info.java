/**
 * Scores and their components as Parquet files, one row a sample, so that other weights or another cut need no encoding.
 */
@NullMarked
package io.github.hype4j.io.scores;

import org.jspecify.annotations.NullMarked;
