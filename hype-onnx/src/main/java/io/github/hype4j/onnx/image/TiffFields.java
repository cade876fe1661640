package io.github.hype4j.onnx.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** The fields of the first directory of TIFF data, the form of EXIF. What lies outside the data is taken as not there. */
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
        Optional<Long> value = Optional.empty();
        if (directory + 2 > data.limit()) {
            return value;
        }
        int count = data.getShort((int) directory) & 0xFFFF;
        long at = directory + 2;
        for (int i = 0; i < count && at + FIELD_LENGTH <= data.limit(); i++, at += FIELD_LENGTH) {
            int field = (int) at;
            if ((data.getShort(field) & 0xFFFF) == tag && data.getInt(field + 4) == 1) {
                int type = data.getShort(field + 2);
                if (type == SHORT) {
                    value = Optional.of((long) (data.getShort(field + 8) & 0xFFFF));
                } else if (type == LONG) {
                    value = Optional.of(data.getInt(field + 8) & 0xFFFFFFFFL);
                }
            }
        }
        return value;
    }
}
