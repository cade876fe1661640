package io.github.hype4j.selection;

/**
 * Where a ranking is cut: the last place that is kept. Immutable.
 *
 * <p>Rows that are equal in score and uid cannot be told apart; {@link #keptAtLast()} says how many of those at the last
 * place are kept.
 */
public final class ExactCut {

    private static final ExactCut NOTHING = new ExactCut(RankKey.LAST, 0, true);
    private static final ExactCut EVERYTHING = new ExactCut(RankKey.LAST, Long.MAX_VALUE, false);

    private final RankKey last;
    private final long keptAtLast;
    private final boolean nothing;

    private ExactCut(RankKey last, long keptAtLast, boolean nothing) {
        this.last = last;
        this.keptAtLast = keptAtLast;
        this.nothing = nothing;
    }

    static ExactCut nothing() {
        return NOTHING;
    }

    static ExactCut everything() {
        return EVERYTHING;
    }

    static ExactCut at(RankKey last, long keptAtLast) {
        return new ExactCut(last, keptAtLast, false);
    }

    static ExactCut atScore(int scoreKey) {
        return new ExactCut(new RankKey(scoreKey, -1L, -1L), Long.MAX_VALUE, false);
    }

    /**
     * Keeps every sample whose score is at or above a threshold.
     *
     * @param threshold the smallest score to keep; not NaN
     * @return the cut
     */
    public static ExactCut atThreshold(float threshold) {
        return atScore(RankKey.ofScore(threshold));
    }

    /**
     * The smallest score that is kept: of a sample of the pool, or the threshold that was asked for.
     *
     * @return the score; infinity if nothing is kept, minus infinity if every score is
     */
    public float threshold() {
        if (nothing) {
            return Float.POSITIVE_INFINITY;
        }
        return this == EVERYTHING ? Float.NEGATIVE_INFINITY : RankKey.toScore(last.score());
    }

    /**
     * How many of the rows at the last place are kept.
     *
     * @return {@link Long#MAX_VALUE} for all
     */
    public long keptAtLast() {
        return keptAtLast;
    }

    /**
     * On which side of the cut a sample is.
     *
     * @param score its score
     * @param uidHigh the first word of its uid
     * @param uidLow the second word of its uid
     * @return negative if it is kept, positive if it is dropped, 0 if it stands at the last place, of which only
     *     {@link #keptAtLast()} are kept
     */
    public int compare(float score, long uidHigh, long uidLow) {
        if (nothing || Float.isNaN(score)) {
            return 1;
        }
        int side = -last.compareTo(RankKey.ofScore(score), uidHigh, uidLow);
        return side == 0 && keptAtLast == Long.MAX_VALUE ? -1 : side;
    }

    @Override
    public String toString() {
        return "ExactCut[threshold=" + threshold() + "]";
    }
}
