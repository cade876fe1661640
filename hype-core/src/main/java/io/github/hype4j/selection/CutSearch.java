package io.github.hype4j.selection;

import org.jspecify.annotations.Nullable;

/**
 * Finds the {@link ExactCut} of any number of scored samples in bounded memory, by passes over them.
 *
 * <p>Each pass counts the candidates by 16 more bits of their rank in a {@link CutHistogram}; two passes find the exact
 * score at the cut, and only where ties straddle it do further passes find the exact uid (one, as a rule). A pass may be
 * split over threads or machines and its histograms merged: the result does not depend on how.
 *
 * <pre>{@code
 * CutSearch search = CutSearch.of(cut);
 * while (!search.isDone()) {
 *     CutHistogram histogram = search.newHistogram();
 *     // histogram.add(...) for every sample; or several histograms, merged
 *     search = search.advance(histogram);
 * }
 * ExactCut exact = search.result();
 * }</pre>
 *
 * <p>Immutable.
 */
public final class CutSearch {

    private final Cut cut;
    /** The digits found so far; the rest is 0. */
    private final RankKey prefix;

    private final int digit;
    /** How many of the candidates that share the prefix are kept; not known before the first pass. */
    private final long wanted;

    private final @Nullable ExactCut result;

    private CutSearch(Cut cut, RankKey prefix, int digit, long wanted, @Nullable ExactCut result) {
        this.cut = cut;
        this.prefix = prefix;
        this.digit = digit;
        this.wanted = wanted;
        this.result = result;
    }

    /**
     * Starts a search.
     *
     * @param cut how much is kept
     * @return the search before its first pass; done already for a threshold
     */
    public static CutSearch of(Cut cut) {
        CutSearch start = new CutSearch(cut, new RankKey(0, 0, 0), 0, 0, null);
        return cut instanceof Cut.Threshold given ? start.found(ExactCut.atThreshold(given.threshold())) : start;
    }

    /**
     * Whether the cut is found.
     *
     * @return true if no further pass is needed
     */
    public boolean isDone() {
        return result != null;
    }

    /**
     * The cut.
     *
     * @return the exact cut
     * @throws IllegalStateException if it is not found yet
     */
    public ExactCut result() {
        if (result == null) {
            throw new IllegalStateException("the search is not done: another pass is needed");
        }
        return result;
    }

    /**
     * Whether the smallest score that is kept is known: after two passes at most, and before it is known how many of the
     * samples with that score are kept.
     *
     * @return true if {@link #threshold} can be asked for
     */
    public boolean isThresholdKnown() {
        return isDone() || digit >= RankKey.SCORE_DIGITS;
    }

    /**
     * The smallest score that is kept.
     *
     * @return the score, as {@link ExactCut#threshold}
     * @throws IllegalStateException if it is not known yet
     */
    public float threshold() {
        if (!isThresholdKnown()) {
            throw new IllegalStateException("the threshold is not known yet: another pass is needed");
        }
        return isDone() ? result().threshold() : RankKey.toScore(prefix.score());
    }

    /**
     * Whether the next pass tells apart samples of one score, for which it needs their uids.
     *
     * @return true after two passes over scores that did not suffice
     */
    public boolean needsUids() {
        return !isDone() && digit >= RankKey.SCORE_DIGITS;
    }

    /**
     * An empty histogram for the next pass.
     *
     * @return the histogram
     * @throws IllegalStateException if the search is done
     */
    public CutHistogram newHistogram() {
        if (isDone()) {
            throw new IllegalStateException("the search is done: no further pass is needed");
        }
        return new CutHistogram(prefix, digit);
    }

    /**
     * Takes the result of a pass.
     *
     * @param histogram every sample of the pool, counted once
     * @return the search after this pass
     * @throws IllegalArgumentException if the histogram is of another pass, or the pool has fewer samples than before
     */
    public CutSearch advance(CutHistogram histogram) {
        if (isDone() || !histogram.isOf(prefix, digit)) {
            throw new IllegalArgumentException("histogram belongs to another pass of the search");
        }
        if (digit > 0) {
            return narrow(histogram.counts(), wanted);
        }
        long rank = rank(histogram.rows());
        if (rank == 0) {
            return found(ExactCut.nothing());
        }
        if (rank > histogram.eligible()) {
            return found(cut instanceof Cut.DataCompFraction ? ExactCut.nothing() : ExactCut.everything());
        }
        return narrow(histogram.counts(), rank);
    }

    /** Which place, counted from 1, is the last one kept. */
    private long rank(long rows) {
        if (cut instanceof Cut.KeepFraction keep) {
            return keep.count(rows);
        }
        if (cut instanceof Cut.KeepTop keep) {
            return keep.count();
        }
        if (cut instanceof Cut.DataCompFraction keep) {
            return keep.index(rows) + 1;
        }
        throw new AssertionError("a threshold needs no pass");
    }

    private CutSearch narrow(long[] counts, long rank) {
        long before = 0;
        int value = 0;
        while (before + counts[value] < rank) {
            before += counts[value++];
            if (value == counts.length) {
                throw new IllegalArgumentException(
                        "histogram has " + before + " candidates where earlier passes found at least " + rank
                                + ": the pool changed between passes");
            }
        }
        RankKey longer = prefix.withDigit(digit, value);
        long inside = rank - before;
        int known = digit + 1;
        if (known >= RankKey.SCORE_DIGITS) {
            if (cut instanceof Cut.DataCompFraction) {
                return found(ExactCut.atScore(longer.score()));
            }
            if (inside == counts[value]) {
                return found(ExactCut.at(lastWith(longer, known), Long.MAX_VALUE));
            }
            if (known == RankKey.DIGITS) {
                return found(ExactCut.at(longer, inside));
            }
        }
        return new CutSearch(cut, longer, known, inside, null);
    }

    /** The largest key with the first digits of a given one. */
    private static RankKey lastWith(RankKey key, int digits) {
        RankKey last = key;
        for (int i = digits; i < RankKey.DIGITS; i++) {
            last = last.withDigit(i, RankKey.RADIX - 1);
        }
        return last;
    }

    private CutSearch found(ExactCut exact) {
        return new CutSearch(cut, prefix, digit, wanted, exact);
    }
}
