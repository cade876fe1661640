package io.github.hype4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bad configuration is one clear line and exit code 2, before any work is done. */
class BadConfigurationTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Cli filter(Object pool, Object model, Object fraction) {
        return Cli.run(
                "filter", pool, "--model", model, "--keep-fraction", fraction, "--output", folder.resolve("out"));
    }

    private void assertRefused(Cli run, String... words) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains(words).doesNotContain("\tat ");
        assertThat(run.err().lines().filter(line -> line.startsWith("hype: "))).hasSize(1);
        assertThat(folder.resolve("out/subset.npy")).doesNotExist();
        assertThat(folder.resolve("out/run.json")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0.1", "1.0001", "NaN"})
    void aFractionOutsideItsRange(String fraction) {
        assertRefused(filter(Cli.POOL, Cli.MODEL, fraction), "keepFraction must be in (0, 1]", "got");
    }

    @Test
    void aFractionThatIsNoNumberShowsUsage() {
        Cli run = filter(Cli.POOL, Cli.MODEL, "a lot");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--keep-fraction").contains("a lot");
    }

    @Test
    void aPoolThatDoesNotExist() {
        assertRefused(filter(folder.resolve("nowhere"), Cli.MODEL, 0.2), "nowhere");
    }

    @Test
    void anEmptyPool() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertRefused(filter(empty, Cli.MODEL, 0.2), "empty");
    }

    @Test
    void aBundleThatDoesNotExist() {
        assertRefused(filter(Cli.POOL, folder.resolve("nothing"), 0.2), "nothing");
    }

    @Test
    void aFolderThatIsNoBundle() {
        assertRefused(filter(Cli.POOL, Cli.POOL, 0.2), "hype-model.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image_encoder.onnx", "text_encoder.onnx", "tokenizer.json", "reference_text.npy"})
    void aBundleWithAFileMissing(String file) throws IOException {
        Path bundle = copyOfModel();
        Files.delete(bundle.resolve(file));
        assertRefused(filter(Cli.POOL, bundle, 0.2), file);
    }

    @Test
    void aBundleWithAWrongDimension() throws IOException {
        assertRefused(filter(Cli.POOL, changed(json -> json.put("dimension", 17)), 0.2), "17");
    }

    @Test
    void aBundleWithAWrongImageSize() throws IOException {
        Path bundle = changed(json -> ((ObjectNode) json.get("image")).put("size", 48));
        assertRefused(filter(Cli.POOL, bundle, 0.2), "image_encoder.onnx", "48");
    }

    @Test
    void aBundleWithAFieldMissing() throws IOException {
        assertRefused(filter(Cli.POOL, changed(json -> json.remove("curvature")), 0.2), "curvature", "missing");
    }

    @Test
    void aGraphThatIsNoGraph() throws IOException {
        Path bundle = copyOfModel();
        Files.writeString(bundle.resolve("text_encoder.onnx"), "not a graph");
        assertRefused(filter(Cli.POOL, bundle, 0.2), "text_encoder.onnx");
    }

    @Test
    void anOutputFolderThatHoldsSomething() throws IOException {
        Path out = Files.createDirectory(folder.resolve("out"));
        Files.writeString(out.resolve("precious.txt"), "keep me");

        assertRefused(filter(Cli.POOL, Cli.MODEL, 0.2), "--overwrite");

        Cli overwriting = Cli.run(
                "filter", Cli.POOL, "--model", Cli.MODEL, "--keep-fraction", 0.2, "--output", out, "--overwrite");
        assertThat(overwriting.exitCode()).as(overwriting.err()).isZero();
        assertThat(out.resolve("precious.txt")).hasContent("keep me");
        assertThat(out.resolve("subset.npy")).exists();
    }

    @Test
    void twoCutsAtOnce() {
        Cli run = Cli.run(
                "filter",
                Cli.POOL,
                "--model",
                Cli.MODEL,
                "--keep-fraction",
                0.2,
                "--keep-top",
                5,
                "--output",
                folder.resolve("out"));
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("mutually exclusive");
    }

    @Test
    void noCut() {
        Cli run = Cli.run("filter", Cli.POOL, "--model", Cli.MODEL, "--output", folder.resolve("out"));
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--keep-fraction");
    }

    @Test
    void aGpuThatIsNotThere() {
        Cli run = Cli.run(
                "filter",
                Cli.POOL,
                "--model",
                Cli.MODEL,
                "--keep-fraction",
                0.2,
                "--output",
                folder.resolve("out"),
                "--device",
                "cuda");
        assertRefused(run, "cuda:0", "hype-onnx-gpu");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpu", "cuda:x", "cpu,cuda:0", "cuda:1,cuda:1", "cuda:0,tensorrt:1"})
    void devicesThatCannotBeMeant(String devices) {
        Cli run = Cli.run(
                "filter",
                Cli.POOL,
                "--model",
                Cli.MODEL,
                "--keep-fraction",
                0.2,
                "--output",
                folder.resolve("out"),
                "--device",
                devices);
        assertRefused(run, "device", devices.replace(",", ", "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "100000"})
    void aBatchSizeOutsideItsRange(String size) {
        Cli run = Cli.run(
                "filter",
                Cli.POOL,
                "--model",
                Cli.MODEL,
                "--keep-fraction",
                0.2,
                "--output",
                folder.resolve("out"),
                "--batch-size",
                size);
        assertRefused(run, "batchSize must be in [1, 65536]", size);
    }

    @Test
    void aScoreFileThatLacksAComponent() {
        Cli.run("score", Cli.POOL, "--model", Cli.MODEL, "--output", folder.resolve("scored"));

        Cli run = Cli.run(
                "select",
                folder.resolve("scored"),
                "--keep-top",
                5,
                "--weight",
                "clip_l14=1",
                "--output",
                folder.resolve("out"));

        assertRefused(run, "clip_l14");
    }

    @Test
    void aScoreFileThatIsNoScoreFile() throws IOException {
        Path file = Files.writeString(folder.resolve("scores.parquet"), "not parquet");
        Cli run = Cli.run("select", file, "--keep-top", 5, "--output", folder.resolve("out"));
        assertThat(run.exitCode()).as(run.err()).isIn(ExitCode.USAGE, ExitCode.FAILED);
        assertThat(run.err()).contains("scores.parquet").doesNotContain("\tat ");
    }

    private Path copyOfModel() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("model"));
        try (Stream<Path> files = Files.list(Cli.MODEL)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    private Path changed(Consumer<ObjectNode> change) throws IOException {
        Path bundle = copyOfModel();
        Path description = bundle.resolve("hype-model.json");
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode json = (ObjectNode) mapper.readTree(description.toFile());
        change.accept(json);
        mapper.writeValue(description.toFile(), json);
        return bundle;
    }
}
