package io.github.hype4j.onnx.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.hype4j.model.SampleFailureException;
import io.github.hype4j.onnx.ExampleModel;
import io.github.hype4j.onnx.OnnxOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example model against what PyTorch gave, with one stored value changed at a time. */
class ModelCheckTest {

    private static final int CONTEXT = 24;
    private static final int DIMENSION = 32;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private CheckFolder check;

    @BeforeEach
    void makeABundleWithACheckFolder() throws IOException, SampleFailureException {
        check = CheckFolder.write(folder.resolve("model"));
    }

    private CheckReport run() throws IOException {
        return ModelCheck.run(check.bundle(), OnnxOptions.defaults(), ModelCheck.DEFAULT_TOLERANCE);
    }

    private static Set<CheckPart> failed(CheckReport report) {
        return report.parts().stream()
                .filter(part -> !part.passed())
                .map(PartReport::part)
                .collect(Collectors.toSet());
    }

    @Test
    void aBundleThatGivesWhatPyTorchGavePasses() throws IOException {
        CheckReport report = run();

        assertThat(report.passed()).isTrue();
        assertThat(report.producer()).isEqualTo("PyTorch 1.13.0");
        assertThat(report.parts()).extracting(PartReport::part).containsExactly(CheckPart.values());
        assertThat(report.parts()).allSatisfy(part -> {
            assertThat(part.samples()).isEqualTo(CheckFolder.SAMPLES);
            assertThat(part.firstDifference()).isEmpty();
        });
        assertThat(report.part(CheckPart.TOKENS).worstError()).isZero();
        // Two runtimes round differently: errors of exactly 0 would mean that nothing was compared.
        assertThat(report.part(CheckPart.TEXT_GRAPH).worstError()).isBetween(1e-9, 1e-5);
        assertThat(report.part(CheckPart.IMAGES).worstError()).isBetween(1e-9, 1e-5);
    }

