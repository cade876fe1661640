package io.github.hype4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.hype4j.io.run.ReferenceSample;
import io.github.hype4j.model.HypeModel;
import io.github.hype4j.onnx.OnnxHypeModel;
import io.github.hype4j.onnx.OnnxOptions;
import io.github.hype4j.onnx.bundle.Bundle;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.ReferenceStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scores in units of the deviation over clean pairs, on real files. */
class StandardizedScoreTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Cli filter(Path model, String score, String name) {
        return Cli.run(
                "filter",
                Cli.POOL,
                "--model",
                model,
                "--score",
                score,
                "--keep-fraction",
                0.4,
                "--output",
                folder.resolve(name));
    }

    private Cli select(String score, String name) {
        return Cli.run(
                "select",
                folder.resolve("paper"),
                "--score",
                score,
                "--keep-fraction",
                0.4,
                "--output",
                folder.resolve(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"standardized", "shortfall"})
    void storedScoresCanBeStandardizedWithoutTheModel(String score) {
        assertThat(filter(Cli.MODEL, "paper", "paper").exitCode()).isZero();
        Cli selected = select(score, "selected");
        Cli filtered = filter(Cli.MODEL, score, "filtered");

        assertThat(selected.exitCode()).as(selected.err()).isZero();
        assertThat(filtered.exitCode()).as(filtered.err()).isZero();
        assertThat(folder.resolve("selected/subset.npy")).hasSameBinaryContentAs(folder.resolve("filtered/subset.npy"));
        assertThat(folder.resolve("selected/summary.json")).content().contains(score + "(1.0*cosine + ");
    }

    @Test
    void aModelWithoutStatisticsIsRefusedBeforeAnythingIsWritten() throws IOException {
        Path model = withoutStatistics();

        Cli run = filter(model, "standardized", "out");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("standardized", "statistics", "hype reference build");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void storedScoresWithoutStatisticsAreRefused() throws IOException {
        assertThat(filter(withoutStatistics(), "paper", "paper").exitCode()).isZero();

        Cli run = select("standardized", "selected");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("standardized", "hype reference build");
        assertThat(folder.resolve("selected")).doesNotExist();
    }

    private Path withoutStatistics() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("model"));
        try (Stream<Path> files = Files.list(Cli.MODEL)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        ObjectMapper mapper = new ObjectMapper();
        Path description = copy.resolve("hype-model.json");
        ObjectNode json = (ObjectNode) mapper.readTree(description.toFile());
        ((ObjectNode) json.get("reference")).remove("statistics");
        mapper.writeValue(description.toFile(), json);
        return copy;
    }

    @Test
    void aBuiltReferenceSetHasItsStatistics() {
        Path model = folder.resolve("built");
        Cli built = Cli.run("reference", "build", Cli.POOL, "--model", Cli.MODEL, "--size", 40, "--output", model);
        assertThat(built.exitCode()).as(built.err()).isZero();

        Cli info = Cli.run("model", "info", "--model", model);
        Cli run = filter(model, "shortfall", "out");

        assertThat(info.out()).contains("40 images, 40 texts").containsPattern("text_specificity +mean +-?\\d");
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    /** The statistics in the example bundle were computed in Python, in float64, from the same reference set. */
    @Test
    void statisticsAreThoseOfTheReferencePairsAgainstThemselves() throws IOException {
        try (HypeModel model = OnnxHypeModel.load(Cli.MODEL, OnnxOptions.defaults());
                Bundle bundle = Bundle.open(Cli.MODEL)) {
            ReferenceStatistics computed = ReferenceSample.statistics(
                    bundle.readMatrix("reference_image.npy"), bundle.readMatrix("reference_text.npy"), model);
            ReferenceStatistics stated = model.referenceStatistics().orElseThrow();

            assertThat(computed.asMap())
                    .hasSize(7)
                    .containsOnlyKeys(stated.asMap().keySet());
            for (Component component : stated.asMap().keySet()) {
                assertThat(computed.of(component).orElseThrow().mean())
                        .as(component.name())
                        .isCloseTo(stated.of(component).orElseThrow().mean(), within(1e-6));
                assertThat(computed.of(component).orElseThrow().std())
                        .as(component.name())
                        .isCloseTo(stated.of(component).orElseThrow().std(), within(1e-6));
            }
        }
    }

    @Test
    void inspectShowsWhatEachComponentAddsToTheShortfall() {
        Cli run = Cli.run(
                "inspect",
                "--model",
                Cli.MODEL,
                "--score",
                "shortfall",
                "--image",
                firstImage(),
                "--text",
                "IMG_1.jpg");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).containsPattern("text_specificity +-?[0-9.]+ +1.00 +-[0-9.]+ ");
        assertThat(run.out()).containsPattern("score +-[0-9.]+\\s");
    }

    private static Path firstImage() {
        try (Stream<Path> files = Files.list(Cli.EXAMPLES.resolve("shapes-folder"))) {
            return files.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
