package io.github.hype4j.io.sort;

/**
 * Sorts records of one or more words in place, as unsigned numbers, first word first: a radix sort from the most significant
 * byte down (after P. M. McIlroy, K. Bostic, M. D. McIlroy, "Engineering Radix Sort", 1993).
 */
final class RadixSort {

    private static final int INSERTION_LIMIT = 24;
    private static final int RADIX = 256;

    private final long[] records;
    private final int words;

    private RadixSort(long[] records, int words) {
        this.records = records;
        this.words = words;
    }

    /** Sorts the records that begin at the first words of an array. */
    static void sort(long[] records, int count, int words) {
        new RadixSort(records, words).sort(0, count, 0);
    }

    private void sort(int from, int to, int digit) {
        if (to - from <= INSERTION_LIMIT) {
            insertionSort(from, to);
            return;
        }
        int[] ends = new int[RADIX];
        for (int i = from; i < to; i++) {
            ends[digit(i, digit)]++;
        }
        int end = from;
        boolean isOne = false;
        for (int bucket = 0; bucket < RADIX; bucket++) {
            isOne |= ends[bucket] == to - from;
            end += ends[bucket];
            ends[bucket] = end;
        }
        if (!isOne) {
            permute(from, ends, digit);
        }
        if (digit + 1 == words * Long.BYTES) {
            return;
        }
        int start = from;
        for (int bucketEnd : ends) {
            if (bucketEnd - start > 1) {
                sort(start, bucketEnd, digit + 1);
            }
            start = bucketEnd;
        }
    }

    /** Puts every record into its bucket by following cycles. */
    private void permute(int from, int[] ends, int digit) {
        int[] next = new int[RADIX];
        next[0] = from;
        System.arraycopy(ends, 0, next, 1, RADIX - 1);
        for (int bucket = 0; bucket < RADIX; bucket++) {
            while (next[bucket] < ends[bucket]) {
                int home = digit(next[bucket], digit);
                if (home == bucket) {
                    next[bucket]++;
                } else {
                    swap(next[bucket], next[home]++);
                }
            }
        }
    }

    private void swap(int first, int second) {
        for (int word = 0; word < words; word++) {
            long kept = records[first * words + word];
            records[first * words + word] = records[second * words + word];
            records[second * words + word] = kept;
        }
    }

    private int digit(int record, int digit) {
        return (int) (records[record * words + (digit >>> 3)] >>> (56 - 8 * (digit & 7))) & 0xff;
    }

    private void insertionSort(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            for (int j = i; j > from && isLess(j, j - 1); j--) {
                swap(j, j - 1);
            }
        }
    }

    private boolean isLess(int first, int second) {
        for (int word = 0; word < words; word++) {
            int side = Long.compareUnsigned(records[first * words + word], records[second * words + word]);
            if (side != 0) {
                return side < 0;
            }
        }
        return false;
    }
}
