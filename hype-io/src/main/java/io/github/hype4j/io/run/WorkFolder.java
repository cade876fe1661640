package io.github.hype4j.io.run;

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
 * Where a process writes files aside before they are moved into a run: a hidden folder {@code .work-TOKEN} of its own, with
 * a file {@code .work-TOKEN.lock} beside it that the process keeps locked for as long as it works. The system gives the lock
 * up when the process ends, however it ends, so that whoever comes later can tell abandoned folders from those in use.
 *
 * <p>Where a file system has no locks, folders in use cannot be told from abandoned ones, and none are removed.
 */
final class WorkFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkFolder.class);

    private static final String PREFIX = ".work-";
    private static final String LOCK = ".lock";

    /** Locks are held by processes, not by threads: what this process holds must not be tried, which would give it up. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel lock;

    private WorkFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Makes a folder that nobody else uses. */
    static WorkFolder in(Path parent) throws IOException {
        while (true) {
            Path folder = parent.toRealPath().resolve(PREFIX + UUID.randomUUID());
            HELD.add(folder);
            FileChannel lock =
                    FileChannel.open(lockOf(folder), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            WorkFolder made = new WorkFolder(folder, lock);
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
     * Removes the folders of processes that have ended without doing so.
     *
     * @return whether another process, or another run of this one, is at work
     */
    static boolean removeAbandoned(Path parent) throws IOException {
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

    private static boolean removeIfAbandoned(Path folder) throws IOException {
        if (HELD.contains(folder)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lockOf(folder), StandardOpenOption.WRITE)) {
            try (FileLock free = channel.tryLock()) {
                if (free == null) {
                    return false;
                }
                remove(folder);
            }
        } catch (NoSuchFileException e) {
            remove(folder); // the lock is made before its folder, and goes after it
        } catch (OverlappingFileLockException e) {
            return false;
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

    Path path() {
        return folder;
    }

    /** Removes the folder with all that is in it. */
    @Override
    public void close() throws IOException {
        try (lock) {
            remove(folder);
        } finally {
            HELD.remove(folder);
        }
    }
}
