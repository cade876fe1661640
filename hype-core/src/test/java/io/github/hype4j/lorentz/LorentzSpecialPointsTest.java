package io.github.hype4j.lorentz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** [ROOT], equal points, signed zeros, tiny and huge vectors; and what is refused. */
class LorentzSpecialPointsTest {

    private static final double MIN_RADIUS = 0.1;
    private static final float[] ROOT = {0, 0};
    private static final float[] POINT = {3, -4};

    private final Lorentz space = Lorentz.ofCurvature(2);

    @Test
    void rootEntailsEverythingAndIsEntailedByNothingElse() {
        assertThat(space.exteriorAngle(ROOT, POINT)).isZero();
        assertThat(space.exteriorAngle(POINT, ROOT)).isEqualTo(Math.PI);
        assertThat(space.halfAperture(ROOT, MIN_RADIUS)).isEqualTo(Math.PI / 2);
        assertThat(space.entailmentViolation(ROOT, POINT, MIN_RADIUS)).isEqualTo(-Math.PI / 2);
        assertThat(space.entailmentViolation(POINT, ROOT, MIN_RADIUS)).isPositive();
    }

    @Test
    void rootAndItselfAreOnePoint() {
        assertThat(space.distance(ROOT, ROOT)).isZero();
        assertThat(space.exteriorAngle(ROOT, ROOT)).isZero();
        assertThat(space.innerProduct(ROOT, ROOT)).isEqualTo(-0.5);
        assertThat(space.time(ROOT)).isEqualTo(Math.sqrt(0.5));
        assertThat(space.rootDistance(ROOT)).isZero();
        assertThat(space.expMap0(ROOT)).containsExactly(ROOT);
        assertThat(space.logMap0(ROOT)).containsExactly(ROOT);
    }

    @Test
    void equalPointsAreAtAngleZero() {
        assertThat(space.distance(POINT, POINT.clone())).isZero();
        assertThat(space.exteriorAngle(POINT, POINT.clone())).isZero();
        assertThat(space.innerProduct(POINT, POINT.clone())).isEqualTo(-0.5);
    }

    @Test
    void oppositePointsAreStraightBehind() {
        assertThat(space.exteriorAngle(POINT, new float[] {-3, 4})).isEqualTo(Math.PI);
        assertThat(space.distance(POINT, new float[] {-3, 4})).isCloseTo(2 * space.rootDistance(POINT), within(1e-12));
    }

    @Test
    void negativeZeroIsZero() {
        float[] negative = {-0.0f, -0.0f};
        assertThat(space.distance(negative, ROOT)).isZero();
        assertThat(space.exteriorAngle(negative, POINT)).isZero();
        assertThat(space.exteriorAngle(POINT, negative)).isEqualTo(Math.PI);
        assertThat(space.exteriorAngle(new float[] {1, -0.0f}, new float[] {2, 0.0f}))
                .isZero();
        assertThat(space.exteriorAngle(new float[] {1, 0}, new float[] {-2, -0.0f}))
                .isEqualTo(Math.PI);
    }

    @Test
    void apertureIsARightAngleUpToItsRadiusAndShrinksBeyond() {
        Lorentz unit = Lorentz.ofCurvature(1);
        assertThat(unit.halfAperture(new float[] {0.2f}, 0.2)).isEqualTo(Math.PI / 2);
        assertThat(unit.halfAperture(new float[] {1}, 0.25)).isCloseTo(Math.PI / 6, within(1e-15));
        assertThat(unit.halfAperture(new float[] {1e30f}, 0.1)).isPositive().isLessThan(1e-29);
    }

    @Test
    void distancesHaveTheirTextbookValues() {
        Lorentz unit = Lorentz.ofCurvature(1);
        float[] x = {(float) Math.sinh(1), 0};
        float[] y = {0, (float) Math.sinh(1)};
        assertThat(unit.distance(x, y)).isCloseTo(1.5133740, within(1e-6)); // acosh(cosh(1)^2)
        assertThat(unit.rootDistance(x)).isCloseTo(1, within(1e-7));
        assertThat(unit.time(x)).isCloseTo(Math.cosh(1), within(1e-7));
    }

