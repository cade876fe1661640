package io.github.hype4j.io.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.hype4j.HypeFilter;
import io.github.hype4j.io.pool.Pool;
import io.github.hype4j.io.pool.PoolOptions;
import io.github.hype4j.io.pool.PoolSample;
import io.github.hype4j.io.pool.Shard;
import io.github.hype4j.io.pool.ShardFingerprint;
import io.github.hype4j.io.pool.ShardReader;
import io.github.hype4j.io.pool.Tar;
import io.github.hype4j.io.scores.ScoreFiles;
import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.HypeModel;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.HypeScore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A row a sample, in the order of the pool, however many batches are under way. The encoders are test doubles. */
class PoolScorerTest {

    @TempDir
    Path folder;

    private static HypeFilter filter(int batchSize) {
        HypeModel model = HypeModel.builder()
                .imageEncoder(new ByteCountEncoder<>(bytes -> new String(bytes, StandardCharsets.ISO_8859_1)))
                .textEncoder(new ByteCountEncoder<>(caption -> caption))
                .build();
        return HypeFilter.builder()
                .model(model)
                .score(HypeScore.of(Component.COSINE))
                .keepFraction(1)
                .batchSize(batchSize)
                .build();
    }

    /** Three shards of 7, 4 and 0 samples; two uids come twice, one sample has no caption. */
    private Pool pool() throws IOException {
        Tar first = new Tar();
        for (int i = 0; i < 7; i++) {
            sample(first, "a" + i, i);
        }
        Tar second = new Tar();
        sample(second, "b0", 20);
        sample(second, "b1", 3);
        second.add("b2.png", "abc").add("b2.json", json(21));
        sample(second, "b3", 20);
        first.write(folder.resolve("0.tar"));
        second.write(folder.resolve("1.tar"));
        new Tar().write(folder.resolve("2.tar"));
        return Pool.open(folder);
    }

    private static void sample(Tar tar, String key, int uid) {
        tar.add(key + ".png", "aabbccdd".substring(uid % 5))
                .add(key + ".txt", "a b c d".substring(uid % 4))
                .add(key + ".json", json(uid));
    }

    private static String json(int uid) {
        return String.format("{\"uid\": \"%032x\"}", uid + 1);
    }

