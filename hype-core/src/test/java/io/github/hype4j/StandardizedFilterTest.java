package io.github.hype4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.hype4j.model.HypeModel;
import io.github.hype4j.model.LinearEncoder;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.ComponentStatistics;
import io.github.hype4j.score.HypeScore;
import io.github.hype4j.score.ReferenceStatistics;
import io.github.hype4j.selection.Cut;
import io.github.hype4j.selection.SelectionPolicy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Scores that take their components in units of the reference pairs' deviation. */
class StandardizedFilterTest {

    private static final ReferenceStatistics STATISTICS = ReferenceStatistics.of(Map.of(
            Component.IMAGE_SPECIFICITY, new ComponentStatistics(1, 0.5),
            Component.TEXT_SPECIFICITY, new ComponentStatistics(1, 0.25),
            Component.NEGATIVE_DISTANCE, new ComponentStatistics(-2, 0.5),
            Component.COSINE, new ComponentStatistics(0.5, 0.125)));

    private static final List<TestPair> POOL = TestPair.pool(3, 20);

    private static HypeModel model(ReferenceStatistics statistics) {
        return HypeModel.builder()
                .imageEncoder(LinearEncoder.ofImages(TestModels.DIMENSION))
                .textEncoder(LinearEncoder.ofTexts(TestModels.DIMENSION))
                .curvature(TestModels.SPACE.curvature())
                .reference(TestModels.reference())
                .referenceStatistics(statistics)
                .build();
    }

    private static HypeFilterBuilder standardized(HypeModel model) {
        return HypeFilter.builder().model(model).score(HypeScore.standardized()).keepTop(5);
    }

    @Test
    void theStatisticsAreTheModels() {
        HypeFilter filter = standardized(model(STATISTICS)).build();

        assertThat(filter.referenceStatistics()).contains(STATISTICS);
        for (ScoredPair<TestPair> pair : filter.apply(POOL).kept()) {
            double expected = (pair.scores().component(Component.IMAGE_SPECIFICITY) - 1) / 0.5
                    + (pair.scores().component(Component.TEXT_SPECIFICITY) - 1) / 0.25
                    + (pair.scores().component(Component.NEGATIVE_DISTANCE) + 2) / 0.5
                    + (pair.scores().component(Component.COSINE) - 0.5) / 0.125;
            assertThat(pair.score()).isCloseTo((float) expected, within(1e-5f));
        }
    }

    @Test
    void otherStatisticsCanBeSet() {
        ReferenceStatistics other = ReferenceStatistics.of(Map.of(
                Component.IMAGE_SPECIFICITY, new ComponentStatistics(0, 1),
                Component.TEXT_SPECIFICITY, new ComponentStatistics(0, 1),
                Component.NEGATIVE_DISTANCE, new ComponentStatistics(0, 1),
                Component.COSINE, new ComponentStatistics(0, 1)));

        List<ScoredPair<TestPair>> standardized = standardized(model(STATISTICS))
                .referenceStatistics(other)
                .build()
                .apply(POOL)
                .kept();
        List<ScoredPair<TestPair>> plain = HypeFilter.builder()
                .model(model(STATISTICS))
                .keepTop(5)
                .build()
                .apply(POOL)
                .kept();

        assertThat(standardized).isEqualTo(plain);
    }

    @Test
    void everyScoreOfThePolicyIsStandardized() {
        HypeScore cosine =
                HypeScore.of(Component.COSINE).withForm(HypeScore.shortfall().form());
        HypeFilter filter = standardized(model(STATISTICS))
                .intersect(SelectionPolicy.of(cosine, new Cut.Threshold(-1)))
                .build();

        assertThat(filter.policy().rankings())
                .noneMatch(ranking -> ranking.score().lacksStatistics());
        assertThat(filter.apply(POOL).kept()).allMatch(pair -> pair.scores().component(Component.COSINE) >= 0.375f);
        assertThat(filter.provenance().policy()).contains("standardized(", "shortfall(1.0*cosine)");
    }

    @Test
    void withoutStatisticsTheFilterIsRefusedWithTheRemedy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> standardized(TestModels.linear()).build())
                .withMessage("score: the standardized form needs reference statistics, and the model linear has none"
                        + " ('hype reference build' makes a bundle with them): set referenceStatistics(...)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HypeFilter.builder()
                        .reference(TestModels.reference())
                        .score(HypeScore.shortfall())
                        .keepTop(1)
                        .build())
                .withMessageContaining("shortfall")
                .withMessageContaining("no model that has any");
    }

    @Test
    void theModelsStatisticsAreNotThoseOfAnotherReferenceSetOrRadius() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> standardized(model(STATISTICS))
                        .reference(TestModels.reference())
                        .build())
                .withMessageContaining("do not fit the reference(...)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> standardized(model(STATISTICS)).minRadius(0.3).build())
                .withMessageContaining("do not fit the minRadius(...)");
        assertThat(standardized(model(STATISTICS))
                        .minRadius(0.3)
                        .referenceStatistics(STATISTICS)
                        .build()
                        .referenceStatistics())
                .contains(STATISTICS);
    }

    @Test
    void statisticsWithoutAReferenceSetAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HypeModel.builder()
                        .imageEncoder(LinearEncoder.ofImages(2))
                        .textEncoder(LinearEncoder.ofTexts(2))
                        .referenceStatistics(STATISTICS)
                        .build())
                .withMessageContaining("referenceStatistics");
    }
}
