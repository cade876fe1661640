package io.github.hype4j.lorentz;

import org.jspecify.annotations.Nullable;

/**
 * The Lorentz model of hyperbolic space with constant curvature {@code -c}.
 *
 * <p>A point is given by its {@code d} space components {@code x} as {@code float[]}; its time component is
 * {@code x_t = sqrt(1/c + |x|^2)}, so that {@code <x,x>_L = -1/c}. The origin [ROOT] is {@code x = 0}. Every finite vector
 * is the space part of exactly one point. Angles are in radians; distances are in the units of the space, in which the
 * radius of curvature is {@code 1/sqrt(c)}.
 *
 * <p><b>Accuracy.</b> Everything is evaluated in double precision in forms that do not cancel, also for points that
 * nearly coincide, lie nearly on one ray from [ROOT], or are tiny or huge: relative error of distances and absolute
 * error of angles are below 1e-10 for norms up to {@code 1e5 / sqrt(c)}. Results are never NaN. Where the Vector API is at
 * hand, sums are formed in another order, which moves results by the last bits of a double; either order depends on the
 * dimension alone.
 *
 * <p><b>Errors.</b> A vector that is empty, has a NaN or infinite element, or differs in length from its partner is an
 * {@link IllegalArgumentException} that names the argument and the index.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * <p>Sources: Kim et al., <i>HYPE: Hyperbolic Entailment Filtering for Underspecified Images and Texts</i>, ECCV 2024
 * (arXiv 2404.17507), section 3; Desai et al., <i>Hyperbolic Image-Text Representations</i> (MERU), ICML 2023 (arXiv
 * 2304.09172), section 3; Ganea et al., <i>Hyperbolic Entailment Cones</i>, ICML 2018; Le et al., ACL 2019.
 */
public final class Lorentz {

    private final double curvature;
    private final double sqrtCurvature;

    private Lorentz(double curvature) {
        this.curvature = curvature;
        this.sqrtCurvature = Math.sqrt(curvature);
    }

    /**
     * The space of curvature {@code -c}.
     *
     * @param c the absolute value of the curvature, in [1e-12, 1e12]
     * @return the space
     * @throws IllegalArgumentException if {@code c} is out of range or NaN
     */
    public static Lorentz ofCurvature(double c) {
        if (!(c >= 1e-12 && c <= 1e12)) {
            throw new IllegalArgumentException("curvature must be in [1e-12, 1e12], got " + c);
        }
        return new Lorentz(c);
    }

    /**
     * The absolute value {@code c} of the curvature.
     *
     * @return {@code c > 0}
     */
    public double curvature() {
        return curvature;
    }

    /**
     * The time component {@code sqrt(1/c + |x|^2)}.
     *
     * @param x space components
     * @return the time component, at least {@code 1/sqrt(c)}
     */
    public double time(float[] x) {
        return timeOf(Vectors.checkedSquaredNorm("x", x));
    }

    double timeOf(double squaredNorm) {
        return Math.sqrt(1 / curvature + squaredNorm);
    }

    /**
     * The Lorentzian inner product {@code <x,y>_L = x.y - x_t y_t}, evaluated as {@code -cosh(sqrt(c) d_L(x,y))/c}.
     *
     * @param x space components
     * @param y space components
     * @return the inner product, at most {@code -1/c}
     */
    public double innerProduct(float[] x, float[] y) {
        return -(1 + 2 * squaredSinhOfHalfDistance(PairOfPoints.of(x, y))) / curvature;
    }

    /**
     * The Lorentzian (geodesic) distance {@code d_L(x,y) = acosh(-c <x,y>_L)/sqrt(c)}.
     *
     * <p>Evaluated by {@code sinh^2(D/2) = sinh^2((b-a)/2) + sinh(a) sinh(b) sin^2(phi/2)}, where {@code D = sqrt(c) d_L},
     * {@code a} and {@code b} are the scaled distances from [ROOT] and {@code phi} is the angle between the vectors: no
     * term is negative.
     *
     * @param x space components
     * @param y space components
     * @return the distance, at least 0; exactly 0 for {@code x = y}
     */
    public double distance(float[] x, float[] y) {
        return distance(PairOfPoints.of(x, y));
    }

