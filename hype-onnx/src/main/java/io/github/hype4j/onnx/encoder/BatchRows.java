package io.github.hype4j.onnx.encoder;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.model.EncodedBatch;
import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.SampleFailure;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Collects the rows and failures of a batch, wherever its graph calls put them. */
final class BatchRows {

    private final float[] values;
    private final int dimension;
    private final Map<Integer, SampleFailure> failures = new HashMap<>();

    BatchRows(int rows, int dimension) {
        this.values = new float[Math.multiplyExact(rows, dimension)];
        this.dimension = dimension;
    }

    void fail(int index, SampleFailure failure) {
        failures.put(index, failure);
    }

    /** Takes a row of a graph's output; one with a value that is not finite becomes a failure. */
    void put(int index, float[] output, int outputRow) {
        int from = outputRow * dimension;
        for (int i = from; i < from + dimension; i++) {
            if (!Float.isFinite(output[i])) {
                fail(index, new SampleFailure(FailureReason.NON_FINITE_EMBEDDING, "the encoder gave " + output[i]));
                return;
            }
        }
        System.arraycopy(output, from, values, index * dimension, dimension);
    }

    /** Takes all rows and failures of a part of the batch. */
    void putAll(int first, EncodedBatch part) {
        float[] rows = part.rows().values();
        System.arraycopy(rows, 0, values, first * dimension, rows.length);
        part.failures().forEach((index, failure) -> fail(first + index, failure));
    }

    EncodedBatch build() {
        failures.keySet().forEach(row -> Arrays.fill(values, row * dimension, (row + 1) * dimension, 0));
        return new EncodedBatch(Embeddings.of(values, dimension), failures);
    }
}
