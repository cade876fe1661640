package io.github.hype4j.io.pool;

import io.github.hype4j.io.parquet.NotParquetException;
import io.github.hype4j.io.parquet.ParquetTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * A Parquet file with images in a column.
 *
 * @param name the file's name without {@code .parquet}
 * @param bytes the file's size when the pool was opened
 * @param file the Parquet file
 * @param options how it is read
 */
record ParquetShard(String name, long bytes, Path file, PoolOptions options) implements Shard {

    static final String SUFFIX = ".parquet";

    static ParquetShard of(Path file, PoolOptions options) throws IOException {
        String fileName = String.valueOf(file.getFileName());
        String name = fileName.substring(0, fileName.length() - SUFFIX.length());
        return new ParquetShard(name, Files.size(file), file, options);
    }

    /** The column with the bytes of the images; empty if the table has none. */
    static Optional<ColumnDescriptor> image(ParquetTable table, ParquetColumns columns) {
        Optional<ColumnDescriptor> struct = table.bytes(columns.image(), "bytes");
        return struct.isPresent() ? struct : table.bytes(columns.image());
    }

    /** The column of the captions; empty if there is none. */
    static Optional<ColumnDescriptor> text(ParquetTable table, ParquetColumns columns) {
        Optional<ColumnDescriptor> text = table.bytes(columns.text());
        return text.isEmpty() && columns.text().equals(ParquetColumns.DEFAULT_TEXT) ? table.bytes("caption") : text;
    }

    /** Refuses a table that lacks a column. */
    static void check(ParquetTable table, ParquetColumns columns) {
        if (image(table, columns).isEmpty()) {
            throw missing(table, "images", columns.image());
        }
        if (!columns.text().equals(ParquetColumns.DEFAULT_TEXT)
                && text(table, columns).isEmpty()) {
            throw missing(table, "captions", columns.text());
        }
        if (!columns.uid().equals(ParquetColumns.DEFAULT_UID)
                && table.bytes(columns.uid()).isEmpty()) {
            throw missing(table, "uids", columns.uid());
        }
    }

    private static IllegalArgumentException missing(ParquetTable table, String what, String column) {
        return new IllegalArgumentException(
                table.path() + " has no column \"" + column + "\" of " + what + "; its columns are " + table.names());
    }

    @Override
    public ShardReader open() throws IOException {
        try {
            ParquetTable table = ParquetTable.open(file);
            check(table, options.columns());
            return new ParquetShardReader(this, table);
        } catch (NotParquetException e) {
            return new UnreadableShard("shard " + file.getFileName() + " " + e.getMessage() + "; all of it is lost");
        } catch (NoSuchFileException e) {
            throw TarShard.gone(file, e);
        }
    }

    @Override
    public ShardFingerprint fingerprint() throws IOException {
        try {
            return ParquetIndex.fingerprint(name, file);
        } catch (NoSuchFileException e) {
            throw TarShard.gone(file, e);
        }
    }

    /** Reads nothing and says why. */
    private record UnreadableShard(String why) implements ShardReader {

        @Override
        public @Nullable PoolSample next() {
            return null;
        }

        @Override
        public Optional<String> damage() {
            return Optional.of(why);
        }

        @Override
        public long bytesRead() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