    double distance(PairOfPoints pair) {
        return 2 * asinh(Math.sqrt(squaredSinhOfHalfDistance(pair))) / sqrtCurvature;
    }

    /**
     * The distance to [ROOT], {@code asinh(sqrt(c)|x|)/sqrt(c)}: specificity without a reference set.
     *
     * @param x space components
     * @return the distance, at least 0
     */
    public double rootDistance(float[] x) {
        return rootDistanceOf(Vectors.checkedSquaredNorm("x", x));
    }

    double rootDistanceOf(double squaredNorm) {
        return asinh(Math.sqrt(curvature * squaredNorm)) / sqrtCurvature;
    }

    /**
     * The exponential map at [ROOT]: {@code sinh(s)/s v} with {@code s = sqrt(c)|v|}.
     *
     * <p>The public HYPE and MERU code clamps {@code s} to {@code asinh(2^15)}; here it is not clamped, and only where
     * the result would leave the range of float is the norm held at {@code Float.MAX_VALUE / 2}.
     *
     * @param v a tangent vector at [ROOT]
     * @return space components of the point; 0 for {@code v = 0}
     */
    public float[] expMap0(float[] v) {
        double norm = Math.sqrt(Vectors.checkedSquaredNorm("v", v));
        float[] x = new float[v.length];
        Vectors.scale(v, 0, expMap0Factor(norm), x, 0, v.length);
        return x;
    }

    /**
     * The logarithmic map at [ROOT], inverse of {@link #expMap0(float[])}: {@code asinh(s)/s x} with
     * {@code s = sqrt(c)|x|}.
     *
     * @param x space components
     * @return the tangent vector; 0 for [ROOT]
     */
    public float[] logMap0(float[] x) {
        double squaredNorm = Vectors.checkedSquaredNorm("x", x);
        float[] v = new float[x.length];
        Vectors.scale(x, 0, logMap0Factor(squaredNorm), v, 0, x.length);
        return v;
    }

    /**
     * The half aperture of the entailment cone at a point, {@code asin(2 K / (sqrt(c)|x|))} (MERU, equation 5).
     *
     * @param x space components of the apex
     * @param minRadius {@code K}, above 0; 0.1 in HYPE and MERU
     * @return the angle, in (0, pi/2]; pi/2 where {@code |x| <= 2 K / sqrt(c)}, [ROOT] included
     */
    public double halfAperture(float[] x, double minRadius) {
        checkMinRadius(minRadius);
        return halfApertureOf(Vectors.checkedSquaredNorm("x", x), minRadius);
    }

    double halfApertureOf(double squaredNorm, double minRadius) {
        double scaledNorm = Math.sqrt(curvature * squaredNorm);
        return scaledNorm <= 2 * minRadius ? Math.PI / 2 : Math.asin(2 * minRadius / scaledNorm);
    }

