package io.github.hype4j.onnx.encoder;

import io.github.hype4j.model.EncodedBatch;
import io.github.hype4j.model.EncoderException;
import io.github.hype4j.model.PreparedBatch;
import io.github.hype4j.model.SampleFailureException;
import io.github.hype4j.model.StagedEncoder;
import io.github.hype4j.onnx.OnnxOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** A graph with what it reads of a sample. */
final class GraphEncoder<T> implements StagedEncoder<T> {

    private final String name;
    private final GraphInput<T> input;
    private final OnnxGraph graph;
    private final int dimension;
    private final int batchSize;
    private final int rowsPerRun;
    private final int batchesAtOnce;
    private final DirectBuffers buffers;
    private final ForkJoinPool preparation;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * An encoder.
     *
     * @param name what it is called in messages
     * @param graph closed with it
     */
    GraphEncoder(String name, GraphInput<T> input, OnnxGraph graph, int dimension, OnnxOptions options) {
        this.name = name;
        this.input = input;
        this.graph = graph;
        this.dimension = dimension;
        this.batchSize = options.batchSize();
        this.rowsPerRun = options.rowsPerRun();
        this.batchesAtOnce = options.devices().size();
        this.buffers = new DirectBuffers(Math.multiplyExact(batchSize, input.rowBytes()));
        this.preparation = new ForkJoinPool(options.threads());
    }

    GraphInput<T> input() {
        return input;
    }

    /** The largest number of rows that the graph is run on at once. */
    int rowsPerRun() {
        return rowsPerRun;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public int preferredBatchSize() {
        return batchSize;
    }

    @Override
    public int batchesAtOnce() {
        return batchesAtOnce;
    }

    @Override
    public PreparedBatch<T> newBatch(int capacity) {
        checkOpen();
        int most = Integer.MAX_VALUE / input.rowBytes();
        if (capacity < 1 || capacity > most) {
            throw new IllegalArgumentException("capacity must be in [1, " + most + "], got " + capacity);
        }
        return new GraphBatch<>(this, buffers.take(capacity * input.rowBytes()), capacity);
    }

    @Override
    public EncodedBatch encode(List<T> samples) {
        checkOpen();
        BatchRows rows = new BatchRows(samples.size(), dimension);
        for (int from = 0; from < samples.size(); from += batchSize) {
            List<T> part = samples.subList(from, Math.min(samples.size(), from + batchSize));
            try (PreparedBatch<T> batch = newBatch(part.size())) {
                prepare(part, batch);
                rows.putAll(from, batch.run(part.size()));
            }
        }
        return rows.build();
    }

    /** What the graph reads of a sample, in native byte order. */
    ByteBuffer prepare(T sample) throws SampleFailureException {
        checkOpen();
        ByteBuffer row = ByteBuffer.allocate(input.rowBytes()).order(ByteOrder.nativeOrder());
        input.write(sample, row, 0);
        return row;
    }

    /** Encodes rows as {@link #prepare} gives them. */
    EncodedBatch encodePrepared(List<ByteBuffer> samples) {
        checkOpen();
        BatchRows encoded = new BatchRows(samples.size(), dimension);
        int rowBytes = input.rowBytes();
        ByteBuffer rows = buffers.take(Math.multiplyExact(rowsPerRun, rowBytes));
        try {
            for (int from = 0; from < samples.size(); from += rowsPerRun) {
                int count = Math.min(rowsPerRun, samples.size() - from);
                for (int i = 0; i < count; i++) {
                    rows.put(i * rowBytes, samples.get(from + i), 0, rowBytes);
                }
                float[] output = run(rows.slice(0, count * rowBytes).order(rows.order()), count);
                for (int i = 0; i < count; i++) {
                    encoded.put(from + i, output, i);
                }
            }
        } finally {
            giveBack(rows);
        }
        return encoded.build();
    }

    /** Returns only when no thread writes into the batch any more, whatever happened. */
    private void prepare(List<T> samples, PreparedBatch<T> batch) {
        Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
        preparation
                .submit(() -> IntStream.range(0, samples.size()).parallel().forEach(i -> {
                    try {
                        batch.prepare(i, samples.get(i));
                    } catch (SampleFailureException e) {
                        // The batch has marked the place.
                    } catch (RuntimeException | Error e) {
                        errors.add(e);
                    }
                }))
                .join();
        Throwable first = errors.poll();
        if (first != null) {
            throw new EncoderException("the " + name + " could not prepare its samples: " + first, first);
        }
    }

    /** Runs the graph on so many rows, which are all that the buffer holds. */
    float[] run(ByteBuffer rows, int count) {
        checkOpen();
        return graph.run(rows, count);
    }

    void giveBack(ByteBuffer rows) {
        if (!closed.get()) {
            buffers.giveBack(rows);
        }
    }

    private void checkOpen() {
        if (closed.get()) {
            throw new IllegalStateException("the " + name + " is closed");
        }
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            preparation.shutdown();
            buffers.clear();
            graph.close();
        }
    }
}
