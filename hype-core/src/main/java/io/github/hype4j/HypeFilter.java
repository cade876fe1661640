package io.github.hype4j;

import io.github.hype4j.lorentz.Lorentz;
import io.github.hype4j.lorentz.LorentzPoints;
import io.github.hype4j.model.HypeModel;
import io.github.hype4j.model.SampleFailure;
import io.github.hype4j.score.Clusters;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.ComponentCalculator;
import io.github.hype4j.score.ComponentRows;
import io.github.hype4j.score.EmbeddedSamples;
import io.github.hype4j.score.ReferenceStatistics;
import io.github.hype4j.score.RowScore;
import io.github.hype4j.selection.Decider;
import io.github.hype4j.selection.Decision;
import io.github.hype4j.selection.SelectionPolicy;
import io.github.hype4j.selection.Uid;
import io.github.hype4j.specificity.Parallelism;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the pairs of a pool that are aligned and specific.
 *
 * <pre>{@code
 * try (HypeModel model = HypeModel.load(Path.of("my-model"))) {
 *     HypeFilter filter = HypeFilter.builder().model(model).keepFraction(0.2).build();
 *     Selection<MyPair> selection = filter.apply(pairs);
 * }
 * }</pre>
 *
 * <p>{@link #apply} holds the pairs and their components, but not the embeddings, in memory; for pools that do not fit,
 * hype-io does the same over files. A filter whose cuts are all thresholds also works in one pass over a stream:
 * {@link #filter(Stream)} and {@link #asPredicate()}.
 *
 * <p>Of several pairs with the same uid the first counts; the others are reported as duplicates. The result depends on
 * nothing but the pairs, the model and the policy. Immutable and safe for use by several threads, as long as the model's
 * encoders are.
 */
public final class HypeFilter {

    /** How many embedded samples are taken at once where all are given. */
    private static final int EMBEDDED_BATCH = 1024;

    private final @Nullable HypeModel model;
    private final @Nullable Lorentz space;
    private final ComponentCalculator calculator;
    private final SelectionPolicy policy;
    private final int batchSize;
    private final Parallelism parallelism;
    private final ProgressListener listener;
    private final Provenance provenance;
    private final @Nullable ReferenceStatistics statistics;
    private final @Nullable Clusters clusters;

    HypeFilter(HypeFilterBuilder builder, ComponentCalculator calculator, SelectionPolicy policy, String kernel) {
        this.model = builder.model();
        this.space = builder.space();
        this.calculator = calculator;
        this.policy = policy;
        this.batchSize = builder.batchSize();
        this.parallelism = builder.parallelism();
        this.listener = builder.listener();
        this.statistics = builder.referenceStatistics();
        this.clusters = builder.clusters();
        this.provenance = new Provenance(
                Provenance.version(),
                builder.modelProvenance(),
                builder.curvature(),
                builder.minRadius(),
                kernel,
                policy.toString());
    }

    /**
     * Starts a filter.
     *
     * @return a builder
     */
    public static HypeFilterBuilder builder() {
        return new HypeFilterBuilder();
    }

    /**
     * Filters a pool of pairs.
     *
     * @param pairs the pool, read once
     * @param <P> the caller's type of pair
     * @return what became of every pair
     * @throws IllegalStateException if the filter has no model
     */
    public <P extends ImageTextPair> Selection<P> apply(Iterable<P> pairs) {
        return apply(pairs.iterator());
    }

    private <P extends ImageTextPair> Selection<P> apply(Iterator<P> pairs) {
        ScoredPool<P> pool = newPool();
        IncomingPairs<P> incoming = new IncomingPairs<>(pairs, batchSize, pool::isNew);
        try (ScoringPipeline<P> batches = scorer().pipeline(incoming)) {
            while (batches.hasNext()) {
                ScoredBatch<P> scored = batches.next();
                take(incoming.nextRead(), scored, pool);
            }
        }
        return pool.select(policy, provenance);
    }

    private <P extends ImageTextPair> void take(
            IncomingPairs.Batch<P> read, ScoredBatch<P> scored, ScoredPool<P> pool) {
        int next = 0;
        for (int i = 0; i < read.pairs().size(); i++) {
            P pair = read.pairs().get(i);
            if (read.duplicates().get(i)) {
                listener.failed(pair.uid(), pool.addDuplicate(pair.uid(), pair));
                continue;
            }
            int row = next++;
            SampleFailure failure = scored.failures().get(row);
            if (failure == null) {
                pool.addScored(pair.uid(), pair, scored.rows(), row);
            } else {
                pool.addFailed(pair, failure);
                listener.failed(pair.uid(), failure);
            }
        }
        listener.progress(pool.size(), pool.failedCount());
    }

    /**
     * Filters a pool of pairs.
     *
     * @param pairs the pool, read once and in order; closed afterwards
     * @param <P> the caller's type of pair
     * @return what became of every pair
     * @throws IllegalStateException if the filter has no model
     */
    public <P extends ImageTextPair> Selection<P> apply(Stream<P> pairs) {
        try (Stream<P> closing = pairs) {
            return apply(closing.iterator());
        }
    }

    /**
     * Filters a pool whose embeddings are known.
     *
     * @param pairs the pool
     * @return what became of every uid
     * @throws IllegalArgumentException if texts are needed and there are none, the dimension is not the reference's, or the
     *     embeddings are Euclidean and a component needs a hyperbolic space
     * @throws IllegalStateException if the filter has neither a model nor a reference set
     */
    public Selection<Uid> apply(EmbeddedPairs pairs) {
        ScoredPool<Uid> pool = newPool();
        int rows = pairs.uids().size();
        for (int from = 0; from < rows; from += EMBEDDED_BATCH) {
            int[] indices = IntStream.range(from, Math.min(rows, from + EMBEDDED_BATCH))
                    .filter(i -> isFirst(pool, pairs.uids().get(i)))
                    .toArray();
            ComponentRows scored = calculator.compute(samples(pairs, indices));
            for (int i = 0; i < indices.length; i++) {
                Uid uid = pairs.uids().get(indices[i]);
                pool.addScored(uid, uid, scored, i);
            }
            listener.progress(pool.size(), pool.failedCount());
        }
        return pool.select(policy, provenance);
    }

    /**
     * Computes the components of pairs whose embeddings are known, for those who cut by rules of their own. Duplicate uids are
     * not looked for.
     *
     * @param pairs the pairs; all are taken at once
     * @return one row a pair, in the same order
     * @throws IllegalArgumentException if texts are needed and there are none, the dimension is not the reference's, or the
     *     embeddings are Euclidean and a component needs a hyperbolic space
     * @throws IllegalStateException if the filter has neither a model nor a reference set nor a space
     */
    public ComponentRows score(EmbeddedPairs pairs) {
        return calculator.compute(
                samples(pairs, IntStream.range(0, pairs.uids().size()).toArray()));
    }

    private boolean isFirst(ScoredPool<Uid> pool, Uid uid) {
        if (pool.isNew(uid)) {
            return true;
        }
        listener.failed(uid, pool.addDuplicate(uid, uid));
        return false;
    }

    private EmbeddedSamples samples(EmbeddedPairs pairs, int[] indices) {
        if (space == null) {
            throw new IllegalStateException("embeddings need a space: set model(...), reference(...) or space(...)");
        }
        if (!pairs.embeddingSpace().isHyperbolic()) {
            calculator.components().stream()
                    .filter(Component::needsHyperbolicSpace)
                    .findFirst()
                    .ifPresent(component -> {
                        throw new IllegalArgumentException("component " + component
                                + " needs a hyperbolic space, but the embeddings are Euclidean");
                    });
        }
        var images = pairs.images().select(indices);
        LorentzPoints imagePoints = pairs.embeddingSpace().lift(space, images);
        LorentzPoints textPoints = pairs.texts() == null || !calculator.needsTexts()
                ? null
                : pairs.embeddingSpace().lift(space, pairs.texts().select(indices));
        return new EmbeddedSamples(imagePoints, images, textPoints, pairs.columnsOf(indices));
    }

    /**
     * Scores pairs lazily, a batch at a time, in order: for those who cut by rules of their own. Nothing is read before a
     * batch is asked for; then {@linkplain ScoringPipeline some batches} are read ahead, so that the stages overlap.
     *
     * @param pairs the pairs
     * @param <P> the caller's type of pair
     * @return the batches; closing it closes the pairs and ends what is under way
     * @throws IllegalStateException if the filter has no model
     */
    public <P extends ImageTextPair> Stream<ScoredBatch<P>> score(Stream<P> pairs) {
        IncomingPairs<P> incoming = new IncomingPairs<>(pairs.iterator(), batchSize, uid -> true);
        ScoringPipeline<P> batches = scorer().pipeline(incoming);
        Iterator<ScoredBatch<P>> scored = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return batches.hasNext();
            }

            @Override
            public ScoredBatch<P> next() {
                ScoredBatch<P> batch = batches.next();
                incoming.nextRead();
                return batch;
            }
        };
        int ordered = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(scored, ordered), false)
                .onClose(batches::close)
                .onClose(pairs::close);
    }

    /**
     * Filters a stream in one pass, in order, a batch at a time; {@linkplain ScoringPipeline a few batches} are held. Failed
     * pairs are passed to the {@linkplain HypeFilterBuilder#progress listener} and left out. Duplicate uids are not looked
     * for.
     *
     * @param pairs the pairs, of any number
     * @param <P> the caller's type of pair
     * @return the pairs kept, with their scores; closing it closes the pairs
     * @throws IllegalStateException if the filter has no model, or a cut that is not a threshold
     */
    public <P extends ImageTextPair> Stream<ScoredPair<P>> filter(Stream<P> pairs) {
        requireThresholds();
        return score(pairs).flatMap(batch -> kept(batch).stream());
    }

    private <P extends ImageTextPair> List<ScoredPair<P>> kept(ScoredBatch<P> batch) {
        RowScore score = policy.rankings().get(0).score().on(calculator.components());
        // A decider a batch: it is not safe for use by several threads, and the caller may run the stream in parallel.
        Decider decider = Decider.ofThresholds(policy, calculator.components());
        List<ScoredPair<P>> kept = new ArrayList<>();
        for (int i = 0; i < batch.pairs().size(); i++) {
            P pair = batch.pairs().get(i);
            SampleFailure failure = batch.failures().get(i);
            if (failure != null) {
                listener.failed(pair.uid(), failure);
                continue;
            }
            float[] values = batch.rows().row(i);
            Decision decision = decider.decide(pair.uid().high(), pair.uid().low(), values);
            if (decision == Decision.KEPT) {
                kept.add(new ScoredPair<>(pair, ScoredPool.scores(score, calculator.components(), values)));
            }
        }
        return kept;
    }

    /**
     * This filter as a test of single pairs. Each pair is a batch of its own, which is slow; {@link #filter(Stream)} does
     * the same in batches. A failed pair is passed to the {@linkplain HypeFilterBuilder#progress listener} and is not kept.
     *
     * @return true for the pairs to keep; safe for use by several threads
     * @throws IllegalStateException if the filter has no model, or a cut that is not a threshold
     */
    public Predicate<ImageTextPair> asPredicate() {
        requireThresholds();
        PairScorer scorer = scorer();
        return pair -> !kept(scorer.score(List.of(pair))).isEmpty();
    }

    private void requireThresholds() {
        if (!policy.isThresholdOnly()) {
            throw new IllegalStateException(
                    "one pass needs threshold(...) in place of a fraction or a count; the policy is " + policy);
        }
    }

    private HypeModel requireModel() {
        if (model == null) {
            throw new IllegalStateException("pairs need a model to encode them: set model(...)");
        }
        return model;
    }

    /**
     * The part of this filter that turns pairs into components, for pipelines of one's own.
     *
     * @return the scorer
     * @throws IllegalStateException if the filter has no model
     */
    public PairScorer scorer() {
        return new PairScorer(requireModel(), calculator, parallelism);
    }

    /**
     * What is kept.
     *
     * @return the policy
     */
    public SelectionPolicy policy() {
        return policy;
    }

    /**
     * Every component that is computed.
     *
     * @return the components, by name
     */
    public List<Component> components() {
        return calculator.components();
    }

    /**
     * How many pairs are encoded at once.
     *
     * @return the batch size
     */
    public int batchSize() {
        return batchSize;
    }

    /**
     * What results of this filter are made with.
     *
     * @return the provenance
     */
    public Provenance provenance() {
        return provenance;
    }

    /**
     * The statistics by which scores in another form than the plain one take their components, whether or not the
     * filter's own score needs them.
     *
     * @return the statistics, empty if there are none for the reference set and {@code K} that the filter has
     */
    public Optional<ReferenceStatistics> referenceStatistics() {
        return Optional.ofNullable(statistics);
    }

    /**
     * The clusters for the cluster score.
     *
     * @return what the builder was given, empty if nothing
     */
    public Optional<Clusters> clusters() {
        return Optional.ofNullable(clusters);
    }

    private <P> ScoredPool<P> newPool() {
        return new ScoredPool<>(policy.rankings().get(0).score(), calculator.components());
    }
}
