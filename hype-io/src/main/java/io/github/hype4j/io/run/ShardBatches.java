package io.github.hype4j.io.run;

import io.github.hype4j.io.pool.PoolSample;
import io.github.hype4j.io.pool.Shard;
import io.github.hype4j.io.pool.ShardReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads shards in batches. A batch ends with its shard, so that a shard's rows depend on nothing but the shard; the last
 * batch of a shard may be empty. What was read is remembered until its results are there.
 */
final class ShardBatches implements Iterator<List<PoolSample>>, AutoCloseable {

    private final List<Shard> shards;
    private final int batchSize;
    private final Consumer<String> damage;
    private final UidSet seen = new UidSet();
    private final Queue<Batch> read = new ArrayDeque<>();
    private int shardsDone;
    private long bytesDone;
    private @Nullable ShardReader reader;

    /**
     * What was read with a batch.
     *
     * @param samples all of it, in order
     * @param duplicates which of the samples are not to be scored, since their uid was seen before
     * @param shard the shard
     * @param shardsDone how many shards were read to their end with this batch and those before it
     * @param bytes how many bytes of the pool were read, about
     */
    record Batch(List<PoolSample> samples, BitSet duplicates, Shard shard, int shardsDone, long bytes) {}

    /**
     * @param damage is told, in one line, of each shard that is damaged
     */
    ShardBatches(List<Shard> shards, int batchSize, Consumer<String> damage) {
        this.shards = shards;
        this.batchSize = batchSize;
        this.damage = damage;
    }

    @Override
    public boolean hasNext() {
        return shardsDone < shards.size();
    }

    /** The samples of the next batch that are to be scored. An {@link IOException} comes as an unchecked one. */
    @Override
    public List<PoolSample> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        try {
            return read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<PoolSample> read() throws IOException {
        Shard shard = shards.get(shardsDone);
        if (reader == null) {
            reader = shard.open();
        }
        List<PoolSample> samples = new ArrayList<>(batchSize);
        List<PoolSample> fresh = new ArrayList<>(batchSize);
        BitSet duplicates = new BitSet();
        while (samples.size() < batchSize) {
            PoolSample sample = reader.next();
            if (sample == null) {
                break;
            }
            if (seen.add(sample.uid().high(), sample.uid().low())) {
                fresh.add(sample);
            } else {
                duplicates.set(samples.size());
            }
            samples.add(sample);
        }
        long bytes = bytesDone + reader.bytesRead();
        if (samples.size() < batchSize) {
            reader.damage().ifPresent(damage);
            close();
            bytesDone += shard.bytes();
            shardsDone++;
            bytes = bytesDone;
        }
        read.add(new Batch(samples, duplicates, shard, shardsDone, bytes));
        return fresh;
    }

    /** The batch that was read first of those that have not been asked for yet. */
    Batch nextRead() {
        return read.remove();
    }

    /** Closes the shard that is being read. */
    @Override
    public void close() throws IOException {
        if (reader != null) {
            ShardReader open = reader;
            reader = null;
            open.close();
        }
    }
}
