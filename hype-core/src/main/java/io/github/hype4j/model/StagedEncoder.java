package io.github.hype4j.model;

/**
 * An encoder whose work can be done in two stages, so that they can overlap: samples are <em>prepared</em> one at a time
 * (an image is decoded and resized, a caption tokenized), by any number of threads; then a whole batch of them is
 * <em>run</em> through the network at once.
 *
 * <pre>{@code
 * try (PreparedBatch<byte[]> batch = encoder.newBatch(files.size())) {
 *   for (int i = 0; i < files.size(); i++) {   // by one thread or many
 *     batch.prepare(i, files.get(i));
 *   }
 *   EncodedBatch rows = batch.run(files.size());
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads, with any number of batches under way.
 *
 * @param <T> what is encoded: {@code byte[]} (an encoded image file) or {@code String} (a caption)
 */
public interface StagedEncoder<T> extends Encoder<T> {

    /**
     * How many samples a batch should have for the best throughput. Larger batches are run in parts.
     *
     * @return the number of samples, at least 1
     */
    int preferredBatchSize();

    /**
     * Starts a batch.
     *
     * @param capacity the largest number of samples, at least 1
     * @return an empty batch, to be closed by the caller
     * @throws IllegalArgumentException if the capacity is below 1, or more than fits into one buffer
     * @throws IllegalStateException if the encoder is closed
     */
    PreparedBatch<T> newBatch(int capacity);

    /**
     * How many batches are best run at the same time, each by a thread of its own.
     *
     * @return the number of devices that the encoder runs on, say; at least 1, which is what it is unless overridden
     */
    default int batchesAtOnce() {
        return 1;
    }
}
