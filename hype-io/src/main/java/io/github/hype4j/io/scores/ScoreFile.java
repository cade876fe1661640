package io.github.hype4j.io.scores;

import io.github.hype4j.io.parquet.Codecs;
import io.github.hype4j.score.Component;
import io.github.hype4j.selection.ColumnBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads a score file, as often as wanted.
 *
 * <p>The columns are those that {@link ScoreFileWriter} writes, in any order, where {@code detail} may be absent; every
 * other column of numbers is a component, and columns of other types are left alone. A file that another tool has
 * rewritten is read too, if it kept the types. Any other Parquet file with a column {@code uid}, such as DataComp's
 * metadata, is read as scores too: every column of numbers (float, double or signed integers, rounded to float) is a
 * component, and every row counts as scored. The
 * footer is read once, by {@link #open}; each scan opens the file anew and holds one row group in memory. Safe for use by
 * several threads.
 */
public final class ScoreFile {

    /** The key in a footer under which the books of the file's own shard say how many rows there are. */
    private static final String TOTAL = "hype.books.total";

    private final Path path;
    private final ScoreLayout layout;
    private final List<Component> components;
    private final boolean withText;
    private final Map<String, String> metadata;
    private final long[] rowGroups;

    private ScoreFile(
            Path path,
            ScoreLayout layout,
            List<Component> components,
            boolean withText,
            Map<String, String> metadata,
            long[] rowGroups) {
        this.path = path;
        this.layout = layout;
        this.components = components;
        this.withText = withText;
        this.metadata = metadata;
        this.rowGroups = rowGroups;
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
            Map<String, String> metadata = new TreeMap<>(footer.getKeyValueMetaData());
            ScoreLayout layout = ScoreLayout.of(path, footer.getSchema());
            long[] rowGroups = reader.getRowGroups().stream()
                    .mapToLong(BlockMetaData::getRowCount)
                    .toArray();
            checkBooks(path, metadata, LongStream.of(rowGroups).sum());
            return new ScoreFile(path, layout, layout.components(), true, metadata, rowGroups);
        }
    }

    private static void checkBooks(Path path, Map<String, String> metadata, long rows) throws IOException {
        String total = metadata.get(TOTAL);
        if (total != null && !total.equals(Long.toString(rows))) {
            throw new IOException(
                    "score file " + path + " is damaged: it has " + rows + " rows, but its books say " + total);
        }
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
        return new ScoreFile(path, layout, List.copyOf(wanted), false, metadata, rowGroups);
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
        return LongStream.of(rowGroups).sum();
    }

    /**
     * Goes through all rows, in the order of the file.
     *
     * @param consumer called for each row with one and the same cursor, which is valid only within the call
     * @throws IOException if the file cannot be read to its end or holds a value that makes no sense; the message names
     *     the file
     */
    public void forEach(Consumer<ScoreCursor> consumer) throws IOException {
        ScoreCursor cursor = new ScoreCursor(layout, components, withText);
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

    /** How many rows each row group has. */
    long[] rowGroups() {
        return rowGroups;
    }

    /** Reads some neighbouring row groups as columns. */
    void scan(int firstGroup, int groups, boolean withUids, ScoreBatch.Visitor visitor) throws IOException {
        long firstRow = LongStream.of(rowGroups).limit(firstGroup).sum();
        ScoreBatch batch = new ScoreBatch(layout, components, withUids);
        try (ParquetFileReader reader = reader(path)) {
            reader.setRequestedSchema(batch.projection());
            if (reader.getRowGroups().size() != rowGroups.length) {
                throw new IOException("score file " + path + " has changed since it was opened");
            }
            for (int group = firstGroup; group < firstGroup + groups; group++) {
                PageReadStore pages = rowGroup(reader, group);
                if (pages.getRowCount() != rowGroups[group]) {
                    throw new IOException("score file " + path + " has changed since it was opened");
                }
                scan(pages, batch, firstRow, visitor);
                firstRow += rowGroups[group];
            }
        }
    }

    private void scan(PageReadStore pages, ScoreBatch batch, long firstRow, ScoreBatch.Visitor visitor)
            throws IOException {
        long left = pages.getRowCount();
        long row = firstRow;
        for (boolean isFirst = true; left > 0; isFirst = false) {
            int rows = (int) Math.min(left, ColumnBatch.ROWS);
            try {
                if (isFirst) {
                    batch.open(pages);
                }
                batch.read(row, rows);
            } catch (RuntimeException e) {
                throw unreadable(e);
            }
            visitor.batch(batch);
            row += rows;
            left -= rows;
        }
    }

    private PageReadStore rowGroup(ParquetFileReader reader, int group) throws IOException {
        try {
            return reader.readRowGroup(group);
        } catch (IOException | RuntimeException e) {
            throw unreadable(e);
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
