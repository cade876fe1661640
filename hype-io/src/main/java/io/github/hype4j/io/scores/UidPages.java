package io.github.hype4j.io.scores;

import java.nio.ByteBuffer;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.values.ValuesReader;
import org.jspecify.annotations.Nullable;

/** A column of uids as two arrays of words. */
final class UidPages extends ColumnPages {

    private final long[] high;
    private final long[] low;
    private long[] dictionaryHigh = new long[0];
    private long[] dictionaryLow = new long[0];
    private ByteBuffer plain = ByteBuffer.allocate(0);
    private @Nullable ValuesReader other;

    UidPages(ColumnDescriptor descriptor, long[] high, long[] low) {
        super(descriptor);
        this.high = high;
        this.low = low;
    }

    @Override
    void openDictionary(ByteBuffer values, int size) {
        dictionaryHigh = new long[size];
        dictionaryLow = new long[size];
        readPlain(values, dictionaryHigh, dictionaryLow, 0, size);
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
            readPlain(plain, high, low, at, values);
            return;
        }
        for (int i = at; i < at + values; i++) {
            ByteBuffer text = UidDigits.checked(other.readBytes().toByteBuffer());
            set(high, low, i, text.array(), text.arrayOffset() + text.position());
        }
    }

    private static void readPlain(ByteBuffer values, long[] high, long[] low, int at, int count) {
        if (!values.hasArray()) {
            throw new IllegalArgumentException("pages must be read into arrays");
        }
        byte[] bytes = values.array();
        int from = values.arrayOffset() + values.position();
        for (int i = at; i < at + count; i++) {
            int length = values.getInt();
            values.position(values.position() + length);
            if (length != UidDigits.COUNT) {
                UidDigits.checked(values.duplicate().limit(values.position()).position(values.position() - length));
            }
            set(high, low, i, bytes, from + Integer.BYTES);
            from += Integer.BYTES + UidDigits.COUNT;
        }
    }

    private static void set(long[] high, long[] low, int at, byte[] text, int from) {
        high[at] = UidDigits.word(text, from);
        low[at] = UidDigits.word(text, from + UidDigits.COUNT / 2);
    }

    @Override
    void lookUp(int[] codes, int at, int values) {
        for (int i = 0; i < values; i++) {
            high[at + i] = dictionaryHigh[codes[i]];
            low[at + i] = dictionaryLow[codes[i]];
        }
    }

    @Override
    void move(int from, int to) {
        high[to] = high[from];
        low[to] = low[from];
    }

    @Override
    void setNull(int at) {
        throw new IllegalArgumentException("a row has no uid");
    }
}
