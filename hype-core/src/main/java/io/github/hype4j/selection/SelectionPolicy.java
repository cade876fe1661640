package io.github.hype4j.selection;

import io.github.hype4j.score.Component;
import io.github.hype4j.score.HypeScore;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Which samples of a pool are kept: a {@linkplain Ranked ranking that is cut}, or the intersection or union of two
 * policies. Immutable.
 */
public sealed interface SelectionPolicy {

    /**
     * Ranks by a score and cuts.
     *
     * @param score what to rank by, and the minima below which nothing is kept
     * @param cut how much to keep
     */
    record Ranked(HypeScore score, Cut cut) implements SelectionPolicy {
        /**
         * Checks the parts.
         *
         * @param score what to rank by, and the minima below which nothing is kept
         * @param cut how much to keep
         * @throws IllegalArgumentException if the score has no component with a weight
         */
        public Ranked {
            if (score.weights().isEmpty()) {
                throw new IllegalArgumentException("score must have a component with a weight other than 0 to rank by");
            }
        }

        @Override
        public List<Ranked> rankings() {
            return List.of(this);
        }

        @Override
        public SelectionPolicy withScores(UnaryOperator<HypeScore> change) {
            return new Ranked(change.apply(score), cut);
        }

        @Override
        public String toString() {
            return cut + " by " + score;
        }
    }

    /**
     * Keeps what both policies keep. Each is applied to the whole pool.
     *
     * @param first a policy
     * @param second another policy
     */
    record Intersection(SelectionPolicy first, SelectionPolicy second) implements SelectionPolicy {
        @Override
        public List<Ranked> rankings() {
            return concat(first, second);
        }

        @Override
        public SelectionPolicy withScores(UnaryOperator<HypeScore> change) {
            return new Intersection(first.withScores(change), second.withScores(change));
        }

        @Override
        public String toString() {
            return "(" + first + ") and (" + second + ")";
        }
    }

    /**
     * Keeps what either policy keeps. Each is applied to the whole pool.
     *
     * @param first a policy
     * @param second another policy
     */
    record Union(SelectionPolicy first, SelectionPolicy second) implements SelectionPolicy {
        @Override
        public List<Ranked> rankings() {
            return concat(first, second);
        }

        @Override
        public SelectionPolicy withScores(UnaryOperator<HypeScore> change) {
            return new Union(first.withScores(change), second.withScores(change));
        }

        @Override
        public String toString() {
            return "(" + first + ") or (" + second + ")";
        }
    }

    /**
     * Ranks by a score and cuts.
     *
     * @param score what to rank by
     * @param cut how much to keep
     * @return the policy
     */
    static SelectionPolicy of(HypeScore score, Cut cut) {
        return new Ranked(score, cut);
    }

    /**
     * This policy with other scores in the same places.
     *
     * @param change what becomes of each score
     * @return the new policy
     */
    SelectionPolicy withScores(UnaryOperator<HypeScore> change);

    /**
     * The rankings of which the policy is made.
     *
     * @return at least one, in the order in which they were put together; the first gives a sample its score in reports
     */
    List<Ranked> rankings();

    /**
     * Keeps what this policy and another both keep.
     *
     * @param other another policy
     * @return the intersection
     */
    default SelectionPolicy intersect(SelectionPolicy other) {
        return new Intersection(this, other);
    }

    /**
     * Keeps what this policy or another keeps.
     *
     * @param other another policy
     * @return the union
     */
    default SelectionPolicy union(SelectionPolicy other) {
        return new Union(this, other);
    }

    /**
     * Every component that the policy needs.
     *
     * @return the components, by name
     */
    default List<Component> components() {
        TreeSet<Component> all = new TreeSet<>();
        rankings().forEach(ranked -> all.addAll(ranked.score().components()));
        return List.copyOf(all);
    }

    /**
     * Whether each sample can be decided on its own.
     *
     * @return true if every cut is a threshold
     */
    default boolean isThresholdOnly() {
        return rankings().stream().allMatch(ranked -> ranked.cut() instanceof Cut.Threshold);
    }

    private static List<Ranked> concat(SelectionPolicy first, SelectionPolicy second) {
        return Stream.concat(first.rankings().stream(), second.rankings().stream())
                .toList();
    }
}
