package io.github.hype4j.io.reshard;

import io.github.hype4j.io.subset.MappedSubset;

/** A bit for each place of a subset: whether the uid there was written. */
final class UidMarks {

    private final long[] words;
    private long distinct = -1;

    UidMarks(long size) {
        this.words = new long[Math.toIntExact((size + Long.SIZE - 1) / Long.SIZE)];
    }

    boolean get(long index) {
        return (words[(int) (index / Long.SIZE)] >>> index & 1) != 0;
    }

    void set(long index) {
        words[(int) (index / Long.SIZE)] |= 1L << index;
    }

    /** How many different uids there are; counted once. */
    long distinct(MappedSubset subset) {
        if (distinct < 0) {
            distinct = 0;
            for (long i = 0; i < subset.size(); i += subset.multiplicity(i)) {
                distinct++;
            }
        }
        return distinct;
    }
}
