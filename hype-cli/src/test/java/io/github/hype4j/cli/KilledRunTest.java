package io.github.hype4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hype4j.io.scores.ScoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that score are killed, or race; the run ends with the bytes of one that was left in peace. */
class KilledRunTest {

    private static final int SHARDS = 8;
    private static final int KILLS = 20;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @BeforeEach
    void makePool() {
        for (int i = 0; i < SHARDS; i++) {
            PoolFiles.clean(16).write(folder.resolve("pool").resolve(String.format("%08d.tar", i)));
        }
    }

    private Process start(Path run) throws IOException {
        return HypeProcess.start(
                folder,
                "score",
                folder.resolve("pool"),
                "--batch-size",
                4,
                "--threads",
                1,
                "--embeddings",
                "f32",
                "--output",
                run,
                "--resume");
    }

    private Map<String, byte[]> undisturbed() throws Exception {
        Path run = folder.resolve("undisturbed");
        assertThat(start(run).waitFor())
                .as(Files.readString(folder.resolve("log")))
                .isZero();
        return FolderBytes.of(run);
    }

    @Test
    void killedAtAnyMomentAndResumedItEndsWithTheSameBytes() throws Exception {
        long begun = System.nanoTime();
        Map<String, byte[]> expected = undisturbed();
        long life = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        Path run = folder.resolve("run");
        Random random = new Random(20);
        int killed = 0;
        while (killed < KILLS) {
            Process process = start(run);
            if (process.waitFor(random.nextLong(life), TimeUnit.MILLISECONDS)) {
                // Done before its time: most of it is made again, so that there is something to kill.
                assertThat(process.exitValue())
                        .as(Files.readString(folder.resolve("log")))
                        .isZero();
                for (int shard = 1; shard < SHARDS; shard++) {
                    Files.delete(run.resolve("scores").resolve(String.format("%08d.parquet", shard)));
                }
            } else {
                process.destroyForcibly().waitFor();
                killed++;
            }
        }
        Process last = start(run);

        assertThat(last.waitFor()).as(Files.readString(folder.resolve("log"))).isZero();
        assertThat(FolderBytes.of(run)).containsExactlyEntriesOf(expected);
        assertThat(folder.resolve("log")).content().contains("the books balance");
    }

    @Test
    void ofTwoProcessesThatStartARunWithTwoModelsOneIsRefusedAndTheOtherUndisturbed() throws Exception {
        Path run = folder.resolve("run");
        Process first = start(run, bundle("one"));
        Process second = start(run, bundle("other"));

        int ofOne = first.waitFor();
        int ofOther = second.waitFor();

        String log = Files.readString(folder.resolve("log"));
        assertThat(List.of(ofOne, ofOther)).as(log).containsExactlyInAnyOrder(0, ExitCode.USAGE);
        String winner = ofOne == 0 ? "one" : "other";
        String loser = ofOne == 0 ? "other" : "one";
        assertThat(log).contains("model.name is \"" + winner + "\" in the run, but \"" + loser + "\" here");
        assertThat(folder.resolve("run/run.json")).content().contains("\"model.name\" : \"" + winner + "\"");
        assertThat(ScoreFiles.open(run).rows()).isEqualTo(SHARDS * 16L);
    }

    private Process start(Path run, Path bundle) throws IOException {
        return HypeProcess.start(
                folder, "score", folder.resolve("pool"), "--model", bundle, "--output", run, "--resume");
    }

    /** The example model, under a name. */
    private Path bundle(String name) throws IOException {
        Path bundle = Files.createDirectories(folder.resolve(name));
        try (var files = Files.list(Cli.MODEL)) {
            for (Path file : files.toList()) {
                Files.copy(file, bundle.resolve(file.getFileName()));
            }
        }
        Path description = bundle.resolve("hype-model.json");
        String json = Files.readString(description);
        Files.writeString(description, json.replaceFirst("\"name\": *\"[^\"]*\"", "\"name\": \"" + name + "\""));
        return bundle;
    }

    @Test
    void twoProcessesThatRaceForAllShardsBothSucceed() throws Exception {
        Map<String, byte[]> expected = undisturbed();
        Path run = folder.resolve("run");
        Process first = start(run);
        Process second = start(run);

        assertThat(first.waitFor()).as(Files.readString(folder.resolve("log"))).isZero();
        assertThat(second.waitFor()).as(Files.readString(folder.resolve("log"))).isZero();
        assertThat(FolderBytes.of(run)).containsExactlyEntriesOf(expected);
    }
}
