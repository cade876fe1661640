package io.github.hype4j.model;

import io.github.hype4j.lorentz.Embeddings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A test double for the staged encoder SPI: the map of a {@link LinearEncoder}, and refusals found while samples are
 * prepared. Hooks let a test stand inside a stage.
 */
public final class StagedLinearEncoder<T> implements StagedEncoder<T> {

    private final LinearEncoder<T> rows;
    private final AtomicInteger openBatches = new AtomicInteger();
    private final int batchesAtOnce;
    private final List<Integer> batchSizes = new CopyOnWriteArrayList<>();
    private Runnable whenPrepared = () -> {};
    private Runnable whenRun = () -> {};

    public StagedLinearEncoder(LinearEncoder<T> rows, int batchesAtOnce) {
        this.rows = rows;
        this.batchesAtOnce = batchesAtOnce;
    }

    /** Called for every sample, by the thread that has prepared it. */
    public StagedLinearEncoder<T> whenPrepared(Runnable hook) {
        this.whenPrepared = hook;
        return this;
    }

    /** Called before every batch is run, by the thread that runs it. */
    public StagedLinearEncoder<T> whenRun(Runnable hook) {
        this.whenRun = hook;
        return this;
    }

    /** How many batches have been handed out and not been closed. */
    public int openBatches() {
        return openBatches.get();
    }

    /** How many samples each batch had when it was run, failed ones left out. */
    public List<Integer> batchSizes() {
        return batchSizes;
    }

    @Override
    public int preferredBatchSize() {
        return 5;
    }

    @Override
    public int batchesAtOnce() {
        return batchesAtOnce;
    }

    @Override
    public PreparedBatch<T> newBatch(int capacity) {
        openBatches.incrementAndGet();
        return new Batch(capacity);
    }

    @Override
    public int dimension() {
        return rows.dimension();
    }

    @Override
    public EncodedBatch encode(List<T> batch) {
        return rows.encode(batch);
    }

    @Override
    public void close() {
        rows.close();
    }

    private final class Batch implements PreparedBatch<T> {
        private final List<@Nullable T> samples = new ArrayList<>();
        private final Map<Integer, SampleFailure> failures = new HashMap<>();
        private boolean closed;

        Batch(int capacity) {
            for (int i = 0; i < capacity; i++) {
                samples.add(null);
            }
        }

        @Override
        public int capacity() {
            return samples.size();
        }

        @Override
        public void prepare(int index, T sample) throws SampleFailureException {
            SampleFailure failure = rows.encode(List.of(sample)).failures().get(0);
            synchronized (this) {
                samples.set(index, sample);
                if (failure != null) {
                    failures.put(index, failure);
                }
            }
            whenPrepared.run();
            if (failure != null) {
                throw new SampleFailureException(failure.reason(), failure.detail());
            }
        }

        @Override
        public synchronized void fail(int index, SampleFailure failure) {
            failures.put(index, failure);
        }

        @Override
        public synchronized EncodedBatch run(int count) {
            whenRun.run();
            batchSizes.add(count - failures.size());
            float[] values = new float[count * dimension()];
            for (int i = 0; i < count; i++) {
                T sample = samples.get(i);
                if (!failures.containsKey(i)) {
                    if (sample == null) {
                        throw new IllegalStateException("place " + i + " is empty");
                    }
                    System.arraycopy(rows.row(sample), 0, values, i * dimension(), dimension());
                }
            }
            return new EncodedBatch(Embeddings.of(values, dimension()), failures);
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                openBatches.decrementAndGet();
            }
        }
    }
}
