package io.github.hype4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.hype4j.io.pool.Pool;
import io.github.hype4j.io.reshard.ReshardOptions;
import io.github.hype4j.io.reshard.Resharder;
import io.github.hype4j.io.subset.MappedSubset;
import io.github.hype4j.io.subset.Subset;
import io.github.hype4j.io.subset.SubsetFile;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must not be lost when resharding goes wrong: the pool, what is finished, and what is done so far. */
class ReshardFaultsTest {

    private static final int PER_SHARD = 40;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Path subset;

    @BeforeEach
    void makePool() throws IOException {
        shard(0, 1_000, true);
        shard(1, 9_000, true);
        subset = subset("subset.npy", 0, 2 * PER_SHARD);
    }

    private static Uid uid(int number) {
        return new Uid(number * 0x9E3779B97F4A7C15L, number);
    }

    private Path pool() {
        return folder.resolve("pool");
    }

    private Path out() {
        return folder.resolve("out");
    }

    private Path shard(int number, int imageBytes, boolean metadata) {
        PoolFiles files = new PoolFiles();
        for (int i = 0; i < PER_SHARD; i++) {
            String key = String.format("%09d", i);
            files.pair(key, new byte[imageBytes], "caption " + i);
            if (metadata) {
                files.put(key + ".json", "{\"uid\": \"" + uid(number * PER_SHARD + i) + "\"}");
            }
        }
        return files.write(pool().resolve(String.format("%08d.tar", number)));
    }

    private Path subset(String name, int from, int to) throws IOException {
        List<Uid> uids = new ArrayList<>();
        for (int number = from; number < to; number++) {
            uids.add(uid(number));
        }
        Path file = folder.resolve(name);
        SubsetFile.write(file, Subset.of(uids), true);
        return file;
    }

    private static Cli reshard(Path pool, Path subset, Path out, Object... more) {
        List<Object> words =
                new ArrayList<>(List.of("reshard", pool, "--subset", subset, "--output", out, "--shard-samples", 20));
        words.addAll(List.of(more));
        return Cli.run(words.toArray());
    }

