package io.github.hype4j;

import io.github.hype4j.model.EncoderException;
import io.github.hype4j.model.HypeModel;
import io.github.hype4j.score.ComponentCalculator;
import io.github.hype4j.specificity.Parallelism;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Scores batch after batch so that the stages overlap: while one batch is encoded, the next is prepared, the one after that
 * is read, and the one before is scored. Got from {@link PairScorer#pipeline}.
 *
 * <p>Batches leave in the order in which they came, each with the results that {@link PairScorer#score} gives for it. The
 * source is asked, and results are delivered, on the thread that calls {@link #next}; the parts of the pairs are read by
 * threads of the pipeline, each pair by one. At most {@link #depth} batches are under way, so that memory does not grow with
 * the pool: the source is read ahead by so much and no further.
 *
 * <p>An exception ends the pipeline, whether the source, a pair or an encoder throws it: what came before is delivered,
 * then {@link #next} throws it, and nothing is left running. {@link #close} stops the pipeline anywhere; it waits for the
 * calls of encoders that are under way. A pipeline that has delivered its last batch has closed itself. For use by one
 * thread at a time.
 *
 * @param <P> the caller's type of pair
 */
public final class ScoringPipeline<P extends ImageTextPair> implements Iterator<ScoredBatch<P>>, AutoCloseable {

    /** Besides the batches that are encoded: one is prepared, one is prepared already, one is scored. */
    private static final int BESIDE_ENCODING = 3;

    private final Iterator<? extends List<P>> source;
    private final HypeModel model;
    private final ComponentCalculator calculator;
    private final Parallelism threads;
    private final boolean keepEmbeddings;
    private final int encodersAtOnce;
    private final StageThreads preparing = StageThreads.of("hype-prepare", 1);
    private final StageThreads encoding;
    private final StageThreads scoring = StageThreads.of("hype-score", 1);

    private final Queue<CompletableFuture<ScoredBatch<P>>> underWay = new ArrayDeque<>();
    private @Nullable RuntimeException sourceFailure;
    private boolean sourceEnded;
    private volatile boolean closed;

    private final long started = System.nanoTime();
    private final LongAdder readNanos = new LongAdder();
    private final LongAdder prepareNanos = new LongAdder();
    private final LongAdder encodeNanos = new LongAdder();
    private final LongAdder scoreNanos = new LongAdder();
    private long elapsedNanos;

    ScoringPipeline(
            Iterator<? extends List<P>> source,
            HypeModel model,
            ComponentCalculator calculator,
            Parallelism threads,
            boolean keepEmbeddings) {
        this.source = source;
        this.model = model;
        this.calculator = calculator;
        this.threads = threads;
        this.keepEmbeddings = keepEmbeddings;
        this.encodersAtOnce = model.batchesAtOnce();
        this.encoding = StageThreads.of("hype-encode", encodersAtOnce);
    }

    /**
     * How many batches may be under way at once, from being read to being delivered.
     *
     * @return the number of batches that the model encodes at once, and three
     */
    public int depth() {
        return encodersAtOnce + BESIDE_ENCODING;
    }

    /**
     * Whether there is another batch. May ask the source.
     *
     * @return true if {@link #next} gives a batch, or throws what the source has thrown
     */
    @Override
    public boolean hasNext() {
        if (underWay.isEmpty()) {
            readOne();
        }
        return !underWay.isEmpty() || sourceFailure != null;
    }

    /**
     * Delivers the results of the next batch of the source; waits for them if need be.
     *
     * @return the batch, scored
     * @throws NoSuchElementException if there is no other batch, or the pipeline is closed
     * @throws EncoderException if an encoder itself has failed, or this thread was interrupted while it waited
     * @throws RuntimeException if the source or a pair has thrown it
     */
    @Override
    public ScoredBatch<P> next() {
        // At least one is read for each that leaves, and more for as long as there is nothing to deliver.
        do {
            readOne();
        } while (!sourceEnded && underWay.size() < depth() && !isReady());
        CompletableFuture<ScoredBatch<P>> first = underWay.poll();
        if (first == null) {
            throw endOfSource();
        }
        ScoredBatch<P> scored = result(first);
        if (sourceEnded && underWay.isEmpty() && sourceFailure == null) {
            close();
        }
        return scored;
    }

    private RuntimeException endOfSource() {
        close();
        RuntimeException failure = sourceFailure;
        sourceFailure = null;
        return failure == null ? new NoSuchElementException() : failure;
    }

    private boolean isReady() {
        CompletableFuture<ScoredBatch<P>> first = underWay.peek();
        return first != null && first.isDone();
    }

    private void readOne() {
        if (sourceEnded || underWay.size() >= depth()) {
            return;
        }
        long start = System.nanoTime();
        try {
            if (source.hasNext()) {
                underWay.add(start(source.next()));
            } else {
                sourceEnded = true;
            }
        } catch (RuntimeException e) {
            // To be thrown where the batch would have stood.
            sourceFailure = e;
            sourceEnded = true;
        } finally {
            readNanos.add(System.nanoTime() - start);
        }
    }

    private CompletableFuture<ScoredBatch<P>> start(List<P> pairs) {
        PairBatch<P> batch = new PairBatch<>(List.copyOf(pairs), model, calculator, keepEmbeddings);
        return CompletableFuture.runAsync(timed(prepareNanos, () -> batch.prepare(threads)), preparing)
                .thenRunAsync(timed(encodeNanos, batch::encode), encoding)
                .thenApplyAsync(nothing -> timed(scoreNanos, batch::score), scoring)
                .whenComplete((result, failure) -> batch.close());
    }

    private Runnable timed(LongAdder nanos, Runnable stage) {
        return () -> timed(nanos, () -> {
            stage.run();
            return true;
        });
    }

    private <T> T timed(LongAdder nanos, Supplier<T> stage) {
        if (closed) {
            throw new CancellationException("the pipeline is closed");
        }
        long start = System.nanoTime();
        try {
            return stage.get();
        } finally {
            nanos.add(System.nanoTime() - start);
        }
    }

    private ScoredBatch<P> result(CompletableFuture<ScoredBatch<P>> batch) {
        try {
            return batch.get();
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new EncoderException("interrupted while pairs were scored", e);
        } catch (ExecutionException e) {
            close();
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException("no stage throws checked exceptions", e);
        }
    }

    /**
     * How long the stages have been at work.
     *
     * @return the times up to now, or up to the end of a pipeline that is closed
     */
    public StageTimes times() {
        long elapsed = closed ? elapsedNanos : System.nanoTime() - started;
        return new StageTimes(
                elapsed * 1e-9,
                readNanos.sum() * 1e-9,
                prepareNanos.sum() * 1e-9,
                encodeNanos.sum() * 1e-9,
                scoreNanos.sum() * 1e-9,
                encodersAtOnce);
    }

    /**
     * Ends the pipeline: batches under way are given up, and when this returns no thread of it runs any more. The source is
     * not closed. Closing twice does nothing.
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        elapsedNanos = System.nanoTime() - started;
        closed = true;
        sourceEnded = true;
        underWay.clear();
        // In the order of the stages: a batch that a stage gives up never reaches the next.
        preparing.close();
        encoding.close();
        scoring.close();
    }
}
