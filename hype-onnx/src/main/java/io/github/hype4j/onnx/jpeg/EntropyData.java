package io.github.hype4j.onnx.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The entropy-coded data of one scan, without its stuffed bytes and restart markers; used again for the next scan. */
final class EntropyData {

    /** What may be read behind the data, for nothing: more than the largest MCU of 10 blocks, 64 coefficients each, 32 bits each. */
    private static final int MARGIN = 4096;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int RESTART = 0xD0;

    private final byte[] bytes;
    private final BitSource source;
    private int[] ends = new int[16];
    private int intervals;
    private int length;

    /** Room for any scan of a file. */
    EntropyData(int bytes) {
        this.bytes = new byte[bytes + MARGIN];
        this.source = new BitSource(this.bytes);
    }

    /** Reads up to the next marker that is no restart; returns where it is. */
    int read(byte[] file, int start) throws UnusualJpegException {
        length = 0;
        intervals = 0;
        int at = start;
        while (true) {
            at = copyPlain(file, at);
            int marker = at;
            while (at < file.length && file[at] == (byte) 0xFF) {
                at++;
            }
            if (at >= file.length) {
                throw new UnusualJpegException("no end marker");
            }
            int code = file[at] & 0xFF;
            if (code == 0 && at == marker + 1) {
                bytes[length++] = (byte) 0xFF;
                at++;
            } else if (code == RESTART + (intervals & 7)) {
                endInterval();
                at++;
            } else if (code == 0 || (code & 0xF8) == RESTART) {
                throw new UnusualJpegException("a marker out of order");
            } else {
                endInterval();
                return marker;
            }
        }
    }

    /** The intervals between restart markers; 1 where there are none. */
    int intervals() {
        return intervals;
    }

    /** The bits from the start of an interval on. */
    BitSource startInterval(int interval) {
        source.startAt(interval == 0 ? 0 : ends[interval - 1]);
        return source;
    }

    void checkNotBeyond(int interval) throws UnusualJpegException {
        if (source.isBeyond(ends[interval])) {
            throw new UnusualJpegException("a scan with too few data");
        }
    }

    void checkEnd(int interval) throws UnusualJpegException {
        if (!source.isAt(ends[interval])) {
            throw new UnusualJpegException("a scan with too few or too many data");
        }
    }

    /** Copies bytes up to the next 0xFF and returns where that is, or the end of the file. */
    private int copyPlain(byte[] file, int start) {
        int at = start;
        while (at <= file.length - Long.BYTES) {
            long next = (long) LONGS.get(file, at);
            // A byte of the complement is zero where the byte is 0xFF.
            long zeros = (~next - 0x0101010101010101L) & next & 0x8080808080808080L;
            LONGS.set(bytes, length, next);
            if (zeros != 0) {
                int plain = Long.numberOfTrailingZeros(zeros) >> 3;
                length += plain;
                return at + plain;
            }
            length += Long.BYTES;
            at += Long.BYTES;
        }
        while (at < file.length && file[at] != (byte) 0xFF) {
            bytes[length++] = file[at++];
        }
        return at;
    }

    private void endInterval() {
        if (intervals == ends.length) {
            ends = Arrays.copyOf(ends, 2 * intervals);
        }
        ends[intervals++] = length;
    }
}
