package io.github.hype4j.model;

import io.github.hype4j.lorentz.Embeddings;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A test double for the encoder SPI, no model: a fixed linear map of the byte counts of a sample, so that equal samples
 * have equal rows and different ones, as a rule, different rows. Samples that begin with {@code !} are refused.
 */
public final class LinearEncoder<T> implements Encoder<T> {

    private final Function<T, byte[]> bytes;
    private final float[][] rowOfByte = new float[256][];
    private final int dimension;
    private final List<Integer> batchSizes = new CopyOnWriteArrayList<>();
    private boolean closed;

    private LinearEncoder(Function<T, byte[]> bytes, int dimension, long seed) {
        this.bytes = bytes;
        this.dimension = dimension;
        Random random = new Random(seed);
        for (int b = 0; b < 256; b++) {
            rowOfByte[b] = new float[dimension];
            for (int k = 0; k < dimension; k++) {
                rowOfByte[b][k] = (float) random.nextGaussian();
            }
        }
    }

    public static LinearEncoder<byte[]> ofImages(int dimension) {
        return new LinearEncoder<>(Function.identity(), dimension, 1);
    }

    public static LinearEncoder<String> ofTexts(int dimension) {
        return new LinearEncoder<>(text -> text.getBytes(StandardCharsets.UTF_8), dimension, 2);
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public EncodedBatch encode(List<T> batch) {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        batchSizes.add(batch.size());
        float[] rows = new float[batch.size() * dimension];
        Map<Integer, SampleFailure> failures = new HashMap<>();
        for (int i = 0; i < batch.size(); i++) {
            byte[] sample = bytes.apply(batch.get(i));
            if (sample.length > 0 && sample[0] == '!') {
                failures.put(i, new SampleFailure(FailureReason.ENCODER_ERROR, "refused"));
                continue;
            }
            for (byte b : sample) {
                for (int k = 0; k < dimension; k++) {
                    rows[i * dimension + k] += rowOfByte[b & 0xFF][k] / (1 + sample.length);
                }
            }
        }
        return new EncodedBatch(Embeddings.of(rows, dimension), failures);
    }

    /** The row of one sample. */
    public float[] row(T sample) {
        return encode(List.of(sample)).rows().row(0);
    }

    /** How many samples each batch had. */
    public List<Integer> batchSizes() {
        return batchSizes;
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}
