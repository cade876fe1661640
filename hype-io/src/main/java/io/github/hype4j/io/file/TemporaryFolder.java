package io.github.hype4j.io.file;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hidden folder for the files of one process, deleted with all that is in it when it is closed: {@code .work-TOKEN}, with a
 * file {@code .work-TOKEN.lock} beside it that the process keeps locked for as long as it works. The system gives the lock up
 * when the process ends, however it ends, so that the next one that makes a folder in the same place can tell abandoned
 * folders from those in use, and deletes them.
 *
 * <p>Where a file system has no locks, folders in use cannot be told from abandoned ones, and none are removed. The files in
 * it are the caller's; folders within it are not deleted. For use by one thread.
 */
public final class TemporaryFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolder.class);

    private static final String PREFIX = ".work-";
    private static final String LOCK = ".lock";

    /** Locks are held by processes, not by threads: what this process holds must not be tried, which would give it up. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel lock;

    private TemporaryFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Makes a folder that nobody else uses, and deletes those that killed processes have left beside it.
     *
     * @param parent where it shall lie; a folder that exists
     * @return the folder, to be closed
     * @throws IOException if it cannot be made
     */
    public static TemporaryFolder in(Path parent) throws IOException {
        removeAbandoned(parent);
        while (true) {
            Path folder = parent.toRealPath().resolve(PREFIX + UUID.randomUUID());
            HELD.add(folder);
            FileChannel lock =
                    FileChannel.open(lockOf(folder), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            TemporaryFolder made = new TemporaryFolder(folder, lock);
            try {
                made.lock();
                // Whoever cleaned up before the lock was there has taken the file for an abandoned one.
                if (Files.exists(lockOf(folder))) {
                    Files.createDirectory(folder);
                    return made;
                }
            } catch (IOException | RuntimeException e) {
                made.close();
                throw e;
            }
            made.close();
        }
    }

    private void lock() throws IOException {
        try {
            lock.lock();
        } catch (FileLockInterruptionException | ClosedByInterruptException e) {
            Thread.currentThread().interrupt();
            throw e;
        } catch (IOException e) {
            LOG.warn(
                    "{} cannot be locked ({}): what a killed process leaves is not removed",
                    lockOf(folder),
                    e.toString());
        }
    }

    /**
     * Deletes the folders of processes that have ended without doing so.
     *
     * @param parent where they lie
     * @return whether another process, or another run of this one, is at work there
     * @throws IOException if {@code parent} cannot be read; what cannot be deleted is left
     */
    public static boolean removeAbandoned(Path parent) throws IOException {
        boolean othersAtWork = false;
        for (Path path : list(parent.toRealPath())) {
            String name = String.valueOf(path.getFileName());
            if (name.startsWith(PREFIX)) {
                String folder = name.endsWith(LOCK) ? name.substring(0, name.length() - LOCK.length()) : name;
                othersAtWork |= !removeIfAbandoned(path.resolveSibling(folder));
            }
        }
        return othersAtWork;
    }

    private static boolean removeIfAbandoned(Path folder) {
        if (HELD.contains(folder)) {
            return false;
        }
        try {
            return removeUnlessLocked(folder);
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            // Another user's, or just being deleted by another process, or there are no locks.
            LOG.debug("{} is left alone", folder, e);
            return false;
        }
    }

    private static boolean removeUnlessLocked(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(lockOf(folder), StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            if (free == null) {
                return false;
            }
            remove(folder);
        } catch (NoSuchFileException e) {
            remove(folder); // the lock is made before its folder, and goes after it
        }
        return true;
    }

    private static void remove(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            for (Path file : list(folder)) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        }
        Files.deleteIfExists(lockOf(folder));
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static Path lockOf(Path folder) {
        return folder.resolveSibling(folder.getFileName() + LOCK);
    }

    /**
     * Where the folder lies.
     *
     * @return its path
     */
    public Path path() {
        return folder;
    }

    /**
     * Deletes the folder and the files in it. Closing twice does nothing.
     *
     * @throws IOException if a file cannot be deleted
     */
    @Override
    public void close() throws IOException {
        try (lock) {
            remove(folder);
        } finally {
            HELD.remove(folder);
        }
    }
}
