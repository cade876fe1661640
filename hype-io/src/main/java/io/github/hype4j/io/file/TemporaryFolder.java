package io.github.hype4j.io.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A hidden folder for temporary files, deleted with all that is in it when it is closed.
 *
 * <p>A killed process leaves its folder behind; the next one that makes a folder in the same place deletes it. A folder that
 * is in use is known by the lock that its process holds. For use by one thread; the files in it are the caller's.
 */
public final class TemporaryFolder implements AutoCloseable {

    private static final String PREFIX = ".hype-tmp-";
    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel lock;

    private TemporaryFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes a folder, and deletes those that killed processes have left beside it.
     *
     * @param parent where it shall lie; a folder that exists
     * @return the folder, to be closed
     * @throws IOException if it cannot be made
     */
    public static TemporaryFolder in(Path parent) throws IOException {
        sweep(parent);
        Path path = Files.createDirectory(parent.resolve(PREFIX + UUID.randomUUID()));
        FileChannel lock =
                FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock.lock();
        return new TemporaryFolder(path, lock);
    }

    private static void sweep(Path parent) throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            for (Path file : files.toList()) {
                if (String.valueOf(file.getFileName()).startsWith(PREFIX) && isLeft(file)) {
                    delete(file);
                }
            }
        }
    }

    private static boolean isLeft(Path folder) {
        try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            return held != null;
        } catch (IOException | OverlappingFileLockException e) {
            return false; // just being made, just being deleted, or in use by this very process
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> inside;
        try (Stream<Path> files = Files.list(folder)) {
            inside = files.toList();
        }
        for (Path file : inside) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
    }

    /**
     * Where the folder lies.
     *
     * @return its path
     */
    public Path path() {
        return path;
    }

    /**
     * Deletes the folder and the files in it.
     *
     * @throws IOException if a file cannot be deleted
     */
    @Override
    public void close() throws IOException {
        lock.close();
        delete(path);
    }
}
