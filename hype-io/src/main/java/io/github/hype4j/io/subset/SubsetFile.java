package io.github.hype4j.io.subset;

import io.github.hype4j.io.file.AtomicFile;
import io.github.hype4j.numpy.NpyHeader;
import io.github.hype4j.numpy.NpyType;
import io.github.hype4j.selection.Uid;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads and writes subset files.
 *
 * <p>A subset file is what {@code numpy.save} writes for an array of type {@code [('f0', '<u8'), ('f1', '<u8')]}, byte
 * for byte: a header of 128 bytes, then 16 bytes a uid, the high word and the low word, both little-endian. The uids are
 * sorted as unsigned numbers; a uid that stands n times is wanted n times. The same bytes without the header, as
 * {@code numpy.memmap} writes them, are read by {@link #readHeaderless}.
 */
public final class SubsetFile {

    private static final int UID_BYTES = 16;
    private static final int BUFFER_BYTES = UID_BYTES << 12;

    private SubsetFile() {}

    /**
     * Writes a subset, whole or not at all.
     *
     * @param target the file
     * @param subset the uids
     * @param overwrite whether a file of that name may be replaced
     * @throws java.nio.file.FileAlreadyExistsException if the file exists and {@code overwrite} is false
     * @throws IOException if it cannot be written; the message names the file
     */
    public static void write(Path target, Subset subset, boolean overwrite) throws IOException {
        AtomicFile.write(target, overwrite, out -> {
            out.write(NpyHeader.of(NpyType.UID, subset.size()).toBytes());
            writeWords(subset, out);
        });
    }

    /** Uids one by one. */
    @FunctionalInterface
    public interface Uids {

        /**
         * Gives all uids to a consumer.
         *
         * @param to takes each
         * @throws IOException if the uids cannot be had, or a uid cannot be written
         */
        void forEach(UidConsumer to) throws IOException;
    }

    /** Takes uids. */
    @FunctionalInterface
    public interface UidConsumer {

        /**
         * Takes a uid.
         *
         * @param uid the uid
         * @throws IOException if it cannot be written
         */
        void accept(Uid uid) throws IOException;
    }

    /**
     * Writes uids that come in order, whole or not at all, and holds none of them in memory.
     *
     * @param target the file
     * @param uids gives the uids, sorted
     * @param overwrite whether a file of that name may be replaced
     * @throws java.nio.file.FileAlreadyExistsException if the file exists and {@code overwrite} is false
     * @throws IOException if it cannot be written
     */
    public static void write(Path target, Uids uids, boolean overwrite) throws IOException {
        try (UidFileWriter file = UidFileWriter.create(target, overwrite)) {
            uids.forEach(uid -> file.add(uid.high(), uid.low()));
            file.commit();
        }
    }

    private static void writeWords(Subset subset, OutputStream out) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < subset.size(); i++) {
            buffer.putLong(subset.high(i)).putLong(subset.low(i));
            if (!buffer.hasRemaining()) {
                out.write(buffer.array());
                buffer.clear();
            }
        }
        out.write(buffer.array(), 0, buffer.position());
    }

    /**
     * Reads a subset file. The uids need not be sorted in it.
     *
     * @param file the file
     * @return the uids
     * @throws IllegalArgumentException if it is not a one-dimensional {@code .npy} array of uids, or is longer or
     *     shorter than its header says; the message names the file
     * @throws IOException if it cannot be read
     */
    public static Subset read(Path file) throws IOException {
        long size = Files.size(file);
        try (InputStream raw = Files.newInputStream(file);
                DataInputStream in = new DataInputStream(new BufferedInputStream(raw, BUFFER_BYTES))) {
            NpyHeader header = header(file, in);
            long expected = header.bytes() + header.rows() * UID_BYTES;
            if (header.rows() > Integer.MAX_VALUE - 8L || size != expected) {
                throw new IllegalArgumentException("subset file " + file + " has " + size
                        + " bytes, but its header says " + header.rows() + " uids");
            }
            return readWords(file, in, (int) header.rows());
        }
    }

    /**
     * Reads a subset file that has no header: 16 bytes a uid and nothing else. The uids need not be sorted in it. A file
     * without a byte is none: it is what a writer that failed leaves. An empty subset has a header.
     *
     * @param file the file
     * @return the uids
     * @throws IllegalArgumentException if its length is 0 or not a multiple of 16, or it begins as a {@code .npy} file does;
     *     the message names the file
     * @throws IOException if it cannot be read
     */
    public static Subset readHeaderless(Path file) throws IOException {
        long size = Files.size(file);
        checkHeaderless(file, size);
        if (size / UID_BYTES > Integer.MAX_VALUE - 8L) {
            throw new IllegalArgumentException("subset file " + file + " has " + size / UID_BYTES
                    + " uids, which is more than fit in memory at once");
        }
        try (InputStream raw = Files.newInputStream(file);
                DataInputStream in = new DataInputStream(new BufferedInputStream(raw, BUFFER_BYTES))) {
            in.mark(NpyHeader.MAGIC_BYTES);
            byte[] start = in.readNBytes(NpyHeader.MAGIC_BYTES);
            in.reset();
            if (NpyHeader.isStart(start)) {
                throw new IllegalArgumentException("subset file " + file + " has a .npy header; read it as such");
            }
            return readWords(file, in, (int) (size / UID_BYTES));
        }
    }

    static void checkHeaderless(Path file, long bytes) {
        if (bytes == 0) {
            throw new IllegalArgumentException(
                    "subset file " + file + " has 0 bytes; a subset without uids is a .npy header alone");
        }
        if (bytes % UID_BYTES != 0) {
            throw new IllegalArgumentException(
                    "subset file " + file + " has " + bytes + " bytes, which is not 16 for each uid");
        }
    }

    static NpyHeader header(Path file, DataInputStream in) throws IOException {
        NpyHeader header = NpyHeader.read(in, "subset file " + file);
        if (header.type() != NpyType.UID) {
            throw new IllegalArgumentException("subset file " + file + " holds elements of type "
                    + header.type().descr() + "; a subset holds " + NpyType.UID.descr());
        }
        if (header.shape().size() != 1) {
            throw new IllegalArgumentException(
                    "subset file " + file + " has a .npy header without a one-dimensional shape: " + header.shape());
        }
        return header;
    }

    private static Subset readWords(Path file, DataInputStream in, int uids) throws IOException {
        long[] high = new long[uids];
        long[] low = new long[uids];
        try {
            for (int i = 0; i < uids; i++) {
                high[i] = Long.reverseBytes(in.readLong());
                low[i] = Long.reverseBytes(in.readLong());
            }
        } catch (EOFException e) {
            throw new IOException("subset file " + file + " became shorter while it was read", e);
        }
        return Subset.sorted(high, low);
    }
}
