package io.github.hype4j.io.scores;

import java.nio.ByteBuffer;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** The types of columns that can be a component. Every number becomes a float, rounded to the nearest. */
enum NumberType {
    FLOAT {
        @Override
        void read(ByteBuffer plain, float[] target, int at, int count) {
            plain.asFloatBuffer().get(target, at, count);
            plain.position(plain.position() + Float.BYTES * count);
        }

        @Override
        float read(ValuesReader values) {
            return values.readFloat();
        }

        @Override
        float read(ColumnReader values) {
            return values.getFloat();
        }
    },
    DOUBLE {
        @Override
        void read(ByteBuffer plain, float[] target, int at, int count) {
            for (int i = 0; i < count; i++) {
                target[at + i] = (float) plain.getDouble();
            }
        }

        @Override
        float read(ValuesReader values) {
            return (float) values.readDouble();
        }

        @Override
        float read(ColumnReader values) {
            return (float) values.getDouble();
        }
    },
    INT32 {
        @Override
        void read(ByteBuffer plain, float[] target, int at, int count) {
            for (int i = 0; i < count; i++) {
                target[at + i] = plain.getInt();
            }
        }

        @Override
        float read(ValuesReader values) {
            return values.readInteger();
        }

        @Override
        float read(ColumnReader values) {
            return values.getInteger();
        }
    },
    INT64 {
        @Override
        void read(ByteBuffer plain, float[] target, int at, int count) {
            for (int i = 0; i < count; i++) {
                target[at + i] = plain.getLong();
            }
        }

        @Override
        float read(ValuesReader values) {
            return values.readLong();
        }

        @Override
        float read(ColumnReader values) {
            return values.getLong();
        }
    };

    /** Whether a column holds one number a row. Decimals, dates and times are not numbers here, nor are unsigned ones. */
    static boolean isNumber(Type column) {
        if (!column.isPrimitive() || column.isRepetition(Type.Repetition.REPEATED)) {
            return false;
        }
        LogicalTypeAnnotation meaning = column.getLogicalTypeAnnotation();
        return switch (column.asPrimitiveType().getPrimitiveTypeName()) {
            case FLOAT, DOUBLE -> true;
            case INT32, INT64 ->
                meaning == null || (meaning instanceof IntLogicalTypeAnnotation integer && integer.isSigned());
            default -> false;
        };
    }

    static NumberType of(PrimitiveType type) {
        return switch (type.getPrimitiveTypeName()) {
            case FLOAT -> FLOAT;
            case DOUBLE -> DOUBLE;
            case INT32 -> INT32;
            case INT64 -> INT64;
            default -> throw new IllegalArgumentException("column \"" + type.getName() + "\" is not of numbers");
        };
    }

    /** Reads many plain values. */
    abstract void read(ByteBuffer plain, float[] target, int at, int count);

    abstract float read(ValuesReader values);

    abstract float read(ColumnReader values);
}
