package io.github.hype4j.io.scores;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/** One column of a scan, at the current row. */
final class ScoreColumn {

    private final ColumnDescriptor descriptor;
    private final @Nullable NumberType type;
    private @Nullable ColumnReader reader;
    private float number = Float.NaN;
    private @Nullable Binary binary;

    ScoreColumn(ColumnDescriptor descriptor) {
        this.descriptor = descriptor;
        PrimitiveType primitive = descriptor.getPrimitiveType();
        this.type = NumberType.isNumber(primitive) ? NumberType.of(primitive) : null;
    }

    String name() {
        return descriptor.getPath()[0];
    }

    void open(ColumnReadStore columns) {
        reader = columns.getColumnReader(descriptor);
    }

    void advance() {
        ColumnReader values = reader;
        if (values == null) {
            throw new IllegalStateException("a row group must be opened first");
        }
        boolean present = values.getCurrentDefinitionLevel() == descriptor.getMaxDefinitionLevel();
        if (type != null) {
            number = present ? type.read(values) : Float.NaN;
        } else {
            binary = present ? values.getBinary() : null;
        }
        values.consume();
    }

    /** The value, NaN for a null. */
    float number() {
        return number;
    }

    /** The value, valid until the next row. */
    @Nullable
    Binary binary() {
        return binary;
    }

    @Nullable
    String text() {
        Binary value = binary;
        return value == null ? null : value.toStringUsingUTF8();
    }
}
