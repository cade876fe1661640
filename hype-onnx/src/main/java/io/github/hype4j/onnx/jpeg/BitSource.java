package io.github.hype4j.onnx.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Bits of entropy-coded data, the first of a byte being its highest. The next {@link #count} bits stand at the top of a
 * long; below them may stand bits that follow, so that more of them can be brought in by a logical or.
 *
 * <p>Nothing is checked while bits are taken. A reader that may have gone too far asks {@link #isBeyond}; the array must
 * go on for as long as a reader can go between two such questions.
 */
final class BitSource {

    /** No fewer bits than that are there after a refill; a code and its value take up to 31. */
    static final int REFILLED = 56;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    final byte[] bytes;
    int position;
    long bits;
    int count;

    BitSource(byte[] bytes) {
        this.bytes = bytes;
    }

    void startAt(int start) {
        position = start;
        bits = 0;
        count = 0;
    }

    static long next(byte[] bytes, int position) {
        return (long) LONGS.get(bytes, position);
    }

    /** Whether bits were taken that stand at or after an index of the array. */
    boolean isBeyond(int end) {
        return taken() > 8L * end;
    }

    /** Whether all bits before an index were taken but for those that fill its last byte. */
    boolean isAt(int end) {
        return (taken() + 7) / 8 == end;
    }

    int bit() {
        refill();
        int bit = (int) (bits >>> (Long.SIZE - 1));
        skip(1);
        return bit;
    }

    int bits(int size) {
        if (size == 0) {
            return 0;
        }
        refill();
        int value = (int) (bits >>> (Long.SIZE - size));
        skip(size);
        return value;
    }

    /** An entry of a table, with the value and no bits left to read. */
    int entry(HuffmanTable table) throws UnusualJpegException {
        refill();
        int entry = table.entries()[(int) (bits >>> (Long.SIZE - HuffmanTable.INDEX_BITS))];
        if (entry == 0) {
            entry = table.longEntry(bits);
        }
        skip(entry & 63);
        int size = HuffmanTable.size(entry);
        if (size == 0) {
            return entry;
        }
        int value = HuffmanTable.extend(bits, size);
        skip(size);
        return value << 16 | HuffmanTable.run(entry) << 8;
    }

    private void refill() {
        bits |= next(bytes, position) >>> count;
        position += (Long.SIZE - 1 - count) >> 3;
        count |= REFILLED;
    }

    private void skip(int size) {
        bits <<= size;
        count -= size;
    }

    private long taken() {
        return 8L * position - count;
    }
}
