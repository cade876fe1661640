package io.github.hype4j;

import io.github.hype4j.model.EncoderException;
import io.github.hype4j.model.HypeModel;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.ComponentCalculator;
import io.github.hype4j.specificity.Parallelism;
import java.util.Iterator;
import java.util.List;

/**
 * Encodes pairs and computes their components, a batch at a time. Got from {@link HypeFilter#scorer()}.
 *
 * <p>A pair that cannot be scored is marked as failed and does not disturb the others. Captions of a batch that are the
 * same to the letter are encoded once. Safe for use by several threads.
 */
public final class PairScorer {

    private final HypeModel model;
    private final ComponentCalculator calculator;
    private final Parallelism threads;
    private final boolean keepEmbeddings;

    PairScorer(HypeModel model, ComponentCalculator calculator, Parallelism threads) {
        this(model, calculator, threads, false);
    }

    private PairScorer(HypeModel model, ComponentCalculator calculator, Parallelism threads, boolean keepEmbeddings) {
        this.model = model;
        this.calculator = calculator;
        this.threads = threads;
        this.keepEmbeddings = keepEmbeddings;
    }

    /**
     * A scorer that hands out the embeddings too.
     *
     * @return a scorer like this one, whose batches have {@link ScoredBatch#embeddings()}
     */
    public PairScorer withEmbeddings() {
        return new PairScorer(model, calculator, threads, true);
    }

    /**
     * The columns of the results.
     *
     * @return the components, by name
     */
    public List<Component> components() {
        return calculator.components();
    }

    /**
     * Scores a batch.
     *
     * @param pairs the samples; their parts are asked for once, those of different samples by several threads
     * @param <P> the caller's type of sample
     * @return components and failures
     * @throws EncoderException if an encoder itself fails
     */
    public <P extends ImageTextPair> ScoredBatch<P> score(List<P> pairs) {
        try (PairBatch<P> batch = new PairBatch<>(pairs, model, calculator, keepEmbeddings)) {
            batch.prepare(threads);
            batch.encode();
            return batch.score();
        }
    }

    /**
     * Scores many batches, the stages of different ones at the same time.
     *
     * @param batches the batches, of any sizes; asked for on the thread that asks for the results, and a few ahead of them
     * @param <P> the caller's type of sample
     * @return the results, batch by batch and in the same order; to be closed, unless it is read to its end
     */
    public <P extends ImageTextPair> ScoringPipeline<P> pipeline(Iterator<? extends List<P>> batches) {
        return new ScoringPipeline<>(batches, model, calculator, threads, keepEmbeddings);
    }
}
