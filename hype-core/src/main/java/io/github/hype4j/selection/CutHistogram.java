package io.github.hype4j.selection;

/**
 * What one pass over (a part of) a pool contributes to a {@link CutSearch}: how many candidates have each of the 65,536
 * values of the next digit. Half a megabyte, whatever the size of the pool. Histograms of parts of a pool can be merged in
 * any order. Not safe for use by several threads: one a thread, then merge.
 */
public final class CutHistogram {

    private final RankKey prefix;
    private final int digit;
    private final long[] counts = new long[RankKey.RADIX];
    private long rows;
    private long eligible;

    CutHistogram(RankKey prefix, int digit) {
        this.prefix = prefix;
        this.digit = digit;
    }

    /**
     * Counts a scored sample. A score of NaN is counted as a row that cannot be kept.
     *
     * @param score its score
     * @param uidHigh the first word of its uid
     * @param uidLow the second word of its uid
     */
    public void add(float score, long uidHigh, long uidLow) {
        rows++;
        if (Float.isNaN(score)) {
            return;
        }
        eligible++;
        int scoreKey = RankKey.ofScore(score);
        if (prefix.sharesPrefix(digit, scoreKey, uidHigh, uidLow)) {
            counts[RankKey.digit(digit, scoreKey, uidHigh, uidLow)]++;
        }
    }

    /** Counts a sample that may not be kept, such as one below a component's minimum. */
    public void addIneligible() {
        rows++;
    }

    /**
     * Adds what another histogram of the same pass has counted.
     *
     * @param other a histogram of the same {@link CutSearch}, which is not changed
     * @throws IllegalArgumentException if it is of another pass
     */
    public void merge(CutHistogram other) {
        if (!other.isOf(prefix, digit)) {
            throw new IllegalArgumentException("other belongs to another pass of the search");
        }
        rows += other.rows;
        eligible += other.eligible;
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    boolean isOf(RankKey searchPrefix, int searchDigit) {
        return digit == searchDigit && prefix.equals(searchPrefix);
    }

    long rows() {
        return rows;
    }

    long eligible() {
        return eligible;
    }

    long[] counts() {
        return counts;
    }
}
