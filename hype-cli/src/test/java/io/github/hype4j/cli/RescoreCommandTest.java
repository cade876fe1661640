package io.github.hype4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hype4j.io.embeddings.EmbeddingFileWriter;
import io.github.hype4j.io.embeddings.EmbeddingPrecision;
import io.github.hype4j.io.scores.ScoreFiles;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stored embeddings through the command: with the example model's reference set, and without any. */
class RescoreCommandTest {

    @TempDir
    Path folder = Path.of("");

    private Path embeddings = Path.of("");

    @BeforeEach
    void store() throws IOException {
        embeddings = folder.resolve("pool.npz");
        try (EmbeddingFileWriter writer =
                EmbeddingFileWriter.create(embeddings, 3, 3, EmbeddingPrecision.FLOAT32, false)) {
            for (int i = 0; i < 10; i++) {
                writer.write(new Uid(0, i), new float[] {1, i, 0}, new float[] {1, 0, i});
            }
            writer.commit();
        }
    }

    @Test
    void withoutAModelPairsAreScoredByCosineAndCanBeSelected() {
        Cli run = Cli.run("rescore", embeddings, "--output", folder.resolve("out"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("the books balance");
        Cli select = Cli.run(
                "select",
                folder.resolve("out"),
                "--score",
                "cosine",
                "--keep-fraction",
                "0.2",
                "--output",
                folder.resolve("selected"));
        assertThat(select.exitCode()).as(select.err()).isZero();
    }

    @Test
    void withoutAModelThereIsNoSpecificity() {
        Cli run = Cli.run("rescore", embeddings, "--score", "image-specificity", "--output", folder.resolve("out"));

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("image_specificity needs a hyperbolic space: give --model");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void anArrayThatIsNotThereIsNamedBeforeAnythingIsWritten() {
        Cli run = Cli.run("rescore", embeddings, "--image-array", "l14_img", "--output", folder.resolve("out"));

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("no array \"l14_img\"").contains("[image, text, uid]");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void theModelsEncodersAreNotStarted() throws IOException {
        Path stored = folder.resolve("stored");
        assertThat(Cli.run("score", Cli.POOL, "--model", Cli.MODEL, "--embeddings", "f32", "--output", stored)
                        .exitCode())
                .isZero();
        Path bundle = Files.createDirectories(folder.resolve("bundle"));
        try (var files = Files.list(Cli.MODEL)) {
            for (Path file : files.toList()) {
                Files.copy(file, bundle.resolve(file.getFileName()));
            }
        }
        Files.writeString(bundle.resolve("image_encoder.onnx"), "no graph");

        Cli run = Cli.run("rescore", stored, "--model", bundle, "--output", folder.resolve("out"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        List<Float> expected = new ArrayList<>();
        ScoreFiles.open(stored).forEach(row -> expected.add(row.score()));
        List<Float> scores = new ArrayList<>();
        ScoreFiles.open(folder.resolve("out")).forEach(row -> scores.add(row.score()));
        assertThat(scores).isEqualTo(expected);
    }

    @Test
    void embeddingsOfAnotherDimensionThanTheModelsAreRefused() {
        Cli run = Cli.run("rescore", embeddings, "--model", Cli.MODEL, "--output", folder.resolve("out"));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("dimension");
    }
}
