package io.github.hype4j.io.tar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a tar, buffered, from any place on. Remembers whether the storage failed: a tar reader throws an
 * IOException for bad bytes too, and the two must be told apart.
 */
final class TarSource extends InputStream {

    static final int BLOCK = 512;

    private static final int BUFFER = 1 << 18;
    private static final int MAGIC_OFFSET = 257;
    private static final byte[] MAGIC = {'u', 's', 't', 'a', 'r'};

    private final SeekableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).flip();
    private @Nullable IOException failure;

    TarSource(SeekableByteChannel channel) {
        this.channel = channel;
    }

    long size() throws IOException {
        return channel.size();
    }

    long position() throws IOException {
        return channel.position() - buffer.remaining();
    }

    void seek(long position) throws IOException {
        channel.position(position);
        buffer.clear().flip();
    }

    /** Throws what the storage threw, if anything. */
    void throwFailure() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    /** The place of the next byte that is not zero, the end of the file if there is none. */
    long nextNonZero(long from) throws IOException {
        seek(Math.min(from, size()));
        int value = read();
        while (value == 0) {
            value = read();
        }
        return value < 0 ? position() : position() - 1;
    }

    /** The place, a whole number of blocks from the beginning, of the next block that is a header; -1 if there is none. */
    long nextHeader(long from, long except) throws IOException {
        long place = (from + BLOCK - 1) / BLOCK * BLOCK;
        seek(Math.min(place, size()));
        byte[] block = new byte[BLOCK];
        while (readNBytes(block, 0, BLOCK) == BLOCK) {
            if (place != except && isHeader(block)) {
                return place;
            }
            place += BLOCK;
        }
        return -1;
    }

    private static boolean isHeader(byte[] block) {
        if (!Arrays.equals(block, MAGIC_OFFSET, MAGIC_OFFSET + MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return false;
        }
        try {
            return TarUtils.verifyCheckSum(block);
        } catch (IllegalArgumentException e) {
            return false; // the checksum is not a number
        }
    }

    @Override
    public int read() throws IOException {
        return fill() ? buffer.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, buffer.remaining());
        buffer.get(bytes, offset, count);
        return count;
    }

    private boolean fill() throws IOException {
        if (buffer.hasRemaining()) {
            return true;
        }
        try {
            buffer.clear();
            int count = channel.read(buffer);
            buffer.flip();
            return count > 0;
        } catch (IOException e) {
            buffer.clear().flip();
            failure = e;
            throw e;
        }
    }

    @Override
    public long skip(long count) throws IOException {
        if (count <= 0) {
            return 0;
        }
        if (count <= buffer.remaining()) {
            buffer.position(buffer.position() + (int) count);
            return count;
        }
        long from = position();
        long to = Math.min(from + count, Math.max(from, size()));
        seek(to);
        return to - from;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
