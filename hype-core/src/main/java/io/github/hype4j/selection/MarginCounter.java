package io.github.hype4j.selection;

import io.github.hype4j.score.Component;
import io.github.hype4j.score.RowScore;
import java.util.ArrayList;
import java.util.List;

/** Counts the samples within the {@link CutMargin} of each cut of a policy, row by row. Not safe for use by several threads. */
public final class MarginCounter {

    private final List<Ranking> rankings = new ArrayList<>();

    private MarginCounter() {}

    /**
     * A counter for one scan of a table.
     *
     * @param policy the policy
     * @param columns the components of a row, in order
     * @param cuts one cut a ranking of the policy, in order
     * @param kernelError how far a specificity may be from that of the scalar kernel, in radians
     * @return the counter
     * @throws IllegalArgumentException if the number of cuts is wrong, or a component is not among the columns
     */
    public static MarginCounter of(
            SelectionPolicy policy, List<Component> columns, List<ExactCut> cuts, double kernelError) {
        List<SelectionPolicy.Ranked> ranked = policy.rankings();
        if (cuts.size() != ranked.size()) {
            throw new IllegalArgumentException(
                    "cuts must be one a ranking of the policy, which has " + ranked.size() + ", got " + cuts.size());
        }
        MarginCounter counter = new MarginCounter();
        for (int i = 0; i < ranked.size(); i++) {
            RowScore score = ranked.get(i).score().on(columns);
            counter.rankings.add(new Ranking(score, cuts.get(i).threshold(), kernelError));
        }
        return counter;
    }

    /**
     * Looks at a sample.
     *
     * @param components one value a component
     */
    public void add(float[] components) {
        rankings.forEach(ranking -> ranking.add(components));
    }

    /**
     * What has been counted.
     *
     * @return one margin a ranking of the policy, in order
     */
    public List<CutMargin> margins() {
        return rankings.stream()
                .map(ranking -> new CutMargin(ranking.width, ranking.samples))
                .toList();
    }

    private static final class Ranking {
        private final RowScore score;
        private final float threshold;
        private final double kernelError;
        private final double width;
        private long samples;

        Ranking(RowScore score, float threshold, double kernelError) {
            this.score = score;
            this.threshold = threshold;
            this.kernelError = kernelError;
            this.width = 2 * score.errorBySpecificity(kernelError);
        }

        void add(float[] components) {
            if (kernelError > 0
                    && (Math.abs((double) score.score(components) - threshold) <= width
                            || score.isNearMinimum(components, kernelError))) {
                samples++;
            }
        }
    }
}
