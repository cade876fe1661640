package io.github.hype4j.io.embeddings;

import io.github.hype4j.lorentz.Embeddings;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of an embedding file, in order.
 *
 * @param firstRow the place of the first in the file
 * @param uidHigh the high words of their uids; null if the file has none
 * @param uidLow the low words of their uids; null if the file has none
 * @param images one row a sample
 * @param texts one row a sample; null if there are none or they are not wanted
 * @param absent the rows, counted from the first of the batch, that have no embedding (a number that is not finite, in image
 *     or text); they stand as zeros
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EmbeddingBatch(
        long firstRow,
        long @Nullable [] uidHigh,
        long @Nullable [] uidLow,
        Embeddings images,
        @Nullable Embeddings texts,
        BitSet absent) {

    /**
     * The number of rows.
     *
     * @return at least 1
     */
    public int rows() {
        return images.rows();
    }
}