    private static List<String> rows(Path scores) throws IOException {
        List<String> rows = new ArrayList<>();
        ScoreFiles.open(scores).forEach(row -> rows.add(row.key() + " " + row.status() + " " + row.score()));
        return rows;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 64})
    void rowsStandInTheOrderOfThePoolAndDoNotDependOnTheBatches(int batchSize) throws IOException {
        Pool pool = pool();
        Path expected = folder.resolve("expected");
        PoolScorer.score(pool, filter(5), expected, ScoringOptions.defaults(), RunListener.NONE);
        Path scores = folder.resolve("out");
        RunBooks books = PoolScorer.score(pool, filter(batchSize), scores, ScoringOptions.defaults(), RunListener.NONE);

        assertThat(rows(scores))
                .isEqualTo(rows(expected))
                .hasSize(11)
                .first()
                .asString()
                .startsWith("a0 SCORED");
        assertThat(rows(scores))
                .contains("b2 MISSING NaN", "b3 DUPLICATE NaN")
                .element(7)
                .asString()
                .startsWith("b0 SCORED");
        assertThat(books.total()).isEqualTo(11);
        assertThat(books.scored()).isEqualTo(9);
        assertThat(books.failures())
                .isEqualTo(Map.of(FailureReason.DUPLICATE_UID, 1L, FailureReason.MISSING_CAPTION, 1L));
        assertThat(books.isBalanced()).isTrue();
        assertThat(books.times().elapsed()).isPositive();
    }

    @Test
    void progressTellsOfWhatIsWritten() throws IOException {
        List<String> told = new ArrayList<>();
        Pool pool = pool();
        RunListener listener = new RunListener() {
            @Override
            public void progress(RunProgress progress) {
                told.add(progress.shard() + " " + progress.samples() + " " + progress.failed() + " "
                        + progress.shardsDone() + "/" + progress.shards());
                assertThat(progress.bytes()).isBetween(0L, progress.totalBytes());
            }
        };
        PoolScorer.score(pool, filter(5), folder.resolve("out"), ScoringOptions.defaults(), listener);

        assertThat(told).containsExactly("0 5 0 0/3", "0 7 0 1/3", "1 11 2 2/3", "2 11 2 3/3");
    }

    private static Map<String, byte[]> bytesIn(Path run) throws IOException {
        Map<String, byte[]> bytes = new TreeMap<>();
        try (var files = Files.walk(run)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes.put(run.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return bytes;
    }

    private static RunBooks resume(Pool pool, Path run, RunListener listener) throws IOException {
        return PoolScorer.score(pool, filter(2), run, ScoringOptions.defaults().withStart(RunStart.RESUME), listener);
    }

    @Test
    void aShardWhoseStorageFailsIsUnfinishedAndTheOthersGoOn() throws IOException {
        List<String> closed = new ArrayList<>();
        List<Shard> shards = pool().shards();
        Pool pool = new Pool(List.of(
                new DisturbedShard(shards.get(0), closed, () -> {
                    throw new IOException("the disk is gone");
                }),
                shards.get(1),
                shards.get(2)));
        Path run = folder.resolve("out");
        RunBooks books = PoolScorer.score(pool, filter(2), run, ScoringOptions.defaults(), RunListener.NONE);

        assertThat(closed).containsExactly("closed");
        assertThat(books.unfinished()).containsExactly("shard 0: the disk is gone");
        assertThat(books.count(ShardOutcome.SCORED)).isEqualTo(2);
        assertThat(bytesIn(run)).containsOnlyKeys("run.json", "scores/1.parquet", "scores/2.parquet");
    }

    @Test
    void aRunThatIsResumedEndsWithTheBytesOfOneThatWasNotStopped() throws IOException {
        Pool pool = pool();
        Path whole = folder.resolve("whole");
        PoolScorer.score(pool, filter(2), whole, ScoringOptions.defaults(), RunListener.NONE);
        Path run = folder.resolve("out");
        PoolScorer.score(
                pool, filter(2), run, ScoringOptions.defaults().withShards(ShardRanges.parse("1")), RunListener.NONE);
        Files.createDirectory(run.resolve(".work-of-a-process-that-was-killed"));
        RunBooks books = resume(pool, run, RunListener.NONE);

        assertThat(books.count(ShardOutcome.DONE_BEFORE)).isEqualTo(1);
        assertThat(books.count(ShardOutcome.SCORED)).isEqualTo(2);
        assertThat(books.total()).isEqualTo(11);
        assertThat(bytesIn(run)).containsExactlyEntriesOf(bytesIn(whole));
        assertThat(run.resolve(".work-of-a-process-that-was-killed")).doesNotExist();
    }

    @Test
    void aScoreFileThatIsCutOrOfAShardThatHasChangedIsMadeAgain() throws IOException {
        Pool pool = pool();
        Path run = folder.resolve("out");
        PoolScorer.score(pool, filter(2), run, ScoringOptions.defaults(), RunListener.NONE);
        Map<String, byte[]> before = bytesIn(run);
        Path scores = run.resolve("scores/0.parquet");
        Files.write(scores, Arrays.copyOf(before.get("scores/0.parquet"), 100));
        Files.write(folder.resolve("2.tar"), new byte[512], StandardOpenOption.APPEND);
        List<String> again = new ArrayList<>();
        RunBooks books = resume(pool, run, new RunListener() {
            @Override
            public void scoredAgain(String shard, String why) {
                again.add(shard + ": " + why);
            }
        });

        assertThat(again).hasSize(2);
        assertThat(again.get(0)).startsWith("0: ").contains("not a whole Parquet file");
        assertThat(again.get(1)).startsWith("2: it had ");
        assertThat(books.isComplete()).isTrue();
        assertThat(scores).hasBinaryContent(before.get("scores/0.parquet"));
    }

    @Test
    void aShardThatGrowsWhileItIsReadIsUnfinishedUntilItIsResumed() throws IOException {
        Pool pool = pool();
        Path tar = folder.resolve("0.tar");
        Shard growing = new DisturbedShard(
                pool.shards().get(0),
                new ArrayList<>(),
                () -> Files.write(tar, new byte[512], StandardOpenOption.APPEND));
        Path run = folder.resolve("out");
        RunBooks books = PoolScorer.score(
                new Pool(List.of(growing, pool.shards().get(1))),
                filter(2),
                run,
                ScoringOptions.defaults(),
                RunListener.NONE);

        assertThat(books.unfinished()).singleElement().asString().startsWith("shard 0: it changed while it was read");
        assertThat(bytesIn(run)).containsOnlyKeys("run.json", "scores/1.parquet");
        assertThat(resume(pool, run, RunListener.NONE).isComplete()).isTrue();
    }

    @Test
    void aShardThatHasGoneIsUnfinishedAndOneThatThePoolLostIsTold() throws IOException {
        Pool pool = pool();
        Path run = folder.resolve("out");
        Files.delete(folder.resolve("1.tar"));
        RunBooks gone = PoolScorer.score(pool, filter(2), run, ScoringOptions.defaults(), RunListener.NONE);
        Files.delete(folder.resolve("0.tar"));
        RunBooks lost = resume(Pool.open(folder), run, RunListener.NONE);

        assertThat(gone.unfinished()).singleElement().asString().contains("1.tar has gone");
        assertThat(gone.count(ShardOutcome.SCORED)).isEqualTo(2);
        assertThat(lost.isComplete()).isTrue();
        assertThat(lost.strays()).singleElement().asString().endsWith("0.parquet");
    }

    @Test
    void aRunIsNotMixedWithAnother() throws IOException {
        Pool pool = pool();
        Path run = folder.resolve("out");
        PoolScorer.score(pool, filter(2), run, ScoringOptions.defaults(), RunListener.NONE);
        Map<String, byte[]> before = bytesIn(run);

        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> PoolScorer.score(pool, filter(2), run, ScoringOptions.defaults(), RunListener.NONE));
        ScoringOptions others = ScoringOptions.defaults()
                .withStart(RunStart.RESUME)
                .withPool(PoolOptions.defaults().withReplaceMalformed(true));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> PoolScorer.score(pool, filter(2), run, others, RunListener.NONE))
                .withMessageContaining("pool.replaceMalformed is \"false\" in the run, but \"true\" here");
        assertThat(bytesIn(run)).containsExactlyEntriesOf(before);
        PoolScorer.score(pool, filter(2), run, others.withStart(RunStart.OVERWRITE), RunListener.NONE);
        assertThat(bytesIn(run).keySet()).isEqualTo(before.keySet());
    }

    @Test
    void rangesOfShardsThatGoTooFarAreRefused() {
        assertThat(ShardRanges.parse("0-1,3").of(List.of("a", "b", "c", "d"))).containsExactly("a", "b", "d");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> ShardRanges.parse("2-4").of(List.of("a", "b", "c")))
                .withMessage("shards must lie in 0-2, since the pool has 3 of them; got 2-4");
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> ShardRanges.parse("1-"));
    }

    /** What happens to a shard while it is read. */
    private interface Disturbance {
        void happen() throws IOException;
    }

    /** Something happens to it at the third sample. */
    private record DisturbedShard(Shard shard, List<String> closed, Disturbance disturbance) implements Shard {
        @Override
        public ShardFingerprint fingerprint() throws IOException {
            return shard.fingerprint();
        }

        @Override
        public String name() {
            return shard.name();
        }

        @Override
        public long bytes() {
            return shard.bytes();
        }

        @Override
        public ShardReader open() throws IOException {
            ShardReader reader = shard.open();
            return new ShardReader() {
                private int read;

                @Override
                public @Nullable PoolSample next() throws IOException {
                    if (++read == 3) {
                        disturbance.happen();
                    }
                    return reader.next();
                }

                @Override
                public Optional<String> damage() {
                    return reader.damage();
                }

                @Override
                public long bytesRead() {
                    return reader.bytesRead();
                }

                @Override
                public void close() throws IOException {
                    closed.add("closed");
                    reader.close();
                }
            };
        }
    }
}
