package io.github.hype4j.io.run;

import io.github.hype4j.io.pool.Pool;
import io.github.hype4j.io.pool.PoolSample;
import io.github.hype4j.io.pool.Shard;
import io.github.hype4j.io.pool.ShardReader;
import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.model.EncodedBatch;
import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.HypeModel;
import io.github.hype4j.model.SampleFailureException;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A random sample of a pool's pairs, encoded: the two sides of a reference set.
 *
 * @param images one embedding a pair, as the encoder gave it
 * @param texts one embedding a pair, in the same order
 * @param unusable how many of the pairs drawn could not be used and were replaced by others
 */
public record ReferenceSample(Embeddings images, Embeddings texts, int unusable) {

    /** How many more pairs are drawn than wanted, to replace those that cannot be encoded. */
    private static final double SPARE = 0.25;

    /**
     * Draws and encodes pairs. Which pairs are drawn depends on their uids and the seed alone, not on the order of the
     * pool. The pairs drawn are held in memory as files.
     *
     * @param pool the pool, read once
     * @param model encodes
     * @param size how many pairs are wanted, at least 1
     * @param seed another seed draws other pairs
     * @param listener is told of progress
     * @return the sample
     * @throws IOException if the pool cannot be read
     * @throws IllegalArgumentException if {@code size} is out of range, or the pool has too few usable pairs
     */
    public static ReferenceSample draw(Pool pool, HypeModel model, int size, long seed, RunListener listener)
            throws IOException {
        if (size < 1) {
            throw new IllegalArgumentException("size must be at least 1, got " + size);
        }
        List<Pair> candidates = candidates(pool, (int) Math.ceil(size * (1 + SPARE)) + 16, seed, listener);
        EncodedBatch images =
                model.imageEncoder().encode(candidates.stream().map(Pair::image).toList());
        EncodedBatch texts = model.textEncoder()
                .encode(candidates.stream().map(Pair::caption).toList());
        List<Integer> usable = new ArrayList<>();
        for (int i = 0; i < candidates.size() && usable.size() < size; i++) {
            if (images.failure(i).isEmpty() && texts.failure(i).isEmpty()) {
                usable.add(i);
            }
        }
        if (usable.size() < size) {
            throw new IllegalArgumentException(
                    "size: " + size + " pairs were asked for, but only " + usable.size() + " can be used");
        }
        int[] rows = usable.stream().mapToInt(Integer::intValue).toArray();
        return new ReferenceSample(
                images.rows().select(rows), texts.rows().select(rows), rows[rows.length - 1] + 1 - size);
    }

    /** The readable pairs whose uid and seed hash smallest, in the order of the hashes. */
    private static List<Pair> candidates(Pool pool, int count, long seed, RunListener listener) throws IOException {
        PriorityQueue<Pair> smallest =
                new PriorityQueue<>(Comparator.<Pair>naturalOrder().reversed());
        List<Shard> shards = pool.shards();
        long samples = 0;
        long failed = 0;
        long bytes = 0;
        long totalBytes = shards.stream().mapToLong(Shard::bytes).sum();
        for (int i = 0; i < shards.size(); i++) {
            try (ShardReader reader = shards.get(i).open()) {
                for (PoolSample sample = reader.next(); sample != null; sample = reader.next()) {
                    samples++;
                    try {
                        smallest.add(pair(sample, seed));
                    } catch (SampleFailureException e) {
                        failed++;
                        listener.failed(sample, e.failure());
                    }
                    if (smallest.size() > count) {
                        smallest.remove();
                    }
                }
                reader.damage().ifPresent(listener::damaged);
            }
            bytes += shards.get(i).bytes();
            listener.progress(new RunProgress(
                    samples, failed, bytes, totalBytes, shards.get(i).name(), i + 1, shards.size()));
        }
        return smallest.stream().sorted().toList();
    }

    private static Pair pair(PoolSample sample, long seed) throws SampleFailureException {
        String caption = sample.caption();
        if (caption.isBlank()) {
            throw new SampleFailureException(FailureReason.EMPTY_CAPTION, "the caption is empty");
        }
        return new Pair(Uid.ofName(seed + "/" + sample.uid()), sample.image(), caption);
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by its place only
    private record Pair(Uid place, byte[] image, String caption) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            return place.compareTo(other.place);
        }
    }
}
