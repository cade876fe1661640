package io.github.hype4j.selection;

import io.github.hype4j.score.Component;
import io.github.hype4j.score.RowScore;
import io.github.hype4j.specificity.Parallelism;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Applies a policy to a table of any size in bounded memory: as many scans as the cuts need (two, where the policy is a
 * fraction and no ties straddle the cut), then one to decide.
 */
public final class Selector {

    /** Fewer scores than this are counted sooner than tables are added. */
    private static final int SMALLEST_PART = 1 << 18;

    private Selector() {}

    /**
     * Finds the exact cuts of a policy.
     *
     * @param policy the policy
     * @param table the scored samples
     * @return one cut a ranking of the policy, in order
     * @throws IOException if the table cannot be read
     * @throws IllegalArgumentException if the table lacks a component that the policy needs
     */
    public static List<ExactCut> findCuts(SelectionPolicy policy, ScoredTable table) throws IOException {
        List<SelectionPolicy.Ranked> rankings = policy.rankings();
        RowScore[] scores = new RowScore[rankings.size()];
        CutSearch[] searches = new CutSearch[rankings.size()];
        for (int i = 0; i < searches.length; i++) {
            scores[i] = rankings.get(i).score().on(table.components());
            searches[i] = CutSearch.of(rankings.get(i).cut());
        }
        // All rankings share the scans.
        for (List<Pass> passes = passes(scores, searches); !passes.isEmpty(); passes = passes(scores, searches)) {
            List<Pass> current = passes;
            table.scan((uidHigh, uidLow, components) -> current.forEach(pass -> pass.add(uidHigh, uidLow, components)));
            for (Pass pass : passes) {
                searches[pass.ranking] = searches[pass.ranking].advance(pass.histogram);
            }
        }
        return Arrays.stream(searches).map(CutSearch::result).toList();
    }

    /**
     * Finds the exact cuts of a policy, many samples at a time and several parts at a time.
     *
     * @param policy the policy
     * @param table the scored samples
     * @param parallelism who reads and counts; 1.5 MB a thread and ranking
     * @return one cut a ranking of the policy, in order; the same whatever the parts and the threads
     * @throws IOException if the table cannot be read
     * @throws IllegalArgumentException if the table lacks a component that the policy needs
     */
    public static List<ExactCut> findCuts(SelectionPolicy policy, PartedTable table, Parallelism parallelism)
            throws IOException {
        List<SelectionPolicy.Ranked> rankings = policy.rankings();
        RowScore[] scores = new RowScore[rankings.size()];
        CutSearch[] searches = new CutSearch[rankings.size()];
        for (int i = 0; i < searches.length; i++) {
            scores[i] = rankings.get(i).score().on(table.components());
            searches[i] = CutSearch.of(rankings.get(i).cut());
        }
        while (!Arrays.stream(searches).allMatch(CutSearch::isDone)) {
            boolean withUids = Arrays.stream(searches).anyMatch(CutSearch::needsUids);
            List<BatchPass> passes =
                    table.scanAll(withUids, parallelism, () -> new BatchPass(passes(scores, searches)));
            for (int i = 1; i < passes.size(); i++) {
                passes.get(0).merge(passes.get(i));
            }
            for (Pass pass : passes.get(0).passes) {
                searches[pass.ranking] = searches[pass.ranking].advance(pass.histogram);
            }
        }
        return Arrays.stream(searches).map(CutSearch::result).toList();
    }

    /**
     * Finds the smallest score that a cut keeps, of scores in memory: as {@link ExactCut#threshold} of the exact cut.
     *
     * <p>Two passes at the speed of memory, which change nothing and take 1.5 MB a thread, however many scores there are.
     * Where samples of just that score stand on both sides of the cut, {@link #findCuts} tells which are kept.
     *
     * @param cut how much is kept
     * @param scores one score a sample; NaN is never kept
     * @param parallelism who counts
     * @return the smallest score that is kept; infinity if nothing is, minus infinity if every score is
     */
    public static float findThreshold(Cut cut, float[] scores, Parallelism parallelism) {
        CutSearch search = CutSearch.of(cut);
        while (!search.isThresholdKnown()) {
            search = search.advance(count(search, scores, parallelism));
        }
        return search.threshold();
    }

