package io.github.hype4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hype4j.model.EncodedBatch;
import io.github.hype4j.model.HypeModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example model and its copy with weights in float16, as {@code tools/precision/convert.py} stores them. */
class Float16BundleTest {

    /** Vectors of the example model are about 2 long. */
    private static final float CLOSE = 0.005f;

    private static final List<String> CAPTIONS =
            List.of("a red circle", "a shape", "a small green star on a striped background", "IMG_1234.jpg");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path copy;

    @BeforeEach
    void putItsGraphsIntoACopy() throws IOException {
        copy = ExampleModel.copyTo(folder.resolve("float16"));
        for (String graph : List.of("image_encoder.onnx", "text_encoder.onnx")) {
            try (InputStream file = Objects.requireNonNull(getClass().getResourceAsStream("float16/" + graph))) {
                Files.copy(file, copy.resolve(graph), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"image_encoder.onnx", "text_encoder.onnx"})
    void aGraphTakesAboutHalfTheSpace(String graph) throws IOException {
        assertThat(Files.size(copy.resolve(graph))).isLessThan(Files.size(ExampleModel.FOLDER.resolve(graph)) * 6 / 10);
    }

    @Test
    void captionsLieWhereTheOriginalPutsThem() throws IOException {
        try (HypeModel model = OnnxHypeModel.load(copy);
                HypeModel original = OnnxHypeModel.load(ExampleModel.FOLDER)) {
            assertCloseButNotEqual(
                    model.textEncoder().encode(CAPTIONS), original.textEncoder().encode(CAPTIONS));
        }
    }

    @Test
    void imagesLieWhereTheOriginalPutsThem() throws IOException {
        List<byte[]> images = images();
        try (HypeModel model = OnnxHypeModel.load(copy);
                HypeModel original = OnnxHypeModel.load(ExampleModel.FOLDER)) {
            assertCloseButNotEqual(
                    model.imageEncoder().encode(images), original.imageEncoder().encode(images));
        }
    }

    /** Equal values would mean that the graphs of the copy were not used. */
    private static void assertCloseButNotEqual(EncodedBatch actual, EncodedBatch expected) {
        assertThat(actual.failures()).isEmpty();
        float[] values = actual.rows().values();
        float[] originals = expected.rows().values();
        assertThat(values).isNotEqualTo(originals).hasSameSizeAs(originals);
        for (int i = 0; i < values.length; i++) {
            assertThat(Math.abs(values[i] - originals[i])).as("element %d", i).isLessThan(CLOSE);
        }
    }

    private static List<byte[]> images() throws IOException {
        List<byte[]> images = new ArrayList<>();
        for (String name : List.of("01-star-circle.png", "05-star-circle.jpg", "08-square.jpg", "10-diamond.webp")) {
            images.add(Files.readAllBytes(
                    ExampleModel.EXAMPLES.resolve("shapes-folder").resolve(name)));
        }
        return images;
    }
}
