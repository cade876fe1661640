package io.github.hype4j.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScoreFormTest {

    private static final List<Component> COLUMNS = List.of(Component.COSINE, Component.NEGATIVE_DISTANCE);

    private static final ReferenceStatistics STATISTICS = ReferenceStatistics.of(Map.of(
            Component.COSINE, new ComponentStatistics(0.5, 0.25),
            Component.NEGATIVE_DISTANCE, new ComponentStatistics(-3, 2)));

    private static final HypeScore TWO_TERMS =
            HypeScore.of(Map.of(Component.COSINE, 1.0, Component.NEGATIVE_DISTANCE, 2.0));

    private static RowScore row(ScoreForm form) {
        return TWO_TERMS.withForm(form).standardizedBy(STATISTICS).on(COLUMNS);
    }

    @Test
    void standardizedScoreIsTheWeightedSumOfDeviations() {
        // (1 - 0.5) / 0.25 + 2 (-5 + 3) / 2
        assertThat(row(ScoreForm.STANDARDIZED).score(new float[] {1, -5})).isEqualTo(0f);
        assertThat(row(ScoreForm.STANDARDIZED).score(new float[] {0.5f, -3})).isEqualTo(0f);
        assertThat(row(ScoreForm.STANDARDIZED).score(new float[] {0.25f, -2})).isEqualTo(0f);
        assertThat(row(ScoreForm.STANDARDIZED).score(new float[] {1, -1})).isEqualTo(4f);
    }

    @Test
    void shortfallCountsOnlyWhatIsWorseThanCleanPairs() {
        assertThat(row(ScoreForm.SHORTFALL).score(new float[] {1, -5})).isEqualTo(-2f);
        assertThat(row(ScoreForm.SHORTFALL).score(new float[] {1, -1})).isEqualTo(0f);
        assertThat(row(ScoreForm.SHORTFALL).score(new float[] {0, -5})).isEqualTo(-4f);
    }

    @Test
    void shortfallOfANegativeWeightIsAnExcess() {
        HypeScore violation =
                HypeScore.of(Map.of(Component.ENTAILMENT_VIOLATION, -1.0)).withForm(ScoreForm.SHORTFALL);
        RowScore row = violation
                .standardizedBy(ReferenceStatistics.of(
                        Map.of(Component.ENTAILMENT_VIOLATION, new ComponentStatistics(0.5, 0.5))))
                .on(violation.components());

        assertThat(row.score(new float[] {1.5f})).isEqualTo(-2f);
        assertThat(row.score(new float[] {0})).isEqualTo(0f);
    }

    @Property
    void shortfallIsAtMostZeroAndAtMostTheStandardizedScore(
            @ForAll @FloatRange(min = -1, max = 1) float cosine,
            @ForAll @FloatRange(min = -9, max = 0) float distance) {
        float[] values = {cosine, distance};

        float shortfall = row(ScoreForm.SHORTFALL).score(values);

        assertThat(shortfall)
                .isLessThanOrEqualTo(0)
                .isLessThanOrEqualTo(row(ScoreForm.STANDARDIZED).score(values));
    }

    /** Whatever unit a component is given in, its deviation is the same; powers of two, so that nothing is rounded. */
    @Property
    void standardizedScoreDoesNotDependOnTheUnitOfAComponent(
            @ForAll @Size(min = 3, max = 30) List<@FloatRange(min = -4, max = 4) Float> values,
            @ForAll @IntRange(min = -12, max = 12) int exponent) {
        Assume.that(values.stream().distinct().count() > 1);
        float[] before = new float[values.size()];
        float[] after = new float[values.size()];
        for (int i = 0; i < before.length; i++) {
            before[i] = values.get(i);
            after[i] = Math.scalb(before[i], exponent);
        }

        assertThat(deviations(after)).containsExactly(deviations(before));
    }

    private static float[] deviations(float[] values) {
        List<Component> column = List.of(Component.COSINE);
        RowScore row = HypeScore.of(Component.COSINE)
                .withForm(ScoreForm.STANDARDIZED)
                .standardizedBy(ReferenceStatistics.from(ComponentRows.of(column, values)))
                .on(column);
        float[] z = new float[values.length];
        for (int i = 0; i < z.length; i++) {
            z[i] = row.score(new float[] {values[i]});
        }
        return z;
    }

    @ParameterizedTest
    @EnumSource(names = {"STANDARDIZED", "SHORTFALL"})
    void cannotBeComputedWithoutStatistics(ScoreForm form) {
        HypeScore score = HypeScore.paper().withForm(form);

        assertThat(score.lacksStatistics()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> score.on(score.components()))
                .withMessageContaining(form.label())
                .withMessageContaining("statistics");
        assertThat(HypeScore.paper().lacksStatistics()).isFalse();
    }

    @Test
    void statisticsMustBeOfEveryComponentWithAWeight() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HypeScore.standardized().standardizedBy(STATISTICS))
                .withMessageContaining("image_specificity")
                .withMessageContaining("[cosine, negative_distance]");
    }

    @Test
    void aPlainScoreTakesNoStatistics() {
        assertThat(TWO_TERMS.standardizedBy(STATISTICS)).isSameAs(TWO_TERMS);
        assertThat(TWO_TERMS
                        .withForm(ScoreForm.SHORTFALL)
                        .standardizedBy(STATISTICS)
                        .withForm(ScoreForm.PLAIN))
                .isEqualTo(TWO_TERMS);
    }

    @Test
    void minimaAreOnTheValuesThemselves() {
        RowScore row = TWO_TERMS
                .withForm(ScoreForm.STANDARDIZED)
                .withMinimum(Component.COSINE, 0.2)
                .standardizedBy(STATISTICS)
                .on(COLUMNS);

        assertThat(row.meetsMinima(new float[] {0.2f, -9})).isTrue();
        assertThat(row.meetsMinima(new float[] {0.19f, 0})).isFalse();
    }

    @Test
    void aNanValueGivesANanScore() {
        assertThat(row(ScoreForm.SHORTFALL).score(new float[] {Float.NaN, 0})).isNaN();
        assertThat(row(ScoreForm.STANDARDIZED).score(new float[] {Float.NaN, 0}))
                .isNaN();
    }

    @Test
    void theTextNamesTheForm() {
        assertThat(TWO_TERMS.withForm(ScoreForm.STANDARDIZED))
                .hasToString("standardized(1.0*cosine + 2.0*negative_distance)");
        assertThat(HypeScore.shortfall().withMinimum(Component.COSINE, 0.1).toString())
                .startsWith("shortfall(1.0*cosine + ")
                .endsWith("), cosine >= 0.1");
    }

    @Test
    void scoresAreEqualIfFormAndStatisticsAre() {
        HypeScore score = TWO_TERMS.withForm(ScoreForm.STANDARDIZED);

        assertThat(score).isNotEqualTo(TWO_TERMS).isNotEqualTo(TWO_TERMS.withForm(ScoreForm.SHORTFALL));
        assertThat(score.standardizedBy(STATISTICS)).isNotEqualTo(score);
        assertThat(score.standardizedBy(STATISTICS))
                .isEqualTo(score.standardizedBy(ReferenceStatistics.of(STATISTICS.asMap())))
                .hasSameHashCodeAs(score.standardizedBy(STATISTICS));
    }

    @Test
    void aTermIsWhatOneValueAdds() {
        HypeScore score = TWO_TERMS.withForm(ScoreForm.SHORTFALL).standardizedBy(STATISTICS);

        assertThat(score.term(Component.NEGATIVE_DISTANCE, -5)).isEqualTo(-2);
        assertThat(score.term(Component.COSINE, 0.9f)).isZero();
        assertThat(score.term(Component.CLUSTER, 1)).isZero();
    }
}