    static void checkMinRadius(double minRadius) {
        if (!(minRadius > 0 && minRadius < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("minRadius must be above 0 and finite, got " + minRadius);
        }
    }

    /**
     * The exterior angle at {@code x} of {@code y}: the angle between the geodesic from [ROOT] prolonged past {@code x}
     * and the geodesic from {@code x} to {@code y} (MERU, equation 7).
     *
     * <p>Evaluated as {@code atan2(sinh(b) sin(phi), sinh(b-a) - cosh(a) sinh(b) (1 - cos(phi)))}, in the terms of
     * {@link #distance}.
     *
     * @param x space components of the apex
     * @param y space components of the other point
     * @return the angle, in [0, pi]; 0 for {@code x} = [ROOT], which entails everything, and for {@code x = y}; pi for
     *     {@code y} = [ROOT] with {@code x} elsewhere
     */
    public double exteriorAngle(float[] x, float[] y) {
        return exteriorAngle(PairOfPoints.of(x, y));
    }

    /**
     * {@link #exteriorAngle(float[], float[])} for two rows whose dot product is known already, as in a kernel that
     * computes many at once.
     *
     * @param x points of this space
     * @param i the row of the apex
     * @param y points of this space, of the same dimension
     * @param j the row of the other point
     * @param dot the Euclidean dot product of the two rows' space components, in double precision
     * @return the angle, in [0, pi]
     */
    public double exteriorAngle(LorentzPoints x, int i, LorentzPoints y, int j, double dot) {
        return exteriorAngle(PairOfPoints.of(x, i, y, j, dot));
    }

    /**
     * {@link #exteriorAngle(float[], float[])} for two rows.
     *
     * @param x points of this space
     * @param i the row of the apex
     * @param y points of this space, of the same dimension
     * @param j the row of the other point
     * @return the angle, in [0, pi]
     */
    public double exteriorAngle(LorentzPoints x, int i, LorentzPoints y, int j) {
        return exteriorAngle(PairOfPoints.of(x, i, y, j));
    }

    double exteriorAngle(PairOfPoints pair) {
        if (pair.squaredNormX() == 0) {
            return 0;
        }
        double opposite = sqrtCurvature * Math.sqrt(pair.squaredRejection());
        double coshA = Math.sqrt(1 + curvature * pair.squaredNormX());
        double halfSinh = sinhOfHalfRadialDifference(pair);
        double sinhOfDifference = 2 * halfSinh * Math.sqrt(1 + halfSinh * halfSinh);
        double adjacent = sinhOfDifference - sqrtCurvature * coshA * pair.shortfall();
        return opposite == 0 && adjacent == 0 ? 0 : Math.atan2(opposite, adjacent);
    }

    /**
     * How far {@code y} lies outside the entailment cone of {@code x}: exterior angle minus half aperture.
     *
     * @param x space components of the apex, the more general of the two
     * @param y space components of the other point
     * @param minRadius {@code K}, above 0; 0.1 in HYPE and MERU
     * @return the difference in radians, in [-pi/2, pi]; at most 0 where {@code x} entails {@code y}
     */
    public double entailmentViolation(float[] x, float[] y, double minRadius) {
        checkMinRadius(minRadius);
        return entailmentViolation(PairOfPoints.of(x, y), minRadius);
    }

    double entailmentViolation(PairOfPoints pair, double minRadius) {
        return exteriorAngle(pair) - halfApertureOf(pair.squaredNormX(), minRadius);
    }

    /**
     * Takes rows as space components of points.
     *
     * @param spaceComponents one point a row
     * @return the points
     */
    public LorentzPoints points(Embeddings spaceComponents) {
        return new LorentzPoints(this, spaceComponents);
    }

    /**
     * {@link #expMap0(float[])} of every row.
     *
     * @param tangents one tangent vector a row
     * @return one point a row
     */
    public LorentzPoints expMap0(Embeddings tangents) {
        float[] v = tangents.values();
        int d = tangents.dimension();
        float[] x = new float[v.length];
        for (int i = 0; i < tangents.rows(); i++) {
            double norm = Math.sqrt(Vectors.dot(v, i * d, v, i * d, d));
            Vectors.scale(v, i * d, expMap0Factor(norm), x, i * d, d);
        }
        return points(Embeddings.ofFinite(x, d));
    }

    private double expMap0Factor(double norm) {
        if (norm == 0) {
            return 1;
        }
        return Math.min(Math.sinh(sqrtCurvature * norm) / sqrtCurvature, Float.MAX_VALUE / 2.0) / norm;
    }

    /**
     * {@link #logMap0(float[])} of every row.
     *
     * @param points points of this space
     * @return one tangent vector a row
     */
    public Embeddings logMap0(LorentzPoints points) {
        checkSpace("points", points);
        Embeddings rows = points.spaceComponents();
        int d = rows.dimension();
        float[] v = new float[rows.values().length];
        for (int i = 0; i < rows.rows(); i++) {
            Vectors.scale(rows.values(), i * d, logMap0Factor(points.squaredNorm(i)), v, i * d, d);
        }
        return Embeddings.ofFinite(v, d);
    }

    private double logMap0Factor(double squaredNorm) {
        double s = Math.sqrt(curvature * squaredNorm);
        return s == 0 ? 1 : asinh(s) / s;
    }

    /**
     * {@link #distance(float[], float[])} of row {@code i} of {@code x} and row {@code i} of {@code y}, for every i.
     *
     * @param x points of this space
     * @param y as many points of this space
     * @return one distance a row
     * @throws IllegalArgumentException if rows, dimensions or spaces differ
     */
    public double[] distances(LorentzPoints x, LorentzPoints y) {
        return rowByRow(x, y, this::distance);
    }

    /**
     * {@link #innerProduct(float[], float[])} row by row.
     *
     * @param x points of this space
     * @param y as many points of this space
     * @return one inner product a row
     * @throws IllegalArgumentException if rows, dimensions or spaces differ
     */
    public double[] innerProducts(LorentzPoints x, LorentzPoints y) {
        return rowByRow(x, y, pair -> -(1 + 2 * squaredSinhOfHalfDistance(pair)) / curvature);
    }

    /**
     * {@link #exteriorAngle(float[], float[])} row by row.
     *
     * @param x the apexes, points of this space
     * @param y as many points of this space
     * @return one angle a row
     * @throws IllegalArgumentException if rows, dimensions or spaces differ
     */
    public double[] exteriorAngles(LorentzPoints x, LorentzPoints y) {
        return rowByRow(x, y, this::exteriorAngle);
    }

    /**
     * {@link #entailmentViolation(float[], float[], double)} row by row.
     *
     * @param x the apexes, points of this space
     * @param y as many points of this space
     * @param minRadius {@code K}, above 0
     * @return one difference of angles a row
     * @throws IllegalArgumentException if rows, dimensions or spaces differ
     */
    public double[] entailmentViolations(LorentzPoints x, LorentzPoints y, double minRadius) {
        checkMinRadius(minRadius);
        return rowByRow(x, y, pair -> entailmentViolation(pair, minRadius));
    }

    private double[] rowByRow(LorentzPoints x, LorentzPoints y, PairFunction function) {
        checkSpace("x", x);
        checkSpace("y", y);
        if (x.rows() != y.rows() || x.dimension() != y.dimension()) {
            throw new IllegalArgumentException("x is " + x.spaceComponents() + " but y is " + y.spaceComponents());
        }
        double[] results = new double[x.rows()];
        for (int i = 0; i < results.length; i++) {
            results[i] = function.apply(PairOfPoints.of(x, i, y, i));
        }
        return results;
    }

    private void checkSpace(String name, LorentzPoints points) {
        if (!points.space().equals(this)) {
            throw new IllegalArgumentException(
                    name + " has curvature " + points.space().curvature + ", not " + curvature);
        }
    }

    private double squaredSinhOfHalfDistance(PairOfPoints pair) {
        double radial = sinhOfHalfRadialDifference(pair);
        return radial * radial + curvature / 2 * Math.sqrt(pair.squaredNormX()) * pair.shortfall();
    }

    /** {@code sinh((b-a)/2)}, from {@code sinh(b) - sinh(a) = 2 cosh((a+b)/2) sinh((b-a)/2)}. */
    private double sinhOfHalfRadialDifference(PairOfPoints pair) {
        double sinhA = Math.sqrt(curvature * pair.squaredNormX());
        double sinhB = Math.sqrt(curvature * pair.squaredNormY());
        if (sinhA + sinhB == 0) {
            return 0;
        }
        double difference = curvature * pair.differenceOfSquaredNorms() / (sinhA + sinhB);
        double coshOfSum = Math.sqrt(1 + sinhA * sinhA) * Math.sqrt(1 + sinhB * sinhB) + sinhA * sinhB;
        return difference / (2 * Math.sqrt((1 + coshOfSum) / 2));
    }

    private static double asinh(double z) {
        // For z >= 0; log1p keeps the relative accuracy for small z.
        return Math.log1p(z + z * z / (1 + Math.sqrt(1 + z * z)));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Lorentz lorentz && lorentz.curvature == curvature;
    }

    @Override
    public int hashCode() {
        return Double.hashCode(curvature);
    }

    @Override
    public String toString() {
        return "Lorentz[curvature=" + curvature + "]";
    }

    @FunctionalInterface
    private interface PairFunction {
        double apply(PairOfPoints pair);
    }
}
