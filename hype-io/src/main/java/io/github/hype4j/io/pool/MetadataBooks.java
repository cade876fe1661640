package io.github.hype4j.io.pool;

import java.util.List;

/**
 * How the join of metadata went so far.
 *
 * @param rows the rows of the metadata that have a uid; 0 where each shard had metadata of its own name
 * @param repeats how many of them had a uid that an earlier row had; they were not used
 * @param withoutUid the rows that have no uid, or one that is none; they were not used
 * @param unmatched the samples read that had no row; a sample read twice counts twice
 * @param damage one line for each file of the metadata that could not be read to its end
 */
public record MetadataBooks(long rows, long repeats, long withoutUid, long unmatched, List<String> damage) {

    /**
     * Copies the lines.
     *
     * @param rows the rows that have a uid
     * @param repeats the rows of a uid that an earlier row had
     * @param withoutUid the rows without a uid
     * @param unmatched the samples without a row
     * @param damage what could not be read
     */
    public MetadataBooks {
        damage = List.copyOf(damage);
    }
}
