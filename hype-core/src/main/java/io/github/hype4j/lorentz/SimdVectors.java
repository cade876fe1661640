package io.github.hype4j.lorentz;

import io.github.hype4j.simd.Lanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The operations of {@link Vectors} with the Vector API: floats are widened, so that sums are as exact as there.
 *
 * <p>Floats are loaded and stored by whole vectors, of which half count: vectors of half the width would be another class,
 * and a second class of float vectors makes Java 17 compile every other kernel badly that works with the first.
 */
final class SimdVectors {

    private static final VectorSpecies<Double> DOUBLES = Lanes.DOUBLES;
    private static final VectorSpecies<Float> FLOATS = Lanes.FLOATS;
    private static final int LANES = DOUBLES.length();

    private SimdVectors() {}

    static double dot(float[] x, int xOffset, float[] y, int yOffset, int length) {
        DoubleVector s0 = DoubleVector.zero(DOUBLES);
        DoubleVector s1 = DoubleVector.zero(DOUBLES);
        int i = 0;
        for (; i + 3 * LANES <= length; i += 2 * LANES) {
            s0 = widen(x, xOffset + i).fma(widen(y, yOffset + i), s0);
            s1 = widen(x, xOffset + i + LANES).fma(widen(y, yOffset + i + LANES), s1);
        }
        return sum(s0.add(s1)) + Vectors.scalarDot(x, xOffset + i, y, yOffset + i, length - i);
    }

    /** {@code from} and {@code to} must be two arrays. */
    static void scale(float[] from, int fromOffset, double factor, float[] to, int toOffset, int length) {
        int i = 0;
        for (; i + 2 * LANES <= length; i += LANES) {
            DoubleVector scaled = widen(from, fromOffset + i).mul(factor);
            // The other half of the lanes is zeros, in the place of what comes next.
            ((FloatVector) scaled.castShape(FLOATS, 0)).intoArray(to, toOffset + i);
        }
        Vectors.scalarScale(from, fromOffset + i, factor, to, toOffset + i, length - i);
    }

    static boolean areFinite(float[] values) {
        FloatVector sum = FloatVector.zero(FLOATS);
        int i = 0;
        for (; i + FLOATS.length() <= values.length; i += FLOATS.length()) {
            sum = FloatVector.fromArray(FLOATS, values, i).mul(0).add(sum);
        }
        return sum.eq(0).allTrue() && Vectors.scalarAreFinite(values, i);
    }

    /** The first half of as many floats as a vector holds. */
    private static DoubleVector widen(float[] values, int offset) {
        return (DoubleVector) FloatVector.fromArray(FLOATS, values, offset).castShape(DOUBLES, 0);
    }

    /** The sum of the lanes, always in the same order: that of {@code reduceLanes} is not specified. */
    private static double sum(DoubleVector lanes) {
        double sum = lanes.lane(0) + lanes.lane(1);
        if (LANES > 2) {
            sum += lanes.lane(2) + lanes.lane(3);
        }
        if (LANES > 4) {
            sum += (lanes.lane(4) + lanes.lane(5)) + (lanes.lane(6) + lanes.lane(7));
        }
        return sum;
    }
}
