package io.github.hype4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.lorentz.Lorentz;
import io.github.hype4j.lorentz.LorentzPoints;
import io.github.hype4j.model.ModelProvenance;
import io.github.hype4j.score.Clusters;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.HypeScore;
import io.github.hype4j.selection.Cut;
import io.github.hype4j.selection.Decision;
import io.github.hype4j.selection.SelectionPolicy;
import io.github.hype4j.selection.Uid;
import io.github.hype4j.specificity.ReferenceSet;
import io.github.hype4j.specificity.Specificity;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What is refused when a filter is built, and what a built filter says of itself. */
class HypeFilterBuilderTest {

    private static HypeFilterBuilder builder() {
        return HypeFilter.builder().model(TestModels.linear());
    }

    private static void assertRefused(UnaryOperator<HypeFilterBuilder> options, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.apply(builder()).build())
                .withMessage(message);
    }

    @Test
    void howMuchToKeepMustBeSaid() {
        assertRefused(
                options -> options,
                "how much to keep is not set: call keepFraction, keepTop, threshold or dataCompFraction");
    }

    @Test
    void howMuchToKeepMayBeSaidOnce() {
        assertRefused(
                options -> options.keepFraction(0.2).threshold(0.5),
                "only one of keepFraction, keepTop, threshold and dataCompFraction may be set:"
                        + " KeepFraction[fraction=0.2] is set already, got Threshold[threshold=0.5];"
                        + " use intersect or union to combine policies");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().keepTop(1).keepTop(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().threshold(1).dataCompFraction(0.5));
    }

    @Test
    void valuesOutOfRangeAreNamed() {
        for (double fraction : new double[] {0, -1, 1.5, Double.NaN}) {
            assertRefused(options -> options.keepFraction(fraction), "keepFraction must be in (0, 1], got " + fraction);
        }
        assertRefused(options -> options.dataCompFraction(1), "dataCompFraction must be in (0, 1), got 1.0");
        assertRefused(options -> options.keepTop(-3), "keepTop must be at least 1, got -3");
        assertRefused(options -> options.threshold(Double.NaN), "threshold must be a number, got NaN");
        assertRefused(options -> options.keepTop(1).batchSize(0), "batchSize must be in [1, 65536], got 0");
        assertRefused(options -> options.keepTop(1).batchSize(65_537), "batchSize must be in [1, 65536], got 65537");
        for (double radius : new double[] {0, -0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertRefused(
                    options -> options.keepTop(1).minRadius(radius),
                    "minRadius must be above 0 and finite, got " + radius);
        }
    }

    @Test
    void componentsNeedTheirReferenceSetAndClusters() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HypeFilter.builder()
                        .model(TestModels.withoutReference())
                        .keepTop(1)
                        .build())
                .withMessage("score: component image_specificity needs a reference set, and there is none");
        assertRefused(
                options -> options.keepTop(1).alsoCompute(Component.CLUSTER),
                "score: component cluster needs clusters, and there are none");
        assertRefused(
                options -> options.keepTop(1)
                        .intersect(SelectionPolicy.of(HypeScore.of(Component.CLUSTER), new Cut.Threshold(1))),
                "score: component cluster needs clusters, and there are none");
        HypeFilter without = HypeFilter.builder()
                .model(TestModels.withoutReference())
                .score(HypeScore.of(Component.IMAGE_ROOT_DISTANCE))
                .keepTop(1)
                .build();
        assertThat(without.apply(TestPair.pool(1, 3)).kept()).hasSize(1);
    }

    @Test
    void imageOnlyRefusesComponentsOfTextsWhereverTheyComeFrom() {
        String message = "imageOnly: component cosine needs a text";
        assertRefused(options -> options.imageOnly().keepTop(1).alsoCompute(Component.COSINE), message);
        assertRefused(options -> options.imageOnly().keepTop(1).score(HypeScore.of(Component.COSINE)), message);
        assertRefused(
                options -> options.imageOnly()
                        .keepTop(1)
                        .union(SelectionPolicy.of(HypeScore.of(Component.COSINE), new Cut.Threshold(1))),
                message);
        assertRefused(
                options -> options.imageOnly()
                        .keepTop(1)
                        .score(HypeScore.imageSpecificity().withMinimum(Component.COSINE, 0)),
                message);
    }

    @Test
    void referenceMustFitTheModel() {
        LorentzPoints shorter = TestModels.SPACE.points(Embeddings.ofRows(new float[] {1, 2}));
        assertRefused(
                options -> options.keepTop(1).reference(new ReferenceSet(shorter, shorter)),
                "reference has curvature 1.5 and dimension 2 but the model has curvature 1.5 and dimension 5");
        LorentzPoints elsewhere = Lorentz.ofCurvature(2).points(Embeddings.of(new float[5], 5));
        assertRefused(
                options -> options.keepTop(1).reference(new ReferenceSet(elsewhere, elsewhere)),
                "reference has curvature 2.0 and dimension 5 but the model has curvature 1.5 and dimension 5");
    }

    @Test
    void clustersMustFitTheModel() {
        Clusters clusters = Clusters.of(Embeddings.ofRows(new float[] {1, 2}), 0);
        assertRefused(
                options -> options.keepTop(1).clusters(clusters),
                "clusters have dimension 2 but the model has dimension 5");
    }

    @Test
    void embeddingsMustFitTheReference() {
        HypeFilter filter = builder().keepTop(1).build();
        List<Uid> one = List.of(new Uid(0, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> filter.apply(EmbeddedPairs.ofTangents(
                        one, Embeddings.ofRows(new float[] {1, 2}), Embeddings.ofRows(new float[] {1, 2}))))
                .withMessage("images have dimension 2 but the reference set has dimension 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> filter.apply(EmbeddedPairs.ofTangents(
                        one, Embeddings.ofRows(new float[5]), Embeddings.ofRows(new float[6]))))
                .withMessage("texts have dimension 6 but images have dimension 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> filter.apply(EmbeddedPairs.ofImages(one, Embeddings.ofRows(new float[5]))))
                .withMessage("component cosine needs texts, and there are none");
    }

    @Test
    void theSpaceMustBeKnownFromSomewhere() {
        List<Uid> one = List.of(Uid.ofName("one"));
        EmbeddedPairs images = EmbeddedPairs.ofImages(one, Embeddings.ofRows(new float[5]));
        HypeScore distance = HypeScore.of(Component.IMAGE_ROOT_DISTANCE);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> HypeFilter.builder().score(distance).keepTop(1).build())
                .withMessage("the space is not known: set model(...), reference(...) or space(...)");

        HypeFilter withSpace = HypeFilter.builder()
                .space(Lorentz.ofCurvature(0.5))
                .score(distance)
                .keepTop(1)
                .build();
        assertThat(withSpace.apply(images).pairs()).isEqualTo(one);

        HypeFilter columnsOnly = HypeFilter.builder()
                .score(HypeScore.of(Component.column("clip")))
                .keepTop(1)
                .build();
        assertThatIllegalStateException()
                .isThrownBy(() -> columnsOnly.apply(images))
                .withMessage("embeddings need a space: set model(...), reference(...) or space(...)");
    }

    @Test
    void provenanceSaysWhatTheFilterIsMadeOf() {
        Provenance provenance = builder().minRadius(0.2).keepTop(3).build().provenance();

        assertThat(provenance.libraryVersion()).isEqualTo(Provenance.version()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(provenance.model()).isEqualTo(TestModels.ORIGIN);
        assertThat(provenance.curvature()).isEqualTo(1.5);
        assertThat(provenance.minRadius()).isEqualTo(0.2);
        assertThat(provenance.kernel())
                .isEqualTo(Specificity.against(TestModels.reference(), 0.1).kernelName());
        assertThat(provenance.policy()).isEqualTo("KeepTop[count=3] by " + HypeScore.paper());
    }

    @Test
    void provenanceWithoutModelOrSpecificitySaysSo() {
        Provenance bare = HypeFilter.builder()
                .reference(TestModels.reference())
                .keepTop(1)
                .build()
                .provenance();
        assertThat(bare.model()).isEqualTo(ModelProvenance.named("none"));
        assertThat(bare.curvature()).isEqualTo(1.5);
        assertThat(bare.minRadius()).isEqualTo(0.1);
        Provenance unspecific = HypeFilter.builder()
                .score(HypeScore.of(Component.column("clip")))
                .keepTop(1)
                .build()
                .provenance();
        assertThat(unspecific.curvature()).isNaN();
        assertThat(unspecific.kernel()).isEqualTo("none");
    }

    @Test
    void provenanceDoesNotClaimTheModelsReferenceSetWhereAnotherIsUsed() {
        ModelProvenance model = builder()
                .reference(TestModels.reference())
                .keepTop(1)
                .build()
                .provenance()
                .model();
        assertThat(model.referenceSha256()).isEmpty();
        assertThat(model.sha256()).isEqualTo("abc");
        assertThat(model.name()).isEqualTo("linear");
    }

    @Test
    void minRadiusIsTheModelsUnlessSet() {
        List<TestPair> pool = TestPair.pool(1, 5);
        float byModel = score(builder().keepTop(5).build(), pool);
        assertThat(score(builder().minRadius(0.1).keepTop(5).build(), pool)).isEqualTo(byModel);
        assertThat(score(builder().minRadius(0.05).keepTop(5).build(), pool)).isGreaterThan(byModel);
    }

    private static float score(HypeFilter filter, List<TestPair> pool) {
        return filter.apply(pool).kept().get(0).score();
    }

    @Test
    void aBuiltFilterDoesNotChangeWithItsBuilder() {
        HypeFilterBuilder builder = builder().keepTop(2).batchSize(3);
        HypeFilter filter = builder.build();
        builder.batchSize(9).alsoCompute(Component.IMAGE_ROOT_DISTANCE).minRadius(3);

        assertThat(filter.batchSize()).isEqualTo(3);
        assertThat(filter.components()).doesNotContain(Component.IMAGE_ROOT_DISTANCE);
        assertThat(filter.provenance().minRadius()).isEqualTo(0.1);
        assertThat(filter.policy()).isEqualTo(SelectionPolicy.of(HypeScore.paper(), new Cut.KeepTop(2)));
    }

    @Test
    void embeddedPairsMustHaveOneRowAUid() {
        List<Uid> two = List.of(new Uid(0, 1), new Uid(0, 2));
        Embeddings rows = Embeddings.ofRows(new float[] {1}, new float[] {2});
        Embeddings one = rows.select(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddedPairs.ofImages(two, one))
                .withMessage("images: 1 rows for 2 uids");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddedPairs.ofTangents(two, rows, one))
                .withMessage("texts: 1 rows for 2 uids");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddedPairs.ofPoints(two, rows, rows).withColumn("clip", new float[3]))
                .withMessage("column clip: 3 rows for 2 uids");
    }

    @Test
    void booksThatDoNotAddUpAreNotBalanced() {
        Provenance provenance = builder().keepTop(1).build().provenance();
        SelectionReport report =
                new SelectionReport(3, Map.of(Decision.KEPT, 2L), Map.of(), List.of(), List.of(), provenance);
        assertThat(report.isBalanced()).isFalse();
    }
}
