package io.github.hype4j.onnx.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.hype4j.model.EmbeddingSpace;
import io.github.hype4j.onnx.image.ImagePreparation;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.ComponentStatistics;
import io.github.hype4j.score.ReferenceStatistics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleDescriptionTest {

    private static final String JSON = """
            {
              "formatVersion": 1, "name": "a-model", "curvature": 0.1, "minRadius": 0.1, "dimension": 768,
              "embeddingSpace": "tangent",
              "image": {
                "file": "image.onnx", "input": "pixel_values", "output": "embedding", "size": 224,
                "resize": "shortest-edge", "interpolation": "bicubic", "crop": "center",
                "mean": [0.5, 0.4, 0.3], "std": [0.2, 0.3, 0.4]
              },
              "text": {
                "file": "text.onnx", "input": "input_ids", "output": "embedding", "scale": 0.25,
                "tokenizer": "tokenizer.json", "contextLength": 77, "padId": 0, "clean": "clip"
              },
              "reference": { "image": "i.npy", "text": "t.npy" },
              "license": "Apache-2.0", "source": "https://example.org", "someday": {"new": true}
            }
            """;

    private static BundleDescription parse(Consumer<ObjectNode> change) {
        try {
            ObjectNode json = (ObjectNode) new ObjectMapper().readTree(JSON);
            change.accept(json);
            return BundleDescription.parse(json.toString().getBytes(StandardCharsets.UTF_8), "m/hype-model.json");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectNode parent(ObjectNode json, String path) {
        ObjectNode node = json;
        String[] names = path.split("\\.", -1);
        for (int i = 0; i < names.length - 1; i++) {
            node = (ObjectNode) node.get(names[i]);
        }
        return node;
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    @Test
    void everyFieldIsReadAndUnknownOnesAreIgnored() {
        BundleDescription description = parse(json -> {});

        assertThat(description.name()).isEqualTo("a-model");
        assertThat(description.curvature()).isEqualTo(0.1);
        assertThat(description.dimension()).isEqualTo(768);
        assertThat(description.embeddingSpace()).isEqualTo(EmbeddingSpace.TANGENT);
        assertThat(description.image())
                .isEqualTo(new BundleDescription.Graph("image.onnx", "pixel_values", "embedding", 1f));
        assertThat(description.text())
                .isEqualTo(new BundleDescription.Graph("text.onnx", "input_ids", "embedding", 0.25f));
        assertThat(description.imagePreparation().size()).isEqualTo(224);
        assertThat(description.imagePreparation().mean()).containsExactly(0.5, 0.4, 0.3);
        assertThat(description.textPreparation().contextLength()).isEqualTo(77);
        assertThat(description.reference())
                .contains(new BundleDescription.ReferenceFiles("i.npy", "t.npy", Optional.empty()));
        assertThat(description.license()).isEqualTo("Apache-2.0");
    }

    @Test
    void aReferenceSetIsOptional() {
        assertThat(parse(json -> json.remove("reference")).reference()).isEmpty();
    }

    @Test
    void aEuclideanModelNeedsNoCurvatureAndTakesNoReferenceSet() {
        BundleDescription clip = parse(json -> {
            json.remove(List.of("curvature", "minRadius", "reference"));
            json.put("embeddingSpace", "euclidean");
        });

        assertThat(clip.embeddingSpace()).isEqualTo(EmbeddingSpace.EUCLIDEAN);
        assertThat(clip.curvature()).isNaN();
        assertThat(clip.minRadius()).isNaN();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(json -> json.put("embeddingSpace", "euclidean")))
                .withMessage("m/hype-model.json: reference must be absent where embeddingSpace is \"euclidean\", got a"
                        + " reference set");
    }

    @Test
    void imagesAreNotTurnedAndConvertedLastUnlessTheBundleSaysOtherwise() {
        ImagePreparation plain = parse(json -> {}).imagePreparation();
        ImagePreparation upright = parse(json -> parent(json, "image.x").put("orientation", "exif"))
                .imagePreparation();
        ImagePreparation meru =
                parse(json -> parent(json, "image.x").put("convert", "first")).imagePreparation();

        assertThat(plain.orientation()).isEqualTo(ImagePreparation.Orientation.IGNORE);
        assertThat(plain.convert()).isEqualTo(ImagePreparation.Convert.LAST);
        assertThat(upright).isEqualTo(plain.withOrientation(ImagePreparation.Orientation.EXIF));
        assertThat(meru).isEqualTo(plain.withConvert(ImagePreparation.Convert.FIRST));
    }

    @Test
    void unknownWordsOfAnImageAreRefusedWithTheAllowedOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(json -> parent(json, "image.x").put("orientation", "upright")))
                .withMessage(
                        "m/hype-model.json: image: orientation must be one of \"ignore\", \"exif\", got \"upright\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(json -> parent(json, "image.x").put("convert", "middle")))
                .withMessage("m/hype-model.json: image: convert must be one of \"first\", \"last\", got \"middle\"");
    }

    @Test
    void statisticsOfTheReferenceSetAreOptional() {
        BundleDescription description = parse(json -> parent(json, "reference.x")
                .putObject("statistics")
                .putObject("cosine")
                .put("mean", 0.5)
                .put("std", 0.25));

        assertThat(description.reference().orElseThrow().statistics())
                .contains(ReferenceStatistics.of(Map.of(Component.COSINE, new ComponentStatistics(0.5, 0.25))));
    }

    @ParameterizedTest
    @CsvSource({
        "'{}', 'reference.statistics'",
        "'[]', 'reference.statistics must be an object'",
        "'{\"cosine\": 1}', 'reference.statistics.cosine must be an object'",
        "'{\"cosine\": {\"mean\": 1}}', 'reference.statistics.cosine.std is missing'",
        "'{\"cosine\": {\"mean\": 1, \"std\": 0}}', 'reference.statistics.cosine: std must be above 0'",
        "'{\"no name\": {\"mean\": 1, \"std\": 1}}', 'reference.statistics.no name: name of a component'"
    })
    void wrongStatisticsAreNamed(String statistics, String message) throws IOException {
        JsonNode value = new ObjectMapper().readTree(statistics);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(json -> parent(json, "reference.x").set("statistics", value)))
                .withMessageContaining("m/hype-model.json")
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "formatVersion",
                "name",
                "curvature",
                "minRadius",
                "dimension",
                "embeddingSpace",
                "image",
                "text",
                "image.file",
                "image.input",
                "image.output",
                "image.size",
                "image.resize",
                "image.interpolation",
                "image.crop",
                "image.mean",
                "image.std",
                "text.file",
                "text.tokenizer",
                "text.contextLength",
                "text.padId",
                "text.clean",
                "reference.text"
            })
    void aMissingFieldIsNamed(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(json -> parent(json, path).remove(last(path))))
                .withMessageContaining("m/hype-model.json")
                .withMessageContaining(path)
                .withMessageContaining("missing");
    }

    @ParameterizedTest
    @CsvSource({
        "formatVersion, 2",
        "dimension, 0",
        "dimension, 7.5",
        "embeddingSpace, '\"poincare\"'",
        "image.size, 0",
        "image.size, '\"big\"'",
        "image.resize, '\"longest-edge\"'",
        "image.mean, '[0.5]'",
        "image.mean, '[0.5, \"x\", 1]'",
        "image.std, '[0, 1, 1]'",
        "image.orientation, 6",
        "image.convert, true",
        "text.contextLength, 1",
        "text.padId, -1",
        "text.clean, '\"bleach\"'",
        "text.scale, 0",
        "image, 5"
    })
    void aWrongValueIsNamedWithItsField(String path, String value) throws IOException {
        JsonNode wrong = new ObjectMapper().readTree(value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(json -> parent(json, path).set(last(path), wrong)))
                .withMessageContaining("m/hype-model.json")
                .withMessageContaining(last(path));
    }

    @Test
    void whatIsNotJsonIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BundleDescription.parse("{oops".getBytes(StandardCharsets.UTF_8), "x.json"))
                .withMessageContaining("x.json is not JSON");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BundleDescription.parse("[1]".getBytes(StandardCharsets.UTF_8), "x.json"))
                .withMessageContaining("JSON object");
    }
}
