package io.github.hype4j.io.pool;

/**
 * How the join of metadata went so far. Immutable.
 *
 * @param rows the rows of the metadata that have a uid; 0 where every shard had metadata of its own name
 * @param repeats how many of them had a uid that an earlier row had; they were not used
 * @param withoutUid the rows that have no uid, or one that is none; they were not used
 * @param unmatched the samples read that had no row; a sample read twice counts twice
 */
public record MetadataBooks(long rows, long repeats, long withoutUid, long unmatched) {}
