package io.github.hype4j.io.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.hype4j.HypeFilter;
import io.github.hype4j.io.pool.Pool;
import io.github.hype4j.io.pool.PoolSample;
import io.github.hype4j.io.pool.Shard;
import io.github.hype4j.io.pool.ShardReader;
import io.github.hype4j.io.pool.Tar;
import io.github.hype4j.io.scores.ScoreFile;
import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.HypeModel;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.HypeScore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        ScoreFile.open(scores).forEach(row -> rows.add(row.key() + " " + row.status() + " " + row.score()));
        return rows;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 64})
    void rowsStandInTheOrderOfThePoolAndDoNotDependOnTheBatches(int batchSize) throws IOException {
        Pool pool = pool();
        Path expected = folder.resolve("expected.parquet");
        PoolScorer.score(pool, filter(5), expected, false, RunListener.NONE);
        Path scores = folder.resolve("scores.parquet");
        PoolBooks books = PoolScorer.score(pool, filter(batchSize), scores, false, RunListener.NONE);

        assertThat(rows(scores))
                .isEqualTo(rows(expected))
                .hasSize(11)
                .first()
                .asString()
                .startsWith("a0 SCORED");
        assertThat(rows(scores))
                .contains("b1 DUPLICATE NaN", "b2 MISSING NaN", "b3 DUPLICATE NaN")
                .element(7)
                .asString()
                .startsWith("b0 SCORED");
        assertThat(books.total()).isEqualTo(11);
        assertThat(books.scored()).isEqualTo(8);
        assertThat(books.failures())
                .isEqualTo(Map.of(FailureReason.DUPLICATE_UID, 2L, FailureReason.MISSING_CAPTION, 1L));
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
        PoolScorer.score(pool, filter(5), folder.resolve("scores.parquet"), false, listener);

        assertThat(told).containsExactly("0 5 0 0/3", "0 7 0 1/3", "1 11 3 2/3", "2 11 3 3/3");
    }

    @Test
    void storageThatFailsEndsTheRunAndLeavesNothingHalfWritten() throws IOException {
        List<String> closed = new ArrayList<>();
        Pool pool = new Pool(
                List.of(pool().shards().get(0), new FailingShard(pool().shards().get(1), closed)));
        Path scores = folder.resolve("scores.parquet");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> PoolScorer.score(pool, filter(2), scores, false, RunListener.NONE))
                .withMessage("the disk is gone");
        assertThat(closed).containsExactly("closed");
        assertThat(scores).doesNotExist();
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsOnly("0.tar", "1.tar", "2.tar");
        }
    }

    /** Its storage fails at the third sample. */
    private record FailingShard(Shard shard, List<String> closed) implements Shard {
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
                        throw new IOException("the disk is gone");
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