    @Test
    void aZippedBundleIsCheckedLikeItsFolder() throws IOException {
        check.changeIds(ids -> ids[2 * CONTEXT + 1]++);
        Path zip = folder.resolve("model.zip");
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream out = new ZipOutputStream(file);
                Stream<Path> files = Files.walk(check.bundle())) {
            for (Path member : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(
                        "model/" + check.bundle().relativize(member).toString().replace('\\', '/')));
                out.write(Files.readAllBytes(member));
                out.closeEntry();
            }
        }

        assertThat(ModelCheck.run(zip, OnnxOptions.defaults(), 1e-4)).isEqualTo(run());
    }

    @Test
    void aTokenThatDiffersIsNamedAndNotTakenForAFaultOfTheWholePath() throws IOException {
        check.changeIds(ids -> ids[3 * CONTEXT + 2] = 517);

        CheckReport report = run();

        PartReport tokens = report.part(CheckPart.TOKENS);
        assertThat(tokens.differing()).isOne();
        assertThat(tokens.worstError()).isOne();
        assertThat(tokens.worstSample()).startsWith("caption 3 \"a gray circle");
        assertThat(tokens.firstDifference().orElseThrow())
                .startsWith("caption 3 \"a gray circle")
                .endsWith("token 2 is 568, stored is 517");
        assertThat(failed(report)).containsExactlyInAnyOrder(CheckPart.TOKENS, CheckPart.TEXT_GRAPH);
    }

    @Test
    void aTokenThatTheGraphDoesNotKnowIsAFailureOfItsPartAlone() throws IOException {
        check.changeIds(ids -> ids[5] = 1_000_000);

        CheckReport report = run();

        assertThat(failed(report)).containsExactlyInAnyOrder(CheckPart.TOKENS, CheckPart.TEXT_GRAPH);
        assertThat(report.part(CheckPart.TEXT_GRAPH).worstError()).isInfinite();
    }

    @Test
    void aPixelThatDiffersIsNamedByItsPlace() throws IOException {
        check.changeFloats("pixel_values.npy", pixels -> pixels[(4 * 3 + 1) * 1024 + 7 * 32 + 9] += 0.125f);

        CheckReport report = run();

        PartReport pixels = report.part(CheckPart.PIXELS);
        assertThat(pixels.differing()).isOne();
        assertThat(pixels.firstDifference().orElseThrow())
                .startsWith("images/04.jpg: channel 1, row 7, column 9 is ")
                .contains("stored is ");
        assertThat(failed(report)).contains(CheckPart.PIXELS).doesNotContain(CheckPart.IMAGES, CheckPart.TOKENS);
    }

    @Test
    void roundingOfTheNormalisationIsNoDifference() throws IOException {
        check.changeFloats("pixel_values.npy", pixels -> {
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = Math.nextUp(pixels[i]);
            }
        });

        assertThat(run().passed()).isTrue();
    }

    @Test
    void anImageThatIsNotTheOneOfTheStoredPixelsFailsOnTheWholePath() throws IOException {
        Files.copy(
                ExampleModel.EXAMPLES.resolve("shapes-folder").resolve("08-square.jpg"),
                check.file("images/other.jpg"));
        changeDescription(json -> json.withArray("images").set(6, json.textNode("images/other.jpg")));

        CheckReport report = run();

        assertThat(failed(report)).containsExactlyInAnyOrder(CheckPart.PIXELS, CheckPart.IMAGES);
        assertThat(report.part(CheckPart.IMAGES).firstDifference().orElseThrow())
                .startsWith("images/other.jpg: relative error ");
    }

    @Test
    void anImageThatCannotBeDecodedIsADifferenceWithItsReason() throws IOException {
        Files.writeString(check.file("images/00.png"), "no image");

        CheckReport report = run();

        assertThat(failed(report)).containsExactlyInAnyOrder(CheckPart.PIXELS, CheckPart.IMAGES);
        assertThat(report.part(CheckPart.PIXELS).worstError()).isInfinite();
        assertThat(report.part(CheckPart.PIXELS).firstDifference().orElseThrow())
                .startsWith("images/00.png: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text_embedding.npy", "image_embedding.npy"})
    void anEmbeddingThatDiffersFailsBothWays(String file) throws IOException {
        check.changeFloats(file, values -> values[2 * DIMENSION] += 0.01f);

        CheckReport report = run();

        boolean isText = file.startsWith("text");
        CheckPart graph = isText ? CheckPart.TEXT_GRAPH : CheckPart.IMAGE_GRAPH;
        assertThat(failed(report)).containsExactlyInAnyOrder(graph, isText ? CheckPart.TEXTS : CheckPart.IMAGES);
        assertThat(report.part(graph).differing()).isOne();
        assertThat(report.part(graph).worstSample()).startsWith(isText ? "caption 2 " : "images/02.png");
        assertThat(report.part(graph).worstError()).isBetween(1e-3, 0.1);
    }

    @Test
    void aStoredValueThatIsNotANumberDiffers() throws IOException {
        check.changeFloats("text_embedding.npy", values -> values[DIMENSION] = Float.NaN);

        assertThat(run().part(CheckPart.TEXTS).differing()).isOne();
    }

    @Test
    void theToleranceIsTheCallers() throws IOException {
        check.changeFloats("text_embedding.npy", values -> values[2 * DIMENSION] += 0.001f);

        assertThat(run().passed()).isFalse();
        assertThat(ModelCheck.run(check.bundle(), OnnxOptions.defaults(), 0.01).passed())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1e-4, 1, Double.NaN})
    void aToleranceOutOfItsRangeIsRefused(double tolerance) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelCheck.run(check.bundle(), OnnxOptions.defaults(), tolerance))
                .withMessage("tolerance must be in (0, 1), got " + tolerance);
    }

    @Test
    void aBundleWithoutACheckFolderSaysHowToGetOne() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> ModelCheck.run(ExampleModel.FOLDER, OnnxOptions.defaults(), 1e-4))
                .withMessageContaining("check/check.json")
                .withMessageContaining("python -m hype_export ... --verify");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"input_ids.npy", "pixel_values.npy", "text_embedding.npy", "image_embedding.npy", "images/03.png"
            })
    void aMissingFileIsNamed(String file) throws IOException {
        Files.delete(check.file(file));

        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(this::run)
                .withMessageContaining("check/" + file);
    }

    @Test
    void arraysThatDoNotFitTheSamplesAreRefusedWithBothShapes() throws IOException {
        changeDescription(json -> json.withArray("captions").remove(7));

        assertThatIllegalArgumentException()
                .isThrownBy(this::run)
                .withMessageContaining("check/input_ids.npy has shape [8, 24]")
                .withMessageContaining("check/check.json and hype-model.json ask for [7, 24]");
    }

    @Test
    void pixelsOfAnotherSizeAreRefusedWithBothShapes() throws IOException {
        check.write("pixel_values.npy", new float[8 * 3 * 16 * 16], 8, 3, 16, 16);

        assertThatIllegalArgumentException()
                .isThrownBy(this::run)
                .withMessageContaining("check/pixel_values.npy has shape [8, 3, 16, 16]")
                .withMessageContaining("[8, 3, 32, 32]");
    }

    @Test
    void anArrayThatIsCutIsRefusedByName() throws IOException {
        byte[] bytes = Files.readAllBytes(check.file("text_embedding.npy"));
        Files.write(check.file("text_embedding.npy"), Arrays.copyOf(bytes, bytes.length - 4));

        assertThatIllegalArgumentException()
                .isThrownBy(this::run)
                .withMessageContaining("check/text_embedding.npy is cut short");
    }

    @Test
    void anArrayOfAnotherTypeIsRefusedByName() throws IOException {
        check.write("input_ids.npy", new float[8 * CONTEXT], 8, CONTEXT);

        assertThatIllegalArgumentException()
                .isThrownBy(this::run)
                .withMessageContaining("check/input_ids.npy must hold integers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"formatVersion", "producer", "captions", "images"})
    void aDescriptionThatLacksAFieldIsRefusedByName(String field) throws IOException {
        changeDescription(json -> json.remove(field));

        assertThatIllegalArgumentException()
                .isThrownBy(this::run)
                .withMessageContaining("check/check.json: " + field + " is missing");
    }

    @Test
    void aCheckOfNothingIsRefused() throws IOException {
        changeDescription(json -> json.putArray("captions"));

        assertThatIllegalArgumentException()
                .isThrownBy(this::run)
                .withMessageContaining("captions must be at least one text");
    }

    private void changeDescription(Consumer<ObjectNode> change) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode json = (ObjectNode) mapper.readTree(check.file("check.json").toFile());
        change.accept(json);
        mapper.writeValue(check.file("check.json").toFile(), json);
    }
}
