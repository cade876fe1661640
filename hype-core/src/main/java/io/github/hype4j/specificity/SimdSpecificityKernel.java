package io.github.hype4j.specificity;

import io.github.hype4j.lorentz.Lorentz;
import io.github.hype4j.lorentz.LorentzPoints;
import io.github.hype4j.simd.RegisterTile;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Vectors of single precision: a matrix product of packed panels whose results never leave the cache, turned into angles
 * and summed tile by tile.
 *
 * <p><b>Accuracy.</b> Within 2e-5 rad of {@link ScalarSpecificityKernel} for any points, and as a rule within 1e-6: cosines
 * are summed {@value #DEPTH} elements at a time, angles a block of the reference at a time, blocks in double precision. A
 * pair whose angle a float cannot hold to that (see {@link AngleEpilogue}) is computed by {@link Lorentz} instead, and so is
 * every pair with a point within 1e-9 of [ROOT].
 *
 * <p><b>Determinism.</b> All rows of a tile are treated alike and no row sees another, so that a result depends on the
 * sample, the reference and the width of the vectors alone.
 *
 * <p>Working memory is kept for the next call, as much as there have been calls at one time.
 */
final class SimdSpecificityKernel implements SpecificityKernel {

    /** How many products are summed in one go: the more, the larger the error; the fewer, the more often sums are stored. */
    private static final int DEPTH = 192;
    /** What a block of the reference may take of the second-level cache, in bytes. */
    private static final int BLOCK_BYTES = 3 << 17;
    /** How many angles a lane sums in single precision, in panels of the reference. */
    private static final int BLOCK_PANELS = 16;
    /** What the samples of one sweep over the reference may take, in bytes and in tiles. */
    private static final int SWEEP_BYTES = 3 << 18;

    private static final int SWEEP_TILES = 40;
    /** How many tiles of samples pass by while a part of the reference stays in the first-level cache. */
    private static final int GROUP_TILES = 6;

    private final LorentzPoints reference;
    private final Apex apex;
    private final RegisterTile tile = RegisterTile.CHOSEN;
    private final PackedPoints columns;
    private final int blockPanels;
    private final int sweepRows;
    private final Deque<Sweep> idle = new ConcurrentLinkedDeque<>();

    SimdSpecificityKernel(LorentzPoints reference, Apex apex) {
        this.reference = reference;
        this.apex = apex;
        int dimension = reference.dimension();
        this.columns = PackedPoints.of(reference, apex == Apex.REFERENCE, RegisterTile.COLUMNS);
        int rowBytes = Float.BYTES * dimension;
        this.blockPanels = Math.max(1, Math.min(BLOCK_PANELS, BLOCK_BYTES / (rowBytes * RegisterTile.COLUMNS)));
        this.sweepRows = Math.max(1, Math.min(SWEEP_TILES, SWEEP_BYTES / (rowBytes * tile.rows()))) * tile.rows();
    }

    /**
     * How far the cosine of two vectors may be off: half a unit in the last place for each addition, since no sum of
     * products of unit vectors is above 1, and four roundings of each element.
     */
    private static double errorOfCosine(int dimension) {
        int additions = Math.min(dimension, DEPTH) + (dimension + DEPTH - 1) / DEPTH;
        return (additions + 8) * 0x1p-25;
    }

    @Override
    public void meanExteriorAngles(LorentzPoints samples, int from, int to, double[] means) {
        Sweep sweep = idle.pollFirst();
        if (sweep == null) {
            sweep = new Sweep();
        }
        for (int start = from; start < to; start += sweepRows) {
            sweep.run(samples, start, Math.min(sweepRows, to - start), means);
        }
        idle.addFirst(sweep);
    }

    /** Takes some samples over the whole reference, block by block. */
    private final class Sweep {
        private final PackedPoints rows =
                new PackedPoints(apex == Apex.SAMPLE, tile.rows(), reference.dimension(), sweepRows);
        private final float[][] cosines = new float[GROUP_TILES][tile.rows() * RegisterTile.COLUMNS];
        private final AngleEpilogue[] epilogues = new AngleEpilogue[GROUP_TILES];
        private final float[] products = new float[tile.rows() * RegisterTile.COLUMNS];
        private final double[] complements = new double[sweepRows];
        private final double[] exactAngles = new double[sweepRows];
        private final int[] exactCounts = new int[sweepRows];

        Sweep() {
            Arrays.setAll(epilogues, i -> new AngleEpilogue(tile.rows(), errorOfCosine(reference.dimension())));
        }

        void run(LorentzPoints samples, int first, int count, double[] means) {
            rows.pack(samples, first, count);
            Arrays.fill(complements, 0, count, 0);
            Arrays.fill(exactAngles, 0, count, 0);
            Arrays.fill(exactCounts, 0, count, 0);
            for (int panel = 0; panel < columns.panelCount(); panel += blockPanels) {
                int end = Math.min(panel + blockPanels, columns.panelCount());
                for (int rowPanel = 0; rowPanel < rows.panelCount(); rowPanel += GROUP_TILES) {
                    addBlock(samples, first, rowPanel, panel, end);
                }
            }
            for (int i = 0; i < count; i++) {
                means[first + i] = rows.isRegular(i) ? mean(samples, first, i) : exactMean(samples, first + i);
            }
        }

        private void addBlock(LorentzPoints samples, int first, int fromRowPanel, int fromPanel, int toPanel) {
            int tiles = Math.min(GROUP_TILES, rows.panelCount() - fromRowPanel);
            for (int i = 0; i < tiles; i++) {
                epilogues[i].clear();
            }
            for (int panel = fromPanel; panel < toPanel; panel++) {
                multiply(fromRowPanel, tiles, panel);
                int column = panel * RegisterTile.COLUMNS;
                for (int i = 0; i < tiles; i++) {
                    int row = (fromRowPanel + i) * tile.rows();
                    if (!epilogues[i].add(cosines[i], rows, row, columns, column)) {
                        addExactly(samples, first, epilogues[i], row, column);
                    }
                }
            }
            for (int i = 0; i < tiles; i++) {
                int row = (fromRowPanel + i) * tile.rows();
                int end = Math.min(tile.rows(), rows.size() - row);
                for (int k = 0; k < end; k++) {
                    complements[row + k] += epilogues[i].sum(k);
                }
            }
        }

        private void multiply(int fromRowPanel, int tiles, int panel) {
            int dimension = reference.dimension();
            for (int k = 0; k < dimension; k += DEPTH) {
                int depth = Math.min(DEPTH, dimension - k);
                for (int i = 0; i < tiles; i++) {
                    tile.multiply(
                            rows.values(),
                            rows.panelOffset(fromRowPanel + i) + k * tile.rows(),
                            columns.values(),
                            columns.panelOffset(panel) + k * RegisterTile.COLUMNS,
                            depth,
                            k == 0 ? cosines[i] : products);
                    if (k > 0) {
                        RegisterTile.add(products, cosines[i]);
                    }
                }
            }
        }

        private void addExactly(LorentzPoints samples, int first, AngleEpilogue epilogue, int row, int column) {
            int end = Math.min(tile.rows(), rows.size() - row);
            for (int i = 0; i < end; i++) {
                if (!rows.isRegular(row + i)) {
                    continue;
                }
                for (long bits = epilogue.leftOut(i); bits != 0; bits &= bits - 1) {
                    int point = column + Long.numberOfTrailingZeros(bits);
                    if (point < columns.size() && columns.isRegular(point)) {
                        exactAngles[row + i] += angle(samples, first + row + i, point);
                        exactCounts[row + i]++;
                    }
                }
            }
        }

        private double mean(LorentzPoints samples, int first, int i) {
            double angles = exactAngles[i];
            for (int k = 0; k < columns.irregularCount(); k++) {
                angles += angle(samples, first + i, columns.irregular(k));
            }
            int complemented = columns.size() - columns.irregularCount() - exactCounts[i];
            return (angles + (complemented * (Math.PI / 2) - complements[i])) / columns.size();
        }

        private double exactMean(LorentzPoints samples, int sample) {
            double angles = 0;
            for (int point = 0; point < columns.size(); point++) {
                angles += angle(samples, sample, point);
            }
            return angles / columns.size();
        }

        private double angle(LorentzPoints samples, int sample, int point) {
            Lorentz space = reference.space();
            return apex == Apex.SAMPLE
                    ? space.exteriorAngle(samples, sample, reference, point)
                    : space.exteriorAngle(reference, point, samples, sample);
        }
    }
}
