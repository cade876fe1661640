package io.github.hype4j.io.pool;

import java.io.IOException;
import java.util.Optional;

/** A piece of a pool that is read from its beginning to its end. Immutable; may be opened as often as wanted. */
public interface Shard {

    /**
     * The name, unlike that of every other shard of the pool, and fit to be part of a file name.
     *
     * @return the name of the tar without {@code .tar}, or the number of the piece of a folder in eight digits
     */
    String name();

    /**
     * How much there is to read, for a progress display.
     *
     * @return the bytes of the shard's files when the pool was opened
     */
    long bytes();

    /**
     * Starts reading.
     *
     * @return a reader before the first sample, to be closed
     * @throws IOException if the shard cannot be opened; the message names it
     */
    ShardReader open() throws IOException;

    /**
     * By what the shard is known again, as it is now: taken before and after reading it tells whether it changed meanwhile.
     * Costs less than reading the shard, but may read much of it.
     *
     * @return the fingerprint, whatever the bytes say: damage is a part of it
     * @throws IOException if the shard has gone or its storage fails; the message names it
     */
    ShardFingerprint fingerprint() throws IOException;

    /**
     * The shard as a tar, to be copied member by member.
     *
     * @return the shard; empty if it is no tar
     */
    default Optional<RawShard> raw() {
        return Optional.empty();
    }
}
