package io.github.hype4j.numpy;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The arrays of a {@code .npz} file, a zip of {@code .npy} files.
 *
 * <p>The zip's central directory is read, so that entries written to a stream (stored with a data descriptor, as DataComp's
 * are), compressed ones and those beyond 4 GB (zip64) can be read. Several arrays can be read at the same time, each by
 * its own thread.
 */
public final class NpzFile implements Closeable {

    private static final String SUFFIX = ".npy";

    private final Path path;
    private final ZipFile zip;
    private final Set<String> names;

    private NpzFile(Path path, ZipFile zip) {
        this.path = path;
        this.zip = zip;
        Set<String> found = new TreeSet<>();
        zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.endsWith(SUFFIX))
                .forEach(name -> found.add(name.substring(0, name.length() - SUFFIX.length())));
        this.names = Collections.unmodifiableSet(found);
    }

    /**
     * Opens a file.
     *
     * @param file a {@code .npz} file
     * @return its arrays
     * @throws NoSuchFileException if there is no such file
     * @throws IOException if it cannot be read or is not a whole zip file, such as one that is cut; the message names the
     *     file
     */
    public static NpzFile open(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        try {
            return new NpzFile(file, new ZipFile(file.toFile()));
        } catch (ZipException e) {
            throw new IOException(file + " is not a whole .npz file: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            // Names of entries that are no text.
            throw new IOException(file + " is not a .npz file: " + e.getMessage(), e);
        }
    }

    /**
     * What the arrays are called.
     *
     * @return their names without {@code .npy}, sorted
     */
    public Set<String> names() {
        return names;
    }

    /**
     * Starts reading an array.
     *
     * @param name one of {@link #names()}
     * @return a reader at the first element
     * @throws IllegalArgumentException if there is no such array, or it is not one that {@link NpyHeader#read} takes; the
     *     message names file and array
     * @throws IOException if it cannot be read
     */
    public NpyReader read(String name) throws IOException {
        return NpyReader.open(zip.getInputStream(entry(name)), origin(name));
    }

    /**
     * Reads an array to its end and compares its checksum, which {@link #read} does not.
     *
     * @param name one of {@link #names()}
     * @throws IllegalArgumentException if there is no such array
     * @throws IOException if it cannot be read, or its bytes are not those that were written
     */
    public void verify(String name) throws IOException {
        ZipEntry entry = entry(name);
        CRC32 crc = new CRC32();
        long bytes;
        try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), crc)) {
            bytes = in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new IOException(origin(name) + " cannot be read: " + e.getMessage(), e);
        }
        if (bytes != entry.getSize() || crc.getValue() != entry.getCrc()) {
            throw new IOException(origin(name) + " is damaged: its checksum is not that of its bytes");
        }
    }

    private ZipEntry entry(String name) {
        ZipEntry entry = zip.getEntry(name + SUFFIX);
        if (entry == null) {
            throw new IllegalArgumentException(path + " has no array \"" + name + "\"; it has " + names);
        }
        return entry;
    }

    private String origin(String name) {
        return path + " (array " + name + ")";
    }

    /** Closes the file, and the arrays that are being read. */
    @Override
    public void close() throws IOException {
        zip.close();
    }
}
