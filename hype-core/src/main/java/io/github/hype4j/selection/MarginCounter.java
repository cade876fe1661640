package io.github.hype4j.selection;

import io.github.hype4j.score.Component;
import io.github.hype4j.score.RowScore;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the samples within the {@link CutMargin} of each cut of a policy, row by row or many at a
 * time. Not safe for use by several threads: one a thread, then merge.
 */
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
     * Looks at many samples.
     *
     * @param batch the samples
     */
    public void add(ColumnBatch batch) {
        rankings.forEach(ranking -> ranking.add(batch));
    }

    /**
     * Adds what another counter of the same policy and cuts has counted, over another part of the table.
     *
     * @param other the counter, whose counts stay as they are
     * @throws IllegalArgumentException if it is of another policy
     */
    public void merge(MarginCounter other) {
        if (other.rankings.size() != rankings.size()) {
            throw new IllegalArgumentException("other must count for the same policy, which has " + rankings.size()
                    + " rankings, got " + other.rankings.size());
        }
        for (int i = 0; i < rankings.size(); i++) {
            rankings.get(i).samples += other.rankings.get(i).samples;
        }
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

        void add(ColumnBatch batch) {
            if (kernelError == 0) {
                return;
            }
            float[] scores = new float[batch.size()];
            score.scores(batch.columns(), batch.size(), scores);
            float[] row = score.hasMinima() ? new float[batch.columns().length] : null;
            for (int i = 0; i < scores.length; i++) {
                boolean isNear = Math.abs((double) scores[i] - threshold) <= width;
                if (row != null && !isNear) {
                    for (int column = 0; column < row.length; column++) {
                        row[column] = batch.column(column)[i];
                    }
                    isNear = score.isNearMinimum(row, kernelError);
                }
                if (isNear) {
                    samples++;
                }
            }
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
