package io.github.hype4j.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.lorentz.Lorentz;
import io.github.hype4j.lorentz.LorentzPoints;
import io.github.hype4j.lorentz.PointArbitraries;
import io.github.hype4j.specificity.ReferenceSet;
import io.github.hype4j.specificity.Specificity;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every component against calls for single vectors. */
class ComponentCalculatorTest {

    private static final double MIN_RADIUS = 0.1;
    private static final int ROWS = 9;
    private static final int DIMENSION = 6;
    private static final Component CLIP = Component.column("clip");
    private static final Component ABSENT = Component.column("absent");

    private final Lorentz space = Lorentz.ofCurvature(1.7);
    private final Embeddings encodedImages = rows(1, ROWS);
    private final LorentzPoints images = space.expMap0(encodedImages);
    private final LorentzPoints texts = space.expMap0(withRoot(rows(2, ROWS)));
    private final ReferenceSet reference = new ReferenceSet(space.expMap0(rows(3, 4)), space.expMap0(rows(4, 5)));
    private final Specificity specificity = Specificity.against(reference, MIN_RADIUS);
    private final Clusters clusters = Clusters.of(rows(5, 4), 0, 2);
    private final float[] clip = {1, 2, 3, Float.NaN, 5, 6, 7, 8, 9};
    private final EmbeddedSamples samples = new EmbeddedSamples(images, encodedImages, texts, Map.of("clip", clip));

    @Test
    void everyComponentIsWhatTheSingleFormsGive() {
        ComponentRows rows = calculator(ComponentTest.COMPUTED).compute(samples);

        assertThat(rows.rows()).isEqualTo(ROWS);
        for (int i = 0; i < ROWS; i++) {
            float[] image = images.spaceComponents().row(i);
            float[] text = texts.spaceComponents().row(i);
            assertThat(value(rows, i, Component.NEGATIVE_DISTANCE)).isEqualTo((float) -space.distance(image, text));
            assertThat(value(rows, i, Component.IMAGE_ROOT_DISTANCE)).isEqualTo((float) space.rootDistance(image));
            assertThat(value(rows, i, Component.TEXT_ROOT_DISTANCE)).isEqualTo((float) space.rootDistance(text));
            assertThat(value(rows, i, Component.ENTAILMENT_VIOLATION))
                    .isEqualTo((float) space.entailmentViolation(text, image, MIN_RADIUS));
            assertThat(value(rows, i, Component.COSINE)).isCloseTo((float) cosine(image, text), within(1e-6f));
            assertThat(value(rows, i, Component.CLUSTER)).isEqualTo(clusters.scores(encodedImages.select(i))[0]);
            assertThat(value(rows, i, Component.IMAGE_SPECIFICITY)).isCloseTo(imageSpecificity(image), within(1e-6f));
            assertThat(value(rows, i, Component.TEXT_SPECIFICITY)).isCloseTo(textSpecificity(text), within(1e-6f));
        }
    }

    private float imageSpecificity(float[] image) {
        double sum = 0;
        for (int j = 0; j < 5; j++) {
            sum += space.entailmentViolation(reference.texts().spaceComponents().row(j), image, MIN_RADIUS);
        }
        return (float) (sum / 5);
    }

    private float textSpecificity(float[] text) {
        double sum = 0;
        for (int j = 0; j < 4; j++) {
            sum += space.entailmentViolation(
                    text, reference.images().spaceComponents().row(j), MIN_RADIUS);
        }
        return (float) (sum / 4);
    }

    private static double cosine(float[] x, float[] y) {
        double dot = 0;
        for (int i = 0; i < x.length; i++) {
            dot += (double) x[i] * y[i];
        }
        double norms = PointArbitraries.norm(x) * PointArbitraries.norm(y);
        return norms == 0 ? 0 : dot / norms;
    }

