package io.github.hype4j.io.pool;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the samples of a shard, one after the other. For use by one thread at a time.
 *
 * <p>A bad sample is delivered like any other; it says itself what is wrong with it. A shard that is cut or garbled
 * delivers what comes before the damage, then ends, and {@link #damage()} tells of it. Parts of a sample that the damage
 * took, or may have taken, fail as {@link io.github.hype4j.model.FailureReason#UNREADABLE}; all other parts of it, and all
 * samples before it, are whole.
 */
public interface ShardReader extends AutoCloseable {

    /**
     * Reads the next sample.
     *
     * @return the sample, null at the end
     * @throws IOException if the storage fails, so that another attempt may give another result; never for what the bytes
     *     say. Thereafter the reader is of no more use
     */
    @Nullable
    PoolSample next() throws IOException;

    /**
     * What is wrong with the shard itself. Known for certain only when {@link #next()} has returned null.
     *
     * @return one line for a person, such as "shard 00000003.tar ends in the middle of 000030044.jpg (at byte 1234567);
     *     what follows is lost"; empty if nothing is wrong
     */
    Optional<String> damage();

    /**
     * How far the reader has come, for a progress display.
     *
     * @return from 0 to about {@link Shard#bytes()}
     */
    long bytesRead();

    /**
     * Closes the files. Closing twice does nothing.
     *
     * @throws IOException if a file cannot be closed
     */
    @Override
    void close() throws IOException;
}
