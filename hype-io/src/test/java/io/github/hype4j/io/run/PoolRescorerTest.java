package io.github.hype4j.io.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.hype4j.HypeFilter;
import io.github.hype4j.PairEmbeddings;
import io.github.hype4j.ScoredBatch;
import io.github.hype4j.io.embeddings.EmbeddingFileWriter;
import io.github.hype4j.io.embeddings.EmbeddingNames;
import io.github.hype4j.io.embeddings.EmbeddingPool;
import io.github.hype4j.io.embeddings.EmbeddingPrecision;
import io.github.hype4j.io.pool.Pool;
import io.github.hype4j.io.pool.PoolSample;
import io.github.hype4j.io.pool.Shard;
import io.github.hype4j.io.pool.ShardReader;
import io.github.hype4j.io.pool.Tar;
import io.github.hype4j.io.scores.ScoreFileWriter;
import io.github.hype4j.io.scores.ScoreFiles;
import io.github.hype4j.io.scores.ScoreRow;
import io.github.hype4j.io.scores.ScoreStatus;
import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.lorentz.Lorentz;
import io.github.hype4j.lorentz.LorentzPoints;
import io.github.hype4j.model.EmbeddingSpace;
import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.HypeModel;
import io.github.hype4j.numpy.NpyHeader;
import io.github.hype4j.numpy.NpyType;
import io.github.hype4j.numpy.NpyWriter;
import io.github.hype4j.numpy.NpzWriter;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.HypeScore;
import io.github.hype4j.selection.Uid;
import io.github.hype4j.specificity.ReferenceSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was embedded once is scored again, row for row. The encoders are test doubles. */
class PoolRescorerTest {

    private static final Component CLIP = Component.column("clip");

    @TempDir
    Path folder = Path.of("");

    private Path run = Path.of("");
    private Path out = Path.of("");

    private static HypeFilter filter() {
        LorentzPoints points =
                Lorentz.ofCurvature(1).expMap0(Embeddings.of(new float[] {0.1f, 0.2f, 0, 0, 0.3f, 0, 0.1f, 0.2f}, 4));
        HypeModel model = HypeModel.builder()
                .imageEncoder(new ByteCountEncoder<>(bytes -> new String(bytes, StandardCharsets.ISO_8859_1)))
                .textEncoder(new ByteCountEncoder<>(caption -> caption))
                .reference(new ReferenceSet(points, points))
                .build();
        return HypeFilter.builder()
                .model(model)
                .score(HypeScore.paper())
                .alsoCompute(Component.ENTAILMENT_VIOLATION, CLIP)
                .keepFraction(1)
                .build();
    }

    /** Two shards of 7 and 3 samples: one is a repeat, one has no caption, all have a column; scored, embeddings stored. */
    @BeforeEach
    void score() throws IOException {
        run = folder.resolve("run");
        out = folder.resolve("out");
        Tar first = new Tar();
        for (int i = 0; i < 6; i++) {
            sample(first, "a" + i, i);
        }
        sample(first, "a6", 2);
        Tar second = new Tar();
        sample(second, "b0", 20);
        second.add("b1.png", "abc").add("b1.json", json(21));
        sample(second, "b2", 22);
        Path shards = Files.createDirectory(folder.resolve("shards"));
        first.write(shards.resolve("0.tar"));
        second.write(shards.resolve("1.tar"));
        Pool pool = Pool.open(shards);
        PoolScorer.score(pool, filter(), run, ScoringOptions.defaults(), RunListener.NONE);
        Files.createDirectory(run.resolve("embeddings"));
        for (Shard shard : pool.shards()) {
            store(shard, Integer.MAX_VALUE);
        }
    }

    private static void sample(Tar tar, String key, int uid) {
        tar.add(key + ".png", "aabbccdd".substring(uid % 5))
                .add(key + ".txt", "a b c d".substring(uid % 4))
                .add(key + ".json", json(uid));
    }

    private static String json(int uid) {
        return String.format("{\"uid\": \"%032x\", \"clip\": 0.%d}", uid + 1, uid + 1);
    }

    private void store(Shard shard, int most) throws IOException {
        List<PoolSample> samples = new ArrayList<>();
        try (ShardReader reader = shard.open()) {
            for (PoolSample sample = reader.next(); sample != null; sample = reader.next()) {
                samples.add(sample);
            }
        }
        ScoredBatch<PoolSample> batch = filter().scorer().withEmbeddings().score(samples);
        PairEmbeddings embeddings = Objects.requireNonNull(batch.embeddings());
        try (EmbeddingFileWriter writer =
                EmbeddingFileWriter.create(npz(shard.name()), 4, 4, EmbeddingPrecision.FLOAT32, true)) {
            for (int i = 0; i < Math.min(most, samples.size()); i++) {
                writer.write(samples.get(i).uid(), embeddings.image(i), embeddings.text(i));
            }
            writer.commit();
        }
    }

    private Path npz(String shard) {
        return run.resolve("embeddings").resolve(shard + ".npz");
    }

    private RunBooks rescore(RunStart start) throws IOException {
        EmbeddingPool pool = EmbeddingPool.open(run, EmbeddingNames.DEFAULT);
        return PoolRescorer.rescore(pool, filter(), EmbeddingSpace.TANGENT, out, start, RunListener.NONE);
    }

    private static List<ScoreRow> rows(Path scores) throws IOException {
        List<ScoreRow> rows = new ArrayList<>();
        ScoreFiles.open(scores).forEach(row -> rows.add(row.row()));
        return rows;
    }

