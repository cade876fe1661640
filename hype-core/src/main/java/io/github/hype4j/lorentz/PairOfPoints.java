package io.github.hype4j.lorentz;

import java.util.Objects;

/**
 * The Euclidean terms of two vectors x and y from which distance and exterior angle follow, free of cancellation.
 *
 * @param squaredNormX {@code |x|^2}
 * @param squaredNormY {@code |y|^2}
 * @param dot {@code x.y}
 * @param differenceOfSquaredNorms {@code |y|^2 - |x|^2}
 * @param squaredRejection squared length of the part of y that is orthogonal to x; 0 if either is 0
 */
record PairOfPoints(
        double squaredNormX,
        double squaredNormY,
        double dot,
        double differenceOfSquaredNorms,
        double squaredRejection) {

    /** Where sin^2 of the angle between the vectors is above this, differences of the three products lose no digits that matter. */
    private static final double WELL_SEPARATED = 1e-3;

    static PairOfPoints of(float[] x, float[] y) {
        double xx = Vectors.checkedSquaredNorm("x", x);
        double yy = Vectors.checkedSquaredNorm("y", y);
        if (x.length != y.length) {
            throw new IllegalArgumentException("x has length " + x.length + " but y has length " + y.length);
        }
        return of(x, 0, xx, y, 0, yy, x.length, Vectors.dot(x, 0, y, 0, x.length));
    }

    static PairOfPoints of(LorentzPoints x, int i, LorentzPoints y, int j) {
        int d = x.dimension();
        double dot = Vectors.dot(
                x.spaceComponents().values(), i * d, y.spaceComponents().values(), j * d, d);
        return of(x, i, y, j, dot);
    }

    static PairOfPoints of(LorentzPoints x, int i, LorentzPoints y, int j, double dot) {
        int d = x.dimension();
        Objects.checkIndex(i, x.rows());
        Objects.checkIndex(j, y.rows());
        return of(
                x.spaceComponents().values(),
                i * d,
                x.squaredNorm(i),
                y.spaceComponents().values(),
                j * d,
                y.squaredNorm(j),
                d,
                dot);
    }

    private static PairOfPoints of(
            float[] x, int xOffset, double xx, float[] y, int yOffset, double yy, int length, double dot) {
        if (xx == 0 || yy == 0) {
            return new PairOfPoints(xx, yy, 0, yy - xx, 0);
        }
        double plainRejection = yy - dot * (dot / xx);
        if (plainRejection > WELL_SEPARATED * yy) {
            return new PairOfPoints(xx, yy, dot, yy - xx, plainRejection);
        }
        // A given dot product may have been summed in another order than the norms: for x = y its last bits would
        // leave a rejection that is not 0, and with it an angle of pi/2. Summed as the norms were, it is |x|^2 exactly.
        double sameOrder = Vectors.dot(x, xOffset, y, yOffset, length);
        return new PairOfPoints(
                xx,
                yy,
                sameOrder,
                Vectors.differenceOfSquares(x, xOffset, y, yOffset, length),
                Vectors.squaredRejection(x, xOffset, xx, y, yOffset, length, sameOrder));
    }

    /** {@code |y| - y_par = |y| (1 - cos(phi))}: by how much y's projection on the direction of x falls short of its length. */
    double shortfall() {
        if (squaredNormX == 0) {
            return 0;
        }
        double y = Math.sqrt(squaredNormY);
        double projection = dot / Math.sqrt(squaredNormX);
        if (projection <= 0) {
            return y - projection;
        }
        return squaredRejection / (y + projection);
    }
}
