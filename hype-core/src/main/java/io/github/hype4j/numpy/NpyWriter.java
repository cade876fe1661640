package io.github.hype4j.numpy;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Writes a {@code .npy} array of a known shape, element after element, byte for byte as {@code numpy.save} does. For use by
 * one thread.
 */
public final class NpyWriter implements Closeable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final OutputStream out;
    private final NpyHeader header;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long written;

    /**
     * Writes the header.
     *
     * @param out where to write; need not be buffered; closed by {@link #close()}
     * @param header what the array shall be
     * @throws IOException if the stream fails
     */
    public NpyWriter(OutputStream out, NpyHeader header) throws IOException {
        this.out = out;
        this.header = header;
        out.write(header.toBytes());
    }

    /**
     * Writes the next elements of an array of floats, rounded to the array's type.
     *
     * @param values holds them
     * @param from the first place
     * @param count how many
     * @throws IllegalArgumentException if the array is not one of floats
     * @throws IndexOutOfBoundsException if the places are not in {@code values}, or the array has less room left
     * @throws IOException if the stream fails
     */
    public void writeFloats(float[] values, int from, int count) throws IOException {
        check(header.type().isFloat(), "floats", values.length, from, count);
        for (int i = from; i < from + count; i++) {
            room();
            switch (header.type()) {
                case FLOAT16 -> buffer.putShort(Float16.fromFloat(values[i]));
                case FLOAT32 -> buffer.putFloat(values[i]);
                default -> buffer.putDouble(values[i]);
            }
        }
        written += count;
    }

    /**
     * Writes the next elements of an array of integers.
     *
     * @param values holds them; unsigned integers of 64 bits by their bits
     * @param from the first place
     * @param count how many
     * @throws IllegalArgumentException if the array is not one of integers, or a value is out of its type's range
     * @throws IndexOutOfBoundsException if the places are not in {@code values}, or the array has less room left
     * @throws IOException if the stream fails
     */
    public void writeIntegers(long[] values, int from, int count) throws IOException {
        check(header.type().isInteger(), "integers", values.length, from, count);
        for (int i = from; i < from + count; i++) {
            room();
            put(values[i]);
        }
        written += count;
    }

    private void put(long value) {
        int bits = Byte.SIZE * header.type().bytes();
        boolean isSigned = header.type().isSigned();
        if (bits < Long.SIZE) {
            long smallest = isSigned ? -(1L << (bits - 1)) : 0;
            long largest = isSigned ? (1L << (bits - 1)) - 1 : (1L << bits) - 1;
            if (value < smallest || value > largest) {
                throw new IllegalArgumentException("an element of type "
                        + header.type().descr() + " must be in [" + smallest + ", " + largest + "], got " + value);
            }
        }
        switch (header.type().bytes()) {
            case 1 -> buffer.put((byte) value);
            case 2 -> buffer.putShort((short) value);
            case 4 -> buffer.putInt((int) value);
            default -> buffer.putLong(value);
        }
    }

    /**
     * Writes the next uids of an array of them.
     *
     * @param high holds their high words
     * @param low holds their low words
     * @param from the first place
     * @param count how many
     * @throws IllegalArgumentException if the array is not one of uids
     * @throws IndexOutOfBoundsException if the places are not in both arrays, or the array has less room left
     * @throws IOException if the stream fails
     */
    public void writeUids(long[] high, long[] low, int from, int count) throws IOException {
        check(header.type() == NpyType.UID, "uids", Math.min(high.length, low.length), from, count);
        for (int i = from; i < from + count; i++) {
            room();
            buffer.putLong(high[i]).putLong(low[i]);
        }
        written += count;
    }

    /**
     * Writes the next elements as the bytes that they have in a file.
     *
     * @param elements whole elements of the array's type, little-endian; read to its end
     * @throws IllegalArgumentException if the bytes are not whole elements, or more than the array has room for
     * @throws IOException if a stream fails
     */
    public void writeBytes(InputStream elements) throws IOException {
        flush();
        long bytes = elements.transferTo(out);
        int size = header.type().bytes();
        if (bytes % size != 0 || bytes / size > header.elements() - written) {
            throw new IllegalArgumentException("the array has room for " + (header.elements() - written)
                    + " elements of " + size + " bytes more, got " + bytes + " bytes");
        }
        written += bytes / size;
    }

    private void check(boolean isOfType, String given, int places, int from, int count) {
        if (!isOfType) {
            throw new IllegalArgumentException(
                    "an array of type " + header.type().descr() + " takes no " + given);
        }
        Objects.checkFromIndexSize(from, count, places);
        if (count > header.elements() - written) {
            throw new IndexOutOfBoundsException("the array has room for " + (header.elements() - written)
                    + " elements more, and " + count + " are given");
        }
    }

    private void room() throws IOException {
        if (buffer.remaining() < header.type().bytes()) {
            flush();
        }
    }

    private void flush() throws IOException {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    /**
     * Writes what is left and closes the stream.
     *
     * @throws IllegalStateException if fewer elements were written than the header says
     * @throws IOException if the stream fails
     */
    @Override
    public void close() throws IOException {
        try (out) {
            flush();
        }
        if (written < header.elements()) {
            throw new IllegalStateException(
                    "the array must have " + header.elements() + " elements, and only " + written + " were written");
        }
    }
}
