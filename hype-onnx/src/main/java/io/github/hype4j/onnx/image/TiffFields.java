package io.github.hype4j.onnx.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** The fields of the first directory of TIFF data, which EXIF is too. What lies outside the data is taken as not there. */
final class TiffFields {

    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int FIELD_LENGTH = 12;

    private final ByteBuffer data;
    private final long directory;

    private TiffFields(ByteBuffer data, long directory) {
        this.data = data;
        this.directory = directory;
    }

    /** Nothing if the data do not start as TIFF does. */
    static Optional<TiffFields> of(byte[] file, int start, int length) {
        if (length < 8) {
            return Optional.empty();
        }
        ByteBuffer data = ByteBuffer.wrap(file, start, length).slice();
        int mark = data.getShort(0);
        if (mark == 0x4949) {
            data.order(ByteOrder.LITTLE_ENDIAN);
        } else if (mark != 0x4D4D) {
            return Optional.empty();
        }
        return data.getShort(2) == 42
                ? Optional.of(new TiffFields(data, data.getInt(4) & 0xFFFFFFFFL))
                : Optional.empty();
    }

    /** The value of a field that holds one number of 16 or 32 bits, unsigned; of several with this tag, the last. */
    Optional<Long> single(int tag) {
        long[] values = values(tag);
        return values.length == 1 ? Optional.of(values[0]) : Optional.empty();
    }

    /** The numbers of 16 or 32 bits, unsigned, that a field holds; none if there is no such field. */
    long[] values(int tag) {
        long[] values = {};
        if (directory + 2 > data.limit()) {
            return values;
        }
        int count = data.getShort((int) directory) & 0xFFFF;
        long at = directory + 2;
        for (int i = 0; i < count && at + FIELD_LENGTH <= data.limit(); i++, at += FIELD_LENGTH) {
            int field = (int) at;
            if ((data.getShort(field) & 0xFFFF) == tag) {
                values = numbers(data.getShort(field + 2), data.getInt(field + 4) & 0xFFFFFFFFL, field + 8);
            }
        }
        return values;
    }

    /** Whether the directory and the numbers of its fields lie within the data. */
    boolean areWhole() {
        if (directory + 2 > data.limit()) {
            return false;
        }
        int count = data.getShort((int) directory) & 0xFFFF;
        if (directory + 2 + (long) count * FIELD_LENGTH > data.limit()) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            int field = (int) directory + 2 + i * FIELD_LENGTH;
            int type = data.getShort(field + 2);
            long values = data.getInt(field + 4) & 0xFFFFFFFFL;
            if ((type == SHORT || type == LONG) && values > 0 && numbers(type, values, field + 8).length == 0) {
                return false;
            }
        }
        return true;
    }

    /** Up to four bytes of numbers stand in the field itself, more where it says. */
    private long[] numbers(int type, long count, int place) {
        int bytes = type == SHORT ? Short.BYTES : Integer.BYTES;
        long at = count * bytes <= Integer.BYTES ? place : data.getInt(place) & 0xFFFFFFFFL;
        if ((type != SHORT && type != LONG) || at + count * bytes > data.limit()) {
            return new long[0];
        }
        long[] numbers = new long[(int) count];
        for (int i = 0; i < numbers.length; i++) {
            int from = (int) at + i * bytes;
            numbers[i] = type == SHORT ? data.getShort(from) & 0xFFFF : data.getInt(from) & 0xFFFFFFFFL;
        }
        return numbers;
    }
}
