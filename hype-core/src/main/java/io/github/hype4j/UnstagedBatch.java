package io.github.hype4j;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.model.EncodedBatch;
import io.github.hype4j.model.Encoder;
import io.github.hype4j.model.EncoderException;
import io.github.hype4j.model.PreparedBatch;
import io.github.hype4j.model.SampleFailure;
import io.github.hype4j.model.StagedEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The batch of an encoder that does all its work in one go: samples are kept until then. */
final class UnstagedBatch<T> implements PreparedBatch<T> {

    private final Encoder<T> encoder;
    private final List<@Nullable T> samples = new ArrayList<>();
    private final Map<Integer, SampleFailure> failures = new HashMap<>();

    private UnstagedBatch(Encoder<T> encoder, int capacity) {
        this.encoder = encoder;
        for (int i = 0; i < capacity; i++) {
            samples.add(null);
        }
    }

    /** A batch of any encoder, staged or not. */
    static <T> PreparedBatch<T> newBatch(Encoder<T> encoder, int capacity) {
        return encoder instanceof StagedEncoder<T> staged
                ? staged.newBatch(capacity)
                : new UnstagedBatch<>(encoder, capacity);
    }

    @Override
    public int capacity() {
        return samples.size();
    }

    @Override
    public synchronized void prepare(int index, T sample) {
        samples.set(index, sample);
    }

    @Override
    public synchronized void fail(int index, SampleFailure failure) {
        failures.put(Objects.checkIndex(index, samples.size()), failure);
    }

    @Override
    public synchronized EncodedBatch run(int count) {
        Objects.checkFromToIndex(0, count, samples.size());
        List<T> whole = new ArrayList<>(count);
        List<Integer> places = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            T sample = samples.get(i);
            if (!failures.containsKey(i)) {
                if (sample == null) {
                    throw new IllegalStateException("place " + i + " was neither prepared nor marked as failed");
                }
                whole.add(sample);
                places.add(i);
            }
        }
        EncodedBatch encoded = encoder.encode(whole);
        checkShape(encoded, whole.size());
        return spread(encoded, places, count);
    }

    private void checkShape(EncodedBatch encoded, int expected) {
        if (encoded.rows().rows() != expected) {
            throw new EncoderException(
                    "the encoder gave " + encoded.rows().rows() + " rows for a batch of " + expected);
        }
        if (encoded.rows().dimension() != encoder.dimension()) {
            throw new EncoderException("the encoder gave rows of length "
                    + encoded.rows().dimension() + " but says that its dimension is " + encoder.dimension());
        }
    }

    /** Puts the rows where their samples stand. */
    private EncodedBatch spread(EncodedBatch encoded, List<Integer> places, int count) {
        if (places.size() == count) {
            return encoded;
        }
        int dimension = encoder.dimension();
        float[] values = new float[Math.multiplyExact(count, dimension)];
        Map<Integer, SampleFailure> all = new HashMap<>(failures);
        for (int row = 0; row < places.size(); row++) {
            int place = places.get(row);
            System.arraycopy(encoded.rows().values(), row * dimension, values, place * dimension, dimension);
            encoded.failure(row).ifPresent(failure -> all.put(place, failure));
        }
        return new EncodedBatch(Embeddings.of(values, dimension), all);
    }

    /** Lets go of the samples. */
    @Override
    public synchronized void close() {
        samples.replaceAll(sample -> null);
    }
}
