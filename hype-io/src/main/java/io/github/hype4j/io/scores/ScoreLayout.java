package io.github.hype4j.io.scores;

import io.github.hype4j.score.Component;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a Parquet file say what.
 *
 * @param schema the columns of the file
 * @param hasStatus whether it is a score file, rather than any table of uids and numbers
 */
record ScoreLayout(MessageType schema, boolean hasStatus) {

    static ScoreLayout of(Path path, MessageType schema) {
        if (!schema.containsField(ScoreSchema.UID)) {
            throw new IllegalArgumentException(
                    "score file " + path + " has no column \"" + ScoreSchema.UID + "\" to know its rows by");
        }
        checkType(path, schema.getType(ScoreSchema.UID));
        // Other tools have columns named status or key too: it takes all of ours for a score file.
        boolean hasStatus = List.of(ScoreSchema.KEY, ScoreSchema.SCORE, ScoreSchema.STATUS, ScoreSchema.REASON).stream()
                .allMatch(schema::containsField);
        if (hasStatus) {
            List.of(ScoreSchema.KEY, ScoreSchema.SCORE, ScoreSchema.STATUS, ScoreSchema.REASON)
                    .forEach(name -> checkType(path, schema.getType(name)));
            if (schema.containsField(ScoreSchema.DETAIL)) {
                checkType(path, schema.getType(ScoreSchema.DETAIL));
            }
        }
        return new ScoreLayout(schema, hasStatus);
    }

    private static void checkType(Path path, Type column) {
        PrimitiveTypeName expected =
                column.getName().equals(ScoreSchema.SCORE) ? PrimitiveTypeName.FLOAT : PrimitiveTypeName.BINARY;
        if (!isFlat(column, expected)) {
            throw new IllegalArgumentException("score file " + path + " must have a column \"" + column.getName()
                    + "\" of type " + expected + ", got " + column);
        }
    }

    private static boolean isFlat(Type column, PrimitiveTypeName type) {
        return column.isPrimitive()
                && !column.isRepetition(Type.Repetition.REPEATED)
                && column.asPrimitiveType().getPrimitiveTypeName() == type;
    }

    /** The columns that a score can be made of. */
    List<Component> components() {
        List<Component> components = new ArrayList<>();
        for (Type column : schema.getFields()) {
            if (!isFixed(column.getName()) && Component.isName(column.getName()) && NumberType.isNumber(column)) {
                components.add(new Component(column.getName()));
            }
        }
        return List.copyOf(components);
    }

    private boolean isFixed(String name) {
        return hasStatus ? ScoreSchema.isFixed(name) : name.equals(ScoreSchema.UID);
    }

    /** A column of text that the file may lack. */
    @Nullable
    ColumnDescriptor text(String name) {
        boolean isThere = schema.containsField(name) && isFlat(schema.getType(name), PrimitiveTypeName.BINARY);
        return isThere && (hasStatus || name.equals(ScoreSchema.KEY)) ? column(name) : null;
    }

    ColumnDescriptor column(String name) {
        return schema.getColumnDescription(new String[] {name});
    }
}
