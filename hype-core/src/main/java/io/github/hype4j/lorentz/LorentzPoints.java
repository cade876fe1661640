package io.github.hype4j.lorentz;

/**
 * A batch of points known to lie on the hyperboloid of a {@link Lorentz} space, each given by its space components.
 *
 * <p>Norms are computed once. Made by {@link Lorentz#points} from space components and by
 * {@link Lorentz#expMap0(Embeddings)} from tangent vectors. Immutable (as far as {@link Embeddings} is) and safe for use
 * by several threads.
 */
public final class LorentzPoints {

    private final Lorentz space;
    private final Embeddings spaceComponents;
    private final double[] squaredNorms;

    LorentzPoints(Lorentz space, Embeddings spaceComponents) {
        this.space = space;
        this.spaceComponents = spaceComponents;
        this.squaredNorms = new double[spaceComponents.rows()];
        float[] values = spaceComponents.values();
        int d = spaceComponents.dimension();
        for (int i = 0; i < squaredNorms.length; i++) {
            squaredNorms[i] = Vectors.dot(values, i * d, values, i * d, d);
        }
    }

    /**
     * The space that the points lie in.
     *
     * @return the space
     */
    public Lorentz space() {
        return space;
    }

    /**
     * The space components, one point a row.
     *
     * @return the rows
     */
    public Embeddings spaceComponents() {
        return spaceComponents;
    }

    /**
     * The number of points.
     *
     * @return 0 or more
     */
    public int rows() {
        return spaceComponents.rows();
    }

    /**
     * The dimension of the space.
     *
     * @return the number of space components
     */
    public int dimension() {
        return spaceComponents.dimension();
    }

    /**
     * The squared Euclidean norm of a point's space components.
     *
     * @param row the point
     * @return {@code |x|^2}, in double precision
     */
    public double squaredNorm(int row) {
        return squaredNorms[row];
    }

    /**
     * {@link Lorentz#time} of every point.
     *
     * @return one time component a point
     */
    public double[] times() {
        double[] times = new double[rows()];
        for (int i = 0; i < times.length; i++) {
            times[i] = space.timeOf(squaredNorms[i]);
        }
        return times;
    }

    /**
     * {@link Lorentz#rootDistance} of every point.
     *
     * @return one distance a point
     */
    public double[] rootDistances() {
        double[] distances = new double[rows()];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = space.rootDistanceOf(squaredNorms[i]);
        }
        return distances;
    }

    /**
     * {@link Lorentz#halfAperture} of every point.
     *
     * @param minRadius {@code K}, above 0
     * @return one angle a point
     */
    public double[] halfApertures(double minRadius) {
        Lorentz.checkMinRadius(minRadius);
        double[] apertures = new double[rows()];
        for (int i = 0; i < apertures.length; i++) {
            apertures[i] = space.halfApertureOf(squaredNorms[i], minRadius);
        }
        return apertures;
    }

    /**
     * {@link Lorentz#halfAperture} of one point.
     *
     * @param row the point
     * @param minRadius {@code K}, above 0
     * @return the angle, in (0, pi/2]
     */
    public double halfAperture(int row, double minRadius) {
        Lorentz.checkMinRadius(minRadius);
        return space.halfApertureOf(squaredNorms[row], minRadius);
    }

    /**
     * Some of the points, copied.
     *
     * @param rows the points to take, in the order wanted
     * @return the new batch
     * @throws IndexOutOfBoundsException if there is no such point
     */
    public LorentzPoints select(int... rows) {
        return new LorentzPoints(space, spaceComponents.select(rows));
    }

    @Override
    public String toString() {
        return "LorentzPoints[" + rows() + " x " + dimension() + ", curvature=" + space.curvature() + "]";
    }
}
