package io.github.hype4j.nearest;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.simd.Lanes;
import io.github.hype4j.simd.RegisterTile;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Vectors of single precision: a matrix product of packed panels of which only the largest of each point and the next
 * smaller are kept.
 *
 * <p><b>Exactness.</b> With {@code n} additions, a product of floats is off by at most {@code n 2^-24 |x| |c|}. Where the
 * largest is not ahead of the next by twice that, {@link ScalarNearestKernel} decides, so that the results are its own,
 * whatever the width of the vectors. Vectors are scaled by powers of two before, so that nothing overflows.
 *
 * <p>Working memory is kept for the next call, as much as there have been calls at one time.
 */
final class SimdNearestKernel implements NearestKernel {

    private static final VectorSpecies<Float> FLOATS = Lanes.FLOATS;
    private static final VectorSpecies<Integer> INTS = Lanes.INTS;
    private static final int LANES = FLOATS.length();
    private static final int COLUMNS = RegisterTile.COLUMNS;

    /** How many products are summed in one go: the more, the larger the error; the fewer, the more often sums are stored. */
    private static final int DEPTH = 192;
    /** What a block of the rows may take of the second-level cache, in bytes. */
    private static final int BLOCK_BYTES = 3 << 17;
    /** What the points of one sweep over the rows may take, in bytes and in tiles. */
    private static final int SWEEP_BYTES = 3 << 18;

    private static final int SWEEP_TILES = 40;
    /** How many tiles of points pass by while a part of the rows stays in the first-level cache. */
    private static final int GROUP_TILES = 6;

    private final RegisterTile tile = RegisterTile.CHOSEN;
    private final ScalarNearestKernel exact;
    private final int dimension;
    private final PackedRows columns;
    private final double largestNorm;
    private final int blockPanels;
    private final int sweepRows;
    private final Deque<Sweep> idle = new ConcurrentLinkedDeque<>();

    SimdNearestKernel(Embeddings rows) {
        this.exact = new ScalarNearestKernel(rows);
        this.dimension = rows.dimension();
        this.columns = new PackedRows(COLUMNS, dimension, rows.rows());
        int exponent = exponentToOne(rows.values(), 0, rows.values().length);
        columns.clear(rows.rows());
        double largest = 0;
        for (int i = 0; i < rows.rows(); i++) {
            columns.put(i, rows.values(), i * dimension, exponent);
            largest = Math.max(largest, norm(rows.values(), i * dimension, dimension, exponent));
        }
        this.largestNorm = largest;
        int rowBytes = Float.BYTES * dimension;
        this.blockPanels = Math.max(1, BLOCK_BYTES / (rowBytes * COLUMNS));
        this.sweepRows = Math.max(1, Math.min(SWEEP_TILES, SWEEP_BYTES / (rowBytes * tile.rows()))) * tile.rows();
    }

