package io.github.hype4j.lorentz;

import io.github.hype4j.simd.Simd;

/**
 * Dense float vectors at an offset in an array, summed in double precision.
 *
 * <p>The operations that every point and every pair needs are done by {@link SimdVectors} where the Vector API is at hand.
 * The two differ in the order of the sums, by the last bits of a double. Either sums in an order that depends on the
 * length alone.
 */
final class Vectors {

    private static final boolean SIMD = Simd.isWanted();

    private Vectors() {}

    static double dot(float[] x, int xOffset, float[] y, int yOffset, int length) {
        return SIMD ? SimdVectors.dot(x, xOffset, y, yOffset, length) : scalarDot(x, xOffset, y, yOffset, length);
    }

    static void scale(float[] from, int fromOffset, double factor, float[] to, int toOffset, int length) {
        if (SIMD) {
            SimdVectors.scale(from, fromOffset, factor, to, toOffset, length);
        } else {
            scalarScale(from, fromOffset, factor, to, toOffset, length);
        }
    }

    /** Whether no element from index 0 is NaN or infinite. */
    static boolean areFinite(float[] values) {
        return SIMD ? SimdVectors.areFinite(values) : scalarAreFinite(values, 0);
    }

    static double scalarDot(float[] x, int xOffset, float[] y, int yOffset, int length) {
        // Four sums: the additions need not wait for one another.
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < length; i += 4) {
            s0 += (double) x[xOffset + i] * y[yOffset + i];
            s1 += (double) x[xOffset + i + 1] * y[yOffset + i + 1];
            s2 += (double) x[xOffset + i + 2] * y[yOffset + i + 2];
            s3 += (double) x[xOffset + i + 3] * y[yOffset + i + 3];
        }
        for (; i < length; i++) {
            s0 += (double) x[xOffset + i] * y[yOffset + i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    static void scalarScale(float[] from, int fromOffset, double factor, float[] to, int toOffset, int length) {
        for (int i = 0; i < length; i++) {
            to[toOffset + i] = (float) (factor * from[fromOffset + i]);
        }
    }

    static boolean scalarAreFinite(float[] values, int from) {
        // Zero times a number is zero, unless the number is NaN or infinite.
        float sum = 0;
        for (int i = from; i < values.length; i++) {
            sum += 0 * values[i];
        }
        return sum == 0;
    }

    /** {@code |x|^2}, after a check that the vector is neither empty nor has an element that is not finite. */
    static double checkedSquaredNorm(String name, float[] x) {
        if (x.length == 0) {
            throw new IllegalArgumentException(name + " must have at least one element");
        }
        for (int i = 0; i < x.length; i++) {
            if (!Float.isFinite(x[i])) {
                throw new IllegalArgumentException(name + "[" + i + "] must be finite, got " + x[i]);
            }
        }
        return dot(x, 0, x, 0, x.length);
    }

    /** {@code |y|^2 - |x|^2}, without cancellation where the vectors are nearly equal. */
    static double differenceOfSquares(float[] x, int xOffset, float[] y, int yOffset, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            double a = x[xOffset + i];
            double b = y[yOffset + i];
            sum += (b - a) * (b + a);
        }
        return sum;
    }

    /**
     * The squared length of the part of y that is orthogonal to x, for vectors that may be nearly collinear.
     *
     * <p>The fused multiply-add rounds each element relative to itself; what the rounding of the coefficient leaves along
     * x is measured and taken out by a second step.
     */
    static double squaredRejection(
            float[] x, int xOffset, double squaredNormX, float[] y, int yOffset, int length, double dot) {
        double coefficient = dot / squaredNormX;
        double leftover = 0;
        for (int i = 0; i < length; i++) {
            leftover += x[xOffset + i] * Math.fma(-coefficient, x[xOffset + i], y[yOffset + i]);
        }
        double correction = leftover / squaredNormX;
        double sum = 0;
        for (int i = 0; i < length; i++) {
            double a = x[xOffset + i];
            double rejected = Math.fma(-coefficient, a, y[yOffset + i]) - correction * a;
            sum += rejected * rejected;
        }
        return sum;
    }
}
