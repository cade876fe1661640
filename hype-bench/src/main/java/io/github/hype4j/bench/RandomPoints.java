package io.github.hype4j.bench;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.lorentz.Lorentz;
import io.github.hype4j.lorentz.LorentzPoints;
import java.util.Random;

/** Points as a trained model spreads them: directions at random around a common one, tangent norms between 0.5 and 2. */
final class RandomPoints {

    private RandomPoints() {}

    static LorentzPoints of(Lorentz space, int rows, int dimension, long seed) {
        Random random = new Random(seed);
        float[] values = new float[rows * dimension];
        for (int i = 0; i < rows; i++) {
            double squares = 0;
            for (int k = 0; k < dimension; k++) {
                double value = random.nextGaussian() + 0.5;
                values[i * dimension + k] = (float) value;
                squares += value * value;
            }
            double factor = (0.5 + 1.5 * random.nextDouble()) / Math.sqrt(squares);
            for (int k = 0; k < dimension; k++) {
                values[i * dimension + k] *= (float) factor;
            }
        }
        return space.expMap0(Embeddings.of(values, dimension));
    }
}