    private static CutHistogram count(CutSearch search, float[] scores, Parallelism parallelism) {
        int parts = Math.max(1, Math.min(parallelism.threads(), scores.length / SMALLEST_PART));
        CutHistogram[] histograms = new CutHistogram[parts];
        parallelism.run(parts, part -> {
            CutHistogram histogram = search.newHistogram();
            histogram.add(scores, (int) ((long) scores.length * part / parts), (int)
                    ((long) scores.length * (part + 1) / parts));
            histograms[part] = histogram;
        });
        for (int part = 1; part < parts; part++) {
            histograms[0].merge(histograms[part]);
        }
        return histograms[0];
    }

    private static List<Pass> passes(RowScore[] scores, CutSearch[] searches) {
        return IntStream.range(0, searches.length)
                .filter(i -> !searches[i].isDone())
                .mapToObj(i -> new Pass(i, scores[i], searches[i].newHistogram()))
                .toList();
    }

    /**
     * Finds the cuts and makes a decider of them.
     *
     * @param policy the policy
     * @param table the scored samples
     * @return a decider, for one scan of the same table
     * @throws IOException if the table cannot be read
     * @throws IllegalArgumentException if the table lacks a component that the policy needs
     */
    public static Decider prepare(SelectionPolicy policy, ScoredTable table) throws IOException {
        return decider(policy, table.components(), findCuts(policy, table));
    }

    /**
     * Makes a decider of cuts found before.
     *
     * @param policy the policy
     * @param columns the components of a row, in order
     * @param cuts one cut a ranking of the policy, in order
     * @return a decider, for one scan of the table
     * @throws IllegalArgumentException if the number of cuts is wrong, or a component is not among the columns
     */
    public static Decider decider(SelectionPolicy policy, List<Component> columns, List<ExactCut> cuts) {
        return new Decider(policy, columns, cuts);
    }

    /** One pass of all rankings that are not done, over the parts that one thread reads. */
    private static final class BatchPass implements PartedTable.BatchVisitor {
        private final List<Pass> passes;
        private final float[] scores = new float[ColumnBatch.ROWS];
        private final boolean[] isAllowed = new boolean[ColumnBatch.ROWS];

        BatchPass(List<Pass> passes) {
            this.passes = passes;
        }

        @Override
        public void batch(ColumnBatch batch) {
            for (Pass pass : passes) {
                pass.add(batch, scores, isAllowed);
            }
        }

        void merge(BatchPass other) {
            for (int i = 0; i < passes.size(); i++) {
                passes.get(i).histogram.merge(other.passes.get(i).histogram);
            }
        }
    }

    private record Pass(int ranking, RowScore score, CutHistogram histogram) {
        void add(ColumnBatch batch, float[] scores, boolean[] isAllowed) {
            int size = batch.size();
            score.scores(batch.columns(), size, scores);
            if (score.hasMinima()) {
                score.meetsMinima(batch.columns(), size, isAllowed);
                for (int row = 0; row < size; row++) {
                    // Counted as a row and no more, as a score of NaN is.
                    scores[row] = isAllowed[row] ? scores[row] : Float.NaN;
                }
            }
            if (histogram.needsUids()) {
                histogram.add(scores, batch.uidHigh(), batch.uidLow(), 0, size);
            } else {
                histogram.add(scores, 0, size);
            }
        }

        void add(long uidHigh, long uidLow, float[] components) {
            if (score.meetsMinima(components)) {
                histogram.add(score.score(components), uidHigh, uidLow);
            } else {
                histogram.addIneligible();
            }
        }
    }
}
