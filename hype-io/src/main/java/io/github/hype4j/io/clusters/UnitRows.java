package io.github.hype4j.io.clusters;

import io.github.hype4j.io.embeddings.EmbeddingBatch;
import io.github.hype4j.lorentz.Embeddings;
import java.util.Arrays;

/** Directions: rows scaled to length 1. */
final class UnitRows {

    private UnitRows() {}

    /** The rows of a batch that have a direction. */
    static Embeddings of(EmbeddingBatch batch) {
        int d = batch.images().dimension();
        float[] unit = new float[batch.images().values().length];
        int count = 0;
        for (int i = 0; i < batch.rows(); i++) {
            if (!batch.absent().get(i)) {
                System.arraycopy(batch.images().values(), i * d, unit, count * d, d);
                if (normalize(unit, count * d, d)) {
                    count++;
                }
            }
        }
        return Embeddings.of(count == batch.rows() ? unit : Arrays.copyOf(unit, count * d), d);
    }

    /** Scales a vector to length 1; false if it has no direction. */
    static boolean normalize(float[] values, int offset, int length) {
        double sum = 0;
        for (int k = offset; k < offset + length; k++) {
            sum += (double) values[k] * values[k];
        }
        if (sum == 0) {
            return false;
        }
        double factor = 1 / Math.sqrt(sum);
        for (int k = offset; k < offset + length; k++) {
            values[k] = (float) (values[k] * factor);
        }
        return true;
    }

    /** The inner product of two rows. */
    static double product(float[] x, int xOffset, float[] y, int yOffset, int length) {
        double sum = 0;
        for (int k = 0; k < length; k++) {
            sum += (double) x[xOffset + k] * y[yOffset + k];
        }
        return sum;
    }
}
