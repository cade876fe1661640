package io.github.hype4j.io.scores;

import io.github.hype4j.io.file.AtomicFile;
import io.github.hype4j.io.parquet.Codecs;
import io.github.hype4j.score.Component;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;

/**
 * Writes a score file: Parquet, one row a sample, readable by any Parquet tool.
 *
 * <p>Columns, in order: {@code uid} (string, 32 hexadecimal digits), {@code key} (string), one float column for each
 * component by its name, {@code score} (float), {@code status} (string, see {@link ScoreStatus}), {@code reason} and
 * {@code detail} (strings, null where there is none). Pages are compressed by Zstandard. The same rows and metadata give
 * the same bytes.
 *
 * <p>The file appears under its name when {@link #commit()} is called and not before; closing without a commit leaves
 * nothing. For use by one thread. Holds up to a row group, 32 MiB, in memory.
 *
 * <pre>{@code
 * try (ScoreFileWriter writer = ScoreFileWriter.create(path, components, Map.of("hype.model", name), false)) {
 *     writer.write(row);
 *     writer.commit();
 * }
 * }</pre>
 */
public final class ScoreFileWriter implements AutoCloseable {

    private static final long ROW_GROUP_BYTES = 32L << 20;
    private static final int PAGE_BYTES = 1 << 20;

    private final AtomicFile file;
    private final HeldOutputFile output;
    private final ParquetWriter<ScoreRow> parquet;
    private final Map<String, String> atEnd;
    private final int components;
    private long rows;
    private boolean closed;

    private ScoreFileWriter(
            AtomicFile file,
            HeldOutputFile output,
            ParquetWriter<ScoreRow> parquet,
            Map<String, String> atEnd,
            int components) {
        this.file = file;
        this.output = output;
        this.parquet = parquet;
        this.atEnd = atEnd;
        this.components = components;
    }

    /**
     * Starts a score file.
     *
     * @param target the file; its folder must exist
     * @param components the components, in the order of {@link ScoreRow#components()}
     * @param metadata key-value pairs that go into the file's footer, such as the model's name
     * @param overwrite whether a file of that name may be replaced
     * @return the writer, to be closed
     * @throws IllegalArgumentException if a component stands twice or has the name of another column
     * @throws java.nio.file.FileAlreadyExistsException if the file exists and {@code overwrite} is false
     * @throws IOException if it cannot be written; the message names the file
     */
    public static ScoreFileWriter create(
            Path target, List<Component> components, Map<String, String> metadata, boolean overwrite)
            throws IOException {
        return create(target, components, metadata, overwrite, ROW_GROUP_BYTES);
    }

    static ScoreFileWriter create(
            Path target,
            List<Component> components,
            Map<String, String> metadata,
            boolean overwrite,
            long rowGroupBytes)
            throws IOException {
        MessageType schema = ScoreSchema.of(components);
        AtomicFile file = AtomicFile.create(target, overwrite);
        HeldOutputFile output = new HeldOutputFile(file.temporary());
        Map<String, String> atEnd = new TreeMap<>();
        try {
            ScoreWriteSupport rows = new ScoreWriteSupport(schema, metadata, atEnd);
            return new ScoreFileWriter(file, output, parquet(output, rows, rowGroupBytes), atEnd, components.size());
        } catch (IOException | RuntimeException e) {
            discard(output, e);
            discard(file, e);
            throw e;
        }
    }

    private static ParquetWriter<ScoreRow> parquet(HeldOutputFile output, ScoreWriteSupport rows, long rowGroupBytes)
            throws IOException {
        return new ScoreWriteSupport.Builder(output, rows)
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new Codecs())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .withRowGroupSize(rowGroupBytes)
                .withPageSize(PAGE_BYTES)
                // Uids and scores hardly repeat: a dictionary would be built in vain.
                .withDictionaryEncoding(false)
                .withDictionaryEncoding(ScoreSchema.STATUS, true)
                .withDictionaryEncoding(ScoreSchema.REASON, true)
                .build();
    }

    /**
     * Adds a row.
     *
     * @param row the row, as many components as the file has
     * @throws IllegalArgumentException if the number of components differs
     * @throws IllegalStateException if the file was committed or closed
     * @throws IOException if it cannot be written; the message names the file
     */
    public void write(ScoreRow row) throws IOException {
        requireOpen();
        if (row.components().length != components) {
            throw new IllegalArgumentException(
                    "row " + row.uid() + " must have " + components + " components, got " + row.components().length);
        }
        try {
            parquet.write(row);
        } catch (IOException e) {
            throw failed(e);
        }
        rows++;
    }

    /**
     * The number of rows added so far.
     *
     * @return the count, 0 or more
     */
    public long rows() {
        return rows;
    }

    /**
     * Finishes the file and gives it its name.
     *
     * @throws IllegalStateException if the file was committed or closed
     * @throws java.nio.file.FileAlreadyExistsException if the target has come to exist meanwhile and must not be replaced
     * @throws IOException if it cannot be written; the message names the file
     */
    public void commit() throws IOException {
        commit(Map.of());
    }

    /**
     * Finishes the file and gives it its name.
     *
     * @param more key-value pairs that are known only now, to go into the footer beside those given to {@link #create},
     *     such as the number of rows of a kind; of two of one key this one counts
     * @throws IllegalStateException if the file was committed or closed
     * @throws java.nio.file.FileAlreadyExistsException if the target has come to exist meanwhile and must not be replaced
     * @throws IOException if it cannot be written; the message names the file
     */
    public void commit(Map<String, String> more) throws IOException {
        requireOpen();
        closed = true;
        atEnd.putAll(more);
        try (file;
                output) {
            try {
                parquet.close();
            } catch (IOException e) {
                throw failed(e);
            }
            file.commit();
        }
    }

    /**
     * Deletes what was written, unless the file was committed. Closing twice does nothing.
     *
     * @throws IOException if the temporary file cannot be closed or deleted
     */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (file;
                output) {
            // Parquet has no abort: it writes its last row group, to a file that is about to go.
            parquet.close();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("score file " + file.target() + " is committed or closed");
        }
    }

    private IOException failed(IOException cause) {
        return new IOException("cannot write " + file.target() + ": " + cause.getMessage(), cause);
    }

    private static void discard(AutoCloseable resource, Exception cause) {
        try {
            resource.close();
        } catch (Exception e) {
            cause.addSuppressed(e);
        }
    }
}
