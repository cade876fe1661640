package io.github.hype4j.io.run;

import io.github.hype4j.io.pool.Pool;
import io.github.hype4j.io.pool.PoolSample;
import io.github.hype4j.io.pool.Shard;
import io.github.hype4j.io.pool.ShardReader;
import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.lorentz.LorentzPoints;
import io.github.hype4j.model.EncodedBatch;
import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.HypeModel;
import io.github.hype4j.model.SampleFailureException;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.ComponentCalculator;
import io.github.hype4j.score.EmbeddedSamples;
import io.github.hype4j.score.ReferenceStatistics;
import io.github.hype4j.selection.Uid;
import io.github.hype4j.specificity.ReferenceSet;
import io.github.hype4j.specificity.Specificity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * A random sample of a pool's pairs, encoded: the two sides of a reference set.
 *
 * @param images one embedding a pair, as the encoder gave it
 * @param texts one embedding a pair, in the same order
 * @param statistics of every component that a pair has, over the pairs, with specificity against the sample itself
 * @param unusable how many of the pairs drawn could not be used and were replaced by others
 */
public record ReferenceSample(Embeddings images, Embeddings texts, ReferenceStatistics statistics, int unusable) {

    /** How many more pairs are drawn than wanted, to replace those that cannot be encoded. */
    private static final double SPARE = 0.25;

    private static final List<Component> OF_PAIRS = List.of(
            Component.IMAGE_SPECIFICITY,
            Component.TEXT_SPECIFICITY,
            Component.NEGATIVE_DISTANCE,
            Component.COSINE,
            Component.IMAGE_ROOT_DISTANCE,
            Component.TEXT_ROOT_DISTANCE,
            Component.ENTAILMENT_VIOLATION);

    /**
     * Draws and encodes pairs. Which pairs are drawn depends on their uids and the seed alone, not on the order of the
     * pool. The pairs drawn are held in memory as files.
     *
     * @param pool the pool, read once
     * @param model encodes
     * @param size how many pairs are wanted, at least 2
     * @param seed another seed draws other pairs
     * @param listener is told of progress
     * @return the sample
     * @throws IOException if the pool cannot be read
     * @throws IllegalArgumentException if {@code size} is out of range, the pool has too few usable pairs, or the model is
     *     Euclidean
     */
    public static ReferenceSample draw(Pool pool, HypeModel model, int size, long seed, RunListener listener)
            throws IOException {
        if (size < 2) {
            throw new IllegalArgumentException("size must be at least 2, got " + size);
        }
        if (!model.embeddingSpace().isHyperbolic()) {
            throw new IllegalArgumentException("model " + model.provenance().name()
                    + " is Euclidean: it has no specificity, and no use for a reference set");
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
        Embeddings chosenImages = images.rows().select(rows);
        Embeddings chosenTexts = texts.rows().select(rows);
        return new ReferenceSample(
                chosenImages,
                chosenTexts,
                statistics(chosenImages, chosenTexts, model),
                rows[rows.length - 1] + 1 - size);
    }

    /**
     * The statistics of every component of pairs, with specificity against the pairs themselves.
     *
     * @param images one embedding a pair, as the encoder gave it; at least two
     * @param texts one embedding a pair, in the same order
     * @param model its space and its {@code K}
     * @return the statistics of the components that vary
     * @throws IllegalArgumentException if there are fewer than two pairs, or the sides differ in number
     */
    public static ReferenceStatistics statistics(Embeddings images, Embeddings texts, HypeModel model) {
        LorentzPoints imagePoints = model.embeddingSpace().lift(model.space(), images);
        LorentzPoints textPoints = model.embeddingSpace().lift(model.space(), texts);
        Specificity specificity = Specificity.against(new ReferenceSet(imagePoints, textPoints), model.minRadius());
        ComponentCalculator calculator = ComponentCalculator.of(OF_PAIRS, model.minRadius(), specificity, null);
        return ReferenceStatistics.from(
                calculator.compute(new EmbeddedSamples(imagePoints, images, textPoints, Map.of())));
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
