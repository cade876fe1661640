package io.github.hype4j.io.run;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A set of fingerprints in a fixed amount of memory, which never misses one and may take others for its own. Safe for use by
 * several threads.
 */
final class LikelySet {

    /** One in so many others is taken for a member of a set that was made {@link #small}. */
    private static final int BITS_PER_MEMBER = 1024;

    private final AtomicLongArray bits;
    private final long mask;
    private final AtomicLong additions;

    private LikelySet(AtomicLongArray bits, AtomicLong additions) {
        this.bits = bits;
        this.mask = (long) Long.SIZE * bits.length() - 1;
        this.additions = additions;
    }

    static LikelySet ofBytes(long bytes) {
        long words = Math.max(1, Math.min(bytes / Long.BYTES, 1 << 28));
        return new LikelySet(new AtomicLongArray((int) Long.highestOneBit(words)), new AtomicLong());
    }

    void add(long fingerprint) {
        long bit = fingerprint & mask;
        bits.getAndAccumulate((int) (bit >>> 6), 1L << bit, (before, added) -> before | added);
        additions.getAndIncrement();
    }

    boolean isEmpty() {
        return additions.get() == 0;
    }

    boolean mayContain(long fingerprint) {
        long bit = fingerprint & mask;
        return (bits.get((int) (bit >>> 6)) >>> bit & 1) != 0;
    }

    /** The same members in as little memory as they need, so that questions are answered from the processor's cache. */
    LikelySet small() {
        long wanted = Math.max(1, additions.get()) * BITS_PER_MEMBER / Long.SIZE;
        int words = bits.length();
        while (words / 2 >= wanted) {
            words /= 2;
        }
        if (words == bits.length()) {
            return this;
        }
        AtomicLongArray folded = new AtomicLongArray(words);
        for (int word = 0; word < bits.length(); word++) {
            int place = word & (words - 1);
            folded.setPlain(place, folded.getPlain(place) | bits.getPlain(word));
        }
        return new LikelySet(folded, additions);
    }
}
