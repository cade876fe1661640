package io.github.hype4j.io.subset;

import io.github.hype4j.numpy.NpyHeader;
import io.github.hype4j.selection.Uid;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A sorted subset file, in which uids are looked up without loading it: memory of the system that may be given up again, and
 * none of the heap. Immutable and safe for use by several threads, as long as the file is not changed.
 */
public final class MappedSubset {

    private static final int UID_BYTES = 16;

    /** Uids in one piece of mapped memory: a gibibyte. */
    private static final int PIECE = 1 << 26;

    private final LongBuffer[] pieces;
    private final long size;

    private MappedSubset(LongBuffer[] pieces, long size) {
        this.pieces = pieces;
        this.size = size;
    }

    /**
     * Opens a subset file, and reads it once to see that it is sorted.
     *
     * @param file a subset file, with or without the header of {@code .npy}
     * @return the uids
     * @throws IllegalArgumentException if it is not a subset file, has no bytes, or is not sorted; the message names it
     * @throws IOException if it cannot be read
     */
    public static MappedSubset open(Path file) throws IOException {
        long bytes = Files.size(file);
        long header = headerBytes(file);
        if (header == 0) {
            SubsetFile.checkHeaderless(file, bytes);
        }
        long size = (bytes - header) / UID_BYTES;
        LongBuffer[] pieces = new LongBuffer[(int) ((size + PIECE - 1) / PIECE)];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (int i = 0; i < pieces.length; i++) {
                long from = (long) i * PIECE;
                long length = Math.min(PIECE, size - from) * UID_BYTES;
                pieces[i] = channel.map(FileChannel.MapMode.READ_ONLY, header + from * UID_BYTES, length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asLongBuffer();
            }
        }
        MappedSubset subset = new MappedSubset(pieces, size);
        for (long i = 1; i < size; i++) {
            if (UidSort.compare(subset.high(i - 1), subset.low(i - 1), subset.high(i), subset.low(i)) > 0) {
                throw new IllegalArgumentException(
                        "subset file " + file + " is not sorted: uid number " + i + " is below the one before it");
            }
        }
        return subset;
    }

    private static long headerBytes(Path file) throws IOException {
        try (DataInputStream start = new DataInputStream(Files.newInputStream(file))) {
            if (!NpyHeader.isStart(start.readNBytes(NpyHeader.MAGIC_BYTES))) {
                return 0;
            }
        }
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            NpyHeader header = SubsetFile.header(file, in);
            if (header.bytes() + header.dataBytes() != Files.size(file)) {
                throw new IllegalArgumentException("subset file " + file + " has " + Files.size(file)
                        + " bytes, but its header says " + header.rows() + " uids");
            }
            return header.bytes();
        }
    }

    /**
     * How many uids there are.
     *
     * @return the count, repeats included
     */
    public long size() {
        return size;
    }

    /**
     * A uid by its place.
     *
     * @param index from 0 to below {@link #size()}
     * @return the uid
     */
    public Uid uid(long index) {
        return new Uid(high(index), low(index));
    }

    /**
     * Looks a uid up.
     *
     * @param uid the uid
     * @return the place of the first of its repeats; -1 if it is not there
     */
    public long indexOf(Uid uid) {
        long from = 0;
        long to = size;
        while (from < to) {
            long middle = (from + to) >>> 1;
            if (UidSort.compare(high(middle), low(middle), uid.high(), uid.low()) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from < size && high(from) == uid.high() && low(from) == uid.low() ? from : -1;
    }

    /**
     * How often a uid stands in the subset.
     *
     * @param first the place of its first repeat
     * @return at least 1
     */
    public long multiplicity(long first) {
        long end = first + 1;
        while (end < size && high(end) == high(first) && low(end) == low(first)) {
            end++;
        }
        return end - first;
    }

    private long high(long index) {
        return pieces[(int) (index / PIECE)].get((int) (index % PIECE) * 2);
    }

    private long low(long index) {
        return pieces[(int) (index / PIECE)].get((int) (index % PIECE) * 2 + 1);
    }
}
