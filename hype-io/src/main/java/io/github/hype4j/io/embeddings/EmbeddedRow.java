package io.github.hype4j.io.embeddings;

import io.github.hype4j.model.SampleFailure;
import io.github.hype4j.selection.Uid;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a sample beside its embedding.
 *
 * @param uid its identity
 * @param key its name in the pool; the number of the row where there is none
 * @param failure why it cannot be scored: what a score file says of it, or what is wrong with the stored row; null if it can
 * @param columns the values of the columns that were asked for, in that order; NaN where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EmbeddedRow(Uid uid, String key, @Nullable SampleFailure failure, float[] columns) {

    EmbeddedRow failed(SampleFailure why) {
        return new EmbeddedRow(uid, key, why, columns);
    }

    EmbeddedRow of(Uid other) {
        return new EmbeddedRow(other, key, failure, columns);
    }
}