    @Test
    void theSameFilterGivesTheSameRowsToTheBitWhateverBecameOfThem() throws IOException {
        RunBooks books = rescore(RunStart.NEW);

        assertThat(rows(out)).isEqualTo(rows(run)).hasSize(10);
        assertThat(books.scored()).isEqualTo(8);
        assertThat(books.failures())
                .isEqualTo(Map.of(FailureReason.DUPLICATE_UID, 1L, FailureReason.MISSING_CAPTION, 1L));
        assertThat(books.isBalanced()).isTrue();
        assertThat(books.isComplete()).isTrue();
        assertThat(books.damage()).isEmpty();
        assertThat(out.resolve("run.json")).exists();
    }

    @Test
    void samplesBeyondTheLastEmbeddingAreUnreadableAndNoneIsShifted() throws IOException {
        store(Pool.open(folder.resolve("shards")).shards().get(0), 4);
        List<ScoreRow> before = rows(run);

        RunBooks books = rescore(RunStart.NEW);

        List<ScoreRow> after = rows(out);
        assertThat(after.subList(0, 4)).isEqualTo(before.subList(0, 4));
        assertThat(after.subList(4, 6)).allSatisfy(row -> {
            assertThat(row.status()).isEqualTo(ScoreStatus.FAILED);
            assertThat(row.reason()).isEqualTo("unreadable");
            assertThat(row.components()).containsOnly(Float.NaN);
        });
        assertThat(after.subList(6, 10)).isEqualTo(before.subList(6, 10));
        assertThat(books.damage())
                .containsExactly("0.npz has 4 rows, but 0.parquet has 7: the last 3 samples are not scored");
        assertThat(books.isBalanced()).isTrue();
        assertThat(books.failures()).containsEntry(FailureReason.UNREADABLE, 2L);
    }

    @Test
    void samplesOfAnEmbeddingFileThatIsCutOrGoneAreUnreadable() throws IOException {
        byte[] whole = Files.readAllBytes(npz("0"));
        Files.write(npz("0"), Arrays.copyOf(whole, whole.length - 30));
        Files.delete(npz("1"));

        RunBooks books = rescore(RunStart.NEW);

        assertThat(books.total()).isEqualTo(10);
        assertThat(books.scored()).isZero();
        assertThat(books.failures()).containsEntry(FailureReason.UNREADABLE, 8L);
        assertThat(books.damage()).hasSize(2).noneMatch(line -> line.contains(folder.toString()));
        assertThat(rows(out))
                .extracting(ScoreRow::key)
                .isEqualTo(rows(run).stream().map(ScoreRow::key).toList());
    }

    @Test
    void filesThatDoNotBelongTogetherAreLeftUnfinished() throws IOException {
        Files.delete(npz("0"));
        Files.copy(npz("1"), npz("0"));

        RunBooks books = rescore(RunStart.NEW);

        assertThat(books.unfinished()).singleElement().asString().contains("do not belong together");
        assertThat(books.done()).isEqualTo(1);
        assertThat(out.resolve("scores/0.parquet")).doesNotExist();
    }

    @Test
    void aResumedRunPassesOverWhatIsDoneUntilTheEmbeddingsChange() throws IOException {
        rescore(RunStart.NEW);
        assertThat(rescore(RunStart.RESUME).count(ShardOutcome.DONE_BEFORE)).isEqualTo(2);

        store(Pool.open(folder.resolve("shards")).shards().get(0), 4);

        RunBooks books = rescore(RunStart.RESUME);
        assertThat(books.count(ShardOutcome.SCORED)).isEqualTo(1);
        assertThat(books.failures()).containsEntry(FailureReason.UNREADABLE, 2L);
    }

    @Test
    void theFolderOfTheEmbeddingsIsNeverWrittenOver() throws IOException {
        out = run;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rescore(RunStart.OVERWRITE))
                .withMessageContaining("holds the embeddings");
        assertThat(npz("0")).exists();
    }

    @Test
    void uidsAndColumnsComeFromTheParquetBesideAsInDataComp() throws IOException {
        Path pool = Files.createDirectory(folder.resolve("datacomp"));
        try (ScoreFileWriter table = ScoreFileWriter.create(pool.resolve("x.parquet"), List.of(CLIP), Map.of(), false);
                NpzWriter npz = NpzWriter.create(pool.resolve("x.npz"))) {
            table.write(ScoreRow.scored(new Uid(1, 1), "k", new float[] {0.5f}, 0));
            table.write(ScoreRow.scored(new Uid(1, 2), "l", new float[] {0.25f}, 0));
            table.commit();
            array(npz, "l14_img", 3, 4, 3, Float.NaN);
            array(npz, "l14_txt", 4, 3, 3, 1);
            npz.finish();
        }
        HypeFilter cosine = HypeFilter.builder()
                .space(Lorentz.ofCurvature(1))
                .score(HypeScore.of(Component.COSINE))
                .alsoCompute(CLIP)
                .keepFraction(1)
                .build();

        RunBooks books = PoolRescorer.rescore(
                EmbeddingPool.open(pool, EmbeddingNames.DATACOMP_L14),
                cosine,
                EmbeddingSpace.HYPERBOLOID,
                out,
                RunStart.NEW,
                RunListener.NONE);

        assertThat(rows(out).get(0)).isEqualTo(ScoreRow.scored(new Uid(1, 1), "k", new float[] {0.5f, 0.96f}, 0.96f));
        assertThat(rows(out).get(1).reason()).isEqualTo("non_finite_embedding");
        assertThat(books.isBalanced()).isTrue();
    }

    private static void array(NpzWriter npz, String name, float... values) throws IOException {
        try (NpyWriter array = npz.add(name, NpyHeader.of(NpyType.FLOAT16, values.length / 2, 2))) {
            array.writeFloats(values, 0, values.length);
        }
    }
}
