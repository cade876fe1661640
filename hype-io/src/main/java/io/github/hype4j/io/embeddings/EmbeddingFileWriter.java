package io.github.hype4j.io.embeddings;

import io.github.hype4j.io.file.AtomicFile;
import io.github.hype4j.numpy.NpyHeader;
import io.github.hype4j.numpy.NpyType;
import io.github.hype4j.numpy.NpyWriter;
import io.github.hype4j.numpy.NpzWriter;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes an embedding file, row after row: a {@code .npz} with the arrays {@code image}, {@code text} if there are texts, and
 * {@code uid}. The file appears under its name once it is whole; the same rows give the same bytes.
 *
 * <p>Rows wait in temporary files beside the target, named as {@link AtomicFile} names its own; {@link #close()} deletes
 * them. For use by one thread.
 */
public final class EmbeddingFileWriter implements AutoCloseable {

    private final AtomicFile file;
    private final SpilledRows images;
    private final @Nullable SpilledRows texts;
    private final SpilledRows uids;
    private final int imageDimension;
    private final int textDimension;
    private final NpyType type;
    private long rows;

    private EmbeddingFileWriter(AtomicFile file, int imageDimension, int textDimension, EmbeddingPrecision precision)
            throws IOException {
        this.file = file;
        this.imageDimension = imageDimension;
        this.textDimension = textDimension;
        this.type = precision.type();
        SpilledRows spilledImages = null;
        SpilledRows spilledTexts = null;
        try {
            spilledImages = SpilledRows.create(file.target(), imageDimension * type.bytes());
            spilledTexts = textDimension == 0 ? null : SpilledRows.create(file.target(), textDimension * type.bytes());
            this.uids = SpilledRows.create(file.target(), NpyType.UID.bytes());
        } catch (IOException e) {
            close(spilledImages);
            close(spilledTexts);
            throw e;
        }
        this.images = spilledImages;
        this.texts = spilledTexts;
    }

    private static void close(@Nullable SpilledRows rows) throws IOException {
        if (rows != null) {
            rows.close();
        }
    }

    /**
     * Starts a file.
     *
     * @param target the name it shall have; its folder must exist
     * @param imageDimension the length of an image's embedding, at least 1
     * @param textDimension the length of a text's embedding; 0 if texts are not stored
     * @param precision how numbers are stored
     * @param overwrite whether a file of that name may be replaced
     * @return the writer, to be closed
     * @throws IllegalArgumentException if a dimension is out of range
     * @throws java.nio.file.FileAlreadyExistsException if the target exists and {@code overwrite} is false
     * @throws IOException if it cannot be written
     */
    public static EmbeddingFileWriter create(
            Path target, int imageDimension, int textDimension, EmbeddingPrecision precision, boolean overwrite)
            throws IOException {
        if (imageDimension < 1) {
            throw new IllegalArgumentException("imageDimension must be at least 1, got " + imageDimension);
        }
        if (textDimension < 0) {
            throw new IllegalArgumentException("textDimension must be at least 0, got " + textDimension);
        }
        AtomicFile file = AtomicFile.create(target, overwrite);
        try {
            return new EmbeddingFileWriter(file, imageDimension, textDimension, precision);
        } catch (IOException e) {
            try (file) {
                throw e;
            }
        }
    }

    /**
     * Writes a row.
     *
     * @param uid the sample
     * @param image what the encoder gave for its image; null if nothing, which is stored as NaN throughout
     * @param text what the encoder gave for its text; null if nothing, or if texts are not stored
     * @throws IllegalArgumentException if a row is not as long as its dimension says
     * @throws IOException if it cannot be written
     */
    public void write(Uid uid, float @Nullable [] image, float @Nullable [] text) throws IOException {
        float[] imageRow = row("image", image, imageDimension);
        SpilledRows textRows = texts;
        if (textRows == null && text != null) {
            throw new IllegalArgumentException("text: the file stores no texts");
        }
        if (textRows != null) {
            textRows.add(row("text", text, textDimension), type);
        }
        images.add(imageRow, type);
        uids.add(uid);
        rows++;
    }

    private static float[] row(String name, float @Nullable [] row, int dimension) {
        if (row == null) {
            float[] absent = new float[dimension];
            Arrays.fill(absent, Float.NaN);
            return absent;
        }
        if (row.length != dimension) {
            throw new IllegalArgumentException(name + " must have dimension " + dimension + ", got " + row.length);
        }
        return row;
    }

    /**
     * How many rows have been written.
     *
     * @return 0 or more
     */
    public long rows() {
        return rows;
    }

    /**
     * Gives the file its name.
     *
     * @throws IOException if it cannot be written
     */
    public void commit() throws IOException {
        try (NpzWriter npz = NpzWriter.create(file.temporary())) {
            add(npz, "image", images, NpyHeader.of(type, rows, imageDimension));
            add(npz, "text", texts, NpyHeader.of(type, rows, textDimension));
            add(npz, "uid", uids, NpyHeader.of(NpyType.UID, rows));
            npz.finish();
        }
        file.commit();
    }

    private static void add(NpzWriter npz, String name, @Nullable SpilledRows spilled, NpyHeader header)
            throws IOException {
        if (spilled == null) {
            return;
        }
        try (NpyWriter array = npz.add(name, header);
                InputStream rows = spilled.read()) {
            array.writeBytes(rows);
        }
    }

    /** Deletes the temporary files, and the file unless it was committed. Closing twice does nothing. */
    @Override
    @SuppressWarnings("try") // closed in order, whatever fails
    public void close() throws IOException {
        try (AtomicFile closed = file;
                SpilledRows first = uids;
                SpilledRows second = images;
                SpilledRows third = texts) {
            // All that there is to do.
        }
    }
}
