package io.github.hype4j.io.run;

import io.github.hype4j.io.pool.PoolSample;
import io.github.hype4j.io.pool.Shard;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads shards in batches. A batch ends with its shard, so that a shard's rows depend on nothing but the shard; each shard
 * ends with one last batch, which may be empty, whether it could be read or not. A shard that cannot be read does not stop
 * the others. What was read is remembered until its results are there.
 */
final class ShardBatches implements Iterator<List<PoolSample>>, AutoCloseable {

    private final List<Shard> shards;
    private final int batchSize;
    private final Predicate<Shard> done;
    private final Queue<Batch> read = new ArrayDeque<>();
    private int shardsDone;
    private long bytesDone;
    private @Nullable ShardTask task;
    private @Nullable Batch next;

    /**
     * What was read with a batch.
     *
     * @param samples all of it, in order
     * @param fresh those of the samples that are to be scored
     * @param duplicates which of the samples are not, since their uid was seen before in the shard
     * @param task the shard
     * @param isLast whether the shard ends with it
     * @param shardsDone how many shards were read to their end, or passed over, with this batch and those before it
     * @param bytes how many bytes of the pool were read, about
     */
    record Batch(
            List<PoolSample> samples,
            List<PoolSample> fresh,
            BitSet duplicates,
            ShardTask task,
            boolean isLast,
            int shardsDone,
            long bytes) {}

    /**
     * @param done tells of a shard whether it is passed over; asked once of each, just before it would be read
     */
    ShardBatches(List<Shard> shards, int batchSize, Predicate<Shard> done) {
        this.shards = shards;
        this.batchSize = batchSize;
        this.done = done;
    }

    @Override
    public boolean hasNext() {
        while (next == null && shardsDone < shards.size()) {
            next = readNext();
        }
        return next != null;
    }

    /** The samples of the next batch that are to be scored. */
    @Override
    public List<PoolSample> next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        Batch batch = next;
        next = null;
        read.add(batch);
        return batch.fresh();
    }

    private @Nullable Batch readNext() {
        Shard shard = shards.get(shardsDone);
        ShardTask current = task;
        List<PoolSample> samples = new ArrayList<>(batchSize);
        List<PoolSample> fresh = new ArrayList<>(batchSize);
        BitSet duplicates = new BitSet();
        boolean isLast = true;
        if (current == null) {
            stopIfInterrupted(null);
            if (done.test(shard)) {
                endShard(shard);
                return null;
            }
            current = new ShardTask(shard);
            task = current;
        }
        long bytes = bytesDone;
        try {
            isLast = !read(current, samples, fresh, duplicates);
            bytes += current.reader().bytesRead();
            if (isLast) {
                current.finish();
            }
        } catch (IOException e) {
            stopIfInterrupted(e);
            isLast = true;
            current.fail(e.getMessage() == null ? e.toString() : e.getMessage());
            closeQuietly(current, e);
        }
        if (isLast) {
            endShard(shard);
            bytes = bytesDone;
        }
        return new Batch(samples, fresh, duplicates, current, isLast, shardsDone, bytes);
    }

    /** Fills a batch; false if the shard has ended. */
    private boolean read(ShardTask current, List<PoolSample> samples, List<PoolSample> fresh, BitSet duplicates)
            throws IOException {
        if (!current.isOpen()) {
            current.open();
        }
        while (samples.size() < batchSize) {
            PoolSample sample = current.reader().next();
            if (sample == null) {
                return false;
            }
            if (current.seen().add(sample.uid().high(), sample.uid().low())) {
                fresh.add(sample);
            } else {
                duplicates.set(samples.size());
            }
            samples.add(sample);
        }
        return true;
    }

    private void endShard(Shard shard) {
        task = null;
        bytesDone += shard.bytes();
        shardsDone++;
    }

    /** An interrupt closes files under their readers: that is no fault of the shard. */
    private static void stopIfInterrupted(@Nullable IOException cause) {
        if (Thread.currentThread().isInterrupted()) {
            throw new UncheckedIOException(
                    cause == null ? new InterruptedIOException("interrupted while shards were read") : cause);
        }
    }

    private static void closeQuietly(ShardTask task, IOException cause) {
        try {
            task.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /** The batch that was read first of those that have not been asked for yet. */
    Batch nextRead() {
        return read.remove();
    }

    /** Closes the shard that is being read. */
    @Override
    public void close() throws IOException {
        if (task != null) {
            task.close();
        }
    }
}
