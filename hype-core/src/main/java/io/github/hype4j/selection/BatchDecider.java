package io.github.hype4j.selection;

import io.github.hype4j.score.Component;
import io.github.hype4j.score.RowScore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Decides as a {@link Decider} does, on many samples at a time and in several threads: each has a decider of its own, made
 * by {@link #fork}. For use by one thread.
 *
 * <p>Samples that are equal in score and uid cannot be told apart: where only some of those at the last place of a cut are
 * kept, it is the first ones that any of the forks meets.
 */
public final class BatchDecider {

    private final SelectionPolicy policy;
    private final List<Ranking> rankings;
    private final boolean[] isKept = new boolean[ColumnBatch.ROWS];
    private final long[] counts = new long[Decision.values().length];

    private BatchDecider(SelectionPolicy policy, List<Ranking> rankings) {
        this.policy = policy;
        this.rankings = rankings;
    }

    /**
     * A decider by cuts found before.
     *
     * @param policy the policy
     * @param columns the components of a batch, in order
     * @param cuts one cut a ranking of the policy, in order
     * @return a decider, for one scan of the table
     * @throws IllegalArgumentException if the number of cuts is wrong, or a component is not among the columns
     */
    public static BatchDecider of(SelectionPolicy policy, List<Component> columns, List<ExactCut> cuts) {
        List<SelectionPolicy.Ranked> ranked = policy.rankings();
        if (cuts.size() != ranked.size()) {
            throw new IllegalArgumentException(
                    "cuts must be one a ranking of the policy, which has " + ranked.size() + ", got " + cuts.size());
        }
        List<Ranking> rankings = new ArrayList<>();
        for (int i = 0; i < ranked.size(); i++) {
            ExactCut cut = cuts.get(i);
            rankings.add(new Ranking(ranked.get(i).score().on(columns), cut, new AtomicLong(cut.keptAtLast())));
        }
        return new BatchDecider(policy, rankings);
    }

    /**
     * A decider for another thread, of the same cuts, with no decisions yet.
     *
     * @return the decider, which shares with this one what remains to be kept at the last places
     */
    public BatchDecider fork() {
        return new BatchDecider(policy, rankings.stream().map(Ranking::fork).toList());
    }

    /**
     * Decides on some samples, and counts the decisions.
     *
     * @param batch the samples, with uids
     * @return whether each is kept: an array that is reused, of which the first {@link ColumnBatch#size()} values count
     */
    public boolean[] decide(ColumnBatch batch) {
        int size = batch.size();
        for (Ranking ranking : rankings) {
            ranking.decide(batch);
        }
        combine(policy, rankings.iterator(), isKept, size);
        for (int row = 0; row < size; row++) {
            counts[(isKept[row] ? Decision.KEPT : reason(row)).ordinal()]++;
        }
        return isKept;
    }

    /** Why a sample is dropped: NaN scores come first, then minima. */
    private Decision reason(int row) {
        Decision reason = Decision.BELOW_CUT;
        for (Ranking ranking : rankings) {
            if (ranking.isNan(row)) {
                return Decision.NAN_SCORE;
            }
            if (ranking.isBelowMinimum(row)) {
                reason = Decision.BELOW_MINIMUM;
            }
        }
        return reason;
    }

    /**
     * How many samples have met a decision so far.
     *
     * @param decision the decision
     * @return the count, of this decider without its forks
     */
    public long count(Decision decision) {
        return counts[decision.ordinal()];
    }

    /** The policy as a function of the decisions of its rankings, which are taken in order. */
    private static void combine(SelectionPolicy part, Iterator<Ranking> rankings, boolean[] result, int size) {
        if (part instanceof SelectionPolicy.Intersection both) {
            combine(both.first(), rankings, result, size);
            boolean[] second = new boolean[size];
            combine(both.second(), rankings, second, size);
            for (int row = 0; row < size; row++) {
                result[row] &= second[row];
            }
        } else if (part instanceof SelectionPolicy.Union either) {
            combine(either.first(), rankings, result, size);
            boolean[] second = new boolean[size];
            combine(either.second(), rankings, second, size);
            for (int row = 0; row < size; row++) {
                result[row] |= second[row];
            }
        } else {
            System.arraycopy(rankings.next().isKept, 0, result, 0, size);
        }
    }

    /** One ranking, with what it says of the samples of the present batch. */
    private static final class Ranking {
        private final RowScore score;
        private final ExactCut cut;
        private final AtomicLong remainingAtLast;
        private final float[] scores = new float[ColumnBatch.ROWS];
        private final boolean[] isAllowed = new boolean[ColumnBatch.ROWS];
        private final boolean[] isKept = new boolean[ColumnBatch.ROWS];

        Ranking(RowScore score, ExactCut cut, AtomicLong remainingAtLast) {
            this.score = score;
            this.cut = cut;
            this.remainingAtLast = remainingAtLast;
            Arrays.fill(isAllowed, true);
        }

        Ranking fork() {
            return new Ranking(score, cut, remainingAtLast);
        }

        void decide(ColumnBatch batch) {
            int size = batch.size();
            score.scores(batch.columns(), size, scores);
            if (score.hasMinima()) {
                score.meetsMinima(batch.columns(), size, isAllowed);
            }
            float threshold = cut.threshold();
            for (int row = 0; row < size; row++) {
                isKept[row] = scores[row] > threshold && isAllowed[row];
            }
            for (int row = 0; row < size; row++) {
                if (scores[row] == threshold && isAllowed[row]) {
                    isKept[row] = isAbove(cut.compare(threshold, batch.uidHigh()[row], batch.uidLow()[row]));
                }
            }
        }

        private boolean isAbove(int side) {
            return side < 0 || (side == 0 && remainingAtLast.getAndDecrement() > 0);
        }

        boolean isNan(int row) {
            return Float.isNaN(scores[row]);
        }

        boolean isBelowMinimum(int row) {
            return !isAllowed[row];
        }
    }
}
