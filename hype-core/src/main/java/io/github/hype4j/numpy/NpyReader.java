package io.github.hype4j.numpy;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Reads the elements of a {@code .npy} array one after the other, in C order. For use by one thread. */
public final class NpyReader implements Closeable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream in;
    private final String origin;
    private final NpyHeader header;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long read;

    private NpyReader(InputStream in, String origin, NpyHeader header) {
        this.in = in;
        this.origin = origin;
        this.header = header;
    }

    /**
     * Opens a file.
     *
     * @param file a {@code .npy} file
     * @return the reader, at the first element
     * @throws IllegalArgumentException as {@link NpyHeader#read} says; the message names the file
     * @throws IOException if it cannot be read
     */
    public static NpyReader open(Path file) throws IOException {
        return open(Files.newInputStream(file), file.toString());
    }

    /**
     * Opens a stream.
     *
     * @param in stands at the first byte of an array; need not be buffered; closed by {@link #close()}, and where this
     *     throws
     * @param origin what is read, for messages
     * @return the reader, at the first element
     * @throws IllegalArgumentException as {@link NpyHeader#read} says
     * @throws IOException if the stream fails
     */
    public static NpyReader open(InputStream in, String origin) throws IOException {
        try {
            return new NpyReader(in, origin, NpyHeader.read(in, origin));
        } catch (IOException | RuntimeException e) {
            try (in) {
                throw e;
            }
        }
    }

    /**
     * What the array is.
     *
     * @return its header
     */
    public NpyHeader header() {
        return header;
    }

    /**
     * How many elements have been read or skipped.
     *
     * @return 0 to all of them
     */
    public long position() {
        return read;
    }

    /**
     * Reads the next elements of an array of floats of any size; those of 64 bits are rounded to the nearest float.
     *
     * @param into where to put them
     * @param from the first place
     * @param count how many
     * @throws IllegalArgumentException if the array is not one of floats, or ends earlier than its header says
     * @throws IndexOutOfBoundsException if the places are not in {@code into}, or the array has fewer elements left
     * @throws IOException if the stream fails
     */
    public void readFloats(float[] into, int from, int count) throws IOException {
        check(header.type().isFloat(), "floats", into.length, from, count);
        int bytes = header.type().bytes();
        for (int done = 0; done < count; ) {
            int chunk = Math.min(count - done, BUFFER_BYTES / bytes);
            fill(chunk);
            switch (header.type()) {
                case FLOAT16 -> halves(into, from + done, chunk);
                case FLOAT32 -> buffer.asFloatBuffer().get(into, from + done, chunk);
                default -> doubles(into, from + done, chunk);
            }
            done += chunk;
        }
    }

    private void halves(float[] into, int from, int count) {
        for (int i = 0; i < count; i++) {
            into[from + i] = Float16.toFloat(buffer.getShort(2 * i));
        }
    }

    private void doubles(float[] into, int from, int count) {
        for (int i = 0; i < count; i++) {
            into[from + i] = (float) buffer.getDouble(8 * i);
        }
    }

    /**
     * Reads the next elements of an array of integers of any size.
     *
     * @param into where to put them; unsigned integers of 64 bits are given by their bits
     * @param from the first place
     * @param count how many
     * @throws IllegalArgumentException if the array is not one of integers, or ends earlier than its header says
     * @throws IndexOutOfBoundsException if the places are not in {@code into}, or the array has fewer elements left
     * @throws IOException if the stream fails
     */
    public void readIntegers(long[] into, int from, int count) throws IOException {
        check(header.type().isInteger(), "integers", into.length, from, count);
        int bytes = header.type().bytes();
        for (int done = 0; done < count; ) {
            int chunk = Math.min(count - done, BUFFER_BYTES / bytes);
            fill(chunk);
            for (int i = 0; i < chunk; i++) {
                into[from + done + i] = integer(i * bytes);
            }
            done += chunk;
        }
    }

    private long integer(int place) {
        boolean isSigned = header.type().isSigned();
        return switch (header.type().bytes()) {
            case 1 -> isSigned ? buffer.get(place) : Byte.toUnsignedLong(buffer.get(place));
            case 2 -> isSigned ? buffer.getShort(place) : Short.toUnsignedLong(buffer.getShort(place));
            case 4 -> isSigned ? buffer.getInt(place) : Integer.toUnsignedLong(buffer.getInt(place));
            default -> buffer.getLong(place);
        };
    }

    /**
     * Reads the next uids of an array of them.
     *
     * @param high where to put their high words
     * @param low where to put their low words
     * @param from the first place
     * @param count how many
     * @throws IllegalArgumentException if the array is not one of uids, or ends earlier than its header says
     * @throws IndexOutOfBoundsException if the places are not in both arrays, or the array has fewer elements left
     * @throws IOException if the stream fails
     */
    public void readUids(long[] high, long[] low, int from, int count) throws IOException {
        check(header.type() == NpyType.UID, "uids", Math.min(high.length, low.length), from, count);
        for (int done = 0; done < count; ) {
            int chunk = Math.min(count - done, BUFFER_BYTES / NpyType.UID.bytes());
            fill(chunk);
            for (int i = 0; i < chunk; i++) {
                high[from + done + i] = buffer.getLong(16 * i);
                low[from + done + i] = buffer.getLong(16 * i + 8);
            }
            done += chunk;
        }
    }

    /**
     * Checks that nothing follows the last element.
     *
     * @throws IllegalArgumentException if the array has elements left, or the stream goes on after them
     * @throws IOException if the stream fails
     */
    public void expectEnd() throws IOException {
        if (read < header.elements() || in.read() >= 0) {
            throw new IllegalArgumentException(origin + " must have " + header.dataBytes()
                    + " bytes of data for its shape " + header.shape() + ", and has more");
        }
    }

    private void check(boolean isOfType, String wanted, int places, int from, int count) {
        if (!isOfType) {
            throw new IllegalArgumentException(origin + " must hold " + wanted + ", got elements of type "
                    + header.type().descr());
        }
        Objects.checkFromIndexSize(from, count, places);
        if (count > header.elements() - read) {
            throw new IndexOutOfBoundsException(
                    origin + " has " + (header.elements() - read) + " elements left, and " + count + " are wanted");
        }
    }

    private void fill(int elements) throws IOException {
        int wanted = elements * header.type().bytes();
        int got = in.readNBytes(buffer.array(), 0, wanted);
        if (got < wanted) {
            throw new IllegalArgumentException(origin + " is cut short: it must have " + header.dataBytes()
                    + " bytes of data for its shape " + header.shape() + ", and ends after "
                    + (read * header.type().bytes() + got));
        }
        read += elements;
    }

    /** Closes the stream. */
    @Override
    public void close() throws IOException {
        in.close();
    }
}
