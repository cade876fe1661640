package io.github.hype4j.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.hype4j.lorentz.LorentzPoints;

/**
 * The formulas of the papers as a PyTorch program evaluates them: single precision, one operation of the whole array after
 * the other, clamped where they would leave their domain. Curvature is -1.
 */
final class TorchHyperboloid {

    /** Tells Java that libtorch comes with the build or not at all: DJL would fetch it. */
    static final String OFFLINE = "-Dai.djl.offline=true";

    private static final double EPSILON = 1e-8;
    private static final double MIN_RADIUS = 0.1;
    private static final int[] ROWS = {1};
    private static final int[] COLUMNS = {0};

    private TorchHyperboloid() {}

    static NDArray upload(NDManager manager, LorentzPoints points) {
        return manager.create(points.spaceComponents().values(), new Shape(points.rows(), points.dimension()));
    }

    /** The same memory under a name of its own, so that results belong to the call and are freed with it. */
    static NDArray view(NDArray array, NDManager call) {
        NDArray view = array.reshape(array.getShape());
        view.attach(call);
        return view;
    }

    /** Mean over the reference texts of the angle at the text less its aperture. */
    static NDArray imageSpecificity(NDArray images, NDArray texts) {
        return exteriorAngles(texts, images).sub(halfApertures(texts)).mean(COLUMNS);
    }

    /** Mean over the reference images of the angle at the text less its aperture. */
    static NDArray textSpecificity(NDArray texts, NDArray images) {
        return exteriorAngles(texts, images).sub(halfApertures(texts)).mean(ROWS);
    }

    /** One row an apex, one column another point. */
    private static NDArray exteriorAngles(NDArray apexes, NDArray others) {
        NDArray apexTimes = times(apexes);
        NDArray otherTimes = times(others).transpose();
        NDArray inner = apexes.matMul(others.transpose()).sub(apexTimes.matMul(otherTimes));
        return anglesOf(inner, apexes, apexTimes, otherTimes);
    }

    static NDArray exteriorAnglesRowByRow(NDArray apexes, NDArray others) {
        NDArray apexTimes = times(apexes);
        NDArray otherTimes = times(others);
        NDArray inner = innerProductsRowByRow(apexes, others, apexTimes, otherTimes);
        return anglesOf(inner, apexes, apexTimes, otherTimes);
    }

    private static NDArray anglesOf(NDArray inner, NDArray apexes, NDArray apexTimes, NDArray otherTimes) {
        NDArray numerator = inner.mul(apexTimes).add(otherTimes);
        NDArray denominator = clampedFromBelow(inner.square().sub(1), EPSILON)
                .sqrt()
                .mul(apexes.norm(ROWS, true))
                .add(EPSILON);
        return numerator.div(denominator).clip(-1 + EPSILON, 1 - EPSILON).acos();
    }

    static NDArray distancesRowByRow(NDArray x, NDArray y) {
        NDArray cosh =
                clampedFromBelow(innerProductsRowByRow(x, y, times(x), times(y)).neg(), 1 + EPSILON);
        // DJL's engine has no acosh.
        return cosh.add(cosh.square().sub(1).sqrt()).log();
    }

    static NDArray expMap0(NDArray tangents) {
        NDArray norms = tangents.norm(ROWS, true);
        NDArray bounded = norms.clip(EPSILON, Math.log(0x1p16)).sinh();
        return tangents.mul(bounded).div(clampedFromBelow(norms, EPSILON));
    }

    private static NDArray innerProductsRowByRow(NDArray x, NDArray y, NDArray xTimes, NDArray yTimes) {
        return x.mul(y).sum(ROWS, true).sub(xTimes.mul(yTimes));
    }

    private static NDArray halfApertures(NDArray apexes) {
        NDArray norms = clampedFromBelow(apexes.norm(ROWS, true), EPSILON);
        return norms.pow(-1).mul(2 * MIN_RADIUS).clip(-1 + EPSILON, 1 - EPSILON).asin();
    }

    private static NDArray times(NDArray points) {
        return points.square().sum(ROWS, true).add(1).sqrt();
    }

    private static NDArray clampedFromBelow(NDArray values, double smallest) {
        return values.clip(smallest, Float.MAX_VALUE);
    }
}
