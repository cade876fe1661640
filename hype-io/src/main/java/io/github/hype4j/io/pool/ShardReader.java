package io.github.hype4j.io.pool;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the samples of a shard, one after the other. For use by one thread at a time.
 *
 * <p>A bad sample is delivered like any other; it says itself what is wrong with it. A shard that is cut or garbled
 * delivers what comes before the damage and, where the next member can be found, what comes after it; {@link #damage()}
 * tells of it. A sample on either side of the damage from which parts are missing fails as
 * {@link io.github.hype4j.model.FailureReason#UNREADABLE}, since the damage may have taken them; all other samples are
 * whole. Parts on different sides of a hole never make a sample together.
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
     * @return one line for a person: where each hole is, what is wrong there, and how many bytes are skipped or that what
     *     follows is lost; empty if nothing is wrong
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
