package io.github.hype4j.onnx.text;

import java.util.Arrays;

/**
 * The merges of a byte-pair tokenizer: which pairs of symbols become one, in which order, and what they become. A hash
 * table of primitives, since it is asked for every pair of every new word.
 */
final class MergeTable {

    /** The rank of a pair that is not merged. */
    static final int NONE = -1;

    private static final long EMPTY = -1;

    private final long[] pairs;
    private final int[] ranks;
    private final int[] products;

    /** Merge number {@code i}, the i-th in order of rank, makes {@code products[i]} of {@code left[i]} and {@code right[i]}. */
    MergeTable(int[] left, int[] right, int[] products) {
        int capacity = Integer.highestOneBit(Math.max(4, left.length)) * 4;
        this.pairs = new long[capacity];
        this.ranks = new int[capacity];
        this.products = products.clone();
        Arrays.fill(pairs, EMPTY);
        for (int rank = 0; rank < left.length; rank++) {
            long pair = pair(left[rank], right[rank]);
            int slot = slot(pair);
            pairs[slot] = pair;
            // A merge that is listed twice has the later rank, as in the reference's dictionary.
            ranks[slot] = rank;
        }
    }

    /** The rank of merging two symbols, or {@link #NONE}. */
    int rank(int left, int right) {
        long pair = pair(left, right);
        int slot = slot(pair);
        return pairs[slot] == pair ? ranks[slot] : NONE;
    }

    /** What the merge of this rank makes. */
    int product(int rank) {
        return products[rank];
    }

    private static long pair(int left, int right) {
        return ((long) left << 32) | right;
    }

    /** Where the pair is, or the empty place where it would be. */
    private int slot(long pair) {
        int mask = pairs.length - 1;
        long hash = pair * 0x9E3779B97F4A7C15L;
        int slot = (int) (hash >>> 40) & mask;
        while (pairs[slot] != EMPTY && pairs[slot] != pair) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
