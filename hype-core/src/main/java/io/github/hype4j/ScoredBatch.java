package io.github.hype4j;

import io.github.hype4j.model.SampleFailure;
import io.github.hype4j.score.ComponentRows;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A batch of samples with their components. The row of a failed sample holds NaN.
 *
 * @param pairs the samples
 * @param rows one row of components a sample, in the same order
 * @param failures what is wrong with the samples that could not be scored, by their index in the batch
 * @param embeddings what the encoders gave; null unless it was {@linkplain PairScorer#withEmbeddings() asked for}
 * @param <P> the caller's type of sample
 */
public record ScoredBatch<P>(
        List<P> pairs,
        ComponentRows rows,
        Map<Integer, SampleFailure> failures,
        @Nullable PairEmbeddings embeddings) {

    /**
     * Checks the parts.
     *
     * @param pairs the samples
     * @param rows one row of components a sample, in the same order
     * @param failures what is wrong with the samples that could not be scored, by their index in the batch
     * @param embeddings what the encoders gave; null unless it was asked for
     * @throws IllegalArgumentException if a part is out of range or the parts do not fit
     */
    public ScoredBatch {
        pairs = List.copyOf(pairs);
        failures = Map.copyOf(failures);
        if (rows.rows() != pairs.size()) {
            throw new IllegalArgumentException("rows: " + rows.rows() + " for " + pairs.size() + " pairs");
        }
        for (Integer index : failures.keySet()) {
            Objects.checkIndex(index, pairs.size());
        }
    }

    /**
     * What is wrong with a sample.
     *
     * @param index its place in the batch
     * @return the failure, empty if the sample was scored
     */
    public Optional<SampleFailure> failure(int index) {
        return Optional.ofNullable(failures.get(index));
    }
}
