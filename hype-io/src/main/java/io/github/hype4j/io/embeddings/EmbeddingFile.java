package io.github.hype4j.io.embeddings;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.numpy.NpyHeader;
import io.github.hype4j.numpy.NpyReader;
import io.github.hype4j.numpy.NpyType;
import io.github.hype4j.numpy.NpzFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code .npz} file of embeddings, batch after batch, in memory for one batch: what {@link EmbeddingFileWriter}
 * writes, and DataComp's. For use by one thread.
 */
public final class EmbeddingFile implements Closeable {

    private final NpzFile npz;
    private final NpyReader images;
    private final @Nullable NpyReader texts;
    private final @Nullable NpyReader uids;
    private final long rows;
    private long next;

    private EmbeddingFile(NpzFile npz, NpyReader images, @Nullable NpyReader texts, @Nullable NpyReader uids) {
        this.npz = npz;
        this.images = images;
        this.texts = texts;
        this.uids = uids;
        this.rows = images.header().rows();
    }

    /**
     * Opens a file after comparing the checksums of its arrays.
     *
     * @param file a {@code .npz} file
     * @param names what its arrays are called
     * @return the file, at its first row
     * @throws IllegalArgumentException if it lacks the array of images or that of texts where one is named, an array is not
     *     of its kind, or the arrays differ in their number of rows; the message names the file
     * @throws IOException if it cannot be read, is cut or is damaged; the message names the file
     */
    public static EmbeddingFile open(Path file, EmbeddingNames names) throws IOException {
        List<Closeable> opened = new ArrayList<>();
        try {
            NpzFile npz = NpzFile.open(file);
            opened.add(npz);
            NpyReader images = matrix(npz, names.image(), file);
            String textName = names.text();
            NpyReader texts = textName == null ? null : matrix(npz, textName, file);
            NpyReader uids = npz.names().contains(names.uid()) ? uids(npz, names.uid(), file) : null;
            checkRows(file, names.image(), images, textName, texts);
            checkRows(file, names.image(), images, names.uid(), uids);
            return new EmbeddingFile(npz, images, texts, uids);
        } catch (IOException | RuntimeException e) {
            for (Closeable closeable : opened) {
                closeable.close();
            }
            throw e;
        }
    }

    private static NpyReader matrix(NpzFile npz, String name, Path file) throws IOException {
        NpyReader reader = npz.read(name);
        NpyHeader header = reader.header();
        if (!header.type().isFloat() || header.shape().size() != 2 || header.rowLength() < 1) {
            throw new IllegalArgumentException(file + " (array " + name + ") must hold a matrix of floats, got shape "
                    + header.shape() + " of type " + header.type().descr());
        }
        npz.verify(name);
        return reader;
    }

    private static NpyReader uids(NpzFile npz, String name, Path file) throws IOException {
        NpyReader reader = npz.read(name);
        if (reader.header().type() != NpyType.UID || reader.header().shape().size() != 1) {
            throw new IllegalArgumentException(
                    file + " (array " + name + ") must hold uids in one dimension, got shape "
                            + reader.header().shape() + " of type "
                            + reader.header().type().descr());
        }
        npz.verify(name);
        return reader;
    }

    private static void checkRows(
            Path file, String first, NpyReader images, @Nullable String second, @Nullable NpyReader other) {
        if (other != null && other.header().rows() != images.header().rows()) {
            throw new IllegalArgumentException(file + " has " + images.header().rows() + " rows of " + first + " and "
                    + other.header().rows() + " of " + second);
        }
    }

    /**
     * The number of rows.
     *
     * @return 0 or more
     */
    public long rows() {
        return rows;
    }

    /**
     * The length of an image's embedding.
     *
     * @return at least 1
     */
    public int imageDimension() {
        return Math.toIntExact(images.header().rowLength());
    }

    /**
     * The length of a text's embedding.
     *
     * @return 0 if there are no texts, or they are not wanted
     */
    public int textDimension() {
        return texts == null ? 0 : Math.toIntExact(texts.header().rowLength());
    }

    /**
     * Whether the file has uids.
     *
     * @return false if they stand elsewhere
     */
    public boolean hasUids() {
        return uids != null;
    }

    /**
     * Reads the next rows.
     *
     * @param most how many at most, at least 1
     * @return the rows; null after the last
     * @throws IllegalArgumentException if {@code most} is below 1
     * @throws IOException if they cannot be read
     */
    public @Nullable EmbeddingBatch next(int most) throws IOException {
        if (most < 1) {
            throw new IllegalArgumentException("most must be at least 1, got " + most);
        }
        int count = (int) Math.min(most, rows - next);
        if (count == 0) {
            return null;
        }
        BitSet absent = new BitSet();
        Embeddings imageRows = read(images, count, absent);
        Embeddings textRows = texts == null ? null : read(texts, count, absent);
        long[] high = null;
        long[] low = null;
        if (uids != null) {
            high = new long[count];
            low = new long[count];
            uids.readUids(high, low, 0, count);
        }
        EmbeddingBatch batch = new EmbeddingBatch(next, high, low, imageRows, textRows, absent);
        next += count;
        return batch;
    }

    private static Embeddings read(NpyReader reader, int count, BitSet absent) throws IOException {
        int dimension = Math.toIntExact(reader.header().rowLength());
        float[] values = new float[Math.multiplyExact(count, dimension)];
        reader.readFloats(values, 0, values.length);
        for (int i = 0; i < count; i++) {
            if (!isFinite(values, i * dimension, (i + 1) * dimension)) {
                absent.set(i);
                Arrays.fill(values, i * dimension, (i + 1) * dimension, 0);
            }
        }
        return Embeddings.of(values, dimension);
    }

    private static boolean isFinite(float[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Float.isFinite(values[i])) {
                return false;
            }
        }
        return true;
    }

    /** Closes the file. */
    @Override
    public void close() throws IOException {
        npz.close();
    }
}
