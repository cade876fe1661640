package io.github.hype4j.io.scores;

import io.github.hype4j.score.Component;
import io.github.hype4j.selection.Uid;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
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

    private static final int UID_DIGITS = 32;

    private final List<Component> components;
    private final MessageType projection;
    private final ScoreColumn uid;
    private final ScoreColumn score;
    private final ScoreColumn status;
    private final List<ScoreColumn> values = new ArrayList<>();
    private final @Nullable ScoreColumn key;
    private final @Nullable ScoreColumn reason;
    private final @Nullable ScoreColumn detail;
    private final List<ScoreColumn> all = new ArrayList<>();

    private long uidHigh;
    private long uidLow;
    private ScoreStatus currentStatus = ScoreStatus.SCORED;
    private @Nullable Binary statusLabel;

    ScoreCursor(MessageType schema, List<Component> components, boolean withText) {
        this.components = components;
        this.uid = column(schema, ScoreSchema.UID);
        this.score = column(schema, ScoreSchema.SCORE);
        this.status = column(schema, ScoreSchema.STATUS);
        for (Component component : components) {
            values.add(column(schema, component.name()));
        }
        this.key = withText ? column(schema, ScoreSchema.KEY) : null;
        this.reason = withText ? column(schema, ScoreSchema.REASON) : null;
        this.detail = withText && schema.containsField(ScoreSchema.DETAIL) ? column(schema, ScoreSchema.DETAIL) : null;
        List<Type> types =
                all.stream().map(column -> schema.getType(column.name())).toList();
        this.projection = new MessageType(schema.getName(), types);
    }

    private ScoreColumn column(MessageType schema, String name) {
        for (ScoreColumn known : all) {
            // Two readers of one column would take the pages from each other.
            if (known.name().equals(name)) {
                return known;
            }
        }
        ScoreColumn column = new ScoreColumn(schema.getColumnDescription(new String[] {name}));
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
        ByteBuffer bytes = digits.toByteBuffer();
        if (bytes.remaining() != UID_DIGITS) {
            throw new IllegalArgumentException(
                    "uid must be 32 hexadecimal digits, got \"" + digits.toStringUsingUTF8() + "\"");
        }
        int start = bytes.position();
        uidHigh = word(bytes, start);
        uidLow = word(bytes, start + 16);
    }

    private static long word(ByteBuffer digits, int start) {
        long word = 0;
        for (int i = 0; i < 16; i++) {
            word = word << 4 | HexFormat.fromHexDigit(digits.get(start + i));
        }
        return word;
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
        return score.number();
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
        String text = selected(key, ScoreSchema.KEY).text();
        return text == null ? "" : text;
    }

    /**
     * Why the sample failed.
     *
     * @return the label of the {@link io.github.hype4j.model.FailureReason}, null if it did not fail
     * @throws IllegalStateException if the scan does not read reasons
     */
    public @Nullable String reason() {
        return selected(reason, ScoreSchema.REASON).text();
    }

    /**
     * What else there is to say about the sample.
     *
     * @return one line for a person, null if there is nothing to say or the file has no such column
     * @throws IllegalStateException if the scan does not read details
     */
    public @Nullable String detail() {
        if (detail == null) {
            selected(reason, ScoreSchema.DETAIL);
            return null;
        }
        return detail.text();
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

    private static ScoreColumn selected(@Nullable ScoreColumn column, String name) {
        if (column == null) {
            throw new IllegalStateException("this scan does not read the column \"" + name + "\"");
        }
        return column;
    }
}
