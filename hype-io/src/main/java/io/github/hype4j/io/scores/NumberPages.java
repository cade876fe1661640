package io.github.hype4j.io.scores;

import java.nio.ByteBuffer;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.values.ValuesReader;
import org.jspecify.annotations.Nullable;

/** A column of numbers as floats, NaN for nulls. */
final class NumberPages extends ColumnPages {

    private final NumberType type;
    private final float[] target;
    private float[] dictionary = new float[0];
    private ByteBuffer plain = ByteBuffer.allocate(0);
    private @Nullable ValuesReader other;

    NumberPages(ColumnDescriptor descriptor, float[] target) {
        super(descriptor);
        this.type = NumberType.of(descriptor.getPrimitiveType());
        this.target = target;
    }

    @Override
    void openDictionary(ByteBuffer values, int size) {
        dictionary = new float[size];
        type.read(values, dictionary, 0, size);
    }

    @Override
    void openPlain(ByteBuffer values) {
        plain = values;
        other = null;
    }

    @Override
    void openOther(ValuesReader reader) {
        other = reader;
    }

    @Override
    void readValues(int at, int values) {
        if (other == null) {
            type.read(plain, target, at, values);
        } else {
            for (int i = 0; i < values; i++) {
                target[at + i] = type.read(other);
            }
        }
    }

    @Override
    void lookUp(int[] codes, int at, int values) {
        for (int i = 0; i < values; i++) {
            target[at + i] = dictionary[codes[i]];
        }
    }

    @Override
    void move(int from, int to) {
        target[to] = target[from];
    }

    @Override
    void setNull(int at) {
        target[at] = Float.NaN;
    }
}
