package io.github.hype4j.model;

import java.util.List;

/**
 * Turns images or captions into vectors: a batch in, a row of floats a sample out.
 *
 * <p>An encoder may be called from several threads at once. The row of a sample must not depend on the batch it
 * stands in beyond rounding, and a sample that cannot be encoded must not disturb the others: its row is marked as failed.
 *
 * @param <T> what is encoded: {@code byte[]} (an encoded image file) or {@code String} (a caption)
 */
public interface Encoder<T> extends AutoCloseable {

    /**
     * The length of a row.
     *
     * @return the dimension of the embedding, at least 1
     */
    int dimension();

    /**
     * Encodes a batch.
     *
     * @param batch the samples; may be empty
     * @return a row for each sample, in order
     * @throws EncoderException if the encoder itself fails, so that no sample of the batch can be encoded
     */
    EncodedBatch encode(List<T> batch);

    /** Frees what the encoder holds. Closing twice does nothing; encoding after closing is an {@link IllegalStateException}. */
    @Override
    void close();
}
