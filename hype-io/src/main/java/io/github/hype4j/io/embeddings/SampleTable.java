package io.github.hype4j.io.embeddings;

import io.github.hype4j.io.parquet.ParquetScan;
import io.github.hype4j.io.parquet.ParquetTable;
import io.github.hype4j.io.pool.UidColumn;
import io.github.hype4j.io.scores.ScoreStatus;
import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.SampleFailure;
import io.github.hype4j.selection.Uid;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/** The Parquet file beside an embedding file: metadata, or scores. It has as many rows as its footer says, readable or not. */
final class SampleTable implements Closeable {

    private static final int ABSENT = -1;

    private final String shard;
    private final long rows;
    private final ParquetScan scan;
    private final int uid;
    private final int key;
    private final int status;
    private final int reason;
    private final int detail;
    private final int firstNumber;
    private final int numbers;
    private boolean lostUid;
    private boolean hasEnded;

    private SampleTable(String shard, Path path, List<String> wanted) throws IOException {
        this.shard = shard;
        ParquetTable table = ParquetTable.open(path);
        this.rows = table.rows();
        List<ColumnDescriptor> columns = new ArrayList<>();
        this.uid = place(columns, table.bytes("uid"));
        if (uid == ABSENT) {
            throw new IOException("has no column uid of strings; it has " + table.names());
        }
        this.key = place(columns, table.bytes("key"));
        this.status = place(columns, table.bytes("status"));
        this.reason = place(columns, table.bytes("reason"));
        this.detail = place(columns, table.bytes("detail"));
        this.firstNumber = columns.size();
        this.numbers = wanted.size();
        for (String name : wanted) {
            columns.add(table.numbers().stream()
                    .filter(column -> column.getPath()[0].equals(name))
                    .findFirst()
                    .orElseThrow(() ->
                            new IOException("has no column of numbers \"" + name + "\"; it has " + table.names())));
        }
        this.scan = table.scan(columns);
    }

    static SampleTable open(String shard, Path path, List<String> wanted) throws IOException {
        try {
            return new SampleTable(shard, path, wanted);
        } catch (IOException e) {
            throw new IOException(path + " " + e.getMessage(), e);
        }
    }

    private static int place(List<ColumnDescriptor> columns, Optional<ColumnDescriptor> column) {
        if (column.isEmpty()) {
            return ABSENT;
        }
        columns.add(column.get());
        return columns.size() - 1;
    }

    long rows() {
        return rows;
    }

    /** The next row; null after the last. */
    @Nullable
    EmbeddedRow next() throws IOException {
        // A scan must not be asked again after its end.
        if (hasEnded || !scan.next()) {
            hasEnded = true;
            return null;
        }
        String number = Long.toString(scan.row());
        Binary identity = scan.bytes(uid);
        Uid known = identity == null ? null : UidColumn.parse(identity);
        String name = text(key);
        SampleFailure failure = failure();
        float[] values = new float[numbers];
        for (int i = 0; i < numbers; i++) {
            values[i] = (float) scan.number(firstNumber + i);
        }
        // Asked last: a bad page is found when a value is taken from it.
        if (scan.lost().isPresent()) {
            failure = new SampleFailure(FailureReason.UNREADABLE, scan.lost().get());
        } else if (known == null) {
            failure = new SampleFailure(FailureReason.BAD_METADATA, "the uid is not 32 hexadecimal digits or 16 bytes");
        }
        lostUid = known == null;
        return new EmbeddedRow(
                known == null ? Uid.ofName(shard + "/" + number) : known,
                name == null ? number : name,
                failure,
                values);
    }

    /** Whether the row read last has a uid made up for it, since its own cannot be read. */
    boolean lostUid() {
        return lostUid;
    }

    private @Nullable SampleFailure failure() throws IOException {
        String label = text(status);
        if (label == null || label.equals(ScoreStatus.SCORED.label())) {
            return null;
        }
        String why = text(reason);
        String more = text(detail);
        try {
            return why == null
                    ? new SampleFailure(FailureReason.UNREADABLE, "its status was " + label + ", without a reason")
                    : new SampleFailure(FailureReason.ofLabel(why), more == null ? "" : more);
        } catch (IllegalArgumentException e) {
            throw new IOException("row " + scan.row() + ": " + e.getMessage(), e);
        }
    }

    private @Nullable String text(int column) throws IOException {
        Binary value = column == ABSENT ? null : scan.bytes(column);
        return value == null ? null : value.toStringUsingUTF8();
    }

    Optional<String> damage() {
        return scan.damage();
    }

    @Override
    public void close() throws IOException {
        scan.close();
    }
}
