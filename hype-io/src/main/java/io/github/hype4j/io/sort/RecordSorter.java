package io.github.hype4j.io.sort;

import io.github.hype4j.specificity.Parallelism;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sorts any number of records of a few words each, as unsigned numbers, first word first, in bounded memory.
 *
 * <p>Threads add records through writers of their own. What does not fit goes to a temporary file in runs, each grouped by
 * its first bits; the groups are then sorted one by one, or several at a time. A group that is too large for that, where
 * uids count up rather than being hashes, is grouped again by further bits.
 */
public final class RecordSorter implements AutoCloseable {

    private static final int DIGIT_BITS = 10;
    private static final int GROUPS = 1 << DIGIT_BITS;
    private static final int SMALLEST_BUFFER = 64;
    private static final int TRANSFER_BYTES = 1 << 20;

    private final int words;
    private final int threads;
    /** How many records a writer holds, and how many are sorted at a time by one thread. */
    private final int capacity;

    private final Path folder;
    /** The first bits, which are the same for all records. */
    private final int prefixBits;

    private final List<Writer> writers = new ArrayList<>();
    private final List<Writer> idle = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private @Nullable Path file;
    private @Nullable FileChannel channel;
    private long end;

    private RecordSorter(int words, int threads, int capacity, Path folder, int prefixBits) {
        this.words = words;
        this.threads = threads;
        this.capacity = capacity;
        this.folder = folder;
        this.prefixBits = prefixBits;
    }

    /**
     * A sorter of no records yet.
     *
     * @param words how many words a record has, at least 1
     * @param memoryBytes about how much memory it may take, at least a few kilobytes a thread
     * @param threads how many writers there will be, and how many threads sort
     * @param folder where a temporary file may be made
     * @return the sorter, to be closed
     * @throws IllegalArgumentException if a number is below 1
     */
    public static RecordSorter of(int words, long memoryBytes, int threads, Path folder) {
        if (words < 1 || memoryBytes < 1 || threads < 1) {
            throw new IllegalArgumentException("words, memoryBytes and threads must be at least 1, got " + words + ", "
                    + memoryBytes + " and " + threads);
        }
        // A buffer, and as much again to group it.
        long records = memoryBytes / (2L * words * Long.BYTES * threads);
        long most = (Integer.MAX_VALUE - 8) / words / 2;
        return new RecordSorter(words, threads, (int) Math.max(SMALLEST_BUFFER, Math.min(records, most)), folder, 0);
    }

    /**
     * A writer for one thread, to be closed.
     *
     * @return a writer that nobody uses at present, or a new one
     */
    public synchronized Writer writer() {
        if (!idle.isEmpty()) {
            return idle.remove(idle.size() - 1);
        }
        Writer writer = new Writer();
        writers.add(writer);
        return writer;
    }

    private synchronized void release(Writer writer) {
        idle.add(writer);
    }

    /**
     * How many records have been added; to be asked when all writers are done.
     *
     * @return the count
     */
    public long size() {
        return runs.stream().mapToLong(Run::size).sum()
                + writers.stream().mapToLong(writer -> writer.size).sum();
    }

