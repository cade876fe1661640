package io.github.hype4j.onnx.encoder;

import io.github.hype4j.model.EncodedBatch;
import io.github.hype4j.model.PreparedBatch;
import io.github.hype4j.model.SampleFailure;
import io.github.hype4j.model.SampleFailureException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A batch in one direct buffer, a row a place. Before it runs, good rows from the end fill the places that failed. */
final class GraphBatch<T> implements PreparedBatch<T> {

    private final GraphEncoder<T> encoder;
    private final ByteBuffer rows;
    private final boolean[] prepared;
    private final @Nullable SampleFailure[] failures;
    private volatile boolean used;
    private volatile boolean closed;

    GraphBatch(GraphEncoder<T> encoder, ByteBuffer rows, int capacity) {
        this.encoder = encoder;
        this.rows = rows;
        this.prepared = new boolean[capacity];
        this.failures = new SampleFailure[capacity];
    }

    @Override
    public int capacity() {
        return prepared.length;
    }

    @Override
    public void prepare(int index, T sample) throws SampleFailureException {
        checkWritable(index);
        // Whatever goes wrong now, what stood here is gone.
        prepared[index] = false;
        failures[index] = null;
        try {
            encoder.input().write(sample, rows, index);
            prepared[index] = true;
        } catch (SampleFailureException e) {
            fail(index, e.failure());
            throw e;
        }
    }

    @Override
    public void fail(int index, SampleFailure failure) {
        checkWritable(index);
        prepared[index] = false;
        failures[index] = Objects.requireNonNull(failure, "failure");
    }

    private void checkWritable(int index) {
        checkOpen();
        Objects.checkIndex(index, capacity());
    }

    private void checkOpen() {
        if (used || closed) {
            throw new IllegalStateException(closed ? "the batch is closed" : "the batch was run already");
        }
    }

    @Override
    public EncodedBatch run(int count) {
        checkOpen();
        Objects.checkFromToIndex(0, count, capacity());
        for (int i = 0; i < count; i++) {
            if (!prepared[i] && failures[i] == null) {
                throw new IllegalStateException(
                        "place " + i + " of the batch was neither prepared nor marked as failed");
            }
        }
        used = true;
        BatchRows encoded = new BatchRows(count, encoder.dimension());
        int[] places = compact(count, encoded);
        int step = encoder.rowsPerRun();
        for (int from = 0; from < places.length; from += step) {
            int size = Math.min(step, places.length - from);
            float[] output = encoder.run(slice(from, size), size);
            for (int i = 0; i < size; i++) {
                encoded.put(places[from + i], output, i);
            }
        }
        return encoded.build();
    }

    /** Moves the rows that are to be run together, and tells whose each of them is. */
    private int[] compact(int count, BatchRows encoded) {
        int[] places = new int[count];
        int end = count;
        for (int i = 0; i < count; i++) {
            places[i] = i;
            SampleFailure failure = failures[i];
            if (failure != null) {
                encoded.fail(i, failure);
            }
        }
        for (int hole = 0; hole < end; hole++) {
            if (prepared[hole]) {
                continue;
            }
            do {
                end--;
            } while (end > hole && !prepared[end]);
            if (end > hole) {
                slice(hole, 1).put(slice(end, 1));
                places[hole] = end;
            }
        }
        return Arrays.copyOf(places, end);
    }

    private ByteBuffer slice(int row, int count) {
        int bytes = encoder.input().rowBytes();
        return rows.slice(row * bytes, count * bytes).order(rows.order());
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            encoder.giveBack(rows);
        }
    }
}
