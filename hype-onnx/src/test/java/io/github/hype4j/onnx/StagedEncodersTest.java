package io.github.hype4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import io.github.hype4j.model.EncodedBatch;
import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.HypeModel;
import io.github.hype4j.model.PreparedBatch;
import io.github.hype4j.model.SampleFailure;
import io.github.hype4j.model.SampleFailureException;
import io.github.hype4j.model.StagedEncoder;
import io.github.hype4j.onnx.bundle.Bundle;
import io.github.hype4j.onnx.encoder.ImageEncoder;
import io.github.hype4j.onnx.encoder.TextEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The stages of the encoders, taken one by one. */
class StagedEncodersTest {

    private static final byte[] NO_IMAGE = "<html>".getBytes(StandardCharsets.UTF_8);
    private static final SampleFailure GONE = new SampleFailure(FailureReason.MISSING_IMAGE, "gone");

    @SuppressWarnings("NullAway.Init")
    private static StagedEncoder<byte[]> images;

    @SuppressWarnings("NullAway.Init")
    private static StagedEncoder<String> texts;

    @SuppressWarnings("NullAway.Init")
    private static List<byte[]> files;

    @BeforeAll
    static void load() throws IOException {
        try (Bundle bundle = Bundle.open(ExampleModel.FOLDER)) {
            images = ImageEncoder.load(bundle, OnnxOptions.defaults().withBatchSize(4));
            texts = TextEncoder.load(bundle, OnnxOptions.defaults().withBatchSize(4));
        }
        Map<String, byte[]> shard =
                TarImages.byKey(ExampleModel.EXAMPLES.resolve("shapes-pool").resolve("00000000.tar"));
        files = shard.keySet().stream().sorted().limit(8).map(shard::get).toList();
        assertThat(files).hasSize(8);
    }

    @AfterAll
    static void close() {
        images.close();
        texts.close();
    }

    /** The row of a sample that is encoded alone. */
    private static float[] alone(byte[] file) {
        return images.encode(List.of(file)).rows().row(0);
    }

    @Test
    void aModelsEncodersAreStaged() throws IOException {
        try (HypeModel model = OnnxHypeModel.load(ExampleModel.FOLDER)) {
            assertThat(model.imageEncoder()).isInstanceOf(StagedEncoder.class);
            assertThat(model.textEncoder()).isInstanceOf(StagedEncoder.class);
            assertThat(model.preferredBatchSize())
                    .isEqualTo(OnnxOptions.defaults().batchSize());
            assertThat(model.batchesAtOnce()).as("one device").isEqualTo(1);
        }
    }

    @Test
    void aBatchOfAnySizeGivesTheRowsOfItsSamples() throws SampleFailureException {
        assertThat(images.preferredBatchSize()).isEqualTo(4);
        for (int size : new int[] {1, 3, 4, 5, 8}) {
            try (PreparedBatch<byte[]> batch = images.newBatch(size)) {
                assertThat(batch.capacity()).isEqualTo(size);
                for (int i = size - 1; i >= 0; i--) {
                    batch.prepare(i, files.get(i));
                }

                EncodedBatch encoded = batch.run(size);

                assertThat(encoded.failures()).isEmpty();
                for (int i = 0; i < size; i++) {
                    assertThat(encoded.rows().row(i)).containsExactly(alone(files.get(i)), within(1e-6f));
                }
            }
        }
    }

    @Test
    void captionsArePreparedOneByOneToo() throws SampleFailureException {
        List<String> captions = List.of("a red circle", "a shape", "two blue squares");
        float[] together = texts.encode(captions).rows().values();
        try (PreparedBatch<String> batch = texts.newBatch(5)) {
            for (int i = 0; i < captions.size(); i++) {
                batch.prepare(i, captions.get(i));
            }

            assertThat(batch.run(captions.size()).rows().values()).isEqualTo(together);
        }
    }

    @Test
    void whateverFailsTheOthersKeepTheirRows() {
        for (int failing = 0; failing < 1 << 5; failing++) {
            try (PreparedBatch<byte[]> batch = images.newBatch(5)) {
                for (int i = 0; i < 5; i++) {
                    prepareOrFail(batch, i, (failing >> i & 1) == 1);
                }

                EncodedBatch encoded = batch.run(5);

                for (int i = 0; i < 5; i++) {
                    if ((failing >> i & 1) == 1) {
                        assertThat(encoded.failure(i))
                                .as("%d of %d", i, failing)
                                .isPresent();
                        assertThat(encoded.rows().row(i)).containsOnly(0);
                    } else {
                        assertThat(encoded.failure(i))
                                .as("%d of %d", i, failing)
                                .isEmpty();
                        assertThat(encoded.rows().row(i)).containsExactly(alone(files.get(i)), within(1e-6f));
                    }
                }
            }
        }
    }

