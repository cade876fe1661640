package io.github.hype4j.io.pool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/** What a Parquet file says of its pages: its footer, for a fingerprint. A file without one counts by its last bytes. */
public final class ParquetIndex {

    /** The length of the footer and the magic number, behind it. */
    private static final int TAIL = 8;

    private static final int MAGIC = 'P' | 'A' << 8 | 'R' << 16 | '1' << 24;
    private static final int BUFFER = 1 << 16;

    private ParquetIndex() {}

    static ShardFingerprint fingerprint(String name, Path file) throws IOException {
        MessageDigest digest = ShardFingerprint.newDigest();
        return ShardFingerprint.of(name, add(digest, file), digest);
    }

    /**
     * Adds the footer to a digest.
     *
     * @param digest what is added to
     * @param file a Parquet file
     * @return the size of the file
     * @throws IOException if it cannot be read
     */
    public static long add(MessageDigest digest, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            long at = Math.max(0, size - TAIL - footerBytes(channel, size));
            while (at < size) {
                buffer.clear();
                int count = channel.read(buffer, at);
                if (count < 0) {
                    break;
                }
                digest.update(buffer.flip());
                at += count;
            }
            return size;
        }
    }

    private static long footerBytes(FileChannel channel, long size) throws IOException {
        ByteBuffer tail = ByteBuffer.allocate(TAIL).order(ByteOrder.LITTLE_ENDIAN);
        if (size < TAIL || channel.read(tail, size - TAIL) < TAIL || tail.getInt(4) != MAGIC) {
            return BUFFER;
        }
        return Integer.toUnsignedLong(tail.getInt(0));
    }
}
