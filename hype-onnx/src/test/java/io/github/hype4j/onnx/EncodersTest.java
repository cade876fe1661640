package io.github.hype4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hype4j.HypeFilter;
import io.github.hype4j.ImageTextPair;
import io.github.hype4j.ScoredBatch;
import io.github.hype4j.model.EncodedBatch;
import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.HypeModel;
import io.github.hype4j.score.Component;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole path from file and caption to components, against what PyTorch and Pillow gave for the same samples. */
class EncodersTest {

    private static final float CLOSE = 2e-5f;

    @SuppressWarnings("NullAway.Init")
    private static HypeModel model;

    @SuppressWarnings("NullAway.Init")
    private static List<Expected> expected;

    @SuppressWarnings("ArrayRecordComponent")
    private record Expected(JsonNode json, byte[] file) implements ImageTextPair {
        @Override
        public Uid uid() {
            return Uid.ofName(json.get("key").asText());
        }

        @Override
        public byte[] image() {
            return file;
        }

        @Override
        public String caption() {
            return json.get("caption").asText();
        }

        float[] vector(String field) {
            float[] values = new float[json.get(field).size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) json.get(field).get(i).asDouble();
            }
            return values;
        }
    }

    @BeforeAll
    static void load() throws IOException {
        model = OnnxHypeModel.load(ExampleModel.FOLDER);
        Map<String, byte[]> images = new HashMap<>();
        for (String shard : List.of("00000000.tar", "00000001.tar")) {
            images.putAll(
                    TarImages.byKey(ExampleModel.EXAMPLES.resolve("shapes-pool").resolve(shard)));
        }
        expected = new ArrayList<>();
        for (JsonNode sample : new ObjectMapper()
                .readTree(ExampleModel.FOLDER.resolve("expected.json").toFile())) {
            expected.add(new Expected(
                    sample, Objects.requireNonNull(images.get(sample.get("key").asText()))));
        }
        assertThat(expected).hasSize(8);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static List<byte[]> images() {
        return expected.stream().map(Expected::image).toList();
    }

    private static List<String> captions() {
        return expected.stream().map(Expected::caption).toList();
    }

    @Test
    void imagesOfEveryFormatEncodeAsInPyTorch() {
        EncodedBatch batch = model.imageEncoder().encode(images());

        assertThat(batch.failures()).isEmpty();
        for (int i = 0; i < expected.size(); i++) {
            assertThat(batch.rows().row(i))
                    .as(expected.get(i).json().get("format").asText())
                    .containsExactly(expected.get(i).vector("image"), within(CLOSE));
        }
    }

    @Test
    void captionsEncodeAsInPyTorch() {
        EncodedBatch batch = model.textEncoder().encode(captions());

        for (int i = 0; i < expected.size(); i++) {
            assertThat(batch.rows().row(i))
                    .as(expected.get(i).caption())
                    .containsExactly(expected.get(i).vector("text"), within(CLOSE));
        }
    }

    @Test
    void componentsAreThoseOfPyTorchInDoublePrecision() {
        HypeFilter filter = HypeFilter.builder().model(model).keepFraction(1).build();

        ScoredBatch<Expected> scored = filter.scorer().score(expected);

        for (int i = 0; i < expected.size(); i++) {
            float[] row = scored.rows().row(i);
            double sum = 0;
            for (int c = 0; c < row.length; c++) {
                Component component = filter.components().get(c);
                double value = expected.get(i)
                        .json()
                        .get("components")
                        .get(component.name())
                        .asDouble();
                assertThat((double) row[c]).as("%s of sample %d", component, i).isCloseTo(value, within(1e-4));
                sum += row[c];
            }
            double hype = expected.get(i).json().get("components").get("hype").asDouble();
            assertThat(sum).isCloseTo(hype, within(2e-4));
        }
    }

    @Test
    void aBadImageIsAFailureOfItsOwn() {
        EncodedBatch good = model.imageEncoder().encode(images());
        List<byte[]> mixed = new ArrayList<>(images());
        mixed.set(3, "<html>".getBytes(StandardCharsets.UTF_8));
        mixed.set(5, new byte[0]);

        EncodedBatch batch = model.imageEncoder().encode(mixed);

        assertThat(batch.failures()).containsOnlyKeys(3, 5);
        assertThat(batch.failure(3).orElseThrow().reason()).isEqualTo(FailureReason.UNSUPPORTED_IMAGE);
        assertThat(batch.failure(5).orElseThrow().reason()).isEqualTo(FailureReason.EMPTY_IMAGE);
        for (int i : new int[] {0, 1, 2, 4, 6, 7}) {
            assertThat(batch.rows().row(i)).isEqualTo(good.rows().row(i));
        }
    }

    @Test
    void anEmptyBatchGivesNoRows() {
        assertThat(model.imageEncoder().encode(List.of()).rows().rows()).isZero();
        assertThat(model.textEncoder().encode(List.of()).rows().rows()).isZero();
    }

    @Test
    void rowsDoNotDependOnHowTheBatchIsSplit() throws IOException {
        try (HypeModel small =
                OnnxHypeModel.load(ExampleModel.FOLDER, OnnxOptions.defaults().withBatchSize(3))) {
            float[] whole = model.imageEncoder().encode(images()).rows().values();
            assertThat(small.imageEncoder().encode(images()).rows().values()).containsExactly(whole, within(1e-6f));
            float[] texts = model.textEncoder().encode(captions()).rows().values();
            assertThat(small.textEncoder().encode(captions()).rows().values()).containsExactly(texts, within(1e-6f));
        }
    }

    @Test
    void encodersMayBeSharedByThreads() throws Exception {
        float[] alone = model.imageEncoder().encode(images()).rows().values();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<float[]>> results = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                results.add(threads.submit(
                        () -> model.imageEncoder().encode(images()).rows().values()));
            }
            for (Future<float[]> result : results) {
                assertThat(result.get()).isEqualTo(alone);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aClosedEncoderSaysSo() throws IOException {
        HypeModel closed = OnnxHypeModel.load(ExampleModel.FOLDER);
        closed.close();
        closed.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> closed.imageEncoder().encode(images()))
                .withMessageContaining("closed");
        assertThatIllegalStateException()
                .isThrownBy(() -> closed.textEncoder().encode(captions()))
                .withMessageContaining("closed");
    }
}