    /** The power of two that brings the largest element into [1, 2); 0 where all are zero. */
    private static int exponentToOne(float[] values, int from, int to) {
        float largest = 0;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, Math.abs(values[i]));
        }
        return largest == 0 ? 0 : -Math.getExponent((double) largest);
    }

    private static double norm(float[] values, int offset, int length, int exponent) {
        double sum = 0;
        for (int i = offset; i < offset + length; i++) {
            double value = Math.scalb((double) values[i], exponent);
            sum += value * value;
        }
        return Math.sqrt(sum);
    }

    @Override
    public void find(Embeddings points, int from, int to, int[] nearest) {
        Sweep sweep = idle.pollFirst();
        if (sweep == null) {
            sweep = new Sweep();
        }
        for (int start = from; start < to; start += sweepRows) {
            sweep.run(points, start, Math.min(sweepRows, to - start), nearest);
        }
        idle.addFirst(sweep);
    }

    /** Takes some points over all rows, block by block. */
    private final class Sweep {
        private final PackedRows rows = new PackedRows(tile.rows(), dimension, sweepRows);
        private final float[][] products = new float[GROUP_TILES][tile.rows() * COLUMNS];
        private final float[] addends = new float[tile.rows() * COLUMNS];
        private final float[] largest = new float[sweepRows * LANES];
        private final float[] next = new float[sweepRows * LANES];
        private final int[] places = new int[sweepRows * LANES];
        private final double[] margins = new double[sweepRows];

        void run(Embeddings points, int first, int count, int[] nearest) {
            rows.clear(count);
            for (int i = 0; i < count; i++) {
                int offset = (first + i) * dimension;
                int exponent = exponentToOne(points.values(), offset, offset + dimension);
                rows.put(i, points.values(), offset, exponent);
                margins[i] = margin(norm(points.values(), offset, dimension, exponent));
            }
            Arrays.fill(largest, Float.NEGATIVE_INFINITY);
            Arrays.fill(next, Float.NEGATIVE_INFINITY);
            for (int panel = 0; panel < columns.panelCount(); panel += blockPanels) {
                int end = Math.min(panel + blockPanels, columns.panelCount());
                for (int rowPanel = 0; rowPanel < rows.panelCount(); rowPanel += GROUP_TILES) {
                    addBlock(rowPanel, panel, end);
                }
            }
            for (int i = 0; i < count; i++) {
                nearest[first + i] = decided(i);
                if (nearest[first + i] < 0) {
                    exact.find(points, first + i, first + i + 1, nearest);
                }
            }
        }

        /** Twice the error of a product; elements too small for float, scaled, are below 2^-126 each. */
        private double margin(double norm) {
            int additions = Math.min(dimension, DEPTH) + (dimension + DEPTH - 1) / DEPTH;
            return 2 * ((additions + 2) * 0x1p-24 * norm * largestNorm + dimension * 0x1p-120);
        }

        private void addBlock(int fromRowPanel, int fromPanel, int toPanel) {
            int tiles = Math.min(GROUP_TILES, rows.panelCount() - fromRowPanel);
            for (int panel = fromPanel; panel < toPanel; panel++) {
                multiply(fromRowPanel, tiles, panel);
                int taken = Math.min(COLUMNS, columns.size() - panel * COLUMNS);
                for (int i = 0; i < tiles; i++) {
                    if (taken < COLUMNS) {
                        leaveOut(products[i], taken);
                    }
                    keepLargest(
                            products[i],
                            tile.rows(),
                            panel * COLUMNS,
                            (fromRowPanel + i) * tile.rows() * LANES,
                            largest,
                            next,
                            places);
                }
            }
        }

        private void multiply(int fromRowPanel, int tiles, int panel) {
            for (int k = 0; k < dimension; k += DEPTH) {
                int depth = Math.min(DEPTH, dimension - k);
                for (int i = 0; i < tiles; i++) {
                    tile.multiply(
                            rows.values(),
                            rows.panelOffset(fromRowPanel + i) + k * tile.rows(),
                            columns.values(),
                            columns.panelOffset(panel) + k * COLUMNS,
                            depth,
                            k == 0 ? products[i] : addends);
                    if (k > 0) {
                        RegisterTile.add(addends, products[i]);
                    }
                }
            }
        }

        /** The row with the largest product if no other can be as large, else -1. */
        private int decided(int point) {
            int best = point * LANES;
            for (int lane = point * LANES; lane < (point + 1) * LANES; lane++) {
                if (largest[lane] > largest[best]) {
                    best = lane;
                }
            }
            double contested = largest[best] - margins[point];
            for (int lane = point * LANES; lane < (point + 1) * LANES; lane++) {
                if (next[lane] >= contested || (lane != best && largest[lane] >= contested)) {
                    return -1;
                }
            }
            return places[best] + best % LANES;
        }
    }

    /** The places of the last panel that no row takes are never the largest. */
    private static void leaveOut(float[] products, int taken) {
        for (int i = 0; i < products.length; i += COLUMNS) {
            Arrays.fill(products, i + taken, i + COLUMNS, Float.NEGATIVE_INFINITY);
        }
    }

    // One loop without parts of its own: where the compiler declines to inline, vectors become objects.
    private static void keepLargest(
            float[] products, int rows, int column, int state, float[] largest, float[] next, int[] places) {
        IntVector first = IntVector.broadcast(INTS, column);
        IntVector second = IntVector.broadcast(INTS, column + LANES);
        for (int i = 0; i < rows; i++) {
            int at = state + i * LANES;
            FloatVector best = FloatVector.fromArray(FLOATS, largest, at);
            FloatVector runnerUp = FloatVector.fromArray(FLOATS, next, at);
            IntVector place = IntVector.fromArray(INTS, places, at);
            FloatVector p = FloatVector.fromArray(FLOATS, products, i * COLUMNS);
            VectorMask<Float> isLarger = p.compare(VectorOperators.GT, best);
            runnerUp = runnerUp.max(p.min(best));
            place = place.blend(first, isLarger.cast(INTS));
            best = best.max(p);
            p = FloatVector.fromArray(FLOATS, products, i * COLUMNS + LANES);
            isLarger = p.compare(VectorOperators.GT, best);
            runnerUp = runnerUp.max(p.min(best));
            place = place.blend(second, isLarger.cast(INTS));
            best = best.max(p);
            best.intoArray(largest, at);
            runnerUp.intoArray(next, at);
            place.intoArray(places, at);
        }
    }
}
