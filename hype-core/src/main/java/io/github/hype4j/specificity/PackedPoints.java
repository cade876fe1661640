package io.github.hype4j.specificity;

import io.github.hype4j.lorentz.LorentzPoints;
import java.util.Arrays;

/**
 * Points in the layout of a register tile: panels of a few points, which hold the first element of each, then the
 * second of each, and so on, so that a tile reads memory from front to back. The vectors are scaled to length 1: their
 * products are the cosines of {@link AngleEpilogue}, whose other terms are kept beside them.
 *
 * <p>Points so near to [ROOT] that floats cannot hold those terms are listed as irregular and packed as zeros, as are the
 * places of the last panel that no point takes.
 */
final class PackedPoints {

    /** Where {@code sinh} is below this the point is irregular. No square in {@link AngleEpilogue} leaves the range of float. */
    private static final double SMALLEST_SINH = 1e-9;
    /** Where {@code sinh} and {@code cosh} are held; the angles at an apex so far out differ from 0 or pi by less than this. */
    private static final double LARGEST_COSH = 1e9;

    private final int width;
    private final int dimension;
    private final float[] values;
    /** {@code -sinh a} of an apex, {@code coth b} of another point. */
    private final float[] factors;
    /** {@code cosh a} of an apex, 1 of another point. */
    private final float[] coshs;

    private final boolean apexes;
    private int size;
    private final int[] irregular;
    private int irregularCount;

    /**
     * Room for points.
     *
     * @param apexes whether the points are the apexes of the angles
     * @param width points a panel
     * @param dimension elements a point
     * @param capacity points in all
     */
    PackedPoints(boolean apexes, int width, int dimension, int capacity) {
        this.apexes = apexes;
        this.width = width;
        this.dimension = dimension;
        int places = Math.multiplyExact(panels(capacity, width), width);
        this.values = new float[Math.multiplyExact(places, dimension)];
        this.factors = new float[places];
        this.coshs = new float[places];
        this.irregular = new int[capacity];
    }

    static PackedPoints of(LorentzPoints points, boolean apexes, int width) {
        PackedPoints packed = new PackedPoints(apexes, width, points.dimension(), points.rows());
        packed.pack(points, 0, points.rows());
        return packed;
    }

    private static int panels(int points, int width) {
        return (points + width - 1) / width;
    }

    /** Takes points in place of those that were there. */
    void pack(LorentzPoints points, int from, int count) {
        size = count;
        irregularCount = 0;
        double curvature = points.space().curvature();
        float[] rows = points.spaceComponents().values();
        for (int i = 0; i < count; i++) {
            double squaredSinh = curvature * points.squaredNorm(from + i);
            double sinh = Math.sqrt(squaredSinh);
            if (sinh < SMALLEST_SINH) {
                irregular[irregularCount++] = i;
                leaveEmpty(i);
                continue;
            }
            double cosh = Math.sqrt(1 + squaredSinh);
            coshs[i] = apexes ? (float) Math.min(LARGEST_COSH, cosh) : 1;
            factors[i] = (float) (apexes ? -Math.min(LARGEST_COSH * (sinh / cosh), sinh) : cosh / sinh);
            put(i, rows, (from + i) * dimension, 1 / Math.sqrt(points.squaredNorm(from + i)));
        }
        for (int i = count; i < panelCount() * width; i++) {
            leaveEmpty(i);
        }
    }

    private void put(int i, float[] rows, int offset, double factor) {
        int to = i / width * width * dimension + i % width;
        float single = (float) factor;
        if (single >= Float.MIN_NORMAL && single <= 1 / Float.MIN_NORMAL) {
            for (int k = 0; k < dimension; k++) {
                values[to + k * width] = rows[offset + k] * single;
            }
        } else {
            for (int k = 0; k < dimension; k++) {
                values[to + k * width] = (float) (rows[offset + k] * factor);
            }
        }
    }

    /** Whatever the other point is, the angle is taken to be right, which adds nothing to a sum. */
    private void leaveEmpty(int i) {
        factors[i] = 0;
        coshs[i] = 1;
        int from = i / width * width * dimension + i % width;
        for (int k = 0; k < dimension; k++) {
            values[from + k * width] = 0;
        }
    }

    int size() {
        return size;
    }

    int panelCount() {
        return panels(size, width);
    }

    /** Where a panel begins in {@link #values()}. */
    int panelOffset(int panel) {
        return panel * width * dimension;
    }

    float[] values() {
        return values;
    }

    float[] factors() {
        return factors;
    }

    float[] coshs() {
        return coshs;
    }

    int irregularCount() {
        return irregularCount;
    }

    /** One of the irregular points, which are in ascending order. */
    int irregular(int index) {
        return irregular[index];
    }

    boolean isRegular(int point) {
        return irregularCount == 0 || Arrays.binarySearch(irregular, 0, irregularCount, point) < 0;
    }
}
