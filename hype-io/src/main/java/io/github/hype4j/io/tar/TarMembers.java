package io.github.hype4j.io.tar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar member by member, and goes on after damage.
 *
 * <p>Where no header stands that makes sense, the next one is looked for on boundaries of 512 bytes: a block with the magic
 * of POSIX or GNU and a checksum that is right. What is skipped is delivered as a {@link TarHole}. The data of the member
 * before are looked through too, unless its name ends in {@code .tar}: where a piece of the file is lost, that member has
 * swallowed the members that follow. Zeros are the end only if nothing else follows them. Headers of the time before
 * POSIX, which have no magic, are read but not found again. For use by one thread.
 */
public final class TarMembers implements AutoCloseable {

    private final TarSource source;

    private TarArchiveInputStream tar;
    private @Nullable TarMember last;
    private String lastName = "";
    private long start;
    private boolean ended;

    private TarMembers(TarSource source) {
        this.source = source;
        this.tar = newTar();
    }

    /**
     * Opens a tar.
     *
     * @param file the file
     * @return a reader before the first member
     * @throws IOException if the file cannot be opened
     */
    public static TarMembers open(Path file) throws IOException {
        return new TarMembers(new TarSource(Files.newByteChannel(file)));
    }

    private TarArchiveInputStream newTar() {
        // Names are UTF-8 whatever the platform's charset, and a block is a record, so that no byte after the end is
        // passed over unseen.
        return new TarArchiveInputStream(source, TarSource.BLOCK, TarSource.BLOCK, StandardCharsets.UTF_8.name());
    }

    /**
     * Finds the next member or hole.
     *
     * @return the part, null at the end
     * @throws IOException if the storage fails; never for what the bytes say
     */
    public @Nullable TarPart next() throws IOException {
        if (ended) {
            return null;
        }
        TarArchiveEntry entry;
        try {
            entry = tar.getNextEntry();
            if (entry != null && !entry.isCheckSumOK()) {
                throw new IOException("the header of " + entry.getName() + " has a wrong checksum");
            }
        } catch (IOException | RuntimeException e) {
            // The storage may give another result another time; bad bytes do not. The tar reader throws runtime
            // exceptions too for headers that make no sense.
            source.throwFailure();
            return hole(String.valueOf(e.getMessage()));
        }
        return entry == null ? end() : member(entry);
    }

    private TarMember member(TarArchiveEntry entry) throws IOException {
        long data = source.position();
        long size = entry.isSparse() ? entry.getRealSize() : entry.getSize();
        boolean isCut = data + entry.getSize() > source.size();
        last = new TarMember(
                entry.getName(),
                data,
                entry.getSize(),
                size,
                isFile(entry),
                (char) (entry.getLinkFlag() & 0xff),
                isCut);
        lastName = last.name();
        return last;
    }

    /** The library calls links files too. */
    private static boolean isFile(TarArchiveEntry entry) {
        return entry.isFile()
                && !entry.isSymbolicLink()
                && !entry.isLink()
                && !entry.isFIFO()
                && !entry.isCharacterDevice()
                && !entry.isBlockDevice();
    }

    /** An archive ends with blocks of zeros. Without them it may have been cut, on the boundary of a member too. */
    private @Nullable TarPart end() throws IOException {
        long from = endOfLast();
        long size = source.size();
        if (from < size && source.nextNonZero(from) < size) {
            return hole("its last member is followed by bytes that are neither a member nor an end-of-archive mark");
        }
        if (from >= size || size % TarSource.BLOCK != 0) {
            return hole("it has no end-of-archive mark");
        }
        ended = true;
        return null;
    }

    private long endOfLast() {
        return last == null ? start : last.end();
    }

    private TarHole hole(String cause) throws IOException {
        long size = source.size();
        long end = endOfLast();
        long searched = last == null || last.name().endsWith(".tar") ? end : last.dataOffset();
        long next = source.nextHeader(searched, end);
        boolean isEnd = next < 0;
        boolean reachesIntoMember = !isEnd && next < end;
        long from = Math.min(size, reachesIntoMember ? searched : end);
        TarHole hole = new TarHole(from, isEnd ? size : next, lastName, isEnd, reachesIntoMember, cause);
        if (isEnd) {
            ended = true;
        } else {
            source.seek(next);
            start = next;
            last = null;
            tar = newTar();
        }
        return hole;
    }

    /**
     * Reads the content of the member that {@link #next()} has just given.
     *
     * @return all of it
     * @throws IOException if the storage fails
     * @throws TarContentException if the bytes do not hold it
     * @throws IllegalStateException if the last part was no member
     */
    public byte[] content() throws IOException, TarContentException {
        return read(last == null ? 0 : last.size());
    }

    /**
     * Reads the beginning of the content of the member that {@link #next()} has just given; the rest is passed over.
     *
     * @param longest how many bytes are read at most, at least 0
     * @return so many bytes, or all if there are fewer
     * @throws IOException if the storage fails
     * @throws TarContentException if the bytes do not hold it
     * @throws IllegalStateException if the last part was no member
     */
    public byte[] head(int longest) throws IOException, TarContentException {
        return read(last == null ? 0 : Math.min(longest, last.size()));
    }

    private byte[] read(long count) throws IOException, TarContentException {
        if (last == null || ended) {
            throw new IllegalStateException("there is no member to read");
        }
        try {
            int size = Math.toIntExact(count);
            byte[] content = tar.readNBytes(size);
            if (content.length < size) {
                throw new IOException("the data ends after " + content.length + " of " + size + " bytes");
            }
            return content;
        } catch (IOException | RuntimeException e) {
            source.throwFailure();
            throw new TarContentException(last.name() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * How far the reader has come.
     *
     * @return the bytes before the place where it is
     * @throws IOException if the storage fails
     */
    public long position() throws IOException {
        return source.position();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
