package io.github.hype4j.io.pool;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Counts the bytes that were taken, and remembers whether the storage failed: a tar reader throws an IOException for bad
 * bytes too, and the two must be told apart. Remembers also where the last byte was read that is not zero, since a tar
 * reader takes a block of zeros for the end, whatever comes after it.
 */
final class CountedInput extends FilterInputStream {

    private long position;
    private long endOfNonZero;
    private @Nullable IOException failure;

    CountedInput(InputStream in) {
        super(in);
    }

    long position() {
        return position;
    }

    /** The place after the last byte that was read, not skipped, and is not zero. */
    long endOfNonZero() {
        return endOfNonZero;
    }

    /** Throws what the storage threw, if anything. */
    void throwFailure() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public int read() throws IOException {
        try {
            int value = in.read();
            position += value < 0 ? 0 : 1;
            if (value > 0) {
                endOfNonZero = position;
            }
            return value;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            int count = in.read(bytes, offset, length);
            int last = count - 1;
            while (last >= 0 && bytes[offset + last] == 0) {
                last--;
            }
            if (last >= 0) {
                endOfNonZero = position + last + 1;
            }
            position += Math.max(count, 0);
            return count;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public long skip(long count) throws IOException {
        try {
            long skipped = in.skip(count);
            position += skipped;
            return skipped;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
