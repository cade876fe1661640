package io.github.hype4j.io.subset;

import io.github.hype4j.io.file.AtomicFile;
import io.github.hype4j.numpy.NpyHeader;
import io.github.hype4j.numpy.NpyType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a subset file of uids that come in order, and whose number is known at the end. */
final class UidFileWriter implements AutoCloseable {

    private final AtomicFile file;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    private long size;

    private UidFileWriter(AtomicFile file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
        buffer.put(header(0));
    }

    static UidFileWriter create(Path target, boolean overwrite) throws IOException {
        AtomicFile file = AtomicFile.create(target, overwrite);
        try {
            return new UidFileWriter(file, FileChannel.open(file.temporary(), StandardOpenOption.WRITE));
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** As many bytes for any number of uids. */
    private static byte[] header(long uids) {
        return NpyHeader.of(NpyType.UID, uids).toBytes();
    }

    void add(long high, long low) throws IOException {
        if (buffer.remaining() < 2 * Long.BYTES) {
            flush();
        }
        buffer.putLong(high).putLong(low);
        size++;
    }

    private void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    void commit() throws IOException {
        flush();
        channel.position(0);
        buffer.put(header(size));
        flush();
        channel.close();
        file.commit();
    }

    @Override
    public void close() throws IOException {
        try (file) {
            channel.close();
        }
    }
}