    @Test
    void cosineWithRootIsZeroAndStaysInRange() {
        assertThat(value(calculator(List.of(Component.COSINE)).compute(samples), 0, Component.COSINE))
                .isZero();
        Embeddings many = rows(6, 200);
        LorentzPoints points = space.points(many);
        ComponentRows equal =
                calculator(List.of(Component.COSINE)).compute(new EmbeddedSamples(points, many, points, Map.of()));
        for (int i = 0; i < 200; i++) {
            assertThat(equal.get(i, 0)).isCloseTo(1, within(1e-6f)).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void columnsArePassedOnAndNanWhereThereIsNone() {
        ComponentRows rows = calculator(List.of(CLIP, ABSENT)).compute(samples);

        for (int i = 0; i < ROWS; i++) {
            assertThat(rows.row(i)).containsExactly(Float.NaN, clip[i]);
        }
    }

    @Test
    void componentsAreInTheOrderOfTheirNamesAndOnlyOnce() {
        ComponentCalculator calculator = calculator(List.of(CLIP, Component.COSINE, ABSENT, CLIP));

        assertThat(calculator.components()).containsExactly(ABSENT, CLIP, Component.COSINE);
        assertThat(calculator.compute(samples).components()).isEqualTo(calculator.components());
        assertThat(calculator.compute(samples).row(1)).hasSize(3);
    }

    @Test
    void valuesOfASampleDoNotDependOnItsBatch() {
        ComponentCalculator calculator = calculator(ComponentTest.COMPUTED);
        ComponentRows together = calculator.compute(samples);

        for (int i = 0; i < ROWS; i++) {
            ComponentRows alone = calculator.compute(
                    new EmbeddedSamples(images.select(i), encodedImages.select(i), texts.select(i), Map.of()));
            assertThat(alone.row(0)).containsExactly(together.row(i));
        }
    }

    @Test
    void imagesAloneSufficeForTheirComponents() {
        ComponentCalculator ofImages = calculator(
                List.of(Component.IMAGE_SPECIFICITY, Component.IMAGE_ROOT_DISTANCE, Component.CLUSTER, CLIP));
        EmbeddedSamples imagesOnly = new EmbeddedSamples(images, encodedImages, null, Map.of("clip", clip));

        assertThat(ofImages.needsTexts()).isFalse();
        assertThat(ofImages.compute(imagesOnly).row(0))
                .containsExactly(ofImages.compute(samples).row(0));
        for (Component component : ComponentTest.COMPUTED) {
            if (component.needsText()) {
                ComponentCalculator ofTexts = calculator(List.of(component));
                assertThat(ofTexts.needsTexts()).isTrue();
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> ofTexts.compute(imagesOnly))
                        .withMessage("component " + component + " needs texts, and there are none");
            }
        }
    }

    @Test
    void noSamplesGiveNoRows() {
        Embeddings none = Embeddings.empty(DIMENSION);
        ComponentRows rows = calculator(ComponentTest.COMPUTED)
                .compute(new EmbeddedSamples(space.points(none), none, space.points(none), Map.of()));
        assertThat(rows.rows()).isZero();
    }

    @Test
    void componentsThatLackWhatTheyNeedAreRefusedWhenTheCalculatorIsMade() {
        for (Component component : List.of(Component.IMAGE_SPECIFICITY, Component.TEXT_SPECIFICITY)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ComponentCalculator.of(List.of(component), MIN_RADIUS, null, clusters))
                    .withMessage("score: component " + component + " needs a reference set, and there is none");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ComponentCalculator.of(List.of(Component.CLUSTER), MIN_RADIUS, specificity, null))
                .withMessage("score: component cluster needs clusters, and there are none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ComponentCalculator.of(List.of(), MIN_RADIUS, specificity, clusters))
                .withMessage("components must be at least one");
    }

    @Test
    void samplesWhosePartsDoNotFitAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmbeddedSamples(images, encodedImages.select(0), texts, Map.of()))
                .withMessage("encodedImages: 1 rows for 9 images");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmbeddedSamples(images, encodedImages, texts.select(0), Map.of()))
                .withMessage("texts: 1 rows for 9 images");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmbeddedSamples(images, encodedImages, texts, Map.of("clip", new float[2])))
                .withMessage("column clip: 2 rows for 9 images");
        LorentzPoints longer = space.points(Embeddings.of(new float[ROWS * 7], 7));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmbeddedSamples(images, encodedImages, longer, Map.of()))
                .withMessage("texts have dimension 7 but images have dimension 6");
        LorentzPoints elsewhere = Lorentz.ofCurvature(1).points(texts.spaceComponents());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmbeddedSamples(images, encodedImages, elsewhere, Map.of()))
                .withMessage("texts have curvature 1.0 but images have curvature 1.7");
    }

    @Test
    void rowsOfComponentsAreChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> ComponentRows.of(List.of(), new float[0]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ComponentRows.of(List.of(CLIP, CLIP), new float[2]))
                .withMessage("components must be at least one and none twice, got [clip, clip]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ComponentRows.of(List.of(CLIP, ABSENT), new float[3]))
                .withMessage("values: length 3 is not a multiple of 2 components");
    }

    private ComponentCalculator calculator(List<Component> components) {
        return ComponentCalculator.of(components, MIN_RADIUS, specificity, clusters);
    }

    private static float value(ComponentRows rows, int row, Component component) {
        return rows.get(row, rows.components().indexOf(component));
    }

    private static Embeddings rows(long seed, int count) {
        Random random = new Random(seed);
        float[][] rows = new float[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = PointArbitraries.vector(random, DIMENSION, 0.1, 3);
        }
        return Embeddings.ofRows(rows);
    }

    private static Embeddings withRoot(Embeddings rows) {
        float[] values = rows.values().clone();
        Arrays.fill(values, 0, DIMENSION, 0);
        return Embeddings.of(values, DIMENSION);
    }
}
