package io.github.hype4j.specificity;

import io.github.hype4j.lorentz.Lorentz;
import io.github.hype4j.lorentz.LorentzPoints;
import io.github.hype4j.simd.ScalarTile;
import java.util.Arrays;

/**
 * Double precision throughout, in {@link Lorentz}'s stable forms: within 1e-10 rad of the exact mean.
 *
 * <p>The reference is taken in blocks that stay in cache while all samples pass by, and four reference points at a time
 * share the loads of a sample. Sums run over the reference in its order, so that a result depends on nothing else.
 */
final class ScalarSpecificityKernel implements SpecificityKernel {

    private final LorentzPoints reference;
    private final Apex apex;
    private final int blockRows;

    ScalarSpecificityKernel(LorentzPoints reference, Apex apex) {
        this.reference = reference;
        this.apex = apex;
        this.blockRows = ScalarTile.blockRows(reference.dimension());
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
            ScalarTile.widen(reference.spaceComponents().values(), start * d, block, rows * d);
            for (int i = from; i < to; i++) {
                ScalarTile.widen(samples.spaceComponents().values(), i * d, sample, d);
                ScalarTile.products(sample, block, rows, dots);
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
}
