package io.github.hype4j.io.pool;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorts a file of records that start with a uid, in bounded memory: a file that is too large is parted by a byte of the uid
 * into files that are sorted one after the other. Of records of one uid the first is kept.
 */
final class UidRecordSort {

    static final int UID_BYTES = 16;
    private static final int PARTS = 256;
    private static final int BUFFER = 1 << 14;

    private final int recordBytes;
    private final long inMemory;
    private final Path folder;
    private long repeats;

    /**
     * @param inMemory how many bytes of records are sorted in memory
     * @param folder for temporary files
     */
    UidRecordSort(int recordBytes, long inMemory, Path folder) {
        this.recordBytes = recordBytes;
        this.inMemory = inMemory;
        this.folder = folder;
    }

    /** Sorts one file into another, and deletes it. */
    void sort(Path records, Path sorted) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(sorted), 1 << 18)) {
            sort(records, 0, out);
        }
    }

    /** How many records were dropped for having the uid of an earlier one. */
    long repeats() {
        return repeats;
    }

    private void sort(Path records, int depth, OutputStream out) throws IOException {
        long bytes = Files.size(records);
        if (bytes <= inMemory) {
            sortInMemory(records, (int) (bytes / recordBytes), out);
        } else if (depth == UID_BYTES) {
            // All records have one uid.
            try (InputStream in = input(records)) {
                out.write(in.readNBytes(recordBytes));
            }
            repeats += bytes / recordBytes - 1;
            Files.delete(records);
        } else {
            for (Path part : parts(records, depth)) {
                sort(part, depth + 1, out);
            }
        }
    }

    private void sortInMemory(Path file, int count, OutputStream out) throws IOException {
        byte[][] records = new byte[count][];
        try (InputStream in = input(file)) {
            for (int i = 0; i < count; i++) {
                records[i] = in.readNBytes(recordBytes);
            }
        }
        // Stable, so that the first of a uid stays the first.
        Arrays.sort(records, (a, b) -> Arrays.compareUnsigned(a, 0, UID_BYTES, b, 0, UID_BYTES));
        byte[] last = null;
        for (byte[] row : records) {
            if (last != null && Arrays.equals(last, 0, UID_BYTES, row, 0, UID_BYTES)) {
                repeats++;
            } else {
                out.write(row);
                last = row;
            }
        }
        Files.delete(file);
    }

    private List<Path> parts(Path records, int depth) throws IOException {
        List<Path> paths = new ArrayList<>();
        @Nullable OutputStream[] outputs = new OutputStream[PARTS];
        Path[] names = new Path[PARTS];
        try (InputStream in = input(records)) {
            for (byte[] row = in.readNBytes(recordBytes); row.length > 0; row = in.readNBytes(recordBytes)) {
                if (row.length < recordBytes) {
                    throw new EOFException(records + " was cut while it was in use");
                }
                int part = row[depth] & 0xff;
                OutputStream output = outputs[part];
                if (output == null) {
                    names[part] = Files.createTempFile(folder, "part", null);
                    output = new BufferedOutputStream(Files.newOutputStream(names[part]), BUFFER);
                    outputs[part] = output;
                }
                output.write(row);
            }
        } finally {
            for (OutputStream output : outputs) {
                if (output != null) {
                    output.close();
                }
            }
        }
        for (int i = 0; i < PARTS; i++) {
            if (outputs[i] != null) {
                paths.add(names[i]);
            }
        }
        Files.delete(records);
        return paths;
    }

    private static InputStream input(Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file), 1 << 18);
    }
}
