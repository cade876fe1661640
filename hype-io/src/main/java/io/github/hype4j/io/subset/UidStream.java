package io.github.hype4j.io.subset;

import io.github.hype4j.numpy.NpyHeader;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The uids of a sorted subset file, one after the other, in memory that does not grow with the file. */
final class UidStream implements Closeable {

    private static final int UID_BYTES = 16;

    private final Path file;
    private final DataInputStream in;
    private final long size;
    private long left;
    private long high;
    private long low;

    private UidStream(Path file, DataInputStream in, long size) {
        this.file = file;
        this.in = in;
        this.size = size;
        this.left = size;
    }

    static UidStream open(Path file) throws IOException {
        long bytes = Files.size(file);
        DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
        try {
            NpyHeader header = SubsetFile.header(file, in);
            if (bytes != header.bytes() + header.rows() * UID_BYTES) {
                throw new IllegalArgumentException("subset file " + file + " has " + bytes
                        + " bytes, but its header says " + header.rows() + " uids");
            }
            return new UidStream(file, in, header.rows());
        } catch (IllegalArgumentException | IOException e) {
            in.close();
            throw e;
        }
    }

    long size() {
        return size;
    }

    /** Goes to the next uid; false at the end. */
    boolean next() throws IOException {
        if (left == 0) {
            return false;
        }
        long lastHigh = high;
        long lastLow = low;
        try {
            high = Long.reverseBytes(in.readLong());
            low = Long.reverseBytes(in.readLong());
        } catch (EOFException e) {
            throw new IOException("subset file " + file + " became shorter while it was read", e);
        }
        if (left-- < size && UidSort.compare(lastHigh, lastLow, high, low) > 0) {
            throw new IllegalArgumentException("subset file " + file + " is not sorted: uid number " + (size - left)
                    + " is below the one before it");
        }
        return true;
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
