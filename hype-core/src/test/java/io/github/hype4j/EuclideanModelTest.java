package io.github.hype4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.model.EmbeddingSpace;
import io.github.hype4j.model.HypeModel;
import io.github.hype4j.model.LinearEncoder;
import io.github.hype4j.model.ModelProvenance;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.ComponentRows;
import io.github.hype4j.score.HypeScore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model without curvature gives the cosine, and nothing that would need a hyperbolic space. */
class EuclideanModelTest {

    private static final List<TestPair> POOL = TestPair.pool(7, 30);

    private static HypeModel.Builder builder() {
        return HypeModel.builder()
                .imageEncoder(LinearEncoder.ofImages(TestModels.DIMENSION))
                .textEncoder(LinearEncoder.ofTexts(TestModels.DIMENSION))
                .embeddingSpace(EmbeddingSpace.EUCLIDEAN)
                .provenance(ModelProvenance.named("clip"));
    }

    private static double cosine(Embeddings images, Embeddings texts, int row) {
        double dot = 0;
        double image = 0;
        double text = 0;
        for (int k = 0; k < images.dimension(); k++) {
            dot += (double) images.row(row)[k] * texts.row(row)[k];
            image += (double) images.row(row)[k] * images.row(row)[k];
            text += (double) texts.row(row)[k] * texts.row(row)[k];
        }
        return dot / Math.sqrt(image * text);
    }

    @Test
    void itRanksByTheCosineUnlessToldOtherwise() {
        Embeddings images = TestModels.images(POOL);
        Embeddings texts = TestModels.texts(POOL);
        try (HypeModel model = builder().build()) {
            HypeFilter filter =
                    HypeFilter.builder().model(model).keepFraction(0.5).build();

            Selection<TestPair> selection = filter.apply(POOL);

            assertThat(filter.components()).containsExactly(Component.COSINE);
            assertThat(selection.kept())
                    .hasSize(15)
                    .allSatisfy(kept -> assertThat((double) kept.scores().score())
                            .isCloseTo(cosine(images, texts, POOL.indexOf(kept.pair())), within(1e-6)));
            assertThat(filter.provenance().curvature()).isNaN();
            assertThat(model).hasToString("HypeModel[clip, dimension=5, euclidean]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image_specificity",
                "text_specificity",
                "negative_distance",
                "image_root_distance",
                "text_root_distance",
                "entailment_violation"
            })
    void aComponentOfHyperbolicSpaceIsRefusedByName(String component) {
        try (HypeModel model = builder().build()) {
            HypeFilterBuilder filter = HypeFilter.builder()
                    .model(model)
                    .score(HypeScore.of(Map.of(Component.COSINE, 1.0, new Component(component), 1.0)))
                    .keepFraction(0.5);

            assertThatIllegalArgumentException()
                    .isThrownBy(filter::build)
                    .withMessage("score: component " + component + " needs a hyperbolic space, but clip is a Euclidean"
                            + " model, which gives cosine and cluster only");
        }
    }

    @Test
    void whatIsOnlyToBeReportedIsRefusedToo() {
        try (HypeModel model = builder().build()) {
            HypeFilterBuilder filter =
                    HypeFilter.builder().model(model).keepFraction(0.5).alsoCompute(Component.NEGATIVE_DISTANCE);

            assertThatIllegalArgumentException()
                    .isThrownBy(filter::build)
                    .withMessageContaining("negative_distance needs a hyperbolic space");
        }
    }

    @Test
    void itsOwnStandardizedFormIsRefusedForItsComponentsNotForItsStatistics() {
        try (HypeModel model = builder().build()) {
            HypeFilterBuilder filter = HypeFilter.builder()
                    .model(model)
                    .score(HypeScore.shortfall())
                    .keepFraction(0.5);

            assertThatIllegalArgumentException()
                    .isThrownBy(filter::build)
                    .withMessageContaining("image_specificity needs a hyperbolic space");
        }
    }

    @Test
    void itHasNoReferenceSet() {
        HypeModel.Builder model =
                builder().curvature(TestModels.SPACE.curvature()).reference(TestModels.reference());

        assertThatIllegalArgumentException()
                .isThrownBy(model::build)
                .withMessage(
                        "reference must not be set where embeddingSpace is \"euclidean\": specificity is measured in"
                                + " hyperbolic space");
    }

    @Test
    void embeddingsWithoutCurvatureHaveACosineAndNothingElse() {
        Embeddings images = TestModels.images(POOL);
        Embeddings texts = TestModels.texts(POOL);
        EmbeddedPairs pairs = new EmbeddedPairs(
                POOL.stream().map(TestPair::uid).toList(), images, texts, EmbeddingSpace.EUCLIDEAN, Map.of());
        HypeFilterBuilder cosine = HypeFilter.builder()
                .space(TestModels.SPACE)
                .score(HypeScore.of(Component.COSINE))
                .keepFraction(1);
        HypeFilter distance = HypeFilter.builder()
                .space(TestModels.SPACE)
                .score(HypeScore.of(Component.NEGATIVE_DISTANCE))
                .keepFraction(1)
                .build();

        ComponentRows rows = cosine.build().score(pairs);

        assertThat((double) rows.row(3)[0]).isCloseTo(cosine(images, texts, 3), within(1e-6));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> distance.score(pairs))
                .withMessage("component negative_distance needs a hyperbolic space, but the embeddings are Euclidean");
    }
}
