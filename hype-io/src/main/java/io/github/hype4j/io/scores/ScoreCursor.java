package io.github.hype4j.io.scores;

import io.github.hype4j.score.Component;
import io.github.hype4j.selection.Uid;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * The row at which a scan of a score file stands.
 *
 * <p>One cursor is reused for all rows, so that a scan makes no garbage: whatever is to outlive the call must be copied, by
 * {@link #row()} or value by value. For use by the thread that scans.
 */
public final class ScoreCursor {

    private final List<Component> components;
    private final MessageType projection;
    private final ScoreColumn uid;
    private final @Nullable ScoreColumn score;
    private final @Nullable ScoreColumn status;
    private final List<ScoreColumn> values = new ArrayList<>();
    private final @Nullable ScoreColumn key;
    private final @Nullable ScoreColumn reason;
    private final @Nullable ScoreColumn detail;
    private final List<ScoreColumn> all = new ArrayList<>();

    private long uidHigh;
    private long uidLow;
    private ScoreStatus currentStatus = ScoreStatus.SCORED;
    private @Nullable Binary statusLabel;

    private final boolean withText;

    ScoreCursor(ScoreLayout layout, List<Component> components, boolean withText) {
        this.components = components;
        this.withText = withText;
        this.uid = column(layout.column(ScoreSchema.UID));
        this.score = layout.hasStatus() ? column(layout.column(ScoreSchema.SCORE)) : null;
        this.status = layout.hasStatus() ? column(layout.column(ScoreSchema.STATUS)) : null;
        for (Component component : components) {
            values.add(column(layout.column(component.name())));
        }
        this.key = withText ? text(layout, ScoreSchema.KEY) : null;
        this.reason = withText ? text(layout, ScoreSchema.REASON) : null;
        this.detail = withText ? text(layout, ScoreSchema.DETAIL) : null;
        List<Type> types = all.stream()
                .map(column -> layout.schema().getType(column.name()))
                .toList();
        this.projection = new MessageType(layout.schema().getName(), types);
    }

    private @Nullable ScoreColumn text(ScoreLayout layout, String name) {
        ColumnDescriptor descriptor = layout.text(name);
        return descriptor == null ? null : column(descriptor);
    }

    private ScoreColumn column(ColumnDescriptor descriptor) {
        for (ScoreColumn known : all) {
            // Two readers of one column would take the pages from each other.
            if (known.name().equals(descriptor.getPath()[0])) {
                return known;
            }
        }
        ScoreColumn column = new ScoreColumn(descriptor);
        all.add(column);
        return column;
    }

    /** The columns that the scan needs. */
    MessageType projection() {
        return projection;
    }

    /** Goes before the first row of a row group. */
    void open(PageReadStore pages, @Nullable String createdBy) {
        ColumnReadStoreImpl columns = new ColumnReadStoreImpl(pages, IgnoredConverter.group(), projection, createdBy);
        for (ScoreColumn column : all) {
            column.open(columns);
        }
    }

    /** Goes to the next row of the row group. */
    void advance() {
        for (ScoreColumn column : all) {
            column.advance();
        }
        readUid();
        if (status != null) {
            readStatus(status);
        }
    }

    private void readStatus(ScoreColumn status) {
        Binary label = status.binary();
        if (label == null) {
            throw new IllegalArgumentException("a row has no status");
        }
        if (!label.equals(statusLabel)) {
            currentStatus = ScoreStatus.fromLabel(label.toStringUsingUTF8());
            statusLabel = label.copy();
        }
    }

    private void readUid() {
        Binary digits = uid.binary();
        if (digits == null) {
            throw new IllegalArgumentException("a row has no uid");
        }
        ByteBuffer text = UidDigits.checked(digits.toByteBuffer());
        int start = text.arrayOffset() + text.position();
        uidHigh = UidDigits.word(text.array(), start);
        uidLow = UidDigits.word(text.array(), start + UidDigits.COUNT / 2);
    }

    /**
     * The sample's identity.
     *
     * @return the uid, a new object
     */
    public Uid uid() {
        return new Uid(uidHigh, uidLow);
    }

    /**
     * The high word of the uid.
     *
     * @return its first 16 hexadecimal digits
     */
    public long uidHigh() {
        return uidHigh;
    }

    /**
     * The low word of the uid.
     *
     * @return its last 16 hexadecimal digits
     */
    public long uidLow() {
        return uidLow;
    }

    /**
     * What became of the sample.
     *
     * @return the status
     */
    public ScoreStatus status() {
        return currentStatus;
    }

    /**
     * The score.
     *
     * @return the score; NaN where there is none
     */
    public float score() {
        return score == null ? Float.NaN : score.number();
    }

    /**
     * The value of a component.
     *
     * @param index its place in {@link ScoreFile#components()} of the file that is scanned
     * @return the value; NaN where there is none
     * @throws IndexOutOfBoundsException if there is no such component
     */
    public float component(int index) {
        return values.get(Objects.checkIndex(index, components.size())).number();
    }

    /**
     * The sample's name in the pool.
     *
     * @return the key, empty if the file has none for this row
     * @throws IllegalStateException if the scan does not read keys
     */
    public String key() {
        String text = text(key, ScoreSchema.KEY);
        return text == null ? "" : text;
    }

    /**
     * Why the sample failed.
     *
     * @return the label of the {@link io.github.hype4j.model.FailureReason}, null if it did not fail
     * @throws IllegalStateException if the scan does not read reasons
     */
    public @Nullable String reason() {
        return text(reason, ScoreSchema.REASON);
    }

    /**
     * What else there is to say about the sample.
     *
     * @return one line for a person, null if there is nothing to say or the file has no such column
     * @throws IllegalStateException if the scan does not read details
     */
    public @Nullable String detail() {
        return text(detail, ScoreSchema.DETAIL);
    }

    /**
     * A copy of the row.
     *
     * @return the row, which outlives the scan
     * @throws IllegalStateException if the scan does not read all columns
     */
    public ScoreRow row() {
        float[] copy = new float[values.size()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = component(i);
        }
        return new ScoreRow(uid(), key(), status(), reason(), detail(), copy, score());
    }

    private @Nullable String text(@Nullable ScoreColumn column, String name) {
        if (!withText) {
            throw new IllegalStateException("this scan does not read the column \"" + name + "\"");
        }
        return column == null ? null : column.text();
    }
}
