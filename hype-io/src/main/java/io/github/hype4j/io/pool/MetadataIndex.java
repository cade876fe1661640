package io.github.hype4j.io.pool;

import io.github.hype4j.io.file.TemporaryFolder;
import io.github.hype4j.io.parquet.NotParquetException;
import io.github.hype4j.io.parquet.ParquetTable;
import io.github.hype4j.selection.Uid;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Metadata of any size, to be looked up by uid: records sorted by uid in a temporary file, searched there, and captions in
 * another. Memory does not grow with the metadata. Safe for use by several threads.
 */
final class MetadataIndex implements AutoCloseable {

    private static final int CAPTION_BYTES = Long.BYTES + Integer.BYTES;
    private static final int BLOCK = 4096;
    private static final long SORTED_IN_MEMORY = 16L << 20;

    private final TemporaryFolder temporary;
    private final Path folder;
    private final MetadataSource source;
    private final List<String> columns;
    private final PoolOptions options;
    private final boolean withCaptions;
    private final int recordBytes;
    private @Nullable FileChannel records;
    private @Nullable FileChannel captions;
    private long rows;
    private long withoutUid;
    private long repeats;
    private long captionBytes;

    private MetadataIndex(MetadataSource source, PoolOptions options, TemporaryFolder temporary) {
        this.source = source;
        this.columns = source.columns();
        this.withCaptions = source.captions();
        this.options = options;
        this.temporary = temporary;
        this.folder = temporary.path();
        this.recordBytes = UidRecordSort.UID_BYTES + columns.size() * Double.BYTES + (withCaptions ? CAPTION_BYTES : 0);
    }

    static MetadataIndex build(List<Path> files, MetadataSource source, PoolOptions options) throws IOException {
        return build(files, source, options, SORTED_IN_MEMORY);
    }

    static MetadataIndex build(List<Path> files, MetadataSource source, PoolOptions options, long inMemory)
            throws IOException {
        MetadataIndex index =
                new MetadataIndex(source, options, TemporaryFolder.in(Path.of(System.getProperty("java.io.tmpdir"))));
        try {
            index.fill(files, inMemory);
            return index;
        } catch (IOException | RuntimeException e) {
            index.close();
            throw e;
        }
    }

    private void fill(List<Path> files, long inMemory) throws IOException {
        Path unsorted = folder.resolve("unsorted");
        Path texts = folder.resolve("captions");
        try (DataOutputStream out = output(unsorted);
                DataOutputStream text = output(texts)) {
            for (Path file : files) {
                add(file, out, text);
            }
        }
        UidRecordSort sort = new UidRecordSort(recordBytes, inMemory, folder);
        sort.sort(unsorted, folder.resolve("records"));
        repeats = sort.repeats();
        records = FileChannel.open(folder.resolve("records"), StandardOpenOption.READ);
        captions = FileChannel.open(texts, StandardOpenOption.READ);
    }

    private static DataOutputStream output(Path file) throws IOException {
        return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 18));
    }

    private void add(Path file, DataOutputStream out, DataOutputStream text) throws IOException {
        try {
            ParquetTable table = ParquetTable.open(file);
            try (MetadataTable rowsOfFile = new MetadataTable(table, options, withCaptions, source::namesOf)) {
                if (!rowsOfFile.hasUids()) {
                    throw new IllegalArgumentException("metadata " + file + " has no column \""
                            + options.columns().uid() + "\" of uids; its columns are " + table.names());
                }
                while (rowsOfFile.next()) {
                    add(rowsOfFile, out, text);
                }
                if (rowsOfFile.damage().isPresent()) {
                    throw new IOException("metadata " + file + " is damaged: "
                            + rowsOfFile.damage().get());
                }
            }
        } catch (NotParquetException e) {
            throw new IOException("metadata " + file + " " + e.getMessage(), e);
        }
    }

    private void add(MetadataTable row, DataOutputStream out, DataOutputStream text) throws IOException {
        Uid uid = row.uid();
        if (uid == null) {
            withoutUid++;
            return;
        }
        rows++;
        out.writeLong(uid.high());
        out.writeLong(uid.low());
        Map<String, Double> numbers = row.numbers();
        for (String column : columns) {
            out.writeDouble(numbers.getOrDefault(column, Double.NaN));
        }
        if (withCaptions) {
            byte[] caption = row.captionBytes();
            out.writeLong(captionBytes);
            out.writeInt(caption == null ? -1 : caption.length);
            if (caption != null) {
                text.write(caption);
                captionBytes += caption.length;
            }
        }
    }

    /** The first row of the uid; null if there is none. */
    @Nullable
    MetadataRow find(Uid uid) throws IOException {
        FileChannel file = records;
        if (file == null) {
            throw new IllegalStateException("the pool is closed");
        }
        long low = 0;
        long high = file.size() / recordBytes;
        while ((high - low) * recordBytes > BLOCK) {
            long middle = (low + high) >>> 1;
            int order = uid.compareTo(uidAt(read(file, middle * recordBytes, UidRecordSort.UID_BYTES), 0));
            if (order < 0) {
                high = middle;
            } else {
                low = middle;
            }
        }
        ByteBuffer block = read(file, low * recordBytes, (int) (high - low) * recordBytes);
        for (int at = 0; at < block.limit(); at += recordBytes) {
            if (uidAt(block, at).equals(uid)) {
                return row(uid, block, at + UidRecordSort.UID_BYTES);
            }
        }
        return null;
    }

    private MetadataRow row(Uid uid, ByteBuffer block, int start) throws IOException {
        Map<String, Double> numbers = new HashMap<>();
        int at = start;
        for (String column : columns) {
            double value = block.getDouble(at);
            if (!Double.isNaN(value)) {
                numbers.put(column, value);
            }
            at += Double.BYTES;
        }
        FileChannel texts = captions;
        int length = withCaptions ? block.getInt(at + Long.BYTES) : -1;
        if (length < 0 || texts == null) {
            return new MetadataRow(uid, null, numbers);
        }
        byte[] caption = read(texts, block.getLong(at), length).array();
        return new MetadataRow(uid, MetadataTable.caption(caption, options), numbers);
    }

    private static Uid uidAt(ByteBuffer bytes, int at) {
        return new Uid(bytes.getLong(at), bytes.getLong(at + Long.BYTES));
    }

    private static ByteBuffer read(FileChannel file, long start, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, start + bytes.position()) < 0) {
                throw new EOFException("a temporary file of the metadata was cut while it was in use");
            }
        }
        return bytes.flip();
    }

    MetadataBooks books(long unmatched) {
        return new MetadataBooks(rows, repeats, withoutUid, unmatched);
    }

    /** Deletes the temporary files. Closing twice does nothing. */
    @Override
    public void close() throws IOException {
        if (records != null) {
            records.close();
            records = null;
        }
        if (captions != null) {
            captions.close();
            captions = null;
        }
        temporary.close();
    }
}
