package io.github.hype4j.io.scores;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.ToIntFunction;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.values.ValuesReader;
import org.jspecify.annotations.Nullable;

/** A column of a few labels as the numbers that they stand for, {@link #NONE} for nulls. */
final class LabelPages extends ColumnPages {

    static final byte NONE = -1;

    private final byte[] target;
    private final ToIntFunction<String> meaning;
    private byte[] dictionary = new byte[0];
    private ByteBuffer plain = ByteBuffer.allocate(0);
    private @Nullable ValuesReader other;

    /** A column whose labels are given numbers from 0 to 127. */
    LabelPages(ColumnDescriptor descriptor, byte[] target, ToIntFunction<String> meaning) {
        super(descriptor);
        this.target = target;
        this.meaning = meaning;
    }

    byte[] target() {
        return target;
    }

    @Override
    void openDictionary(ByteBuffer values, int size) {
        dictionary = new byte[size];
        for (int i = 0; i < size; i++) {
            dictionary[i] = next(values);
        }
    }

    private byte next(ByteBuffer values) {
        byte[] text = new byte[values.getInt()];
        values.get(text);
        return numberOf(new String(text, StandardCharsets.UTF_8));
    }

    private byte numberOf(String label) {
        return (byte) meaning.applyAsInt(label);
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
        for (int i = at; i < at + values; i++) {
            target[i] = other == null ? next(plain) : numberOf(other.readBytes().toStringUsingUTF8());
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
        target[at] = NONE;
    }
}
