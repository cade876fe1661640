package io.github.hype4j.specificity;

import io.github.hype4j.lorentz.Lorentz;
import io.github.hype4j.lorentz.LorentzPoints;
import java.util.Arrays;

/**
 * Double precision throughout, in {@link Lorentz}'s stable forms: within 1e-10 rad of the exact mean.
 *
 * <p>The reference is taken in blocks that stay in cache while all samples pass by, and four reference points at a time
 * share the loads of a sample. Sums run over the reference in its order, so that a result depends on nothing else.
 */
final class ScalarSpecificityKernel implements SpecificityKernel {

    private static final int TILE = 4;
    /** Bytes of a block of reference points in double precision: about half of a common L2 cache. */
    private static final int BLOCK_BYTES = 1 << 18;

    private final LorentzPoints reference;
    private final Apex apex;
    private final int blockRows;

    ScalarSpecificityKernel(LorentzPoints reference, Apex apex) {
        this.reference = reference;
        this.apex = apex;
        int fitting = BLOCK_BYTES / (Double.BYTES * reference.dimension());
        this.blockRows = Math.max(TILE, fitting / TILE * TILE);
    }

    @Override
    public void meanExteriorAngles(LorentzPoints samples, int from, int to, double[] means) {
        int d = reference.dimension();
        int blockSize = Math.min(blockRows, reference.rows());
        double[] block = new double[blockSize * d];
        double[] sample = new double[d];
        double[] dots = new double[blockSize];
        Arrays.fill(means, from, to, 0);
        for (int start = 0; start < reference.rows(); start += blockSize) {
            int rows = Math.min(blockSize, reference.rows() - start);
            widen(reference.spaceComponents().values(), start * d, block, rows * d);
            for (int i = from; i < to; i++) {
                widen(samples.spaceComponents().values(), i * d, sample, d);
                dots(sample, block, rows, dots);
                means[i] = addAngles(means[i], samples, i, start, rows, dots);
            }
        }
        for (int i = from; i < to; i++) {
            means[i] /= reference.rows();
        }
    }

    private double addAngles(double sum, LorentzPoints samples, int i, int start, int rows, double[] dots) {
        Lorentz space = reference.space();
        double total = sum;
        for (int j = 0; j < rows; j++) {
            total += apex == Apex.SAMPLE
                    ? space.exteriorAngle(samples, i, reference, start + j, dots[j])
                    : space.exteriorAngle(reference, start + j, samples, i, dots[j]);
        }
        return total;
    }

    private static void widen(float[] from, int offset, double[] to, int length) {
        for (int k = 0; k < length; k++) {
            to[k] = from[offset + k];
        }
    }

    /** Dot products of the sample with each row of the block; each is summed in the order of the dimensions. */
    private static void dots(double[] sample, double[] block, int rows, double[] dots) {
        int d = sample.length;
        int j = 0;
        for (; j + TILE <= rows; j += TILE) {
            int r0 = j * d;
            int r1 = r0 + d;
            int r2 = r1 + d;
            int r3 = r2 + d;
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            for (int k = 0; k < d; k++) {
                double x = sample[k];
                s0 += x * block[r0 + k];
                s1 += x * block[r1 + k];
                s2 += x * block[r2 + k];
                s3 += x * block[r3 + k];
            }
            dots[j] = s0;
            dots[j + 1] = s1;
            dots[j + 2] = s2;
            dots[j + 3] = s3;
        }
        for (; j < rows; j++) {
            double s = 0;
            for (int k = 0; k < d; k++) {
                s += sample[k] * block[j * d + k];
            }
            dots[j] = s;
        }
    }
}
