package io.github.hype4j.io.pool;

import io.github.hype4j.io.parquet.ParquetScan;
import io.github.hype4j.io.parquet.ParquetTable;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one Parquet file of metadata. For use by one thread. */
final class MetadataTable implements AutoCloseable {

    private static final int ABSENT = -1;

    private final List<ColumnDescriptor> columns = new ArrayList<>();
    private final List<List<String>> namesOfNumbers = new ArrayList<>();
    private final int uid;
    private final int key;
    private final int text;
    private final int firstNumber;
    private final PoolOptions options;
    private final ParquetScan scan;

    /**
     * Opens a table.
     *
     * @param names under which names a column of numbers is given; none if it is not wanted
     */
    MetadataTable(ParquetTable table, PoolOptions options, boolean captions, Function<String, List<String>> names)
            throws IOException {
        this.options = options;
        this.uid = place(table.bytes(options.columns().uid()));
        this.key = place(table.bytes("key"));
        this.text = captions ? place(ParquetShard.text(table, options.columns())) : ABSENT;
        this.firstNumber = columns.size();
        for (ColumnDescriptor column : table.numbers()) {
            List<String> given = names.apply(column.getPath()[0]);
            if (!given.isEmpty()) {
                columns.add(column);
                namesOfNumbers.add(given);
            }
        }
        this.scan = table.scan(columns);
    }

    private int place(Optional<ColumnDescriptor> column) {
        if (column.isEmpty()) {
            return ABSENT;
        }
        columns.add(column.get());
        return columns.size() - 1;
    }

    boolean hasUids() {
        return uid != ABSENT;
    }

    boolean hasKeys() {
        return key != ABSENT;
    }

    /** Goes to the next row, lost or not. */
    boolean next() throws IOException {
        return scan.next();
    }

    Optional<String> damage() {
        return scan.damage();
    }

    @Nullable
    Uid uid() throws IOException {
        Binary value = uid == ABSENT ? null : scan.bytes(uid);
        return value == null ? null : UidColumn.parse(value);
    }

    @Nullable
    String key() throws IOException {
        Binary value = key == ABSENT ? null : scan.bytes(key);
        return value == null ? null : value.toStringUsingUTF8();
    }

    byte @Nullable [] captionBytes() throws IOException {
        Binary value = text == ABSENT ? null : scan.bytes(text);
        return value == null ? null : value.getBytes();
    }

    Map<String, Double> numbers() throws IOException {
        Map<String, Double> numbers = new HashMap<>();
        for (int i = firstNumber; i < columns.size(); i++) {
            double value = scan.number(i);
            if (!Double.isNaN(value)) {
                namesOfNumbers.get(i - firstNumber).forEach(name -> numbers.put(name, value));
            }
        }
        return numbers;
    }

    /** The row at which it stands; null if it is lost. */
    @Nullable
    MetadataRow row() throws IOException {
        byte[] caption = captionBytes();
        MetadataRow row = new MetadataRow(uid(), caption == null ? null : caption(caption, options), numbers());
        return scan.lost().isPresent() ? null : row;
    }

    static Part<String> caption(byte[] bytes, PoolOptions options) {
        return bytes.length > options.maxCaptionBytes()
                ? CaptionText.tooLong(bytes.length, options)
                : CaptionText.decode(bytes, options);
    }

    @Override
    public void close() throws IOException {
        scan.close();
    }
}
