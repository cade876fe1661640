package io.github.hype4j.lorentz;

import static io.github.hype4j.lorentz.PointArbitraries.dot;
import static io.github.hype4j.lorentz.PointArbitraries.norm;
import static io.github.hype4j.lorentz.PointArbitraries.unit;
import static io.github.hype4j.lorentz.PointArbitraries.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.hype4j.lorentz.PointArbitraries.Triple;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** The laws of hyperbolic geometry, which hold whatever formula is used. */
@Domain(PointArbitraries.class)
@Domain(DomainContext.Global.class)
class LorentzLawsTest {

    private static final double MIN_RADIUS = 0.1;
    /** Half a unit in the last place of a float, relative. */
    private static final double FLOAT_ROUNDING = 0x1p-24;

    @Provide
    Arbitrary<Lorentz> curved() {
        return PointArbitraries.spaces();
    }

    @Provide
    Arbitrary<Integer> dimension() {
        return PointArbitraries.dimensions();
    }

    @Property
    void distanceIsSymmetric(@ForAll Triple t) {
        double there = t.space().distance(t.x(), t.y());
        double back = t.space().distance(t.y(), t.x());

        assertThat(back).isCloseTo(there, within(2e-10 * there));
    }

    @Property
    void distanceToItselfIsExactlyZeroAndToOthersAboveZero(@ForAll Triple t) {
        assertThat(t.space().distance(t.x(), t.x())).isZero();
        if (!Arrays.equals(t.x(), t.y())) {
            assertThat(t.space().distance(t.x(), t.y())).isPositive();
        }
    }

    @Property
    void distanceObeysTheTriangleInequality(@ForAll Triple t) {
        double direct = t.space().distance(t.x(), t.z());
        double detour = t.space().distance(t.x(), t.y()) + t.space().distance(t.y(), t.z());

        assertThat(direct).isLessThanOrEqualTo(detour * (1 + 1e-9));
    }

    @Property
    void innerProductIsMinusCoshOfDistanceOverCurvature(@ForAll Triple t) {
        Lorentz space = t.space();
        double byDistance = -Math.cosh(Math.sqrt(space.curvature()) * space.distance(t.x(), t.y())) / space.curvature();
        double plain = dot(t.x(), t.y()) - space.time(t.x()) * space.time(t.y());

        assertThat(space.innerProduct(t.x(), t.y())).isCloseTo(byDistance, within(1e-9 * -byDistance));
        assertThat(space.innerProduct(t.x(), t.y()))
                .isCloseTo(plain, within(1e-13 * space.time(t.x()) * space.time(t.y())));
    }

    @Property
    void distancesOnOneRayFromRootAddUp(@ForAll("curved") Lorentz space, @ForAll Triple t) {
        float[] twice = t.x().clone();
        PointArbitraries.scale(twice, 2);
        float[] opposite = t.x().clone();
        PointArbitraries.scale(opposite, -1);
        double near = space.rootDistance(t.x());
        double far = space.rootDistance(twice);

        assertThat(space.distance(t.x(), twice)).isCloseTo(far - near, within(1e-9 * far));
        assertThat(space.distance(opposite, twice)).isCloseTo(far + near, within(1e-10 * far));
        assertThat(space.distance(new float[t.x().length], t.x())).isCloseTo(near, within(1e-10 * near));
    }

    /** The metric is nowhere larger than the Euclidean one of the space components, which bounds what rounding does. */
    @Property
    void boostsKeepDistances(
            @ForAll("curved") Lorentz space,
            @ForAll("dimension") int dimension,
            @ForAll long seed,
            @ForAll @DoubleRange(min = -3, max = 3) double rapidity) {
        Random random = new Random(seed);
        float[] x = vector(random, dimension, 1e-6, 1e3);
        float[] y = vector(random, dimension, 1e-6, 1e3);
        double[] direction = unit(random, dimension);
        float[] boostedX = boosted(space, x, direction, rapidity);
        float[] boostedY = boosted(space, y, direction, rapidity);
        double rounding = FLOAT_ROUNDING * (norm(boostedX) + norm(boostedY)) + 1e-11 * (norm(x) + norm(y));

        assertThat(space.distance(boostedX, boostedY)).isCloseTo(space.distance(x, y), within(rounding + 1e-12));
    }

