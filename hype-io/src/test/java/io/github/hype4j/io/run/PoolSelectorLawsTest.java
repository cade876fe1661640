package io.github.hype4j.io.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hype4j.SelectionReport;
import io.github.hype4j.io.scores.ScoreFileWriter;
import io.github.hype4j.io.scores.ScoreFiles;
import io.github.hype4j.io.scores.ScoreRow;
import io.github.hype4j.io.scores.ScoreStatus;
import io.github.hype4j.io.subset.Subset;
import io.github.hype4j.io.subset.SubsetFile;
import io.github.hype4j.model.FailureReason;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.HypeScore;
import io.github.hype4j.score.RowScore;
import io.github.hype4j.selection.Cut;
import io.github.hype4j.selection.SelectionPolicy;
import io.github.hype4j.selection.Uid;
import io.github.hype4j.specificity.Parallelism;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever the files, threads and memory: selection keeps what a sort in memory keeps. */
class PoolSelectorLawsTest {

    private static final Component A = Component.column("a");
    private static final Component B = Component.column("b");
    private static final List<Component> COLUMNS = List.of(A, B);
    private static final long LEAST_MEMORY = 1 << 10;

    @Property(tries = 60)
    void aSelectionKeepsWhatASortInMemoryKeeps(
            @ForAll long seed,
            @ForAll @IntRange(max = 400) int rows,
            @ForAll @IntRange(min = 1, max = 5) int files,
            @ForAll @IntRange(min = 1, max = 4) int threads)
            throws IOException {
        Random random = new Random(seed);
        List<ScoreRow> pool = pool(random, rows);
        SelectionPolicy policy = policy(random);
        Path folder = Files.createTempDirectory("selection");
        try {
            write(folder, pool, files, random);
            Path target = folder.resolve("subset.npy");
            SelectionReport report = PoolSelector.select(
                    ScoreFiles.open(folder),
                    policy,
                    target,
                    SelectionOptions.defaults()
                            .withMemoryBytes(LEAST_MEMORY)
                            .withParallelism(Parallelism.of(ForkJoinPool.commonPool(), threads)));

            List<ScoreRow> firsts = firstOfEachUid(pool);
            Subset expected = Subset.of(kept(policy, scored(firsts)));
            assertThat(SubsetFile.read(target)).isEqualTo(expected);
            assertThat(report.isBalanced()).isTrue();
            assertThat(report.kept()).isEqualTo(expected.size());
            assertThat(report.total()).isEqualTo(rows);
            assertThat(report.duplicates()).isEqualTo(rows - firsts.size());
            assertThat(leftovers(folder)).isEmpty();
        } finally {
            delete(folder);
        }
    }

    private static List<ScoreRow> pool(Random random, int rows) {
        boolean withRepeats = random.nextBoolean();
        List<ScoreRow> pool = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            Uid uid = withRepeats && i > 0 && random.nextInt(8) == 0
                    ? pool.get(random.nextInt(i)).uid()
                    : new Uid(random.nextInt(3) - 1, random.nextLong());
            if (random.nextInt(10) == 0) {
                pool.add(ScoreRow.unscored(
                        uid, "k" + i, ScoreStatus.FAILED, FailureReason.CORRUPT_IMAGE.label(), null, COLUMNS.size()));
            } else {
                pool.add(ScoreRow.scored(uid, "k" + i, new float[] {value(random), value(random)}, 0));
            }
        }
        return pool;
    }

    /** Few values, so that there are ties at every cut. */
    private static float value(Random random) {
        return random.nextInt(15) == 0 ? Float.NaN : random.nextInt(9) - 4;
    }

    private static SelectionPolicy policy(Random random) {
        HypeScore both = HypeScore.of(Map.of(A, 1.0, B, 0.5));
        HypeScore score = random.nextBoolean() ? both : both.withMinimum(B, -1);
        SelectionPolicy policy = SelectionPolicy.of(score, cut(random));
        SelectionPolicy other = SelectionPolicy.of(HypeScore.of(A), cut(random));
        return switch (random.nextInt(3)) {
            case 0 -> policy;
            case 1 -> policy.intersect(other);
            default -> policy.union(other);
        };
    }

    private static Cut cut(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Cut.KeepFraction((1 + random.nextInt(100)) / 100.0);
            case 1 -> new Cut.KeepTop(1 + random.nextInt(100));
            case 2 -> new Cut.Threshold(random.nextInt(7) - 3);
            default -> new Cut.DataCompFraction((1 + random.nextInt(99)) / 100.0);
        };
    }

    private static void write(Path folder, List<ScoreRow> pool, int files, Random random) throws IOException {
        int from = 0;
        for (int file = 0; file < files; file++) {
            int to = file == files - 1 ? pool.size() : from + random.nextInt(pool.size() - from + 1);
            Path path = folder.resolve("%04d.parquet".formatted(file));
            try (ScoreFileWriter writer = ScoreFileWriter.create(path, COLUMNS, Map.of(), false)) {
                for (ScoreRow row : pool.subList(from, to)) {
                    writer.write(row);
                }
                writer.commit();
            }
            from = to;
        }
    }

    private static List<ScoreRow> firstOfEachUid(List<ScoreRow> pool) {
        Set<Uid> seen = new HashSet<>();
        return pool.stream().filter(row -> seen.add(row.uid())).toList();
    }

    private static List<ScoreRow> scored(List<ScoreRow> rows) {
        return rows.stream().filter(row -> row.status() == ScoreStatus.SCORED).toList();
    }

    private static Set<Uid> kept(SelectionPolicy policy, List<ScoreRow> rows) {
        if (policy instanceof SelectionPolicy.Intersection both) {
            Set<Uid> kept = kept(both.first(), rows);
            kept.retainAll(kept(both.second(), rows));
            return kept;
        }
        if (policy instanceof SelectionPolicy.Union either) {
            Set<Uid> kept = kept(either.first(), rows);
            kept.addAll(kept(either.second(), rows));
            return kept;
        }
        SelectionPolicy.Ranked ranked = (SelectionPolicy.Ranked) policy;
        RowScore score = ranked.score().on(COLUMNS);
        List<ScoreRow> ranking = rows.stream()
                .filter(row -> score.meetsMinima(row.components()) && !Float.isNaN(score.score(row.components())))
                .sorted(Comparator.comparingDouble((ScoreRow row) -> -score.score(row.components()) + 0.0)
                        .thenComparing(ScoreRow::uid))
                .toList();
        return new HashSet<>(best(ranked.cut(), ranking, score, rows.size()).stream()
                .map(ScoreRow::uid)
                .toList());
    }

    private static List<ScoreRow> best(Cut cut, List<ScoreRow> ranking, RowScore score, int n) {
        if (cut instanceof Cut.KeepFraction keep) {
            return ranking.subList(0, (int) Math.min(ranking.size(), Math.round(keep.fraction() * 100) * n / 100));
        }
        if (cut instanceof Cut.KeepTop keep) {
            return ranking.subList(0, (int) Math.min(ranking.size(), keep.count()));
        }
        float threshold;
        if (cut instanceof Cut.DataCompFraction keep) {
            int index = (int) (n * keep.fraction());
            if (index >= ranking.size()) {
                return List.of();
            }
            threshold = score.score(ranking.get(index).components());
        } else {
            threshold = ((Cut.Threshold) cut).threshold();
        }
        return ranking.stream()
                .filter(row -> score.score(row.components()) >= threshold)
                .toList();
    }

    private static List<Path> leftovers(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith("."))
                    .toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
