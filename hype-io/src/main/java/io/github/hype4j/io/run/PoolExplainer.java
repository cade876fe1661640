package io.github.hype4j.io.run;

import io.github.hype4j.io.file.TemporaryFolder;
import io.github.hype4j.io.scores.ScoreFile;
import io.github.hype4j.io.scores.ScoreFiles;
import io.github.hype4j.io.scores.ScorePart;
import io.github.hype4j.io.scores.ScoreRow;
import io.github.hype4j.io.scores.ScoreStatus;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.HypeScore;
import io.github.hype4j.score.RowScore;
import io.github.hype4j.selection.ColumnBatch;
import io.github.hype4j.selection.Decision;
import io.github.hype4j.selection.ExactCut;
import io.github.hype4j.selection.PartedTable;
import io.github.hype4j.selection.SelectionPolicy;
import io.github.hype4j.selection.Selector;
import io.github.hype4j.selection.Uid;
import io.github.hype4j.specificity.Parallelism;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Explains what a selection makes of some samples. */
public final class PoolExplainer {

    private PoolExplainer() {}

    /**
     * Explains some samples, all of them in the same scans, by the same cuts and the same look for repeats as
     * {@link PoolSelector#select}.
     *
     * @param scores the scores
     * @param policy what would be kept
     * @param uids the samples
     * @param options how to go about it; temporary files lie in the system's temporary folder unless another is given
     * @return an explanation for each uid that the scores have, in the order in which they were asked for
     * @throws IOException if a file cannot be read; the message names it
     * @throws IllegalArgumentException if the files lack a component, or statistics
     */
    public static Map<Uid, Explanation> explain(
            ScoreFiles scores, SelectionPolicy policy, Collection<Uid> uids, SelectionOptions options)
            throws IOException {
        SelectionPolicy known = PoolSelector.standardized(policy, scores);
        Path place = options.temporaryFolder().orElse(Path.of(System.getProperty("java.io.tmpdir")));
        try (TemporaryFolder temporary = TemporaryFolder.in(place)) {
            ScoreFilesTable table = new SelectionRun(scores, known, options, temporary.path()).table();
            List<ExactCut> cuts = Selector.findCuts(known, table, options.parallelism());
            Map<Uid, Place> places = find(scores, known.components(), uids, options.parallelism());
            List<Ranks> ranks = rank(table, known, places, options);
            Map<Uid, Explanation> explanations = new LinkedHashMap<>();
            int index = 0;
            for (Map.Entry<Uid, Place> entry : places.entrySet()) {
                explanations.put(entry.getKey(), explanation(entry.getValue(), known, cuts, ranks, index++));
            }
            return explanations;
        }
    }

    private static Map<Uid, Place> find(
            ScoreFiles scores, List<Component> components, Collection<Uid> uids, Parallelism parallelism)
            throws IOException {
        Map<Uid, Place> found = new LinkedHashMap<>();
        LikelySet wanted = LikelySet.ofBytes(1 << 20);
        uids.forEach(uid -> wanted.add(UidFingerprints.of(uid.high(), uid.low())));
        int[] columns = components.stream()
                .mapToInt(component -> scores.components().indexOf(component))
                .toArray();
        Set<Integer> filesWithAny = filesWithAny(scores, wanted, parallelism);
        for (int i = 0; i < scores.files().size(); i++) {
            if (!filesWithAny.contains(i)) {
                continue;
            }
            ScoreFile file = scores.files().get(i);
            file.forEach(row -> {
                if (wanted.mayContain(UidFingerprints.of(row.uidHigh(), row.uidLow())) && uids.contains(row.uid())) {
                    found.compute(
                            row.uid(),
                            (uid, first) -> first == null
                                    ? new Place(file.path(), only(row.row(), columns), 0)
                                    : first.repeated());
                }
            });
        }
        Map<Uid, Place> inOrder = new LinkedHashMap<>();
        for (Uid uid : uids) {
            Place place = found.get(uid);
            if (place != null) {
                inOrder.put(uid, place);
            }
        }
        return inOrder;
    }

    /** Only the uids are read of all files. */
    private static Set<Integer> filesWithAny(ScoreFiles scores, LikelySet wanted, Parallelism parallelism)
            throws IOException {
        ScoreFiles uids = scores.select(List.of());
        List<ScorePart> parts = uids.parts();
        Set<Integer> found = ConcurrentHashMap.newKeySet();
        parallelism.run(
                parts.size(),
                part -> uids.scan(parts.get(part), true, batch -> {
                    ColumnBatch columns = batch.columns();
                    for (int i = 0; i < columns.size(); i++) {
                        if (wanted.mayContain(UidFingerprints.of(columns.uidHigh()[i], columns.uidLow()[i]))) {
                            found.add(parts.get(part).file());
                        }
                    }
                }));
        return found;
    }