    private static float[] boosted(Lorentz space, float[] x, double[] direction, double rapidity) {
        double along = 0;
        for (int i = 0; i < x.length; i++) {
            along += x[i] * direction[i];
        }
        double shift = (Math.cosh(rapidity) - 1) * along + Math.sinh(rapidity) * space.time(x);
        float[] result = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            result[i] = (float) (x[i] + shift * direction[i]);
        }
        return result;
    }

    /** Permutations with changes of sign are the rotations (and reflections) that floats carry out exactly. */
    @Property
    void exactRotationsKeepEverything(@ForAll Triple t, @ForAll long seed) {
        Random random = new Random(seed);
        int[] places =
                random.ints(0, t.x().length).distinct().limit(t.x().length).toArray();
        int[] signs = random.ints(t.x().length, 0, 2).map(bit -> 2 * bit - 1).toArray();
        float[] x = rearranged(t.x(), places, signs);
        float[] y = rearranged(t.y(), places, signs);
        Lorentz space = t.space();

        double distance = space.distance(t.x(), t.y());
        assertThat(space.distance(x, y)).isCloseTo(distance, within(2e-10 * distance));
        assertThat(space.halfAperture(x, MIN_RADIUS)).isCloseTo(space.halfAperture(t.x(), MIN_RADIUS), within(1e-12));
        assertThat(space.exteriorAngle(x, y)).isCloseTo(space.exteriorAngle(t.x(), t.y()), within(2e-10));
    }

    private static float[] rearranged(float[] x, int[] places, int[] signs) {
        float[] result = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            result[places[i]] = signs[i] * x[i];
        }
        return result;
    }

    @Property
    void rotationsInAPlaneKeepDistancesAndAngles(
            @ForAll("curved") Lorentz space,
            @ForAll long seed,
            @ForAll @DoubleRange(min = 0, max = 6.28) double angle) {
        Random random = new Random(seed);
        int dimension = 2 + random.nextInt(68);
        float[] x = vector(random, dimension, 0.1, 10);
        float[] y = vector(random, dimension, 0.1, 10);
        double distance = space.distance(x, y);
        double moved = 2 * FLOAT_ROUNDING * (norm(x) + norm(y));
        Assume.that(distance > 100 * moved);
        float[] rotatedX = rotated(x, angle);
        float[] rotatedY = rotated(y, angle);
        double root = Math.sqrt(space.curvature());
        double leverage = 1 / Math.tanh(root * distance) + 1 / Math.tanh(root * space.rootDistance(x));

        assertThat(space.distance(rotatedX, rotatedY)).isCloseTo(distance, within(moved));
        assertThat(space.halfAperture(rotatedX, MIN_RADIUS)).isCloseTo(space.halfAperture(x, MIN_RADIUS), within(1e-3));
        assertThat(space.exteriorAngle(rotatedX, rotatedY))
                .isCloseTo(space.exteriorAngle(x, y), within(4 * root * moved * leverage));
    }

    private static float[] rotated(float[] x, double angle) {
        float[] result = x.clone();
        result[0] = (float) (Math.cos(angle) * x[0] - Math.sin(angle) * x[1]);
        result[1] = (float) (Math.sin(angle) * x[0] + Math.cos(angle) * x[1]);
        return result;
    }

    @Property
    void logarithmicMapUndoesTheExponentialMap(
            @ForAll("curved") Lorentz space, @ForAll("dimension") int dimension, @ForAll long seed) {
        Random random = new Random(seed);
        float[] v = vector(random, dimension, 1e-30, 80 / Math.sqrt(space.curvature()));

        float[] back = space.logMap0(space.expMap0(v));

        for (int i = 0; i < dimension; i++) {
            assertThat(back[i]).as("element %d", i).isCloseTo(v[i], within(3 * Math.ulp(v[i])));
        }
    }

    @Property
    void exponentialMapGoesAsFarAsTheTangentIsLong(
            @ForAll("curved") Lorentz space, @ForAll("dimension") int dimension, @ForAll long seed) {
        Random random = new Random(seed);
        float[] v = vector(random, dimension, 1e-30, 80 / Math.sqrt(space.curvature()));

        assertThat(space.rootDistance(space.expMap0(v))).isCloseTo(norm(v), within(2 * FLOAT_ROUNDING * norm(v)));
    }

    /** Vectors of 16-bit significands times small integers stay exactly on the ray. */
    @Property
    void pointsBeyondTheApexOnItsRayAreInItsConeAndPointsBeforeItAreBehind(@ForAll Triple t) {
        float[] x = t.x().clone();
        for (int i = 0; i < x.length; i++) {
            x[i] = Float.intBitsToFloat(Float.floatToRawIntBits(x[i]) & 0xFFFFFF00);
        }
        Assume.that(norm(x) > 0);
        for (int factor : new int[] {2, 3, 5, 64, 255}) {
            float[] beyond = x.clone();
            PointArbitraries.scale(beyond, factor);

            assertThat(t.space().exteriorAngle(x, beyond)).isCloseTo(0, within(1e-10));
            assertThat(t.space().entailmentViolation(x, beyond, MIN_RADIUS)).isLessThanOrEqualTo(0);
            assertThat(t.space().exteriorAngle(beyond, x)).isCloseTo(Math.PI, within(1e-10));
        }
    }

    @Property
    void geodesicsArriveWhereAngleAndLengthSay(@ForAll("curved") Lorentz space, @ForAll long seed) {
        Random random = new Random(seed);
        float[] x = vector(random, 2 + random.nextInt(68), 0.1, 5);
        double angle = Math.PI * random.nextDouble();
        double length = 0.1 + 2 * random.nextDouble();
        float[] y = destination(space, x, angle, length, random);
        double moved = 2 * FLOAT_ROUNDING * (norm(x) + norm(y));
        double root = Math.sqrt(space.curvature());
        double leverage = 1 / Math.tanh(root * length) + 1 / Math.tanh(root * space.rootDistance(x));

        assertThat(space.distance(x, y)).isCloseTo(length, within(moved));
        assertThat(space.exteriorAngle(x, y)).isCloseTo(angle, within(4 * root * moved * leverage));
    }

    @Property
    void conesNest(@ForAll("curved") Lorentz space, @ForAll long seed) {
        Random random = new Random(seed);
        double radius = 2 * MIN_RADIUS / Math.sqrt(space.curvature());
        float[] x = vector(random, 2 + random.nextInt(68), 1.001 * radius, 20 * radius);
        float[] y = insideCone(space, x, random);
        float[] z = insideCone(space, y, random);
        // Rounding to float may have carried a point out of the cone.
        Assume.that(space.entailmentViolation(x, y, MIN_RADIUS) <= 0);
        Assume.that(space.entailmentViolation(y, z, MIN_RADIUS) <= 0);

        assertThat(space.entailmentViolation(x, z, MIN_RADIUS)).isLessThanOrEqualTo(1e-9);
    }

    private static float[] insideCone(Lorentz space, float[] apex, Random random) {
        double angle = space.halfAperture(apex, MIN_RADIUS) * 0.9999 * Math.sqrt(random.nextDouble());
        return destination(space, apex, angle, 0.05 + random.nextDouble(), random);
    }

    /** Where one gets from x, at an angle to the ray from [ROOT], after a length: by hyperbolic trigonometry. */
    private static float[] destination(Lorentz space, float[] x, double angle, double length, Random random) {
        double root = Math.sqrt(space.curvature());
        double a = root * space.rootDistance(x);
        double l = root * length;
        double coshB = Math.cosh(a) * Math.cosh(l) + Math.sinh(a) * Math.sinh(l) * Math.cos(angle);
        double sinhB = Math.sqrt((coshB - 1) * (coshB + 1));
        double cosPhi = (Math.cosh(a) * coshB - Math.cosh(l)) / (Math.sinh(a) * sinhB);
        double sinPhi = Math.sinh(l) * Math.sin(angle) / sinhB;
        double[] sideways = unit(random, x.length);
        double along = 0;
        for (int i = 0; i < x.length; i++) {
            along += sideways[i] * x[i] / norm(x);
        }
        double squared = 0;
        for (int i = 0; i < x.length; i++) {
            sideways[i] -= along * x[i] / norm(x);
            squared += sideways[i] * sideways[i];
        }
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = (float) (sinhB / root * (cosPhi * x[i] / norm(x) + sinPhi * sideways[i] / Math.sqrt(squared)));
        }
        return y;
    }

    /** With sides a, b from [ROOT] and D between the points, and the exterior angle E at x. */
    @Property
    void lawOfCosinesTiesDistanceAndExteriorAngle(
            @ForAll("curved") Lorentz space, @ForAll("dimension") int dimension, @ForAll long seed) {
        Random random = new Random(seed);
        float[] x = vector(random, dimension, 1e-3, 1e3);
        float[] y = vector(random, dimension, 1e-3, 1e3);
        double root = Math.sqrt(space.curvature());
        double a = root * space.rootDistance(x);
        double b = root * space.rootDistance(y);
        double d = root * space.distance(x, y);

        double products = Math.cosh(a) * Math.cosh(d);
        double right = products + Math.sinh(a) * Math.sinh(d) * Math.cos(space.exteriorAngle(x, y));

        assertThat(right).isCloseTo(Math.cosh(b), within(1e-9 * products));
    }

    @Property
    void fourTimesTheCurvatureOfHalfThePointIsTheSameShape(@ForAll Triple t) {
        Lorentz tighter = Lorentz.ofCurvature(4 * t.space().curvature());
        float[] x = t.x().clone();
        float[] y = t.y().clone();
        PointArbitraries.scale(x, 0.5f);
        PointArbitraries.scale(y, 0.5f);
        double distance = t.space().distance(t.x(), t.y());

        assertThat(2 * tighter.distance(x, y)).isCloseTo(distance, within(1e-13 * distance));
        assertThat(tighter.exteriorAngle(x, y)).isCloseTo(t.space().exteriorAngle(t.x(), t.y()), within(1e-13));
        assertThat(tighter.halfAperture(x, MIN_RADIUS))
                .isCloseTo(t.space().halfAperture(t.x(), MIN_RADIUS), within(1e-13));
    }

    @Property
    void unitCurvatureOfTheScaledPointIsTheSameShape(
            @ForAll("curved") Lorentz space, @ForAll("dimension") int dimension, @ForAll long seed) {
        Random random = new Random(seed);
        float[] x = vector(random, dimension, 0.01, 100);
        float[] y = vector(random, dimension, 0.01, 100);
        double root = Math.sqrt(space.curvature());
        float[] scaledX = x.clone();
        float[] scaledY = y.clone();
        PointArbitraries.scale(scaledX, (float) root);
        PointArbitraries.scale(scaledY, (float) root);
        double moved = 4 * FLOAT_ROUNDING * (norm(scaledX) + norm(scaledY));

        assertThat(Lorentz.ofCurvature(1).distance(scaledX, scaledY))
                .isCloseTo(root * space.distance(x, y), within(moved));
    }

    @Property
    void batchFormsEqualSingleForms(
            @ForAll("curved") Lorentz space, @ForAll("dimension") int dimension, @ForAll long seed) {
        Random random = new Random(seed);
        int rows = random.nextInt(6);
        float[][] x = new float[rows][];
        float[][] y = new float[rows][];
        for (int i = 0; i < rows; i++) {
            x[i] = vector(random, dimension, 1e-9, 1e4);
            y[i] = i % 2 == 0 ? x[i].clone() : vector(random, dimension, 1e-9, 1e4);
        }
        LorentzPoints xs = space.points(rowsOf(x, dimension));
        LorentzPoints ys = space.points(rowsOf(y, dimension));
        LorentzPoints lifted = space.expMap0(rowsOf(x, dimension));
        Embeddings tangents = space.logMap0(xs);

        for (int i = 0; i < rows; i++) {
            assertThat(space.distances(xs, ys)[i]).isEqualTo(space.distance(x[i], y[i]));
            assertThat(space.innerProducts(xs, ys)[i]).isEqualTo(space.innerProduct(x[i], y[i]));
            assertThat(space.exteriorAngles(xs, ys)[i]).isEqualTo(space.exteriorAngle(x[i], y[i]));
            assertThat(space.entailmentViolations(xs, ys, MIN_RADIUS)[i])
                    .isEqualTo(space.entailmentViolation(x[i], y[i], MIN_RADIUS));
            assertThat(xs.rootDistances()[i]).isEqualTo(space.rootDistance(x[i]));
            assertThat(xs.times()[i]).isEqualTo(space.time(x[i]));
            assertThat(xs.halfApertures(MIN_RADIUS)[i]).isEqualTo(space.halfAperture(x[i], MIN_RADIUS));
            assertThat(lifted.spaceComponents().row(i)).containsExactly(space.expMap0(x[i]));
            assertThat(tangents.row(i)).containsExactly(space.logMap0(x[i]));
        }
        assertThat(space.distances(xs, ys)).hasSize(rows);
    }

    /** A kernel may sum the dot product in another order; what it gets must not depend on that. */
    @Property
    void exteriorAngleFromAGivenDotProductForgivesItsLastBits(@ForAll Triple t, @ForAll long seed) {
        Random random = new Random(seed);
        LorentzPoints x = t.space().points(Embeddings.ofRows(t.x()));
        LorentzPoints y = t.space().points(Embeddings.ofRows(t.y()));
        double norms = norm(t.x()) * norm(t.y());
        double disturbed = dot(t.x(), t.y()) + (random.nextInt(9) - 4) * 0x1p-53 * norms;

        assertThat(t.space().exteriorAngle(x, 0, y, 0, disturbed))
                .isCloseTo(t.space().exteriorAngle(t.x(), t.y()), within(1e-10));
    }

    private static Embeddings rowsOf(float[][] rows, int dimension) {
        return rows.length == 0 ? Embeddings.empty(dimension) : Embeddings.ofRows(rows);
    }

    @Property
    void anyFiniteVectorsGiveNumbers(
            @ForAll("dimension") int dimension,
            @ForAll long seed,
            @ForAll @DoubleRange(min = -12, max = 12) double exponent) {
        Random random = new Random(seed);
        Lorentz space = Lorentz.ofCurvature(Math.max(1e-12, Math.min(1e12, Math.pow(10, exponent))));
        float[] x = anyFinite(random, dimension);
        float[] y = random.nextInt(4) == 0 ? x.clone() : anyFinite(random, dimension);

        assertThat(space.distance(x, y)).isFinite().isNotNegative();
        assertThat(space.innerProduct(x, y)).isFinite().isNegative();
        assertThat(space.time(x)).isFinite().isPositive();
        assertThat(space.rootDistance(x)).isFinite().isNotNegative();
        assertThat(space.exteriorAngle(x, y)).isBetween(0.0, Math.PI);
        assertThat(space.halfAperture(x, MIN_RADIUS)).isGreaterThan(0).isLessThanOrEqualTo(Math.PI / 2);
        assertThat(space.entailmentViolation(x, y, MIN_RADIUS)).isBetween(-Math.PI / 2, Math.PI);
        for (float element : space.expMap0(x)) {
            assertThat(element).isFinite();
        }
        for (float element : space.logMap0(x)) {
            assertThat(element).isFinite();
        }
    }

    /** Any bit patterns but NaN and infinity: most are huge or tiny. */
    private static float[] anyFinite(Random random, int dimension) {
        float[] values = new float[dimension];
        int kind = random.nextInt(4);
        for (int i = 0; i < dimension; i++) {
            values[i] = switch (kind) {
                case 0 -> Float.intBitsToFloat(random.nextInt() & 0x807FFFFF); // subnormal
                case 1 -> (float) (1e30 * random.nextGaussian());
                case 2 -> (random.nextBoolean() ? 1 : -1) * Float.MAX_VALUE;
                default -> Float.intBitsToFloat(random.nextInt() & 0xFF7FFFFF);
            };
        }
        return values;
    }
}
