package io.github.hype4j.io.run;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A set of fingerprints in a fixed amount of memory, which never misses one and may take others for its own. Safe for use by
 * several threads.
 */
final class LikelySet {

    private final AtomicLongArray bits;
    private final long mask;
    private volatile boolean isEmpty = true;

    private LikelySet(int words) {
        this.bits = new AtomicLongArray(words);
        this.mask = 64L * words - 1;
    }

    static LikelySet ofBytes(long bytes) {
        long words = Math.max(1, Math.min(bytes / Long.BYTES, 1 << 28));
        return new LikelySet((int) Long.highestOneBit(words));
    }

    void add(long fingerprint) {
        long bit = fingerprint & mask;
        bits.getAndAccumulate((int) (bit >>> 6), 1L << bit, (before, added) -> before | added);
        isEmpty = false;
    }

    boolean isEmpty() {
        return isEmpty;
    }

    boolean mayContain(long fingerprint) {
        long bit = fingerprint & mask;
        return (bits.get((int) (bit >>> 6)) >>> bit & 1) != 0;
    }
}
