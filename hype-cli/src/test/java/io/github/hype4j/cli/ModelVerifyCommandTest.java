package io.github.hype4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hype4j.model.SampleFailureException;
import io.github.hype4j.numpy.NpyFile;
import io.github.hype4j.numpy.NpyHeader;
import io.github.hype4j.numpy.NpyType;
import io.github.hype4j.numpy.NpyWriter;
import io.github.hype4j.onnx.OnnxOptions;
import io.github.hype4j.onnx.bundle.Bundle;
import io.github.hype4j.onnx.encoder.ImageEncoder;
import io.github.hype4j.onnx.encoder.TextEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on a bundle whose check folder holds what the encoders gave before: what is compared is tested beside it. */
class ModelVerifyCommandTest {

    private static final List<String> CAPTIONS = List.of("a red circle", "a blue star");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path bundle;

    @BeforeEach
    void makeABundleWithACheckFolder() throws IOException, SampleFailureException {
        try (Stream<Path> files = Files.list(Cli.MODEL)) {
            for (Path file : files.toList()) {
                Files.copy(file, bundle.resolve(file.getFileName()));
            }
        }
        Path check = Files.createDirectory(bundle.resolve("check"));
        byte[] image = Files.readAllBytes(Cli.EXAMPLES.resolve("shapes-folder").resolve("08-square.jpg"));
        Files.write(check.resolve("square.jpg"), image);
        Files.writeString(
                check.resolve("check.json"),
                "{\"formatVersion\": 1, \"producer\": \"an earlier run\","
                        + " \"captions\": [\"a red circle\", \"a blue star\"], \"images\": [\"square.jpg\"]}");
        try (Bundle opened = Bundle.open(bundle);
                TextEncoder texts = TextEncoder.load(opened, OnnxOptions.defaults());
                ImageEncoder images = ImageEncoder.load(opened, OnnxOptions.defaults())) {
            writeIds(
                    check.resolve("input_ids.npy"),
                    CAPTIONS.stream().map(texts::prepare).toList());
            writePixels(check.resolve("pixel_values.npy"), images.prepare(image));
            Files.write(
                    check.resolve("text_embedding.npy"),
                    NpyFile.toBytes(texts.encode(CAPTIONS).rows()));
            Files.write(
                    check.resolve("image_embedding.npy"),
                    NpyFile.toBytes(images.encode(List.of(image)).rows()));
        }
    }

    private static void writeIds(Path file, List<long[]> ids) throws IOException {
        NpyHeader header = NpyHeader.of(NpyType.INT64, ids.size(), ids.get(0).length);
        try (OutputStream out = Files.newOutputStream(file);
                NpyWriter writer = new NpyWriter(out, header)) {
            for (long[] row : ids) {
                writer.writeIntegers(row, 0, row.length);
            }
        }
    }

    private static void writePixels(Path file, float[] pixels) throws IOException {
        int size = (int) Math.round(Math.sqrt(pixels.length / 3.0));
        try (OutputStream out = Files.newOutputStream(file);
                NpyWriter writer = new NpyWriter(out, NpyHeader.of(NpyType.FLOAT32, 1, 3, size, size))) {
            writer.writeFloats(pixels, 0, pixels.length);
        }
    }

    @Test
    void aBundleThatGivesWhatWasStoredPasses() {
        Cli run = Cli.run("model", "verify", "--model", bundle);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("tokens +ok +2 samples, worst error 0")
                .containsPattern("images, whole path +ok +1 samples")
                .contains("The bundle gives what an earlier run gave.");
    }

    @Test
    void whatDiffersIsNamedAndEndsWithItsExitCode() throws IOException {
        Files.copy(
                Cli.EXAMPLES.resolve("shapes-folder").resolve("07-triangle-square.jpg"),
                bundle.resolve("check/square.jpg"),
                StandardCopyOption.REPLACE_EXISTING);

        Cli run = Cli.run("model", "verify", "--model", bundle, "--tolerance", "1e-3");

        assertThat(run.exitCode()).isEqualTo(ExitCode.DAMAGED_INPUT);
        assertThat(run.out())
                .containsPattern("image graph +ok ")
                .containsPattern("pixels +FAIL ")
                .contains("1 differ; the first: square.jpg: relative error ")
                .contains("DOES NOT GIVE WHAT an earlier run GAVE");
    }

    @Test
    void aBundleThatCannotBeCheckedIsBadConfiguration() throws IOException {
        Cli without = Cli.run("model", "verify", "--model", Cli.MODEL);
        Cli embedded = Cli.run("model", "verify");
        Files.delete(bundle.resolve("check/input_ids.npy"));
        Cli lacking = Cli.run("model", "verify", "--model", bundle);

        assertThat(without.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(without.err()).contains("check/check.json", "hype_export ... --verify");
        assertThat(embedded.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(embedded.err()).contains("--model must be given");
        assertThat(lacking.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(lacking.err()).contains("check/input_ids.npy");
    }
}
