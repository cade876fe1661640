package io.github.hype4j.io.scores;

import io.github.hype4j.io.parquet.Codecs;
import io.github.hype4j.score.Component;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads a score file, as often as wanted.
 *
 * <p>The columns are those that {@link ScoreFileWriter} writes, in any order, where {@code detail} may be absent; every
 * other float column is a component, and columns of other types are left alone. A file that another tool has rewritten is read too, if it kept the types. The
 * footer is read once, by {@link #open}; each scan opens the file anew and holds one row group in memory. Safe for use by
 * several threads.
 */
public final class ScoreFile {

    private final Path path;
    private final MessageType schema;
    private final List<Component> components;
    private final boolean withText;
    private final Map<String, String> metadata;
    private final long rows;

    private ScoreFile(
            Path path,
            MessageType schema,
            List<Component> components,
            boolean withText,
            Map<String, String> metadata,
            long rows) {
        this.path = path;
        this.schema = schema;
        this.components = components;
        this.withText = withText;
        this.metadata = metadata;
        this.rows = rows;
    }

    /**
     * Reads the footer of a score file.
     *
     * @param path the file
     * @return the file, all columns selected
     * @throws IllegalArgumentException if it is a Parquet file that lacks a column, or has one of another type; the
     *     message names the file and the column
     * @throws IOException if there is no such file, it is not a Parquet file, or it is cut; the message names the file
     */
    public static ScoreFile open(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString(), null, "there is no such score file");
        }
        try (ParquetFileReader reader = reader(path)) {
            FileMetaData footer = reader.getFileMetaData();
            MessageType schema = footer.getSchema();
            check(path, schema);
            return new ScoreFile(
                    path,
                    schema,
                    components(schema),
                    true,
                    new TreeMap<>(footer.getKeyValueMetaData()),
                    reader.getRecordCount());
        }
    }

    private static void check(Path path, MessageType schema) {
        for (String name :
                List.of(ScoreSchema.UID, ScoreSchema.KEY, ScoreSchema.SCORE, ScoreSchema.STATUS, ScoreSchema.REASON)) {
            if (!schema.containsField(name)) {
                throw new IllegalArgumentException("score file " + path + " has no column \"" + name + "\"");
            }
            checkType(path, schema.getType(name));
        }
        if (schema.containsField(ScoreSchema.DETAIL)) {
            checkType(path, schema.getType(ScoreSchema.DETAIL));
        }
    }

    private static void checkType(Path path, Type column) {
        PrimitiveTypeName expected =
                column.getName().equals(ScoreSchema.SCORE) ? PrimitiveTypeName.FLOAT : PrimitiveTypeName.BINARY;
        if (!isFlat(column, expected)) {
            throw new IllegalArgumentException("score file " + path + " must have a column \"" + column.getName()
                    + "\" of type " + expected + ", got " + column);
        }
    }

    private static List<Component> components(MessageType schema) {
        List<Component> components = new ArrayList<>();
        for (Type column : schema.getFields()) {
            if (!ScoreSchema.isFixed(column.getName())
                    && Component.isName(column.getName())
                    && isFlat(column, PrimitiveTypeName.FLOAT)) {
                components.add(new Component(column.getName()));
            }
        }
        return List.copyOf(components);
    }

    private static boolean isFlat(Type column, PrimitiveTypeName type) {
        return column.isPrimitive()
                && !column.isRepetition(Type.Repetition.REPEATED)
                && column.asPrimitiveType().getPrimitiveTypeName() == type;
    }

    /**
     * The same file with only some columns: uid, status, score and the components named here. Keys, reasons and details
     * are not read.
     *
     * @param wanted the components, in the order in which the cursor shall give them
     * @return a view of the file
     * @throws IllegalArgumentException if the file has no such component; the message names the file and its components
     */
    public ScoreFile select(List<Component> wanted) {
        for (Component component : wanted) {
            if (!components.contains(component)) {
                throw new IllegalArgumentException(
                        "score file " + path + " has no component \"" + component + "\"; it has " + components);
            }
        }
        return new ScoreFile(path, schema, List.copyOf(wanted), false, metadata, rows);
    }

    /**
     * Where the file lies.
     *
     * @return the path given to {@link #open}
     */
    public Path path() {
        return path;
    }

    /**
     * The components that a scan gives.
     *
     * @return the components, in the order of the columns or of {@link #select}
     */
    public List<Component> components() {
        return components;
    }

    /**
     * The key-value pairs of the footer.
     *
     * @return an unmodifiable map, sorted by key
     */
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(metadata);
    }

    /**
     * The number of rows, as the footer has it.
     *
     * @return the count, 0 or more
     */
    public long rows() {
        return rows;
    }

    /**
     * Goes through all rows, in the order of the file.
     *
     * @param consumer called for each row with one and the same cursor, which is valid only within the call
     * @throws IOException if the file cannot be read to its end or holds a value that makes no sense; the message names
     *     the file
     */
    public void forEach(Consumer<ScoreCursor> consumer) throws IOException {
        ScoreCursor cursor = new ScoreCursor(schema, components, withText);
        try (ParquetFileReader reader = reader(path)) {
            reader.setRequestedSchema(cursor.projection());
            String createdBy = reader.getFileMetaData().getCreatedBy();
            PageReadStore pages = nextRowGroup(reader);
            while (pages != null) {
                open(cursor, pages, createdBy);
                for (long i = pages.getRowCount(); i > 0; i--) {
                    advance(cursor);
                    consumer.accept(cursor);
                }
                pages = nextRowGroup(reader);
            }
        }
    }

    private static ParquetFileReader reader(Path path) throws IOException {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new Codecs())
                .build();
        try {
            return ParquetFileReader.open(new LocalInputFile(path), options);
        } catch (IOException | RuntimeException e) {
            throw new IOException("score file " + path + " is not a whole Parquet file: " + e.getMessage(), e);
        }
    }

    private @Nullable PageReadStore nextRowGroup(ParquetFileReader reader) throws IOException {
        try {
            return reader.readNextRowGroup();
        } catch (IOException | RuntimeException e) {
            throw unreadable(e);
        }
    }

    private void open(ScoreCursor cursor, PageReadStore pages, @Nullable String createdBy) throws IOException {
        try {
            cursor.open(pages, createdBy);
        } catch (RuntimeException e) {
            throw unreadable(e);
        }
    }

    private void advance(ScoreCursor cursor) throws IOException {
        try {
            cursor.advance();
        } catch (RuntimeException e) {
            throw unreadable(e);
        }
    }

    private IOException unreadable(Exception cause) {
        return new IOException("score file " + path + " cannot be read: " + cause.getMessage(), cause);
    }
}
