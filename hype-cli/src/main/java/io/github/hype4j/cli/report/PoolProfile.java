package io.github.hype4j.cli.report;

import io.github.hype4j.io.scores.ScoreCursor;
import io.github.hype4j.io.scores.ScoreFiles;
import io.github.hype4j.io.scores.ScoreRow;
import io.github.hype4j.io.scores.ScoreStatus;
import io.github.hype4j.io.subset.Subset;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.HypeScore;
import io.github.hype4j.score.RowScore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the report shows of a score file, gathered in two passes and in memory that does not grow with the pool.
 *
 * @param components the columns of a row
 * @param score the histogram of the ranking's score
 * @param byComponent one histogram a component
 * @param best the best pairs that were kept
 * @param justKept the last pairs that were kept
 * @param justDropped the first pairs that were not, best first
 * @param worst the worst pairs, worst first
 * @param sample some pairs from everywhere, the same for the same pool
 * @param unscored the first few that could not be scored
 */
record PoolProfile(
        List<Component> components,
        Histogram score,
        List<Histogram> byComponent,
        List<ScoredRow> best,
        List<ScoredRow> justKept,
        List<ScoredRow> justDropped,
        List<ScoredRow> worst,
        List<ScoredRow> sample,
        List<ScoreRow> unscored) {

    private static final int GALLERY = 12;
    private static final int BORDER = 8;
    private static final int POINTS = 3000;
    private static final int UNSCORED = 24;

    static PoolProfile of(ScoreFiles scores, HypeScore ranking, Subset kept) throws IOException {
        List<Component> components = scores.components();
        RowScore score = ranking.on(components);
        float[] values = new float[components.size()];
        double[][] ranges = ranges(scores, score, values);

        Histogram byScore = new Histogram(ranges[values.length][0], ranges[values.length][1]);
        List<Histogram> byComponent = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            byComponent.add(new Histogram(ranges[i][0], ranges[i][1]));
        }
        Comparator<ScoredRow> worstFirst = ScoredRow.BEST_FIRST.reversed();
        Fewest<ScoredRow> best = new Fewest<>(GALLERY, ScoredRow.BEST_FIRST);
        Fewest<ScoredRow> justKept = new Fewest<>(BORDER, worstFirst);
        Fewest<ScoredRow> justDropped = new Fewest<>(BORDER, ScoredRow.BEST_FIRST);
        Fewest<ScoredRow> worst = new Fewest<>(GALLERY, worstFirst);
        // Uids are as good as random, but not where they are counted up: their product with a large odd number is.
        Fewest<ScoredRow> sample = new Fewest<>(
                POINTS,
                Comparator.comparingLong((ScoredRow row) -> row.uid().low() * 0x9E3779B97F4A7C15L)
                        .thenComparing(ScoredRow::uid));
        List<ScoreRow> unscored = new ArrayList<>();
        scores.forEach(row -> {
            if (row.status() != ScoreStatus.SCORED) {
                if (unscored.size() < UNSCORED) {
                    unscored.add(row.row());
                }
                return;
            }
            copy(row, values);
            ScoredRow shown =
                    new ScoredRow(row.uid(), row.key(), score.score(values), values.clone(), kept.contains(row.uid()));
            byScore.add(shown.score(), shown.kept());
            for (int i = 0; i < values.length; i++) {
                byComponent.get(i).add(values[i], shown.kept());
            }
            (shown.kept() ? justKept : justDropped).add(shown);
            if (shown.kept()) {
                best.add(shown);
            } else {
                worst.add(shown);
            }
            sample.add(shown);
        });
        List<ScoredRow> lastKept = new ArrayList<>(justKept.list());
        lastKept.sort(ScoredRow.BEST_FIRST);
        return new PoolProfile(
                components,
                byScore,
                byComponent,
                best.list(),
                lastKept,
                justDropped.list(),
                worst.list(),
                sample.list(),
                unscored);
    }

    /** The smallest and largest finite value of every component and, last, of the score. */
    private static double[][] ranges(ScoreFiles scores, RowScore score, float[] values) throws IOException {
        double[][] ranges = new double[values.length + 1][];
        for (int i = 0; i < ranges.length; i++) {
            ranges[i] = new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        }
        scores.forEach(row -> {
            if (row.status() == ScoreStatus.SCORED) {
                copy(row, values);
                for (int i = 0; i < values.length; i++) {
                    widen(ranges[i], values[i]);
                }
                widen(ranges[values.length], score.score(values));
            }
        });
        for (double[] range : ranges) {
            if (range[0] > range[1]) {
                range[0] = 0;
                range[1] = 1;
            }
        }
        return ranges;
    }

    private static void widen(double[] range, float value) {
        if (Float.isFinite(value)) {
            range[0] = Math.min(range[0], value);
            range[1] = Math.max(range[1], value);
        }
    }

    private static void copy(ScoreCursor row, float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = row.component(i);
        }
    }
}
