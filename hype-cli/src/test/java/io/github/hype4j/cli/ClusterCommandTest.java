package io.github.hype4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hype4j.io.embeddings.EmbeddingFile;
import io.github.hype4j.io.embeddings.EmbeddingNames;
import io.github.hype4j.io.scores.ScoreFiles;
import io.github.hype4j.numpy.NpyReader;
import io.github.hype4j.score.Component;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a pool's stored embeddings to clusters, and to scores that know them. */
class ClusterCommandTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Path scored() {
        Path run = folder.resolve("run");
        Cli score = Cli.run("score", Cli.POOL, "--model", Cli.MODEL, "--output", run, "--embeddings", "f32");
        assertThat(score.exitCode()).as(score.err()).isZero();
        return run;
    }

    @Test
    void embeddingsStandRowForRowBesideTheScores() throws IOException {
        Path run = scored();

        ScoreFiles scores = ScoreFiles.open(run);
        try (EmbeddingFile embeddings =
                EmbeddingFile.open(run.resolve("embeddings/00000000.npz"), EmbeddingNames.DEFAULT)) {
            assertThat(embeddings.rows()).isEqualTo(scores.files().get(0).rows());
        }
    }

    @Test
    void embeddingsThatHaveGoneAreMadeAgain() throws IOException {
        Path run = scored();
        Path file = run.resolve("embeddings/00000000.npz");
        byte[] before = Files.readAllBytes(file);
        Files.delete(file);

        Cli resumed =
                Cli.run("score", Cli.POOL, "--model", Cli.MODEL, "--output", run, "--embeddings", "f32", "--resume");

        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void aTargetSetFallsIntoSomeClustersAndItsOwnImagesScoreOne() throws IOException {
        Path run = scored();
        Path clusters = folder.resolve("clusters");

        Cli cluster = Cli.run("cluster", run, "--clusters", 4, "--targets", run, "--output", clusters);

        assertThat(cluster.exitCode()).as(cluster.err()).isZero();
        try (NpyReader centroids = NpyReader.open(clusters.resolve("centroids.npy"))) {
            assertThat(centroids.header().rows()).isEqualTo(4);
        }
        Path again = folder.resolve("again");
        Cli score = Cli.run(
                "score",
                Cli.POOL,
                "--model",
                Cli.MODEL,
                "--centroids",
                clusters.resolve("centroids.npy"),
                "--target-ids",
                clusters.resolve("target_ids.npy"),
                "--output",
                again);
        assertThat(score.exitCode()).as(score.err()).isZero();
        AtomicInteger ones = new AtomicInteger();
        ScoreFiles.open(again).select(List.of(Component.CLUSTER)).forEach(row -> {
            if (!Float.isNaN(row.score())) {
                assertThat(row.component(0)).isOne();
                ones.incrementAndGet();
            }
        });
        assertThat(ones).hasPositiveValue();
    }

    @Test
    void theSameEmbeddingsGiveTheSameCentroids() throws IOException {
        Path run = scored();

        Cli.run("cluster", run, "--clusters", 4, "--output", folder.resolve("one"));
        Cli.run("cluster", run, "--clusters", 4, "--output", folder.resolve("other"));

        assertThat(folder.resolve("other/centroids.npy")).hasSameBinaryContentAs(folder.resolve("one/centroids.npy"));
    }

    @Test
    void aFolderWithoutEmbeddingsIsRefused() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        Cli cluster = Cli.run("cluster", empty, "--clusters", 4, "--output", folder.resolve("clusters"));

        assertThat(cluster.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(cluster.err()).contains(empty.toString());
        assertThat(folder.resolve("clusters")).doesNotExist();
    }
}
