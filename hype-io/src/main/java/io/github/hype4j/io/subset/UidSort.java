package io.github.hype4j.io.subset;

/**
 * Sorts pairs of words in place, as unsigned numbers, high word first.
 *
 * <p>A radix sort from the most significant byte down (after P. M. McIlroy, K. Bostic, M. D. McIlroy, "Engineering Radix
 * Sort", 1993): it needs no room beside the arrays and, at no more than 16 passes, has no bad case. Uids are hashes, so
 * that three passes do most of the work.
 */
final class UidSort {

    private static final int INSERTION_LIMIT = 32;
    private static final int LAST_DIGIT = 15;

    private UidSort() {}

    static void sort(long[] high, long[] low) {
        sort(high, low, 0, high.length, 0);
    }

    static int compare(long high1, long low1, long high2, long low2) {
        int byHigh = Long.compareUnsigned(high1, high2);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low1, low2);
    }

    private static void sort(long[] high, long[] low, int from, int to, int digit) {
        if (to - from <= INSERTION_LIMIT) {
            insertionSort(high, low, from, to);
            return;
        }
        int[] ends = bucketEnds(high, low, from, to, digit);
        permute(high, low, from, ends, digit);
        if (digit == LAST_DIGIT) {
            return;
        }
        int start = from;
        for (int end : ends) {
            if (end - start > 1) {
                sort(high, low, start, end, digit + 1);
            }
            start = end;
        }
    }

    private static int[] bucketEnds(long[] high, long[] low, int from, int to, int digit) {
        int[] ends = new int[256];
        for (int i = from; i < to; i++) {
            ends[digit(high[i], low[i], digit)]++;
        }
        int end = from;
        for (int b = 0; b < 256; b++) {
            end += ends[b];
            ends[b] = end;
        }
        return ends;
    }

    /** Puts every pair into its bucket by following cycles. */
    private static void permute(long[] high, long[] low, int from, int[] ends, int digit) {
        int[] next = new int[256];
        next[0] = from;
        System.arraycopy(ends, 0, next, 1, 255);
        for (int b = 0; b < 256; b++) {
            while (next[b] < ends[b]) {
                long h = high[next[b]];
                long l = low[next[b]];
                int home = digit(h, l, digit);
                while (home != b) {
                    int slot = next[home]++;
                    long displacedHigh = high[slot];
                    long displacedLow = low[slot];
                    high[slot] = h;
                    low[slot] = l;
                    h = displacedHigh;
                    l = displacedLow;
                    home = digit(h, l, digit);
                }
                high[next[b]] = h;
                low[next[b]] = l;
                next[b]++;
            }
        }
    }

    private static int digit(long high, long low, int digit) {
        long word = digit < 8 ? high : low;
        return (int) (word >>> (56 - 8 * (digit & 7))) & 0xff;
    }

    private static void insertionSort(long[] high, long[] low, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            long h = high[i];
            long l = low[i];
            int j = i - 1;
            while (j >= from && compare(high[j], low[j], h, l) > 0) {
                high[j + 1] = high[j];
                low[j + 1] = low[j];
                j--;
            }
            high[j + 1] = h;
            low[j + 1] = l;
        }
    }
}
