package io.github.hype4j.lorentz;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Spaces and vectors for properties: every short dimension and the ones around 128, norms over many orders. */
public final class PointArbitraries extends DomainContextBase {

    /** A space and three vectors of one dimension. */
    public record Triple(Lorentz space, float[] x, float[] y, float[] z) {
        @Override
        public String toString() {
            return space + " d=" + x.length + " " + of(x) + " " + of(y) + " " + of(z);
        }

        private static String of(float[] vector) {
            return "|.|=" + norm(vector) + (vector.length <= 4 ? java.util.Arrays.toString(vector) : "");
        }
    }

    @Provide
    Arbitrary<Triple> triples() {
        return Combinators.combine(spaces(), dimensions(), Arbitraries.longs(), Arbitraries.of(Relation.values()))
                .as((space, d, seed, relation) -> {
                    Random random = new Random(seed);
                    float[] x = vector(random, d, 1e-9, 1e4);
                    float[] y = relation.partner(random, x);
                    return new Triple(space, x, y, vector(random, d, 1e-9, 1e4));
                });
    }

    /** How the second vector of a triple stands to the first: the cases in which textbook formulas cancel. */
    private enum Relation {
        INDEPENDENT,
        EQUAL,
        OPPOSITE,
        LONGER,
        NEARLY_EQUAL,
        NEARLY_COLLINEAR;

        float[] partner(Random random, float[] x) {
            float[] y = x.clone();
            switch (this) {
                case INDEPENDENT -> {
                    return vector(random, x.length, 1e-9, 1e4);
                }
                case EQUAL -> {}
                case OPPOSITE -> scale(y, -1);
                case LONGER -> scale(y, 1 + random.nextInt(100));
                case NEARLY_EQUAL -> y[random.nextInt(y.length)] *= 1 + 1e-6f;
                case NEARLY_COLLINEAR -> {
                    scale(y, 7);
                    y[random.nextInt(y.length)] *= 1 + 1e-6f;
                }
            }
            return y;
        }
    }

    public static Arbitrary<Lorentz> spaces() {
        return Arbitraries.doubles().between(-1, 1).map(exponent -> Lorentz.ofCurvature(Math.pow(10, exponent)));
    }

    public static Arbitrary<Integer> dimensions() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(1, 70), Arbitraries.integers().between(127, 129));
    }

    /** A vector of random direction, its norm log-uniform in a range. */
    public static float[] vector(Random random, int dimension, double smallest, double largest) {
        double exponent = Math.log(smallest) + random.nextDouble() * Math.log(largest / smallest);
        return times(unit(random, dimension), Math.exp(exponent));
    }

    /** A random direction. */
    public static double[] unit(Random random, int dimension) {
        double[] direction = new double[dimension];
        double squared = 0;
        for (int i = 0; i < dimension; i++) {
            direction[i] = random.nextGaussian();
            squared += direction[i] * direction[i];
        }
        for (int i = 0; i < dimension; i++) {
            direction[i] /= Math.sqrt(squared);
        }
        return direction;
    }

    static float[] times(double[] direction, double factor) {
        float[] vector = new float[direction.length];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (factor * direction[i]);
        }
        return vector;
    }

    static void scale(float[] vector, float factor) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= factor;
        }
    }

    public static double norm(float[] vector) {
        return Math.sqrt(dot(vector, vector));
    }

    static double dot(float[] x, float[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (double) x[i] * y[i];
        }
        return sum;
    }
}
