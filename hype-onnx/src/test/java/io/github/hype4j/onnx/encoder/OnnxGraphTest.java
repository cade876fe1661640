package io.github.hype4j.onnx.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.hype4j.onnx.OnnxDevice;
import io.github.hype4j.onnx.OnnxOptions;
import io.github.hype4j.onnx.bundle.Bundle;
import io.github.hype4j.onnx.bundle.BundleDescription;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A graph on several sessions, which stand in for devices. */
class OnnxGraphTest {

    private static final Path BUNDLE =
            Path.of(Objects.requireNonNull(System.getProperty("hype.examples"))).resolve("shapes-model");

    /** Rows of the text graph, already tokens. */
    private record Ids(Shape rowShape, DataType type) implements GraphInput<long[]> {
        @Override
        public void write(long[] ids, ByteBuffer batch, int row) {
            batch.slice(row * rowBytes(), rowBytes())
                    .order(ByteOrder.nativeOrder())
                    .asLongBuffer()
                    .put(ids);
        }
    }

    private static OnnxGraph load(int sessions) throws IOException {
        try (Bundle bundle = Bundle.open(BUNDLE)) {
            BundleDescription description = bundle.description();
            Ids input = new Ids(new Shape(description.textPreparation().contextLength()), DataType.INT64);
            List<GraphSession> loaded = new ArrayList<>();
            for (int i = 0; i < sessions; i++) {
                loaded.add(GraphSession.load(
                        bundle.path(description.text().file()),
                        "text",
                        description.text(),
                        input,
                        description.dimension(),
                        OnnxDevice.cpu(),
                        OnnxOptions.defaults()));
            }
            return new OnnxGraph(loaded);
        }
    }

    private static ByteBuffer rows(int count) throws IOException {
        try (Bundle bundle = Bundle.open(BUNDLE)) {
            int length = bundle.description().textPreparation().contextLength();
            ByteBuffer rows =
                    ByteBuffer.allocateDirect(count * length * Long.BYTES).order(ByteOrder.nativeOrder());
            for (int i = 0; i < count * length; i++) {
                rows.putLong(i * Long.BYTES, i % 7);
            }
            return rows;
        }
    }

    @Test
    void manyThreadsOverSeveralSessionsGetTheRowsOfOne() throws Exception {
        float[] expected;
        try (OnnxGraph one = load(1)) {
            expected = one.run(rows(5), 5);
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (OnnxGraph graph = load(2)) {
            List<Future<float[]>> results = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                results.add(threads.submit(() -> graph.run(rows(5), 5)));
            }
            for (Future<float[]> result : results) {
                assertThat(result.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aClosedGraphRunsNothing() throws IOException {
        OnnxGraph graph = load(2);
        graph.close();
        graph.close();

        ByteBuffer rows = rows(1);
        assertThatIllegalStateException().isThrownBy(() -> graph.run(rows, 1)).withMessageContaining("closed");
    }
}
