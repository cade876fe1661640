package io.github.hype4j.model;

/**
 * The inputs of a batch of samples, prepared one at a time and run through the encoder at once. Got from
 * {@link StagedEncoder#newBatch} and used once.
 *
 * <p><b>Threads.</b> {@link #prepare} and {@link #fail} may be called by several threads at once for different indices.
 * {@link #run} and {@link #close} are for one thread, after all of those calls have returned and in a way that makes them
 * visible to it, such as by a {@link java.util.concurrent.Future}, a queue or a join.
 *
 * @param <T> what is encoded: {@code byte[]} (an encoded image file) or {@code String} (a caption)
 */
public interface PreparedBatch<T> extends AutoCloseable {

    /**
     * The room for samples.
     *
     * @return the largest number of samples
     */
    int capacity();

    /**
     * Prepares a sample into its place. What stood there before is replaced.
     *
     * @param index the place, in [0, {@link #capacity()})
     * @param sample the sample; not modified and not kept
     * @throws SampleFailureException if the sample cannot be encoded. The place is marked as failed with this reason
     *     already, so that a caller with nothing else to do about it may go on; its neighbours are untouched
     * @throws IndexOutOfBoundsException if there is no such place
     * @throws IllegalStateException if the batch was run or is closed
     */
    void prepare(int index, T sample) throws SampleFailureException;

    /**
     * Marks a place as failed, where there is nothing to prepare: a caption is missing, say, or the pair's image failed.
     *
     * @param index the place, in [0, {@link #capacity()})
     * @param failure why
     * @throws IndexOutOfBoundsException if there is no such place
     * @throws IllegalStateException if the batch was run or is closed
     */
    void fail(int index, SampleFailure failure);

    /**
     * Encodes the first samples. Those that failed take no time.
     *
     * @param count how many, in [0, {@link #capacity()}]; places from there on are left out
     * @return a row for each of them, in order; failed ones have a row of zeros and their failure
     * @throws IndexOutOfBoundsException if the count is out of range
     * @throws IllegalStateException if one of the places was neither prepared nor marked as failed, or if the batch was run
     *     before, or if batch or encoder are closed
     * @throws EncoderException if the encoder itself fails, so that no sample of the batch can be encoded
     */
    EncodedBatch run(int count);

    /** Gives the memory of the batch back. Closing twice does nothing. */
    @Override
    void close();
}