    @Test
    void subnormalVectorsHaveADirection() {
        float[] x = {Float.MIN_VALUE, 0};
        float[] y = {2 * Float.MIN_VALUE, 0};
        float[] sideways = {0, Float.MIN_VALUE};
        assertThat(space.exteriorAngle(x, y)).isZero();
        assertThat(space.exteriorAngle(y, x)).isEqualTo(Math.PI);
        assertThat(space.exteriorAngle(x, sideways)).isCloseTo(3 * Math.PI / 4, within(1e-12));
        assertThat(space.distance(x, y) / Float.MIN_VALUE).isCloseTo(1, within(1e-12));
    }

    @Test
    void exponentialMapStaysInTheRangeOfFloat() {
        float[] x = space.expMap0(new float[] {1e30f, -1e30f});
        assertThat(Math.hypot(x[0], x[1])).isCloseTo(Float.MAX_VALUE / 2.0, within(1e-6 * Float.MAX_VALUE));
        assertThat(x[0]).isEqualTo(-x[1]);
        assertThat(space.expMap0(new float[] {1e30f, 1e-45f})[1]).isNotNaN();
    }

    @Test
    void spacesAreEqualByCurvature() {
        assertThat(space).isEqualTo(Lorentz.ofCurvature(2)).hasSameHashCodeAs(Lorentz.ofCurvature(2));
        assertThat(space).isNotEqualTo(Lorentz.ofCurvature(3)).hasToString("Lorentz[curvature=2.0]");
        assertThat(space.curvature()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, -0.0, 9e-13, 1.1e12, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void curvatureOutOfRangeIsRefused(double c) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lorentz.ofCurvature(c))
                .withMessage("curvature must be in [1e-12, 1e12], got " + c);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void minRadiusOutOfRangeIsRefused(double minRadius) {
        LorentzPoints points = space.points(Embeddings.ofRows(POINT));
        List<Consumer<Double>> uses = List.of(
                k -> space.halfAperture(POINT, k),
                k -> space.entailmentViolation(POINT, POINT, k),
                points::halfApertures,
                k -> space.entailmentViolations(points, points, k));
        for (Consumer<Double> use : uses) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> use.accept(minRadius))
                    .withMessage("minRadius must be above 0 and finite, got " + minRadius);
        }
    }

    @Test
    void badElementsAreNamedByArgumentAndIndex() {
        float[] bad = {1, Float.NaN};
        float[] infinite = {Float.NEGATIVE_INFINITY, 1};
        List<BiConsumer<float[], float[]>> pairFunctions = List.of(
                space::distance,
                space::innerProduct,
                space::exteriorAngle,
                (x, y) -> space.entailmentViolation(x, y, MIN_RADIUS));
        for (BiConsumer<float[], float[]> function : pairFunctions) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> function.accept(bad, POINT))
                    .withMessage("x[1] must be finite, got NaN");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> function.accept(POINT, infinite))
                    .withMessage("y[0] must be finite, got -Infinity");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> function.accept(POINT, new float[] {1, 2, 3}))
                    .withMessage("x has length 2 but y has length 3");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> function.accept(new float[0], POINT))
                    .withMessage("x must have at least one element");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> function.accept(POINT, new float[0]))
                    .withMessage("y must have at least one element");
        }
        List<Consumer<float[]>> pointFunctions =
                List.of(space::time, space::rootDistance, space::logMap0, x -> space.halfAperture(x, MIN_RADIUS));
        for (Consumer<float[]> function : pointFunctions) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> function.accept(bad))
                    .withMessage("x[1] must be finite, got NaN");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> function.accept(new float[0]))
                    .withMessage("x must have at least one element");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> space.expMap0(infinite))
                .withMessage("v[0] must be finite, got -Infinity");
    }

    @Test
    void batchesThatDoNotFitAreRefused() {
        LorentzPoints one = space.points(Embeddings.ofRows(POINT));
        LorentzPoints two = space.points(Embeddings.ofRows(POINT, POINT));
        LorentzPoints longer = space.points(Embeddings.ofRows(new float[] {1, 2, 3}));
        LorentzPoints elsewhere = Lorentz.ofCurvature(1).points(Embeddings.ofRows(POINT));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> space.distances(one, two))
                .withMessage("x is Embeddings[1 x 2] but y is Embeddings[2 x 2]");
        assertThatIllegalArgumentException().isThrownBy(() -> space.exteriorAngles(one, longer));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> space.distances(one, elsewhere))
                .withMessage("y has curvature 1.0, not 2.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> space.innerProducts(elsewhere, one))
                .withMessage("x has curvature 1.0, not 2.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> space.logMap0(elsewhere))
                .withMessage("points has curvature 1.0, not 2.0");
    }
}
