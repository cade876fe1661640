package io.github.hype4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hype4j.io.embeddings.EmbeddingFileWriter;
import io.github.hype4j.io.embeddings.EmbeddingPrecision;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that rescore or select are killed at work; whoever comes after them ends with the bytes of one left in peace. */
class KilledSelectionTest {

    private static final int FILES = 12;
    private static final int ROWS = 20_000;
    private static final int WIDTH = 16;
    private static final int KILLS = 6;

    /** A process that is done before it is killed does not count; so many may be. */
    private static final int ATTEMPTS = 40;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final Random random = new Random(22);

    /** Shorter after each process that was done before. */
    private int longestWaitMillis = 200;

    private Path store() throws IOException {
        Path embeddings = Files.createDirectories(folder.resolve("embeddings"));
        for (int file = 0; file < FILES; file++) {
            Path target = embeddings.resolve(String.format("%08d.npz", file));
            try (EmbeddingFileWriter writer =
                    EmbeddingFileWriter.create(target, WIDTH, WIDTH, EmbeddingPrecision.FLOAT32, false)) {
                for (int row = 0; row < ROWS; row++) {
                    writer.write(new Uid(random.nextLong(), file * ROWS + row), vector(), vector());
                }
                writer.commit();
            }
        }
        return embeddings;
    }

    private float[] vector() {
        float[] vector = new float[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    private Process rescore(Path embeddings, Path run) throws IOException {
        return HypeProcess.start(folder, "rescore", embeddings, "--output", run, "--resume");
    }

    private Process select(Path run, Path out) throws IOException {
        return HypeProcess.start(
                folder, "select", run, "--score", "cosine", "--keep-fraction", 0.5, "--output", out, "--overwrite");
    }

    private void succeed(Process process) throws Exception {
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("log")))
                .isZero();
    }

    /** Whether a process has begun to work in a folder: its hidden folder is there. */
    private static boolean isAtWork(Path out) throws IOException {
        if (!Files.isDirectory(out)) {
            return false;
        }
        try (var files = Files.newDirectoryStream(out, ".work-*")) {
            return files.iterator().hasNext();
        }
    }

    /** Kills a process some time after it has begun to work; false if it was faster. */
    private boolean kill(Process process, Path out) throws Exception {
        boolean isKilled = HypeProcess.killWhen(process, () -> isAtWork(out), random.nextInt(longestWaitMillis));
        longestWaitMillis = isKilled ? longestWaitMillis : Math.max(1, longestWaitMillis / 2);
        return isKilled;
    }

    @Test
    void rescoringThatIsKilledGoesOnToTheSameBytes() throws Exception {
        Path embeddings = store();
        succeed(rescore(embeddings, folder.resolve("undisturbed")));
        Map<String, byte[]> expected = FolderBytes.of(folder.resolve("undisturbed"));
        Path run = folder.resolve("run");
        int killed = 0;
        for (int attempt = 0; killed < KILLS; attempt++) {
            assertThat(attempt).as("attempts").isLessThan(ATTEMPTS);
            if (kill(rescore(embeddings, run), run)) {
                killed++;
            } else {
                // Done before its time: most of it is made again, so that there is something to kill.
                for (int file = 1; file < FILES; file++) {
                    Files.delete(run.resolve(String.format("scores/%08d.parquet", file)));
                }
            }
            FolderBytes.of(run).forEach((name, bytes) -> {
                if (name.endsWith(".parquet") && name.startsWith("scores")) {
                    assertThat(bytes).as(name).isEqualTo(expected.get(name));
                }
            });
        }

        succeed(rescore(embeddings, run));

        assertThat(FolderBytes.of(run)).containsExactlyEntriesOf(expected);
    }

    @Test
    void selectionThatIsKilledLeavesNoHalfSubsetAndNothingBehind() throws Exception {
        Path run = folder.resolve("run");
        succeed(rescore(store(), run));
        succeed(select(run, folder.resolve("undisturbed")));
        Map<String, byte[]> expected = FolderBytes.of(folder.resolve("undisturbed"));
        Path out = folder.resolve("out");
        int killed = 0;
        for (int attempt = 0; killed < KILLS; attempt++) {
            assertThat(attempt).as("attempts").isLessThan(ATTEMPTS);
            killed += kill(select(run, out), out) ? 1 : 0;
            if (Files.exists(out.resolve("subset.npy"))) {
                assertThat(Files.readAllBytes(out.resolve("subset.npy"))).isEqualTo(expected.get("subset.npy"));
                Files.delete(out.resolve("subset.npy"));
            }
        }

        succeed(select(run, out));

        assertThat(FolderBytes.of(out)).containsExactlyEntriesOf(expected);
    }
}
