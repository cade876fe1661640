package io.github.hype4j.selection;

import io.github.hype4j.score.Component;
import io.github.hype4j.score.RowScore;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A policy with every cut found: decides sample by sample, in one pass over the table in its order. Not safe for use by
 * several threads, since it counts the rows that stand exactly at a cut.
 */
public final class Decider {

    private final List<RankedDecider> rankings = new ArrayList<>();
    private final BooleanSupplier isKept;

    Decider(SelectionPolicy policy, List<Component> columns, List<ExactCut> cuts) {
        List<SelectionPolicy.Ranked> ranked = policy.rankings();
        if (cuts.size() != ranked.size()) {
            throw new IllegalArgumentException(
                    "cuts must be one a ranking of the policy, which has " + ranked.size() + ", got " + cuts.size());
        }
        for (int i = 0; i < ranked.size(); i++) {
            rankings.add(new RankedDecider(ranked.get(i).score().on(columns), cuts.get(i)));
        }
        this.isKept = combine(policy, rankings.iterator());
    }

    /**
     * A decider for a policy of thresholds, which needs no pass to find its cuts.
     *
     * @param policy a policy whose cuts are all thresholds
     * @param columns the components of a row, in order
     * @return the decider
     * @throws IllegalArgumentException if a cut is not a threshold, or a component is not among the columns
     */
    public static Decider ofThresholds(SelectionPolicy policy, List<Component> columns) {
        if (!policy.isThresholdOnly()) {
            throw new IllegalArgumentException(
                    "policy must have thresholds only to decide sample by sample, got " + policy);
        }
        List<ExactCut> cuts = policy.rankings().stream()
                .map(ranked -> CutSearch.of(ranked.cut()).result())
                .toList();
        return new Decider(policy, columns, cuts);
    }

    /**
     * Decides on a sample.
     *
     * @param uidHigh the first word of its uid
     * @param uidLow the second word of its uid
     * @param components one value a component
     * @return what becomes of it; where it is dropped, NaN scores come first among the reasons, then minima
     */
    public Decision decide(long uidHigh, long uidLow, float[] components) {
        for (RankedDecider ranking : rankings) {
            ranking.decide(uidHigh, uidLow, components);
        }
        if (isKept.getAsBoolean()) {
            return Decision.KEPT;
        }
        if (rankings.stream().anyMatch(ranking -> ranking.decision == Decision.NAN_SCORE)) {
            return Decision.NAN_SCORE;
        }
        if (rankings.stream().anyMatch(ranking -> ranking.decision == Decision.BELOW_MINIMUM)) {
            return Decision.BELOW_MINIMUM;
        }
        return Decision.BELOW_CUT;
    }

    /** The policy as a function of the decisions of its rankings, which are taken in order. */
    private static BooleanSupplier combine(SelectionPolicy part, Iterator<RankedDecider> rankings) {
        if (part instanceof SelectionPolicy.Intersection both) {
            BooleanSupplier first = combine(both.first(), rankings);
            BooleanSupplier second = combine(both.second(), rankings);
            return () -> first.getAsBoolean() && second.getAsBoolean();
        }
        if (part instanceof SelectionPolicy.Union either) {
            BooleanSupplier first = combine(either.first(), rankings);
            BooleanSupplier second = combine(either.second(), rankings);
            return () -> first.getAsBoolean() || second.getAsBoolean();
        }
        RankedDecider ranking = rankings.next();
        return () -> ranking.decision == Decision.KEPT;
    }

    /** One ranking, with what remains to be kept of the rows exactly at its cut. */
    private static final class RankedDecider {
        private final RowScore score;
        private final ExactCut cut;
        private long remainingAtLast;
        private Decision decision = Decision.BELOW_CUT;

        RankedDecider(RowScore score, ExactCut cut) {
            this.score = score;
            this.cut = cut;
            this.remainingAtLast = cut.keptAtLast();
        }

        void decide(long uidHigh, long uidLow, float[] components) {
            float value = score.score(components);
            if (Float.isNaN(value)) {
                decision = Decision.NAN_SCORE;
            } else if (!score.meetsMinima(components)) {
                decision = Decision.BELOW_MINIMUM;
            } else {
                decision = isAbove(cut.compare(value, uidHigh, uidLow)) ? Decision.KEPT : Decision.BELOW_CUT;
            }
        }

        private boolean isAbove(int side) {
            return side < 0 || (side == 0 && remainingAtLast-- > 0);
        }
    }
}
