package io.github.hype4j.io.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that appears under its name only once it is whole.
 *
 * <p>The content goes to a temporary file in the same folder, named {@code .NAME.tmp-} and a random suffix.
 * {@link #commit()} forces it to the disk and moves it onto its name in one step; {@link #close()} without a commit
 * deletes it. A killed process therefore leaves the old file or none, and at worst a temporary one beside it.
 *
 * <pre>{@code
 * try (AtomicFile file = AtomicFile.create(target, false)) {
 *     writeReport(file.temporary());
 *     file.commit();
 * }
 * }</pre>
 *
 * <p>For use by one thread. Two writers of the same name do not disturb each other: where files may be replaced, the last
 * commit wins; where they must not, the first wins and the others fail (on a file system without hard links the last wins
 * if they commit at the same moment).
 */
public final class AtomicFile implements AutoCloseable {

    private static final boolean FOLDERS_CAN_BE_FORCED =
            !System.getProperty("os.name", "").startsWith("Windows");

    private final Path target;
    private final Path temporary;
    private final boolean overwrite;
    private boolean committed;

    private AtomicFile(Path target, Path temporary, boolean overwrite) {
        this.target = target;
        this.temporary = temporary;
        this.overwrite = overwrite;
    }

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {

        /**
         * Writes everything. The stream is buffered, and closed by the caller.
         *
         * @param out where to write
         * @throws IOException if the content cannot be made or written
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Starts a file: creates the temporary one, empty.
     *
     * @param target the name it shall have; its folder must exist
     * @param overwrite whether a file of that name may be replaced
     * @return the file, to be closed
     * @throws FileAlreadyExistsException if the target exists and {@code overwrite} is false
     * @throws IOException if the folder does not exist or cannot be written to, or the target is a folder; the message
     *     names the target
     */
    public static AtomicFile create(Path target, boolean overwrite) throws IOException {
        Path name = target.getFileName();
        if (name == null) {
            throw new FileSystemException(target.toString(), null, "cannot be written: it has no file name");
        }
        refuseExisting(target, overwrite);
        Path folder = folderOf(target);
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(target.toString(), null, "cannot be written: " + folder + " is not a folder");
        }
        Path temporary = folder.resolve("." + name + ".tmp-" + UUID.randomUUID());
        try {
            Files.createFile(temporary);
        } catch (IOException e) {
            throw failed(target, e);
        }
        return new AtomicFile(target, temporary, overwrite);
    }

    /**
     * Writes a whole file.
     *
     * @param target the name it shall have; its folder must exist
     * @param overwrite whether a file of that name may be replaced
     * @param content writes the bytes
     * @throws FileAlreadyExistsException if the target exists and {@code overwrite} is false
     * @throws IOException if it cannot be written, as when the disk is full; the message names the target, which is as
     *     it was before
     */
    public static void write(Path target, boolean overwrite, Content content) throws IOException {
        try (AtomicFile file = create(target, overwrite)) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file.temporary), 1 << 16)) {
                content.writeTo(out);
            } catch (IOException e) {
                throw failed(target, e);
            }
            file.commit();
        }
    }

    /**
     * The name that the file shall have.
     *
     * @return the path given to {@link #create}
     */
    public Path target() {
        return target;
    }

    /**
     * The temporary file, which exists and is empty at first.
     *
     * @return its path, in the target's folder
     */
    public Path temporary() {
        return temporary;
    }

    /**
     * Forces the temporary file to the disk and gives it its name. Whoever wrote it must have closed it.
     *
     * @throws IllegalStateException if the file is committed already
     * @throws FileAlreadyExistsException if the target has come to exist meanwhile and must not be replaced
     * @throws IOException if the file cannot be forced or moved; the message names the target
     */
    public void commit() throws IOException {
        if (committed) {
            throw new IllegalStateException(target + " is committed already");
        }
        refuseExisting(target, overwrite);
        try {
            force(temporary, StandardOpenOption.WRITE);
            place(temporary, target, overwrite);
            committed = true;
        } catch (FileAlreadyExistsException e) {
            throw existsAlready(target);
        } catch (IOException e) {
            throw failed(target, e);
        }
    }

    /**
     * Gives a whole file its name in one step, in place of a file that has it; the folder is forced to the disk.
     *
     * @param whole a file that was committed, on the same file system
     * @param target the name it shall have; its folder must exist
     * @throws IOException if the file cannot be moved; the message names the target
     */
    public static void moveIn(Path whole, Path target) throws IOException {
        moveIn(whole, target, true);
    }

    /**
     * Gives a whole file its name in one step; the folder is forced to the disk.
     *
     * @param whole a file that was committed, on the same file system
     * @param target the name it shall have; its folder must exist
     * @param overwrite whether a file that has the name may be replaced
     * @throws FileAlreadyExistsException if the target exists and {@code overwrite} is false
     * @throws IOException if the file cannot be moved, or the target is a folder; the message names the target
     */
    public static void moveIn(Path whole, Path target, boolean overwrite) throws IOException {
        refuseExisting(target, overwrite);
        try {
            place(whole, target, overwrite);
        } catch (FileAlreadyExistsException e) {
            throw existsAlready(target);
        } catch (IOException e) {
            throw failed(target, e);
        }
    }

    private static void place(Path whole, Path target, boolean overwrite) throws IOException {
        if (overwrite) {
            move(whole, target);
        } else {
            moveToFreeName(whole, target);
        }
        forceFolderOf(target);
    }

    private static void move(Path from, Path target) throws IOException {
        Files.move(from, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A move replaces what is there; a link does not, so that of two writers of one name one fails. */
    private static void moveToFreeName(Path from, Path target) throws IOException {
        try {
            Files.createLink(target, from);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            // A file system without hard links.
            move(from, target);
            return;
        }
        Files.delete(from);
    }

    private static void forceFolderOf(Path target) throws IOException {
        if (FOLDERS_CAN_BE_FORCED) {
            force(folderOf(target), StandardOpenOption.READ);
        }
    }

    /**
     * Deletes the temporary file unless it was committed. Closing twice does nothing.
     *
     * @throws IOException if the temporary file cannot be deleted
     */
    @Override
    public void close() throws IOException {
        if (!committed) {
            Files.deleteIfExists(temporary);
        }
    }

    private static void force(Path path, StandardOpenOption access) throws IOException {
        try (FileChannel channel = FileChannel.open(path, access)) {
            channel.force(true);
        }
    }

    private static Path folderOf(Path target) {
        Path parent = target.getParent();
        return parent == null ? Path.of("") : parent;
    }

    private static void refuseExisting(Path target, boolean overwrite) throws IOException {
        if (Files.isDirectory(target)) {
            throw new FileSystemException(target.toString(), null, "cannot be written: it is a folder");
        }
        if (!overwrite && Files.exists(target)) {
            throw existsAlready(target);
        }
    }

    private static FileAlreadyExistsException existsAlready(Path target) {
        return new FileAlreadyExistsException(target.toString(), null, "exists already and must not be replaced");
    }

    private static IOException failed(Path target, IOException cause) {
        String reason = cause instanceof FileSystemException failure && failure.getReason() != null
                ? failure.getReason()
                : cause.getMessage();
        return new IOException(
                "cannot write " + target + ": "
                        + (reason == null ? cause.getClass().getSimpleName() : reason),
                cause);
    }
}
