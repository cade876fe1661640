package io.github.hype4j.io.scores;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Decodes the levels and dictionary places of a page, many at a time: Parquet's mix of repeated and of bit-packed values. */
final class HybridRuns {

    private static final int PACK = 8;

    private final ByteBuffer bytes;
    private final int width;
    private final int mask;
    private int repeated;
    private int value;
    private int packed;
    private long packedBit;

    /** Decodes from where the buffer stands. */
    HybridRuns(ByteBuffer bytes, int width) {
        if (width < 0 || width > 32) {
            throw new IllegalArgumentException("values of " + width + " bits");
        }
        this.bytes = bytes.slice();
        this.width = width;
        this.mask = width == 32 ? -1 : (1 << width) - 1;
    }

    /** Reads the next values into an array. */
    void read(int[] target, int from, int count) {
        int at = from;
        int end = from + count;
        while (at < end) {
            if (repeated == 0 && packed == 0) {
                nextRun();
            }
            if (repeated > 0) {
                int now = Math.min(repeated, end - at);
                Arrays.fill(target, at, at + now, value);
                repeated -= now;
                at += now;
            } else {
                int now = Math.min(packed, end - at);
                for (int i = 0; i < now; i++) {
                    target[at + i] = unpack(packedBit);
                    packedBit += width;
                }
                packed -= now;
                at += now;
            }
        }
    }

    private void nextRun() {
        int header = varint();
        if ((header & 1) == 0) {
            repeated = header >>> 1;
            value = 0;
            for (int shift = 0; shift < width; shift += 8) {
                value |= (bytes.get() & 0xff) << shift;
            }
        } else {
            packed = Math.multiplyExact(header >>> 1, PACK);
            packedBit = 8L * bytes.position();
            // The last run of a page may be cut to the values that there are.
            long length = (long) (header >>> 1) * width;
            bytes.position((int) Math.min(bytes.limit(), bytes.position() + length));
        }
        if (repeated == 0 && packed == 0) {
            throw new IllegalArgumentException("an empty run of values");
        }
    }

    private int varint() {
        int result = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = bytes.get();
            result |= (next & 0x7f) << shift;
            if (next >= 0) {
                return result;
            }
        }
        throw new IllegalArgumentException("a run of values that is too long");
    }

    private int unpack(long bit) {
        int start = (int) (bit >>> 3);
        int shift = (int) (bit & 7);
        long word = 0;
        for (int read = 0; read < shift + width; read += 8) {
            word |= (bytes.get(start + (read >>> 3)) & 0xffL) << read;
        }
        return (int) (word >>> shift) & mask;
    }
}