    private static void prepareOrFail(PreparedBatch<byte[]> batch, int index, boolean fails) {
        if (fails && index % 2 == 0) {
            batch.fail(index, GONE);
            return;
        }
        if (fails) {
            assertThatExceptionOfType(SampleFailureException.class)
                    .isThrownBy(() -> batch.prepare(index, NO_IMAGE))
                    .satisfies(e -> assertThat(e.failure().reason()).isEqualTo(FailureReason.UNSUPPORTED_IMAGE));
            return;
        }
        try {
            batch.prepare(index, files.get(index));
        } catch (SampleFailureException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void failuresKeepTheirReason() {
        try (PreparedBatch<byte[]> batch = images.newBatch(2)) {
            prepareOrFail(batch, 0, true);
            prepareOrFail(batch, 1, true);

            EncodedBatch encoded = batch.run(2);

            assertThat(encoded.failure(0)).contains(GONE);
            assertThat(encoded.failure(1).orElseThrow().reason()).isEqualTo(FailureReason.UNSUPPORTED_IMAGE);
        }
    }

    @Test
    void theLastWordOnAPlaceCounts() throws SampleFailureException {
        try (PreparedBatch<byte[]> batch = images.newBatch(2)) {
            batch.fail(0, GONE);
            batch.prepare(0, files.get(0));
            batch.prepare(1, files.get(1));
            batch.fail(1, GONE);

            assertThat(batch.run(2).failures()).containsOnlyKeys(1);
        }
    }

    @Test
    @SuppressWarnings("NullAway") // on purpose
    void aPlaceWhosePreparationBreaksHoldsNothing() throws SampleFailureException {
        try (PreparedBatch<String> batch = texts.newBatch(1)) {
            batch.prepare(0, "a red circle");
            assertThatNullPointerException().isThrownBy(() -> batch.prepare(0, null));

            assertThatIllegalStateException().isThrownBy(() -> batch.run(1)).withMessageContaining("place 0");
        }
    }

    @Test
    void manyThreadsPrepareOneBatch() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (PreparedBatch<byte[]> batch = images.newBatch(64)) {
            List<Future<?>> prepared = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                int index = i;
                prepared.add(threads.submit(() -> {
                    batch.prepare(index, files.get(index % files.size()));
                    return index;
                }));
            }
            for (Future<?> one : prepared) {
                one.get();
            }

            EncodedBatch encoded = batch.run(64);

            for (int i = 0; i < 64; i++) {
                assertThat(encoded.rows().row(i)).containsExactly(alone(files.get(i % files.size())), within(1e-6f));
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void batchesDoNotShareTheirMemory() throws SampleFailureException {
        try (PreparedBatch<byte[]> first = images.newBatch(1);
                PreparedBatch<byte[]> second = images.newBatch(1)) {
            first.prepare(0, files.get(0));
            second.prepare(0, files.get(1));

            assertThat(first.run(1).rows().row(0)).isEqualTo(alone(files.get(0)));
            assertThat(second.run(1).rows().row(0)).isEqualTo(alone(files.get(1)));
        }
    }

    @Test
    void aPlaceThatNobodyTouchedIsNoSample() throws SampleFailureException {
        try (PreparedBatch<byte[]> batch = images.newBatch(3)) {
            batch.prepare(0, files.get(0));
            batch.prepare(2, files.get(2));

            assertThatIllegalStateException().isThrownBy(() -> batch.run(3)).withMessageContaining("place 1");
            assertThat(batch.run(1).rows().rows())
                    .as("places from the count on are left out")
                    .isOne();
        }
    }

    @Test
    void aBatchIsUsedOnce() throws SampleFailureException {
        PreparedBatch<byte[]> batch = images.newBatch(1);
        batch.prepare(0, files.get(0));
        batch.run(1);

        assertThatIllegalStateException().isThrownBy(() -> batch.run(1)).withMessageContaining("run already");
        assertThatIllegalStateException()
                .isThrownBy(() -> batch.prepare(0, files.get(0)))
                .withMessageContaining("run already");

        batch.close();
        batch.close();
        assertThatIllegalStateException().isThrownBy(() -> batch.fail(0, GONE)).withMessageContaining("closed");
    }

    @Test
    void whatIsOutOfRangeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> images.newBatch(0))
                .withMessageContaining("capacity")
                .withMessageContaining("got 0");
        assertThatIllegalArgumentException().isThrownBy(() -> images.newBatch(Integer.MAX_VALUE));
        try (PreparedBatch<byte[]> batch = images.newBatch(2)) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> batch.prepare(2, files.get(0)));
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> batch.run(3));
            assertThat(batch.run(0).rows().rows()).isZero();
        }
    }

    @Test
    void aClosedEncoderRunsNoBatch() throws Exception {
        StagedEncoder<byte[]> encoder;
        try (Bundle bundle = Bundle.open(ExampleModel.FOLDER)) {
            encoder = ImageEncoder.load(bundle, OnnxOptions.defaults());
        }
        try (PreparedBatch<byte[]> batch = encoder.newBatch(1)) {
            batch.prepare(0, files.get(0));
            encoder.close();

            assertThatIllegalStateException().isThrownBy(() -> batch.run(1)).withMessageContaining("image encoder");
        }
        assertThatIllegalStateException().isThrownBy(() -> encoder.newBatch(1)).withMessageContaining("closed");
    }
}
