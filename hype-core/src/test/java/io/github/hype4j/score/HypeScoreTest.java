package io.github.hype4j.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HypeScoreTest {

    private static final Component CLIP = Component.column("clip_l14_similarity_score");

    @Test
    void paperScoreHasTheFourTermsWithWeightOne() {
        assertThat(HypeScore.paper().weights())
                .containsExactly(
                        entry(Component.COSINE, 1.0),
                        entry(Component.IMAGE_SPECIFICITY, 1.0),
                        entry(Component.NEGATIVE_DISTANCE, 1.0),
                        entry(Component.TEXT_SPECIFICITY, 1.0));
        assertThat(HypeScore.paper().minima()).isEmpty();
    }

    @Test
    void otherFactoriesHaveTheirTerms() {
        assertThat(HypeScore.specificityAndDistance().withWeight(Component.COSINE, 1))
                .isEqualTo(HypeScore.paper());
        assertThat(HypeScore.imageSpecificity().weights()).containsExactly(entry(Component.IMAGE_SPECIFICITY, 1.0));
        assertThat(HypeScore.of(CLIP).weights()).containsExactly(entry(CLIP, 1.0));
        assertThat(HypeScore.of(Map.of(CLIP, 2.5, Component.COSINE, 0.0)).weights())
                .containsExactly(entry(CLIP, 2.5));
    }

    @Test
    void scoreIsTheWeightedSum() {
        HypeScore score = HypeScore.of(Map.of(Component.COSINE, 2.0, Component.CLUSTER, -0.5));
        RowScore row = score.on(List.of(Component.CLUSTER, CLIP, Component.COSINE));

        assertThat(row.score(new float[] {1, 99, 0.25f})).isEqualTo(0f);
        assertThat(row.score(new float[] {0, 99, 0.25f})).isEqualTo(0.5f);
    }

    @Test
    void weightZeroTakesAComponentOut() {
        HypeScore score = HypeScore.paper().withWeight(Component.COSINE, 0);
        assertThat(score).isEqualTo(HypeScore.specificityAndDistance());
        assertThat(score.withWeight(Component.COSINE, -0.0)).isEqualTo(HypeScore.specificityAndDistance());
    }

    @Test
    void scoresAreValues() {
        HypeScore score = HypeScore.paper();
        HypeScore changed = score.withWeight(CLIP, 3).withMinimum(CLIP, 0.2);

        assertThat(score).isEqualTo(HypeScore.paper()).hasSameHashCodeAs(HypeScore.paper());
        assertThat(changed).isNotEqualTo(score).isNotEqualTo(score.withWeight(CLIP, 3));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> changed.weights().put(CLIP, 1.0));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> changed.minima().clear());
    }

    @Test
    void componentsWithAMinimumAreNeededToo() {
        HypeScore score = HypeScore.of(Component.COSINE).withMinimum(CLIP, 0.2);
        assertThat(score.components()).containsExactly(CLIP, Component.COSINE);
    }

    @Test
    void clipSimilarityTakesTheWeightOfTheCosine() {
        assertThat(HypeScore.paper()
                        .withWeight(Component.COSINE, 3)
                        .withClipSimilarity(CLIP.name())
                        .weights())
                .contains(entry(CLIP, 3.0))
                .doesNotContainKey(Component.COSINE);
        assertThat(HypeScore.specificityAndDistance()
                        .withClipSimilarity(CLIP.name())
                        .weights())
                .contains(entry(CLIP, 1.0));
        assertThatIllegalArgumentException().isThrownBy(() -> HypeScore.paper().withClipSimilarity("cosine"));
    }

    @Test
    void textNamesEveryTermAndMinimum() {
        assertThat(HypeScore.of(Component.COSINE)
                        .withWeight(Component.IMAGE_SPECIFICITY, 0.5)
                        .withMinimum(Component.COSINE, 0.2))
                .hasToString("1.0*cosine + 0.5*image_specificity, cosine >= 0.2");
        assertThat(HypeScore.of(CLIP)).hasToString("1.0*clip_l14_similarity_score");
    }

    /** Weights and values whose sum depends on the order in which it is taken. */
    @Property
    void scoreDoesNotDependOnTheOrderInWhichItWasPutTogetherNorOnTheColumns(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int terms) {
        Random random = new Random(seed);
        List<Component> components = new ArrayList<>();
        float[] values = new float[terms];
        double[] weights = new double[terms];
        for (int i = 0; i < terms; i++) {
            components.add(Component.column("c" + i));
            values[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(12) - 6));
            weights[i] = 1 + random.nextGaussian();
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < terms; i++) {
            order.add(i);
        }
        float first = scoreInOrder(order, components, weights, values);
        Collections.shuffle(order, random);

        assertThat(scoreInOrder(order, components, weights, values)).isEqualTo(first);
    }

    private static float scoreInOrder(
            List<Integer> order, List<Component> components, double[] weights, float[] values) {
        HypeScore score = HypeScore.of(components.get(order.get(0))).withWeight(components.get(order.get(0)), 5);
        List<Component> columns = new ArrayList<>();
        float[] row = new float[values.length];
        for (int i : order) {
            score = score.withWeight(components.get(i), weights[i]);
            row[columns.size()] = values[i];
            columns.add(components.get(i));
        }
        return score.on(columns).score(row);
    }

    @Test
    void scoreIsNanWhereAWeightedValueIsAndOnlyThere() {
        RowScore row = HypeScore.of(Component.COSINE).on(List.of(Component.COSINE, CLIP));
        assertThat(row.score(new float[] {Float.NaN, 1})).isNaN();
        assertThat(row.score(new float[] {1, Float.NaN})).isEqualTo(1);
        RowScore difference =
                HypeScore.of(Map.of(Component.COSINE, 1.0, CLIP, -1.0)).on(List.of(Component.COSINE, CLIP));
        assertThat(difference.score(new float[] {Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY}))
                .isNaN();
        assertThat(difference.score(new float[] {Float.POSITIVE_INFINITY, 1})).isEqualTo(Float.POSITIVE_INFINITY);
    }

    @Test
    void minimumIsMetAtItsValueAndNotBelowNorByNan() {
        RowScore row = HypeScore.of(Component.COSINE).withMinimum(CLIP, 0.7).on(List.of(Component.COSINE, CLIP));
        assertThat(row.meetsMinima(new float[] {0, 0.7f})).isTrue();
        assertThat(row.meetsMinima(new float[] {0, Math.nextDown(0.7f)})).isFalse();
        assertThat(row.meetsMinima(new float[] {0, Float.NaN})).isFalse();
        assertThat(row.meetsMinima(new float[] {Float.NaN, 1})).isTrue();
    }

    @Test
    void everyMinimumMustBeMet() {
        RowScore row = HypeScore.of(Component.COSINE)
                .withMinimum(CLIP, 0.5)
                .withMinimum(Component.COSINE, -1)
                .on(List.of(Component.COSINE, CLIP));
        assertThat(row.meetsMinima(new float[] {0, 0.5f})).isTrue();
        assertThat(row.meetsMinima(new float[] {-2, 0.5f})).isFalse();
        assertThat(row.meetsMinima(new float[] {0, 0.4f})).isFalse();
        assertThat(HypeScore.of(CLIP).on(List.of(CLIP)).meetsMinima(new float[] {Float.NaN}))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void weightsAndMinimaMustBeFinite(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HypeScore.paper().withWeight(CLIP, value))
                .withMessage("weight of clip_l14_similarity_score must be finite, got " + value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HypeScore.paper().withMinimum(CLIP, value))
                .withMessage("minimum of clip_l14_similarity_score must be finite, got " + value);
        assertThatIllegalArgumentException().isThrownBy(() -> HypeScore.of(Map.of(CLIP, value)));
    }

    @Test
    void scoreWithoutWeightsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HypeScore.of(Map.of()))
                .withMessage("weights must have at least one that is not 0, got {}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HypeScore.of(Map.of(CLIP, 0.0)))
                .withMessageContaining("clip_l14_similarity_score=0.0");
    }

    @Test
    void columnsThatAreMissingAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HypeScore.of(CLIP).on(List.of(Component.COSINE)))
                .withMessage("score needs the component clip_l14_similarity_score, which is not among [cosine]");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        HypeScore.of(Component.COSINE).withMinimum(CLIP, 0).on(List.of(Component.COSINE)))
                .withMessageContaining("clip_l14_similarity_score");
    }
}
