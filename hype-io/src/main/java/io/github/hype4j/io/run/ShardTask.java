package io.github.hype4j.io.run;

import io.github.hype4j.io.pool.Shard;
import io.github.hype4j.io.pool.ShardFingerprint;
import io.github.hype4j.io.pool.ShardReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A shard on its way from being opened to being written. What is wrong with it is known once its last batch was read. */
final class ShardTask {

    private final Shard shard;
    private final UidSet seen = new UidSet();
    private @Nullable ShardFingerprint fingerprint;
    private @Nullable ShardReader reader;
    private @Nullable String damage;
    private @Nullable String failure;

    ShardTask(Shard shard) {
        this.shard = shard;
    }

    /** Opens the shard. */
    void open() throws IOException {
        fingerprint = shard.fingerprint();
        reader = shard.open();
    }

    /** Closes the shard and looks whether it is still the one that was opened. */
    void finish() throws IOException {
        damage = reader().damage().orElse(null);
        close();
        ShardFingerprint now = shard.fingerprint();
        if (!now.equals(fingerprint())) {
            fail("it changed while it was read: " + now.changeFrom(fingerprint()));
        }
    }

    void fail(String why) {
        failure = why;
    }

    void close() throws IOException {
        ShardReader open = reader;
        reader = null;
        if (open != null) {
            open.close();
        }
    }

    boolean isOpen() {
        return reader != null;
    }

    Shard shard() {
        return shard;
    }

    /** The uids of the shard that have been read. */
    UidSet seen() {
        return seen;
    }

    ShardReader reader() {
        if (reader == null) {
            throw new IllegalStateException("shard " + shard.name() + " is not open");
        }
        return reader;
    }

    ShardFingerprint fingerprint() {
        if (fingerprint == null) {
            throw new IllegalStateException("shard " + shard.name() + " was never opened");
        }
        return fingerprint;
    }

    @Nullable
    String damage() {
        return damage;
    }

    /** Why the shard cannot be done, null if nothing is wrong. */
    @Nullable
    String failure() {
        return failure;
    }
}
