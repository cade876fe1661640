package io.github.hype4j.io.subset;

import io.github.hype4j.io.file.AtomicFile;
import io.github.hype4j.io.sort.RecordSorter;
import io.github.hype4j.numpy.NpyHeader;
import io.github.hype4j.numpy.NpyType;
import io.github.hype4j.specificity.Parallelism;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Writes subset files of any number of uids, many more than fit in memory. */
public final class SortedSubsetFile {

    /** As many for any number of uids. */
    private static final int HEADER_BYTES = header(0).length;

    private static final int UID_BYTES = 16;
    private static final int UIDS_AT_ONCE = 1 << 14;

    private SortedSubsetFile() {}

    private static byte[] header(long uids) {
        return NpyHeader.of(NpyType.UID, uids).toBytes();
    }

    /**
     * Writes a subset file as {@link SubsetFile#write} does, whole or not at all.
     *
     * @param target the file
     * @param uids the uids in records of two words, the high one first; all their writers are done
     * @param overwrite whether a file of that name may be replaced
     * @param parallelism who sorts and writes
     * @throws java.nio.file.FileAlreadyExistsException if the file exists and {@code overwrite} is false
     * @throws IOException if it cannot be written; the message names the file
     */
    public static void write(Path target, RecordSorter uids, boolean overwrite, Parallelism parallelism)
            throws IOException {
        try (AtomicFile file = AtomicFile.create(target, overwrite)) {
            try (FileChannel channel = FileChannel.open(file.temporary(), StandardOpenOption.WRITE)) {
                writeAll(ByteBuffer.wrap(header(uids.size())), channel, 0);
                List<UidWriter> writers = uids.visit(parallelism, () -> new UidWriter(channel));
                long written =
                        writers.stream().mapToLong(writer -> writer.written).sum();
                if (written != uids.size()) {
                    throw new IOException(written + " of " + uids.size() + " uids came out of the sorter");
                }
            } catch (IOException e) {
                throw new IOException("cannot write " + target + ": " + e.getMessage(), e);
            }
            file.commit();
        }
    }

    private static void writeAll(ByteBuffer bytes, FileChannel channel, long start) throws IOException {
        long position = start;
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
    }

    /** Writes sorted uids to where they belong. */
    private static final class UidWriter implements RecordSorter.Visitor {
        private final FileChannel channel;
        private final ByteBuffer buffer =
                ByteBuffer.allocate(UIDS_AT_ONCE * UID_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        private long written;

        UidWriter(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void records(long[] records, int count, long first) throws IOException {
            for (int from = 0; from < count; from += UIDS_AT_ONCE) {
                int uids = Math.min(UIDS_AT_ONCE, count - from);
                buffer.clear().asLongBuffer().put(records, 2 * from, 2 * uids);
                buffer.limit(uids * UID_BYTES);
                writeAll(buffer, channel, HEADER_BYTES + (first + from) * UID_BYTES);
            }
            written += count;
        }
    }
}