    private static ScoreRow only(ScoreRow row, int[] columns) {
        float[] values = new float[columns.length];
        for (int i = 0; i < columns.length; i++) {
            values[i] = row.components()[columns[i]];
        }
        return new ScoreRow(row.uid(), row.key(), row.status(), row.reason(), row.detail(), values, row.score());
    }

    private static List<Ranks> rank(
            ScoreFilesTable table, SelectionPolicy policy, Map<Uid, Place> places, SelectionOptions options)
            throws IOException {
        HypeScore ranking = policy.rankings().get(0).score();
        List<ScoreRow> rows = places.values().stream().map(Place::row).toList();
        List<Component> components = table.components();
        return table.scanAll(
                true, options.parallelism(), () -> new Ranks(ranking.on(components), components.size(), rows));
    }

    private static Explanation explanation(
            Place place, SelectionPolicy policy, List<ExactCut> cuts, List<Ranks> ranks, int index) {
        HypeScore ranking = policy.rankings().get(0).score();
        List<Component> components = policy.components();
        ScoreRow row = place.row;
        float[] values = row.components();
        List<Explanation.Term> terms = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            Component component = components.get(i);
            int column = i;
            terms.add(new Explanation.Term(
                    component,
                    values[i],
                    ranking.weights().getOrDefault(component, 0.0),
                    ranking.term(component, values[i]),
                    Float.isNaN(values[i])
                            ? 0
                            : 1
                                    + ranks.stream()
                                            .mapToLong(part -> part.larger[index][column])
                                            .sum()));
        }
        boolean isScored = row.status() == ScoreStatus.SCORED;
        float score = isScored ? ranking.on(components).score(values) : Float.NaN;
        Optional<Decision> decision = isScored
                ? Optional.of(Selector.decider(policy, components, cuts)
                        .decide(row.uid().high(), row.uid().low(), values))
                : Optional.empty();
        return new Explanation(
                place.file,
                row,
                place.repeats,
                terms,
                score,
                Float.isNaN(score)
                        ? 0
                        : 1
                                + ranks.stream()
                                        .mapToLong(part -> part.better[index])
                                        .sum(),
                ranks.stream().mapToLong(part -> part.samples).sum(),
                cuts.get(0).threshold(),
                decision);
    }

    /** Where a uid stands first. */
    private record Place(Path file, ScoreRow row, long repeats) {
        Place repeated() {
            return new Place(file, row, repeats + 1);
        }
    }

    /** Counts, over the rows that one thread reads, those that come before some given ones. */
    private static final class Ranks implements PartedTable.BatchVisitor {
        private final RowScore score;
        private final List<ScoreRow> rows;
        private final float[] ownScores;
        private final float[] scores = new float[ColumnBatch.ROWS];
        private final long[][] larger;
        private final long[] better;
        private long samples;

        Ranks(RowScore score, int components, List<ScoreRow> rows) {
            this.score = score;
            this.rows = rows;
            this.larger = new long[rows.size()][components];
            this.better = new long[rows.size()];
            this.ownScores = new float[rows.size()];
            for (int i = 0; i < ownScores.length; i++) {
                ownScores[i] = score.score(rows.get(i).components());
            }
        }

        @Override
        public void batch(ColumnBatch batch) {
            samples += batch.size();
            if (ownScores.length == 0) {
                return;
            }
            score.scores(columns(batch), batch.size(), scores);
            for (int i = 0; i < ownScores.length; i++) {
                float[] values = rows.get(i).components();
                for (int column = 0; column < values.length; column++) {
                    larger[i][column] += countLarger(batch.column(column), batch.size(), values[column]);
                }
                better[i] += countLarger(scores, batch.size(), ownScores[i]) + countTiesBefore(batch, i);
            }
        }

        private float[][] columns(ColumnBatch batch) {
            float[][] columns = new float[larger[0].length][];
            for (int i = 0; i < columns.length; i++) {
                columns[i] = batch.column(i);
            }
            return columns;
        }

        private static long countLarger(float[] values, int size, float value) {
            int count = 0;
            for (int i = 0; i < size; i++) {
                count += values[i] > value ? 1 : 0;
            }
            return count;
        }

        private long countTiesBefore(ColumnBatch batch, int index) {
            Uid uid = rows.get(index).uid();
            long count = 0;
            for (int i = 0; i < batch.size(); i++) {
                if (scores[i] == ownScores[index]
                        && new Uid(batch.uidHigh()[i], batch.uidLow()[i]).compareTo(uid) < 0) {
                    count++;
                }
            }
            return count;
        }
    }
}
