package io.github.hype4j.model;

import io.github.hype4j.lorentz.Embeddings;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The rows that an encoder gives for a batch. Failed samples have a row of zeros and a failure. Immutable, but for the
 * array behind {@link Embeddings}.
 *
 * @param rows one row a sample, in the order of the batch
 * @param failures what is wrong with the samples that could not be encoded, by their index in the batch
 */
public record EncodedBatch(Embeddings rows, Map<Integer, SampleFailure> failures) {

    /**
     * Checks the parts.
     *
     * @param rows one row a sample, in the order of the batch
     * @param failures what is wrong with the samples that could not be encoded, by their index in the batch
     * @throws IllegalArgumentException if a part is out of range or the parts do not fit
     */
    public EncodedBatch {
        failures = Map.copyOf(failures);
        for (Integer index : failures.keySet()) {
            Objects.checkIndex(index, rows.rows());
        }
    }

    /**
     * A batch in which every sample was encoded.
     *
     * @param rows one row a sample
     * @return the batch
     */
    public static EncodedBatch of(Embeddings rows) {
        return new EncodedBatch(rows, Map.of());
    }

    /**
     * What is wrong with a sample.
     *
     * @param index its place in the batch
     * @return the failure, empty if the sample was encoded
     */
    public Optional<SampleFailure> failure(int index) {
        return Optional.ofNullable(failures.get(index));
    }
}
