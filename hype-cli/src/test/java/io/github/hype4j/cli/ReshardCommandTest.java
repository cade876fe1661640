package io.github.hype4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hype4j.io.subset.Subset;
import io.github.hype4j.io.subset.SubsetFile;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training shards of a subset: what is in them, and that nothing is lost on the way. */
class ReshardCommandTest {

    private static final int KILLS = 20;
    private static final int STARTING_MILLIS = 1_500;
    private static final int WRITING_MILLIS = 30;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static Uid uid(int number) {
        return new Uid(number * 0x9E3779B97F4A7C15L, number);
    }

    /** A shard of small samples with these uids. */
    private void shard(String name, int... numbers) {
        PoolFiles files = new PoolFiles();
        for (int i = 0; i < numbers.length; i++) {
            String key = String.format("%09d", i);
            files.put(key + ".txt", "caption " + numbers[i])
                    .put(key + ".png", "image " + numbers[i])
                    .put(key + ".json", "{\"uid\": \"" + uid(numbers[i]) + "\"}")
                    .put(key + ".seg.npy", "more " + numbers[i]);
        }
        files.write(pool().resolve(name + ".tar"));
    }

    private Path pool() {
        return folder.resolve("pool");
    }

    private Path subset(int... numbers) throws IOException {
        Subset.Builder uids = Subset.builder();
        for (int number : numbers) {
            uids.add(uid(number).high(), uid(number).low());
        }
        Path file = folder.resolve("subset.npy");
        SubsetFile.write(file, uids.build(), true);
        return file;
    }

    private Cli reshard(Path subset, Object... more) {
        List<Object> words =
                new ArrayList<>(List.of("reshard", pool(), "--subset", subset, "--output", folder.resolve("out")));
        words.addAll(List.of(more));
        return Cli.run(words.toArray());
    }

