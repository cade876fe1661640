package io.github.hype4j.numpy;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a {@code .npz} file, array after array, as {@code numpy.load} reads it: stored without compression, so that an
 * array can be mapped into memory, and with sizes of 64 bits, so that it may have any.
 *
 * <p>The same arrays give the same bytes at any time, on any machine and Java: every entry bears the date 1980-01-01, the
 * first that a zip can tell. For use by one thread.
 *
 * <pre>{@code
 * try (NpzWriter npz = NpzWriter.create(path)) {
 *     try (NpyWriter array = npz.add("image", NpyHeader.of(NpyType.FLOAT32, rows, dimension))) {
 *         array.writeFloats(values, 0, values.length);
 *     }
 *     npz.finish();
 * }
 * }</pre>
 */
public final class NpzWriter implements Closeable {

    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int CENTRAL_SIGNATURE = 0x02014b50;
    private static final int ZIP64_END_SIGNATURE = 0x06064b50;
    private static final int ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
    private static final int END_SIGNATURE = 0x06054b50;

    private static final short ZIP64_VERSION = 45;
    private static final short FIRST_DATE = 1 << 5 | 1;
    private static final short ZIP64_EXTRA = 1;
    private static final short IN_ZIP64_16 = -1;
    private static final int IN_ZIP64_32 = -1;
    private static final int ZIP64_END_BYTES = 56;

    private final FileChannel channel;
    private final List<Entry> entries = new ArrayList<>();
    private @Nullable EntryStream open;
    private long position;

    private NpzWriter(FileChannel channel) {
        this.channel = channel;
    }

    private record Entry(byte[] name, long offset, long crc, long size) {}

    /**
     * Starts a file.
     *
     * @param file the file, which is emptied if it exists
     * @return the writer
     * @throws IOException if the file cannot be written
     */
    public static NpzWriter create(Path file) throws IOException {
        return new NpzWriter(FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING));
    }

    /**
     * Starts an array.
     *
     * @param name its name, in the order in which {@code numpy} lists them
     * @param header what it is
     * @return takes its elements; to be closed before the next array is started
     * @throws IllegalStateException if the array before was not closed
     * @throws IOException if the file cannot be written
     */
    public NpyWriter add(String name, NpyHeader header) throws IOException {
        if (open != null) {
            throw new IllegalStateException("array " + name + " is started before the one before it is closed");
        }
        byte[] entry = (name + ".npy").getBytes(StandardCharsets.US_ASCII);
        EntryStream stream = new EntryStream(entry, position);
        open = stream;
        // Checksum and sizes are put in when they are known.
        write(local(entry, 0, 0));
        return new NpyWriter(new CheckedOutputStream(stream, stream.crc), header);
    }

    private static ByteBuffer local(byte[] name, long crc, long size) {
        ByteBuffer header = buffer(30 + name.length + 20)
                .putInt(LOCAL_SIGNATURE)
                .putShort(ZIP64_VERSION)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort(FIRST_DATE)
                .putInt((int) crc)
                .putInt(IN_ZIP64_32)
                .putInt(IN_ZIP64_32)
                .putShort((short) name.length)
                .putShort((short) 20)
                .put(name);
        return header.putShort(ZIP64_EXTRA).putShort((short) 16).putLong(size).putLong(size);
    }

    private static ByteBuffer central(Entry entry) {
        ByteBuffer header = buffer(46 + entry.name.length + 28)
                .putInt(CENTRAL_SIGNATURE)
                .putShort(ZIP64_VERSION)
                .putShort(ZIP64_VERSION)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort(FIRST_DATE)
                .putInt((int) entry.crc)
                .putInt(IN_ZIP64_32)
                .putInt(IN_ZIP64_32)
                .putShort((short) entry.name.length)
                .putShort((short) 28)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(0)
                .putInt(IN_ZIP64_32)
                .put(entry.name);
        return header.putShort(ZIP64_EXTRA)
                .putShort((short) 24)
                .putLong(entry.size)
                .putLong(entry.size)
                .putLong(entry.offset);
    }

    private static ByteBuffer end(int entries, long directory, long directoryBytes) {
        return buffer(ZIP64_END_BYTES + 20 + 22)
                .putInt(ZIP64_END_SIGNATURE)
                .putLong(ZIP64_END_BYTES - 12)
                .putShort(ZIP64_VERSION)
                .putShort(ZIP64_VERSION)
                .putInt(0)
                .putInt(0)
                .putLong(entries)
                .putLong(entries)
                .putLong(directoryBytes)
                .putLong(directory)
                .putInt(ZIP64_LOCATOR_SIGNATURE)
                .putInt(0)
                .putLong(directory + directoryBytes)
                .putInt(1)
                .putInt(END_SIGNATURE)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort(IN_ZIP64_16)
                .putShort(IN_ZIP64_16)
                .putInt(IN_ZIP64_32)
                .putInt(IN_ZIP64_32)
                .putShort((short) 0);
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void write(ByteBuffer bytes) throws IOException {
        bytes.rewind();
        while (bytes.hasRemaining()) {
            position += channel.write(bytes);
        }
    }

    private void patch(ByteBuffer bytes, long at) throws IOException {
        bytes.rewind();
        long place = at;
        while (bytes.hasRemaining()) {
            place += channel.write(bytes, place);
        }
    }

    /**
     * Writes the directory, without which the file is not one. Nothing can be added afterwards.
     *
     * @throws IllegalStateException if the last array was not closed
     * @throws IOException if the file cannot be written
     */
    public void finish() throws IOException {
        if (open != null) {
            throw new IllegalStateException("the file is finished before its last array is closed");
        }
        long directory = position;
        for (Entry entry : entries) {
            write(central(entry));
        }
        write(end(entries.size(), directory, position - directory));
    }

    /** Closes the file, finished or not. */
    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Where an array's bytes go; the writer has a buffer of its own. */
    private final class EntryStream extends OutputStream {
        private final CRC32 crc = new CRC32();
        private final byte[] name;
        private final long offset;
        private long size;

        EntryStream(byte[] name, long offset) {
            this.name = name;
            this.offset = offset;
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            NpzWriter.this.write(ByteBuffer.wrap(bytes, from, count).slice());
            size += count;
        }

        @Override
        public void close() throws IOException {
            if (open != this) {
                return;
            }
            open = null;
            entries.add(new Entry(name, offset, crc.getValue(), size));
            patch(local(name, crc.getValue(), size), offset);
        }
    }
}
