package io.github.hype4j.selection;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one pass over (a part of) a pool contributes to a {@link CutSearch}: how many candidates have each of the 65,536
 * values of the next digit. Half a megabyte, and one more where scores are added many at a time, whatever the size of the
 * pool. Histograms of parts of a pool can be merged in any order. Not safe for use by several threads: one a thread, then merge.
 */
public final class CutHistogram {

    private final RankKey prefix;
    private final int digit;
    private final long[] counts = new long[RankKey.RADIX];
    private @Nullable ScoreTally tally;
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

    /**
     * Counts many scores, as fast as they can be read from memory. A score of NaN is counted as a row that cannot be kept.
     *
     * @param scores the scores
     * @param from the index of the first to count
     * @param to the index after the last
     * @throws IndexOutOfBoundsException if there are no such scores
     * @throws IllegalStateException if this pass tells apart samples of one score, for which it needs their uids
     */
    public void add(float[] scores, int from, int to) {
        Objects.checkFromToIndex(from, to, scores.length);
        if (needsUids()) {
            throw new IllegalStateException("this pass tells apart samples of one score: it needs their uids");
        }
        if (tally == null) {
            tally = new ScoreTally();
        }
        if (!tally.hasRoomFor(to - from)) {
            settle(tally);
        }
        rows += to - from;
        eligible += to - from;
        if (digit == 0) {
            tally.addUpper(scores, from, to);
        } else {
            tally.addLower(scores, from, to, upperHalf());
        }
    }

    /**
     * Counts many samples with their uids. A score of NaN is counted as a row that cannot be kept.
     *
     * @param scores the scores
     * @param uidHigh the first words of their uids
     * @param uidLow the second words of their uids
     * @param from the index of the first to count
     * @param to the index after the last
     * @throws IndexOutOfBoundsException if there are no such scores
     */
    public void add(float[] scores, long[] uidHigh, long[] uidLow, int from, int to) {
        for (int i = from; i < to; i++) {
            add(scores[i], uidHigh[i], uidLow[i]);
        }
    }

    /** Takes over what is only in the tally. */
    private void settle(ScoreTally pending) {
        if (digit == 0) {
            eligible -= pending.moveUpperTo(counts);
        } else {
            pending.moveLowerTo(counts, upperHalf());
        }
    }

    private int upperHalf() {
        return prefix.score() >>> 16;
    }

    /** Counts a sample that may not be kept, such as one below a component's minimum. */
    public void addIneligible() {
        rows++;
    }

    /**
     * Adds what another histogram of the same pass has counted.
     *
     * @param other a histogram of the same {@link CutSearch}, whose counts stay as they are
     * @throws IllegalArgumentException if it is of another pass
     */
    public void merge(CutHistogram other) {
        if (!other.isOf(prefix, digit)) {
            throw new IllegalArgumentException("other belongs to another pass of the search");
        }
        long[] otherCounts = other.counts();
        rows += other.rows;
        eligible += other.eligible();
        for (int i = 0; i < counts.length; i++) {
            counts[i] += otherCounts[i];
        }
    }

    boolean needsUids() {
        return digit >= RankKey.SCORE_DIGITS;
    }

    boolean isOf(RankKey searchPrefix, int searchDigit) {
        return digit == searchDigit && prefix.equals(searchPrefix);
    }

    long rows() {
        return rows;
    }

    /** In the first pass, how many scores are not NaN; later passes do not look for NaN. */
    long eligible() {
        counts();
        return eligible;
    }

    long[] counts() {
        if (tally != null) {
            settle(tally);
        }
        return counts;
    }
}
