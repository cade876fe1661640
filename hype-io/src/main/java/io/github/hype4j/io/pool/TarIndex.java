package io.github.hype4j.io.pool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/**
 * Goes through the headers of a tar from member to member, for a fingerprint: the data of members are passed over, but for
 * those that hold long names. Bytes that make no sense end the walk and are part of the fingerprint; they are never an error.
 */
final class TarIndex {

    private static final int BLOCK = 512;
    private static final int SIZE_AT = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int TYPE_AT = 156;

    /** GNU's long names and links, and pax headers: their data say what the next member is called and how long it is. */
    private static final String EXTENSIONS = "LKxg";

    /** Members of usual shards are shorter: they are read through, which is faster than seeking from one to the next. */
    private static final int BUFFER = 1 << 18;

    private final FileChannel channel;
    private final MessageDigest digest;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private long bufferAt;

    private TarIndex(FileChannel channel, MessageDigest digest) {
        this.channel = channel;
        this.digest = digest;
        buffer.limit(0);
    }

    static ShardFingerprint fingerprint(String name, Path tar) throws IOException {
        MessageDigest digest = ShardFingerprint.newDigest();
        try (FileChannel channel = FileChannel.open(tar, StandardOpenOption.READ)) {
            new TarIndex(channel, digest).walk();
            return ShardFingerprint.of(name, channel.size(), digest);
        }
    }

    private void walk() throws IOException {
        long position = 0;
        while (position >= 0) {
            byte[] header = read(position);
            digest.update(header);
            long size = header.length == BLOCK ? size(header) : -1;
            if (size < 0 || isZero(header)) {
                return;
            }
            position += BLOCK;
            long end = position + (size + BLOCK - 1) / BLOCK * BLOCK;
            if (EXTENSIONS.indexOf(header[TYPE_AT]) >= 0) {
                for (byte[] block = read(position); position < end && block.length > 0; block = read(position)) {
                    digest.update(block);
                    position += block.length;
                }
            }
            position = end;
        }
    }

    /** A block, shorter at the end of the file. */
    private byte[] read(long position) throws IOException {
        if (position < bufferAt || position + BLOCK > bufferAt + buffer.limit()) {
            buffer.clear();
            bufferAt = position;
            int count = 0;
            while (count >= 0 && buffer.position() < BLOCK) {
                count = channel.read(buffer, bufferAt + buffer.position());
            }
            buffer.flip();
        }
        int offset = (int) (position - bufferAt);
        byte[] block = new byte[Math.max(0, Math.min(BLOCK, buffer.limit() - offset))];
        buffer.get(offset, block);
        return block;
    }

    private static boolean isZero(byte[] block) {
        for (byte value : block) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    /** The size field: octal digits, or GNU's base 256; -1 if it is neither. */
    private static long size(byte[] header) {
        if ((header[SIZE_AT] & 0x80) != 0) {
            return binary(header);
        }
        String text = new String(header, SIZE_AT, SIZE_LENGTH, StandardCharsets.ISO_8859_1)
                .replace('\0', ' ')
                .trim();
        long size = 0;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '7') {
                return -1;
            }
            size = size * 8 + digit - '0';
        }
        return size;
    }

    private static long binary(byte[] header) {
        long size = header[SIZE_AT] & 0x7F;
        for (int i = 1; i < SIZE_LENGTH; i++) {
            if (size >> 54 != 0) {
                return -1;
            }
            size = size << 8 | header[SIZE_AT + i] & 0xFF;
        }
        return size;
    }
}