    private static Map<String, String> bytesIn(Path folder) throws IOException {
        Map<String, String> bytes = new TreeMap<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                bytes.put(
                        String.valueOf(file.getFileName()),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return bytes;
    }

    private Map<String, String> undisturbed() throws IOException {
        Path run = folder.resolve("undisturbed");
        assertThat(reshard(pool(), subset, run).exitCode()).isZero();
        return bytesIn(run);
    }

    /** A process whose files may not be longer than so many blocks of 1,024 bytes: writing more fails as on a full disk. */
    private int reshardWithFullDisk(int blocks, String... more) throws Exception {
        List<String> shell = List.of("bash", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "bash");
        List<Object> words = new ArrayList<>(
                List.of("reshard", pool(), "--subset", subset, "--output", out(), "--shard-samples", 20));
        words.addAll(List.of(more));
        return HypeProcess.start(folder, shell, words.toArray()).waitFor();
    }

    @Test
    void aFullDiskLeavesNothingHalfWrittenAndIsResumed() throws Exception {
        assumeTrue(Files.exists(Path.of("/bin/bash")), "a limit on the length of files is set by bash");
        Map<String, String> expected = undisturbed();

        int exitCode = reshardWithFullDisk(120);

        assertThat(exitCode).isEqualTo(ExitCode.FAILED);
        assertThat(folder.resolve("log")).content().contains("cannot write", "00000002.tar");
        assertThat(bytesIn(out()))
                .containsOnlyKeys(
                        "00000000.tar", "00000000_stats.json", "00000001.tar", "00000001_stats.json", "reshard.json");
        assertThat(reshard(pool(), subset, out(), "--resume").exitCode()).isZero();
        assertThat(bytesIn(out())).isEqualTo(expected);
    }

    @Test
    void anAttemptThatOverwritesAnotherAndFailsIsResumed() throws Exception {
        assumeTrue(Files.exists(Path.of("/bin/bash")), "a limit on the length of files is set by bash");
        Map<String, String> expected = undisturbed();
        assertThat(reshardWithFullDisk(120)).isEqualTo(ExitCode.FAILED);
        assertThat(reshardWithFullDisk(40, "--overwrite")).isEqualTo(ExitCode.FAILED);

        Cli run = reshard(pool(), subset, out(), "--resume");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(bytesIn(out())).isEqualTo(expected);
    }

    @Test
    void aPoolIsNeverOverwritten() throws IOException {
        Map<String, String> pool = bytesIn(pool());

        for (String option : List.of("--overwrite", "--resume")) {
            Cli run = reshard(pool(), subset, pool().resolve("."), option);

            assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains("must not be where the pool is");
        }
        assertThat(bytesIn(pool())).isEqualTo(pool);
    }

    @Test
    void shardsThatAreNoOnesWorkAreNotGoneOnWith() throws IOException {
        Files.createDirectories(out());
        Files.copy(pool().resolve("00000000.tar"), out().resolve("00000000.tar"));
        Map<String, String> before = bytesIn(out());

        Cli run = reshard(pool(), subset, out(), "--resume");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(bytesIn(out())).isEqualTo(before);
    }

    @Test
    void whatIsFinishedIsLeftAsItIs() throws IOException {
        Path more = subset("more.npy", 10, 2 * PER_SHARD + 5);
        Cli first = reshard(pool(), more, out());
        Map<String, String> finished = bytesIn(out());

        Cli again = reshard(pool(), more, out(), "--resume");
        Cli other = reshard(pool(), subset, out(), "--resume");

        assertThat(first.exitCode()).isEqualTo(ExitCode.UNBALANCED);
        assertThat(again.exitCode()).isEqualTo(ExitCode.UNBALANCED);
        assertThat(again.out()).isEqualTo(first.out()).contains("not found: " + uid(2 * PER_SHARD));
        assertThat(other.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(bytesIn(out())).isEqualTo(finished);
    }

    @Test
    void aPoolThatIsRefusedCostsNothingThatIsThere() throws IOException {
        reshard(pool(), subset, out());
        Map<String, String> finished = bytesIn(out());
        Path images = Files.createDirectories(folder.resolve("images"));
        Files.writeString(images.resolve("a.png"), "image");

        assertThat(reshard(images, subset, out(), "--overwrite").exitCode()).isEqualTo(ExitCode.USAGE);

        assertThat(bytesIn(out())).isEqualTo(finished);
    }

    @Test
    void aShardThatHasGoneStopsTheRunWhichIsResumedWhenItIsBack() throws IOException {
        Map<String, String> expected = undisturbed();
        Path shard = pool().resolve("00000001.tar");
        try (Pool pool = Pool.open(pool())) {
            Files.move(shard, folder.resolve("away"));

            assertThatThrownBy(() -> Resharder.reshard(
                            pool, subset, out(), ReshardOptions.defaults().withLimits(20, Long.MAX_VALUE)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("has gone since the pool was opened");
        }
        Files.move(folder.resolve("away"), shard);

        Cli run = reshard(pool(), subset, out(), "--resume", "--shard-bytes", Long.MAX_VALUE);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(bytesIn(out()).get("00000003.tar")).isEqualTo(expected.get("00000003.tar"));
    }

    @Test
    void aShardThatGrowsStopsTheRun() throws IOException {
        try (Pool pool = Pool.open(pool())) {
            Files.write(pool().resolve("00000001.tar"), new byte[1024], StandardOpenOption.APPEND);

            assertThatThrownBy(() -> Resharder.reshard(pool, subset, out(), ReshardOptions.defaults()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("shard 00000001 has changed while it was read");
        }
        assertThat(out().resolve("meta.json")).doesNotExist();
    }

    @Test
    void aShardThatIsCutLosesWhatIsBehindTheCut() throws IOException {
        Path shard = pool().resolve("00000000.tar");
        byte[] bytes = Files.readAllBytes(shard);
        Files.write(shard, Arrays.copyOf(bytes, bytes.length / 2));

        Cli run = reshard(pool(), subset, out());

        assertThat(run.exitCode()).isEqualTo(ExitCode.UNBALANCED);
        assertThat(run.out()).contains("damaged input: shard 00000000.tar");
        MappedSubset missing = MappedSubset.open(out().resolve(Resharder.MISSING));
        assertThat(missing.size()).isBetween(PER_SHARD / 2L, PER_SHARD / 2L + 2);
        assertThat(missing.indexOf(uid(PER_SHARD - 1))).isNotNegative();
        assertThat(missing.indexOf(uid(0))).isNegative();
        assertThat(missing.indexOf(uid(PER_SHARD))).isNegative();
    }

    @Test
    void withoutJsonTheLastSampleOfATarWithoutAnEndIsWhole() throws IOException {
        Path shard = shard(0, 1_000, false);
        byte[] bytes = Files.readAllBytes(shard);
        // A header and padded data take 512 * 3 bytes for an image, 512 * 2 for a caption.
        Files.write(shard, Arrays.copyOf(bytes, PER_SHARD * 512 * 5));
        Path last = folder.resolve("last.npy");
        SubsetFile.write(last, Subset.of(List.of(Uid.ofName("00000000/000000039"))), true);

        Cli run = reshard(pool(), last, out());

        assertThat(run.exitCode()).as(run.out()).isEqualTo(ExitCode.DAMAGED_INPUT);
        assertThat(out().resolve("00000000_stats.json")).hasContent("{\"successes\": 1}");
    }

    @Test
    void aSubsetWithoutHeaderGivesTheSameShards() throws IOException {
        Map<String, String> expected = undisturbed();
        byte[] bytes = Files.readAllBytes(subset);
        Path raw = Files.write(folder.resolve("raw"), Arrays.copyOfRange(bytes, 128, bytes.length));

        assertThat(reshard(pool(), raw, out()).exitCode()).isZero();

        assertThat(bytesIn(out()).get("00000003.tar")).isEqualTo(expected.get("00000003.tar"));
    }

    @Test
    void aSubsetFileThatIsCutIsRefusedByNameAndCostsNothingThatIsThere() throws IOException {
        reshard(pool(), subset, out());
        Map<String, String> finished = bytesIn(out());
        byte[] bytes = Files.readAllBytes(subset);
        for (int length : List.of(0, 5, 6, 64, 127, bytes.length - 16, bytes.length - 1)) {
            Path cut = Files.write(folder.resolve("cut.npy"), Arrays.copyOf(bytes, length));

            Cli run = reshard(pool(), cut, out(), "--resume");

            assertThat(run.exitCode()).as("%d bytes: %s", length, run.err()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains("cut.npy");
            assertThat(bytesIn(out())).isEqualTo(finished);
        }
    }

    @Test
    void anEmptySubsetHasAHeaderAndGivesNoShard() throws IOException {
        Cli run = reshard(pool(), subset("none.npy", 0, 0), out());

        assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
        assertThat(bytesIn(out())).containsOnlyKeys("meta.json", "sample_ids.npy");
    }

    @Test
    void aFinishedShardThatLostASampleIsNotGoneOnWith() throws Exception {
        assumeTrue(Files.exists(Path.of("/bin/bash")), "a limit on the length of files is set by bash");
        assertThat(reshardWithFullDisk(120)).isEqualTo(ExitCode.FAILED);
        Path first = out().resolve("00000000.tar");
        byte[] bytes = Files.readAllBytes(first);
        Files.write(first, Arrays.copyOf(bytes, bytes.length / 2));

        Cli run = reshard(pool(), subset, out(), "--resume");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).containsPattern("hold \\d+ samples, and 40 were written");
        assertThat(reshard(pool(), subset, out(), "--overwrite").exitCode()).isZero();
    }

    @Test
    void aSubsetThatIsNotSortedIsRefused() throws IOException {
        Path file = folder.resolve("unsorted.npy");
        SubsetFile.write(
                file,
                uids -> {
                    uids.accept(new Uid(2, 0));
                    uids.accept(new Uid(1, 0));
                },
                true);

        Cli run = reshard(pool(), file, out());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("is not sorted");
    }
}
