package io.github.hype4j.io.scores;

import io.github.hype4j.model.FailureReason;
import io.github.hype4j.score.Component;
import io.github.hype4j.selection.ColumnBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * Some neighbouring rows of a score file as columns.
 *
 * <p>A batch is filled again and again: whatever is to outlive the call must be copied. For use by the thread that scans.
 */
public final class ScoreBatch {

    private static final ScoreStatus[] STATUSES = ScoreStatus.values();
    private static final FailureReason[] REASONS = FailureReason.values();

    private final ColumnBatch columns;
    private final List<ColumnPages> pages = new ArrayList<>();
    private final List<int[]> copies = new ArrayList<>();
    private final byte[] status = new byte[ColumnBatch.ROWS];
    private final byte[] reason = new byte[ColumnBatch.ROWS];
    private final boolean hasStatus;
    private final MessageType projection;
    private long firstRow;

    ScoreBatch(ScoreLayout layout, List<Component> components, boolean withUids) {
        this.columns = new ColumnBatch(components.size(), withUids);
        this.hasStatus = layout.hasStatus();
        Arrays.fill(reason, LabelPages.NONE);
        if (withUids) {
            pages.add(new UidPages(layout.column(ScoreSchema.UID), columns.uidHigh(), columns.uidLow()));
        }
        for (int i = 0; i < components.size(); i++) {
            int first = components.indexOf(components.get(i));
            if (first == i) {
                pages.add(new NumberPages(layout.column(components.get(i).name()), columns.column(i)));
            } else {
                // Two readers of one column would take the pages from each other.
                copies.add(new int[] {first, i});
            }
        }
        if (hasStatus) {
            pages.add(new LabelPages(
                    layout.column(ScoreSchema.STATUS),
                    status,
                    label -> ScoreStatus.fromLabel(label).ordinal()));
            pages.add(new LabelPages(
                    layout.column(ScoreSchema.REASON),
                    reason,
                    label -> FailureReason.ofLabel(label).ordinal()));
        }
        List<Type> types = pages.stream()
                .map(column -> layout.schema().getType(column.name()))
                .toList();
        this.projection = new MessageType(layout.schema().getName(), types);
    }

    MessageType projection() {
        return projection;
    }

    /** Goes before the first row of a row group. */
    void open(PageReadStore rowGroup) {
        pages.forEach(column -> column.open(rowGroup));
    }

    /** Reads the next rows. */
    void read(long row, int rows) {
        pages.forEach(column -> column.read(rows));
        copies.forEach(copy -> System.arraycopy(columns.column(copy[0]), 0, columns.column(copy[1]), 0, rows));
        columns.resize(rows);
        firstRow = row;
        if (hasStatus) {
            for (int i = 0; i < rows; i++) {
                if (status[i] == LabelPages.NONE) {
                    throw new IllegalArgumentException("a row has no status");
                }
            }
        }
    }

    /**
     * The components and, if the scan reads them, the uids of all rows, scored or not.
     *
     * @return the columns; a visitor may take rows out of them
     */
    public ColumnBatch columns() {
        return columns;
    }

    /**
     * The place of the first row in its file.
     *
     * @return the place, from 0
     */
    public long firstRow() {
        return firstRow;
    }

    /**
     * What became of a sample.
     *
     * @param row its place in the batch as it was read
     * @return the status
     */
    public ScoreStatus status(int row) {
        return hasStatus ? STATUSES[status[row]] : ScoreStatus.SCORED;
    }

    /**
     * Why a sample failed.
     *
     * @param row its place in the batch as it was read
     * @return the reason, null if it did not fail or the file does not say
     */
    public @Nullable FailureReason reason(int row) {
        return reason[row] == LabelPages.NONE ? null : REASONS[reason[row]];
    }

    /**
     * Whether every sample has a score.
     *
     * @return true if no status is other than scored
     */
    public boolean isAllScored() {
        if (hasStatus) {
            for (int i = 0; i < columns.size(); i++) {
                if (STATUSES[status[i]] != ScoreStatus.SCORED) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Takes rows, batch by batch. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Takes some rows.
         *
         * @param batch the rows; reused for the next ones
         * @throws IOException if they cannot be put where they belong
         */
        void batch(ScoreBatch batch) throws IOException;
    }
}
