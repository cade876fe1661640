package io.github.hype4j.numpy;

import io.github.hype4j.lorentz.Embeddings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Whole {@code .npy} arrays that fit in memory. */
public final class NpyFile {

    private NpyFile() {}

    /**
     * Reads a matrix.
     *
     * @param file a {@code .npy} file of floats of 16, 32 or 64 bits, of two dimensions
     * @return one row a row; numbers of 64 bits are rounded to the nearest float
     * @throws IllegalArgumentException if it is no such file, is longer or shorter than its header says, or has values
     *     that are not finite; the message names the file
     * @throws IOException if it cannot be read
     */
    public static Embeddings readMatrix(Path file) throws IOException {
        try (NpyReader reader = NpyReader.open(file)) {
            return readMatrix(reader, file.toString());
        }
    }

    /**
     * Reads a matrix from memory.
     *
     * @param bytes the bytes of such a file
     * @param origin what they were read from, for messages
     * @return one row a row
     * @throws IllegalArgumentException as {@link #readMatrix(Path)}
     */
    public static Embeddings readMatrix(byte[] bytes, String origin) {
        try (NpyReader reader = NpyReader.open(new ByteArrayInputStream(bytes), origin)) {
            return readMatrix(reader, origin);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory can be read", e);
        }
    }

    private static Embeddings readMatrix(NpyReader reader, String origin) throws IOException {
        NpyHeader header = reader.header();
        if (!header.type().isFloat() || header.shape().size() != 2) {
            throw new IllegalArgumentException(origin + " must hold a matrix of float16, float32 or float64, got shape "
                    + header.shape() + " of type " + header.type().descr());
        }
        if (header.rowLength() < 1 || header.elements() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    origin + " must hold a matrix that fits in one array, got shape " + header.shape());
        }
        float[] values = new float[(int) header.elements()];
        reader.readFloats(values, 0, values.length);
        reader.expectEnd();
        try {
            return Embeddings.of(values, (int) header.rowLength());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(origin + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads integers.
     *
     * @param file a {@code .npy} file of integers of any size, of one dimension
     * @return the integers; unsigned ones of 64 bits by their bits
     * @throws IllegalArgumentException if it is no such file, or is longer or shorter than its header says; the message
     *     names the file
     * @throws IOException if it cannot be read
     */
    public static long[] readIntegers(Path file) throws IOException {
        try (NpyReader reader = NpyReader.open(file)) {
            NpyHeader header = reader.header();
            if (!header.type().isInteger() || header.shape().size() != 1 || header.elements() > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException(file + " must hold integers in one dimension, got shape "
                        + header.shape() + " of type " + header.type().descr());
            }
            long[] values = new long[(int) header.elements()];
            reader.readIntegers(values, 0, values.length);
            reader.expectEnd();
            return values;
        }
    }

    /**
     * A matrix as {@code numpy.save} writes one of float32.
     *
     * @param matrix the rows
     * @return the bytes of the file
     */
    public static byte[] toBytes(Embeddings matrix) {
        return toBytes(
                NpyHeader.of(NpyType.FLOAT32, matrix.rows(), matrix.dimension()),
                writer -> writer.writeFloats(matrix.values(), 0, matrix.values().length));
    }

    /**
     * Integers as {@code numpy.save} writes them as int64.
     *
     * @param integers the values
     * @return the bytes of the file
     */
    public static byte[] toBytes(long... integers) {
        return toBytes(
                NpyHeader.of(NpyType.INT64, integers.length),
                writer -> writer.writeIntegers(integers, 0, integers.length));
    }

    private static byte[] toBytes(NpyHeader header, Elements elements) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (NpyWriter writer = new NpyWriter(bytes, header)) {
            elements.writeTo(writer);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        }
        return bytes.toByteArray();
    }

    @FunctionalInterface
    private interface Elements {
        void writeTo(NpyWriter writer) throws IOException;
    }
}