    /**
     * Goes through the records in order, when all writers are done. Neighbouring records go to one visitor, but where their
     * first bits differ they may go to visitors in different threads.
     *
     * @param <V> what takes the records
     * @param parallelism who sorts
     * @param newVisitor makes a visitor for each thread that takes part
     * @return the visitors
     * @throws IOException if the temporary file cannot be read or written, or a visitor fails
     */
    public <V extends Visitor> List<V> visit(Parallelism parallelism, Supplier<? extends V> newVisitor)
            throws IOException {
        if (runs.isEmpty() && size() <= capacity) {
            V visitor = newVisitor.get();
            visitInMemory(visitor);
            return List.of(visitor);
        }
        flushAll();
        int workers = Math.max(1, Math.min(threads, parallelism.threads()));
        List<V> visitors = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            visitors.add(newVisitor.get());
        }
        long[] firsts = groupStarts();
        parallelism.run(workers, worker -> {
            // Every so-manieth group: they are of about one size.
            for (int group = worker; group < GROUPS; group += workers) {
                visit(group, firsts[group], visitors.get(worker));
            }
        });
        return visitors;
    }

    private void visitInMemory(Visitor visitor) throws IOException {
        int count = (int) size();
        long[] all = new long[count * words];
        int at = 0;
        for (Writer writer : writers) {
            System.arraycopy(writer.records, 0, all, at, writer.size * words);
            at += writer.size * words;
        }
        RadixSort.sort(all, count, words);
        if (count > 0) {
            visitor.records(all, count, 0);
        }
    }

    private void flushAll() throws IOException {
        for (Writer writer : writers) {
            writer.flush();
            writer.records = new long[0];
        }
    }

    private long[] groupStarts() {
        long[] starts = new long[GROUPS];
        long start = 0;
        for (int group = 0; group < GROUPS; group++) {
            starts[group] = start;
            start += sizeOf(group);
        }
        return starts;
    }

    private long sizeOf(int group) {
        long size = 0;
        for (Run run : runs) {
            size += run.size(group);
        }
        return size;
    }

    private void visit(int group, long first, Visitor visitor) throws IOException {
        long size = sizeOf(group);
        if (size == 0) {
            return;
        }
        if (size <= capacity) {
            long[] records = new long[(int) size * words];
            int at = 0;
            for (Run run : runs) {
                at = read(run, group, 0, run.size(group), records, at);
            }
            RadixSort.sort(records, (int) size, words);
            visitor.records(records, (int) size, first);
        } else {
            visitLarge(group, first, visitor);
        }
    }

    /** Groups the records of a group again by the first bits in which they differ. */
    private void visitLarge(int group, long first, Visitor visitor) throws IOException {
        int shared = sharedBits(group);
        long[] place = {first};
        if (shared == words * Long.SIZE) {
            forEachChunk(group, (records, count) -> {
                visitor.records(records, count, place[0]);
                place[0] += count;
            });
            return;
        }
        try (RecordSorter inner = new RecordSorter(words, 1, capacity, folder, shared);
                Writer writer = inner.writer()) {
            forEachChunk(group, (records, count) -> {
                for (int i = 0; i < count; i++) {
                    writer.add(records, i * words);
                }
            });
            inner.visit(
                    Parallelism.sequential(),
                    () -> (records, count, at) -> visitor.records(records, count, first + at));
        }
    }

    private int sharedBits(int group) throws IOException {
        long[] one = new long[words];
        long[] different = new long[words];
        boolean[] isFirst = {true};
        forEachChunk(group, (records, count) -> {
            if (isFirst[0]) {
                System.arraycopy(records, 0, one, 0, words);
                isFirst[0] = false;
            }
            for (int i = 0; i < count * words; i++) {
                different[i % words] |= records[i] ^ one[i % words];
            }
        });
        int shared = 0;
        for (long word : different) {
            shared += Long.numberOfLeadingZeros(word);
            if (word != 0) {
                break;
            }
        }
        return shared;
    }

    private void forEachChunk(int group, Chunk visitor) throws IOException {
        long[] records = new long[capacity * words];
        for (Run run : runs) {
            for (long from = 0; from < run.size(group); from += capacity) {
                long count = Math.min(capacity, run.size(group) - from);
                read(run, group, from, count, records, 0);
                visitor.records(records, (int) count);
            }
        }
    }

    private int read(Run run, int group, long from, long count, long[] target, int at) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(TRANSFER_BYTES, count * words * Long.BYTES));
        long position = run.position(group, words) + from * words * Long.BYTES;
        long left = count * words;
        int next = at;
        while (left > 0) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), left * Long.BYTES));
            while (buffer.hasRemaining()) {
                int read = opened().read(buffer, position);
                if (read < 0) {
                    throw new EOFException("temporary file " + file + " became shorter while it was read");
                }
                position += read;
            }
            int now = buffer.flip().remaining() / Long.BYTES;
            buffer.asLongBuffer().get(target, next, now);
            next += now;
            left -= now;
        }
        return next;
    }

    private synchronized FileChannel opened() throws IOException {
        if (channel == null) {
            file = folder.resolve("records-" + UUID.randomUUID());
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        }
        return channel;
    }

    private synchronized long reserve(long bytes) {
        long position = end;
        end += bytes;
        return position;
    }

    private synchronized void add(Run run) {
        runs.add(run);
    }

    /** By which bits of a word records are grouped: at most {@value #DIGIT_BITS}, and none of the next word. */
    private int groupOf(long[] records, int at) {
        long word = records[at + prefixBits / Long.SIZE] << (prefixBits % Long.SIZE);
        return (int) (word >>> (Long.SIZE - DIGIT_BITS));
    }

    /**
     * Deletes the temporary file, if there is one.
     *
     * @throws IOException if it cannot be deleted
     */
    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            Files.deleteIfExists(Objects.requireNonNull(file));
            channel = null;
        }
    }

    /** Takes records in order. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Takes some records.
         *
         * @param records their words, from the first place on; not to be kept
         * @param count how many records there are
         * @param first the place of the first of them among all records
         * @throws IOException if they cannot be put where they belong
         */
        void records(long[] records, int count, long first) throws IOException;
    }

    /** Takes records in no order. */
    @FunctionalInterface
    private interface Chunk {
        void records(long[] records, int count) throws IOException;
    }

    /** What one writer has written at one time: where each group ends, in records from the run's beginning. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Run(long start, int[] ends) {
        int size(int group) {
            return ends[group] - (group == 0 ? 0 : ends[group - 1]);
        }

        long size() {
            return ends[GROUPS - 1];
        }

        long position(int group, int words) {
            return start + (group == 0 ? 0L : ends[group - 1]) * words * Long.BYTES;
        }
    }

    /** Takes records of one thread. Whoever is done with it closes it, so that another thread can go on with it. */
    public final class Writer implements AutoCloseable {

        private long[] records = new long[SMALLEST_BUFFER * words];
        private int size;

        private Writer() {}

        /**
         * Adds a record of one word.
         *
         * @param word the word
         * @throws IOException if the temporary file cannot be written
         */
        public void add(long word) throws IOException {
            makeRoom();
            records[size++] = word;
        }

        /**
         * Adds a record of two words.
         *
         * @param first the first word
         * @param second the second word
         * @throws IOException if the temporary file cannot be written
         */
        public void add(long first, long second) throws IOException {
            makeRoom();
            records[2 * size] = first;
            records[2 * size + 1] = second;
            size++;
        }

        /**
         * Adds a record of three words.
         *
         * @param first the first word
         * @param second the second word
         * @param third the third word
         * @throws IOException if the temporary file cannot be written
         */
        public void add(long first, long second, long third) throws IOException {
            makeRoom();
            records[3 * size] = first;
            records[3 * size + 1] = second;
            records[3 * size + 2] = third;
            size++;
        }

        /** Lets others use this writer. What it holds stays. */
        @Override
        public void close() {
            release(this);
        }

        private void add(long[] source, int at) throws IOException {
            makeRoom();
            System.arraycopy(source, at, records, size * words, words);
            size++;
        }

        private void makeRoom() throws IOException {
            if (size * words < records.length) {
                return;
            }
            if (size < capacity) {
                records = Arrays.copyOf(records, (int) Math.min((long) capacity, 2L * size + 1) * words);
            } else {
                flush();
            }
        }

        private void flush() throws IOException {
            if (size == 0) {
                return;
            }
            int[] next = new int[GROUPS];
            for (int i = 0; i < size; i++) {
                next[groupOf(records, i * words)]++;
            }
            int start = 0;
            for (int group = 0; group < GROUPS; group++) {
                int count = next[group];
                next[group] = start;
                start += count;
            }
            long[] grouped = new long[size * words];
            for (int i = 0; i < size; i++) {
                int place = next[groupOf(records, i * words)]++;
                for (int word = 0; word < words; word++) {
                    grouped[place * words + word] = records[i * words + word];
                }
            }
            long position = reserve((long) grouped.length * Long.BYTES);
            write(grouped, position);
            RecordSorter.this.add(new Run(position, next));
            size = 0;
        }

        private void write(long[] grouped, long start) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(TRANSFER_BYTES, (long) grouped.length * Long.BYTES));
            long position = start;
            for (int from = 0; from < grouped.length; ) {
                int now = Math.min(buffer.capacity() / Long.BYTES, grouped.length - from);
                buffer.clear().asLongBuffer().put(grouped, from, now);
                buffer.limit(now * Long.BYTES);
                while (buffer.hasRemaining()) {
                    position += opened().write(buffer, position);
                }
                from += now;
            }
        }
    }
}