    private List<String> members(int shard) throws IOException {
        List<String> members = new ArrayList<>();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(Files.newInputStream(folder.resolve(String.format("out/%08d.tar", shard))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                assertThat(entry.getMode()).isEqualTo(0444);
                members.add(entry.getName() + "=" + new String(tar.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return members;
    }

    @Test
    void samplesAreCopiedInTheOrderOfThePoolWithAllTheirMembers() throws IOException {
        shard("00000000", 1, 2, 3);
        shard("00000001", 4, 5);

        Cli run = reshard(subset(5, 2, 3), "--shard-samples", 2);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(members(0))
                .containsExactly(
                        uid(2) + "-0.json={\"uid\": \"" + uid(2) + "\"}",
                        uid(2) + "-0.png=image 2",
                        uid(2) + "-0.seg.npy=more 2",
                        uid(2) + "-0.txt=caption 2",
                        uid(3) + "-0.json={\"uid\": \"" + uid(3) + "\"}",
                        uid(3) + "-0.png=image 3",
                        uid(3) + "-0.seg.npy=more 3",
                        uid(3) + "-0.txt=caption 3");
        assertThat(members(1)).hasSize(4).contains(uid(5) + "-0.txt=caption 5");
        assertThat(folder.resolve("out/00000000_stats.json")).hasContent("{\"successes\": 2}");
        assertThat(folder.resolve("out/00000001_stats.json")).hasContent("{\"successes\": 1}");
        assertThat(folder.resolve("out/sample_ids.npy")).hasSameBinaryContentAs(folder.resolve("subset.npy"));
        assertThat(folder.resolve("out/meta.json"))
                .content()
                .contains("\"output_shard_count\" : 2", "\"output_shard_format\" : \"{:08d}.tar\"");
        assertThat(folder.resolve("out/reshard.json")).doesNotExist();
    }

    @Test
    void aUidThatStandsTwiceInTheSubsetIsWrittenTwice() throws IOException {
        shard("00000000", 1, 2);

        Cli run = reshard(subset(2, 2, 2, 1), "--shard-samples", 2);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(members(0)).contains(uid(1) + "-0.txt=caption 1", uid(2) + "-0.txt=caption 2");
        assertThat(members(1)).contains(uid(2) + "-1.txt=caption 2", uid(2) + "-2.txt=caption 2");
    }

    @Test
    void aUidThatStandsTwiceInThePoolIsWrittenOnce() throws IOException {
        shard("00000000", 1, 2);
        shard("00000001", 2, 1);

        Cli run = reshard(subset(2));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(members(0)).hasSize(4);
        assertThat(run.out()).containsPattern("duplicate +1\n");
    }

    @Test
    void whatIsNotInThePoolUnbalancesTheBooksAndIsNamed() throws IOException {
        shard("00000000", 1, 2);

        Cli run = reshard(subset(2, 2, 2, 7, 7));

        assertThat(run.exitCode()).isEqualTo(ExitCode.UNBALANCED);
        assertThat(run.out())
                .containsPattern("not found in the pool +1\n")
                .containsPattern("repeats counted +5\n")
                .containsPattern("of uids not found +2\n")
                .containsPattern("samples in the shards +3\n")
                .contains("uids of the subset are in no shard");
        assertThat(SubsetFile.read(folder.resolve("out/missing_ids.npy")).contains(uid(7)))
                .isTrue();
        assertThat(members(0)).hasSize(12);
    }

    @Test
    void aBrokenTarLosesOnlyItsBrokenMembers() throws IOException {
        shard("00000000", 1, 2, 3);
        Path tar = pool().resolve("00000000.tar");
        byte[] bytes = Files.readAllBytes(tar);
        // The header of the second sample's first member: four members of two blocks each come before it.
        Arrays.fill(bytes, 8 * 512, 9 * 512, (byte) 'x');
        Files.write(tar, bytes);

        Cli run = reshard(subset(1, 2, 3));

        assertThat(run.exitCode()).isEqualTo(ExitCode.UNBALANCED);
        assertThat(run.out()).contains("damaged input", "unusable");
        assertThat(members(0)).hasSize(8).contains(uid(1) + "-0.txt=caption 1", uid(3) + "-0.txt=caption 3");
    }

    @Test
    void aFolderOfImagesIsRefused() throws IOException {
        Files.createDirectories(pool());
        Files.writeString(pool().resolve("a.png"), "image");
        Files.writeString(pool().resolve("a.txt"), "caption");

        Cli run = reshard(subset(1));

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("no tar");
    }

    @Test
    void anAttemptAtAnotherSubsetIsNotGoneOnWith() throws Exception {
        manySamples();
        HypeProcess.killWhen(start("out"), () -> Files.exists(folder.resolve("out/reshard.json")), 0);

        Cli run = reshard(subset(1), "--shard-samples", 200, "--resume");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("another pool, another subset, or with other limits");
    }

    @Test
    void killedAtAnyMomentAndResumedItEndsWithTheSameBytes() throws Exception {
        manySamples();
        assertThat(start("undisturbed").waitFor()).as(log()).isZero();
        Random random = new Random(21);
        int killed = 0;
        for (int attempt = 0; killed < KILLS; attempt++) {
            assertThat(attempt).as("attempts").isLessThan(3 * KILLS);
            int more = random.nextInt(4);
            long shards = shards("out") + more;
            Process process = start("out");
            boolean isKilled = more == 0
                    ? HypeProcess.killWhen(process, () -> true, random.nextInt(STARTING_MILLIS))
                    : HypeProcess.killWhen(
                            process, () -> shards("out") >= shards && isAtWork(), random.nextInt(WRITING_MILLIS));
            if (!isKilled) {
                assertThat(process.exitValue()).as(log()).isZero();
                beginAgain();
            } else if (isAtWork()) {
                killed++;
            }
        }
        Process last = start("out");

        assertThat(last.waitFor()).as(log()).isZero();
        assertThat(Files.readString(folder.resolve("log"))).contains("the books balance");
        assertThat(names("out")).isEqualTo(names("undisturbed"));
        for (String name : names("undisturbed")) {
            assertThat(folder.resolve("out").resolve(name))
                    .hasSameBinaryContentAs(folder.resolve("undisturbed").resolve(name));
        }
    }

    /** The journal is there from before the first shard until all is done. */
    private boolean isAtWork() {
        return Files.exists(folder.resolve("out/reshard.json"));
    }

    private long shards(String output) throws IOException {
        return names(output).stream().filter(name -> name.endsWith(".tar")).count();
    }

    /** So that there is something to kill: what is finished is not made again. */
    private void beginAgain() throws IOException {
        for (String name : names("out")) {
            Files.delete(folder.resolve("out").resolve(name));
        }
    }

    private void manySamples() throws IOException {
        int[] wanted = new int[8_000];
        for (int shard = 0; shard < 4; shard++) {
            int[] numbers = new int[2_500];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = shard * numbers.length + i;
            }
            shard(String.format("%08d", shard), numbers);
        }
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = i % 7_000;
        }
        subset(wanted);
    }

    private Process start(String output) throws IOException {
        return HypeProcess.start(
                folder,
                "reshard",
                pool(),
                "--subset",
                folder.resolve("subset.npy"),
                "--shard-samples",
                200,
                "--resume",
                "--output",
                folder.resolve(output));
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private List<String> names(String output) throws IOException {
        if (!Files.exists(folder.resolve(output))) {
            return List.of();
        }
        try (var files = Files.list(folder.resolve(output))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
