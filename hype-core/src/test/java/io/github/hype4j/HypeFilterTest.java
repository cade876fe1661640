package io.github.hype4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.lorentz.Lorentz;
import io.github.hype4j.lorentz.LorentzPoints;
import io.github.hype4j.model.LinearEncoder;
import io.github.hype4j.model.SampleFailureException;
import io.github.hype4j.score.Clusters;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.HypeScore;
import io.github.hype4j.selection.Cut;
import io.github.hype4j.selection.Decision;
import io.github.hype4j.selection.SelectionPolicy;
import io.github.hype4j.selection.Uid;
import io.github.hype4j.specificity.Specificity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pools of good pairs. The encoders are test doubles. */
class HypeFilterTest {

    private static final Component CLIP = Component.column("clip");

    private final List<TestPair> pool = TestPair.pool(1, 100);

    private static HypeFilterBuilder builder() {
        return HypeFilter.builder().model(TestModels.linear());
    }

    private static List<String> names(Selection<TestPair> selection) {
        return selection.pairs().stream().map(TestPair::name).toList();
    }

    private static Set<String> nameSet(Selection<TestPair> selection) {
        return new HashSet<>(names(selection));
    }

    private static Map<String, Scores> scores(Selection<TestPair> selection) {
        Map<String, Scores> scores = new HashMap<>();
        Stream.concat(selection.kept().stream(), selection.dropped().stream())
                .forEach(scored -> scores.put(scored.pair().name(), scored.scores()));
        return scores;
    }

    @Test
    void scoresAreThoseOfTheDefinition() {
        Selection<TestPair> selection = builder().keepFraction(0.3).build().apply(pool);
        Lorentz space = TestModels.SPACE;
        LorentzPoints images = space.expMap0(TestModels.images(pool));
        LorentzPoints texts = space.expMap0(TestModels.texts(pool));
        Specificity specificity = Specificity.against(TestModels.reference(), 0.1);
        double[] imageSpecificities = specificity.ofImages(images);
        double[] textSpecificities = specificity.ofTexts(texts);
        double[] distances = space.distances(images, texts);

        Map<String, Scores> scores = scores(selection);
        assertThat(scores).hasSize(100);
        for (int i = 0; i < pool.size(); i++) {
            Scores actual = Objects.requireNonNull(scores.get(pool.get(i).name()));
            assertThat(actual.component(Component.IMAGE_SPECIFICITY)).isEqualTo((float) imageSpecificities[i]);
            assertThat(actual.component(Component.TEXT_SPECIFICITY)).isEqualTo((float) textSpecificities[i]);
            assertThat(actual.component(Component.NEGATIVE_DISTANCE)).isEqualTo((float) -distances[i]);
            assertThat(actual.score()).isEqualTo((float) ((double) actual.component(Component.COSINE)
                    + actual.component(Component.IMAGE_SPECIFICITY)
                    + actual.component(Component.NEGATIVE_DISTANCE)
                    + actual.component(Component.TEXT_SPECIFICITY)));
        }
    }

    @Test
    void theBestAreKeptBestFirstAndTheOthersInTheirOrder() {
        Selection<TestPair> selection = builder().keepFraction(0.29).build().apply(pool);

        Map<String, Scores> scores = scores(selection);
        List<String> ranked = pool.stream()
                .sorted(Comparator.<TestPair>comparingDouble(pair ->
                                -Objects.requireNonNull(scores.get(pair.name())).score())
                        .thenComparing(TestPair::uid))
                .map(TestPair::name)
                .toList();
        assertThat(names(selection)).isEqualTo(ranked.subList(0, 29));
        List<String> dropped =
                selection.dropped().stream().map(scored -> scored.pair().name()).toList();
        assertThat(dropped)
                .isEqualTo(pool.stream()
                        .map(TestPair::name)
                        .filter(name -> !names(selection).contains(name))
                        .toList());
        assertThat(selection.failed()).isEmpty();
        assertThat(selection.kept().get(28).score())
                .isEqualTo(selection.report().thresholds().get(0));
    }

    @Test
    void equalScoresAreOrderedByUid() {
        List<TestPair> twins = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            twins.add(TestPair.of("twin" + i, "same", "text"));
        }
        List<String> byUid = twins.stream()
                .sorted(Comparator.comparing(TestPair::uid))
                .map(TestPair::name)
                .toList();
        assertThat(names(builder().keepTop(7).build().apply(twins))).isEqualTo(byUid.subList(0, 7));
    }

    @Test
    void zerosOfBothSignsRankAsEqual() {
        List<TestPair> zeros = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            zeros.add(pool.get(i).withColumn("clip", i % 2 == 0 ? 0.0 : -0.0));
        }
        Selection<TestPair> selection =
                builder().score(HypeScore.of(CLIP)).keepTop(20).build().apply(zeros);
        assertThat(selection.pairs()).isSortedAccordingTo(Comparator.comparing(TestPair::uid));
    }

    @Test
    void theBooksBalanceAndThePolicyIsWrittenDown() {
        Selection<TestPair> selection = builder().keepFraction(0.5).build().apply(pool);

        SelectionReport report = selection.report();
        assertThat(report.isBalanced()).isTrue();
        assertThat(report.total()).isEqualTo(100);
        assertThat(report.decisions()).isEqualTo(Map.of(Decision.KEPT, 50L, Decision.BELOW_CUT, 50L));
        assertThat(report).hasToString("100 in = 50 kept + 50 dropped + 0 failed + 0 missing + 0 duplicate");
        assertThat(report.provenance().policy()).isEqualTo("KeepFraction[fraction=0.5] by " + HypeScore.paper());
    }

    @Test
    void poolsCanBeIterablesAndStreams() {
        HypeFilter filter = builder().keepFraction(0.2).build();
        AtomicInteger closed = new AtomicInteger();

        Selection<TestPair> ofIterable = filter.apply((Iterable<TestPair>) pool);
        Selection<TestPair> ofStream = filter.apply(pool.stream().onClose(closed::incrementAndGet));

        assertThat(ofStream).isEqualTo(ofIterable);
        assertThat(filter.apply(pool.parallelStream())).isEqualTo(ofIterable);
        assertThat(closed).hasValue(1);
    }

    @Test
    void anEmptyPoolGivesAnEmptySelection() {
        for (HypeFilter filter : List.of(
                builder().keepFraction(1).build(),
                builder().keepTop(5).build(),
                builder().threshold(0).build(),
                builder().dataCompFraction(0.5).build())) {
            Selection<TestPair> selection = filter.apply(List.<TestPair>of());
            assertThat(selection.kept()).isEmpty();
            assertThat(selection.report().total()).isZero();
            assertThat(selection.report().isBalanced()).isTrue();
        }
    }

    @Test
    void batchSizeAndOrderOfThePoolDoNotChangeTheSelection() {
        Selection<TestPair> expected = builder().keepFraction(0.3).build().apply(pool);
        Map<String, Scores> scores = scores(expected);
        for (int batchSize : new int[] {1, 2, 7, 99, 100, 101, 65_536}) {
            Selection<TestPair> selection =
                    builder().keepFraction(0.3).batchSize(batchSize).build().apply(pool);
            assertThat(selection.kept()).as("batch size %s", batchSize).isEqualTo(expected.kept());
            assertThat(scores(selection)).isEqualTo(scores);
        }
        List<TestPair> shuffled = new ArrayList<>(pool);
        Collections.shuffle(shuffled, new Random(3));
        assertThat(builder().keepFraction(0.3).build().apply(shuffled).kept()).isEqualTo(expected.kept());
    }

    @Test
    void encodersAreGivenWholeBatches() {
        LinearEncoder<byte[]> images = LinearEncoder.ofImages(TestModels.DIMENSION);
        LinearEncoder<String> texts = LinearEncoder.ofTexts(TestModels.DIMENSION);
        HypeFilter.builder()
                .model(TestModels.linear(images, texts))
                .keepFraction(1)
                .batchSize(32)
                .build()
                .apply(pool);

        assertThat(images.batchSizes()).containsExactly(32, 32, 32, 4);
        assertThat(texts.batchSizes()).containsExactly(32, 32, 32, 4);
    }

    @Test
    void severalThreadsShareAFilter() throws Exception {
        HypeFilter filter = builder().keepFraction(0.3).batchSize(8).build();
        Selection<TestPair> expected = filter.apply(pool);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Selection<TestPair>>> results = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                results.add(threads.submit(() -> filter.apply(pool)));
            }
            for (Future<Selection<TestPair>> result : results) {
                assertThat(result.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void imageOnlyNeverAsksForACaption() {
        AtomicInteger asked = new AtomicInteger();
        record Image(TestPair pair, AtomicInteger asked) implements ImageTextPair {
            @Override
            public Uid uid() {
                return pair.uid();
            }

            @Override
            public byte[] image() throws SampleFailureException {
                return pair.image();
            }

            @Override
            public String caption() {
                asked.incrementAndGet();
                return "never";
            }
        }
        LinearEncoder<String> texts = LinearEncoder.ofTexts(TestModels.DIMENSION);
        HypeFilter filter = HypeFilter.builder()
                .model(TestModels.linear(LinearEncoder.ofImages(TestModels.DIMENSION), texts))
                .imageOnly()
                .keepFraction(0.25)
                .build();

        Selection<Image> selection =
                filter.apply(pool.stream().map(pair -> new Image(pair, asked)).toList());

        assertThat(asked).hasValue(0);
        assertThat(texts.batchSizes()).isEmpty();
        assertThat(selection.kept()).hasSize(25);
        assertThat(filter.components()).containsExactly(Component.IMAGE_SPECIFICITY);
        double[] expected = Specificity.against(TestModels.reference(), 0.1)
                .ofImages(TestModels.SPACE.expMap0(TestModels.images(pool)));
        Arrays.sort(expected);
        assertThat(selection.kept().get(0).score()).isEqualTo((float) expected[99]);
    }

    @Test
    void imageOnlyTakesAnotherScoreOfImages() {
        HypeFilter filter = builder()
                .imageOnly()
                .score(HypeScore.of(Component.IMAGE_ROOT_DISTANCE))
                .keepTop(3)
                .build();
        assertThat(filter.components()).containsExactly(Component.IMAGE_ROOT_DISTANCE);
        assertThat(filter.provenance().kernel()).isEqualTo("none");
        assertThat(filter.apply(pool).kept()).hasSize(3);
    }

    @Test
    void columnsOfTheCallerAreScoredAndPairsThatHaveNoneAreNotKept() {
        List<TestPair> withColumn = new ArrayList<>();
        for (int i = 0; i < pool.size(); i++) {
            withColumn.add(i % 4 == 3 ? pool.get(i) : pool.get(i).withColumn("clip", i));
        }
        Selection<TestPair> selection =
                builder().score(HypeScore.of(CLIP)).keepFraction(0.9).build().apply(withColumn);

        assertThat(selection.report().decisions()).isEqualTo(Map.of(Decision.KEPT, 75L, Decision.NAN_SCORE, 25L));
        assertThat(selection.kept().get(0).score()).isEqualTo(98);
        assertThat(selection.dropped())
                .allSatisfy(scored -> assertThat(scored.score()).isNaN());
        assertThat(selection.report().isBalanced()).isTrue();
    }

    @Test
    void intersectionsAndUnionsAreThoseOfTheSelections() {
        SelectionPolicy close =
                SelectionPolicy.of(HypeScore.of(Component.NEGATIVE_DISTANCE), new Cut.KeepFraction(0.4));
        SelectionPolicy aligned = SelectionPolicy.of(HypeScore.of(Component.COSINE), new Cut.Threshold(0.2f));
        Set<String> paper = nameSet(builder().keepFraction(0.3).build().apply(pool));
        Set<String> near = nameSet(builder()
                .score(HypeScore.of(Component.NEGATIVE_DISTANCE))
                .keepFraction(0.4)
                .build()
                .apply(pool));
        Set<String> similar = nameSet(builder()
                .score(HypeScore.of(Component.COSINE))
                .threshold(0.2)
                .build()
                .apply(pool));
        assertThat(similar).hasSizeBetween(5, 95);

        Set<String> both = new HashSet<>(paper);
        both.retainAll(near);
        assertThat(nameSet(builder().keepFraction(0.3).intersect(close).build().apply(pool)))
                .isEqualTo(both);
        Set<String> either = new HashSet<>(paper);
        either.addAll(similar);
        assertThat(nameSet(builder().keepFraction(0.3).union(aligned).build().apply(pool)))
                .isEqualTo(either);
        Set<String> bothOrSimilar = new HashSet<>(both);
        bothOrSimilar.addAll(similar);
        Selection<TestPair> combined = builder()
                .keepFraction(0.3)
                .union(aligned)
                .intersect(close)
                .build()
                .apply(pool);
        assertThat(nameSet(combined)).isEqualTo(bothOrSimilar);
        assertThat(combined.report().thresholds()).hasSize(3);
    }

    @Test
    void aUnionMayKeepPairsWhoseFirstScoreIsNanAndPutsThemLast() {
        List<TestPair> some = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            some.add(i < 5 ? pool.get(i) : pool.get(i).withColumn("clip", i));
        }
        Selection<TestPair> selection = builder()
                .score(HypeScore.of(CLIP))
                .keepTop(2)
                .union(SelectionPolicy.of(HypeScore.of(Component.COSINE), new Cut.Threshold(-2)))
                .build()
                .apply(some);

        assertThat(selection.kept()).hasSize(10);
        assertThat(names(selection).subList(0, 5)).containsExactly("pair9", "pair8", "pair7", "pair6", "pair5");
        assertThat(selection.pairs().subList(5, 10)).isSortedAccordingTo(Comparator.comparing(TestPair::uid));
    }

    @Test
    void minimaDropWhateverTheScore() {
        HypeScore limited = HypeScore.paper().withMinimum(Component.COSINE, 0.3);
        Selection<TestPair> selection =
                builder().score(limited).keepFraction(1).build().apply(pool);

        assertThat(selection.kept())
                .isNotEmpty()
                .allSatisfy(scored ->
                        assertThat(scored.scores().component(Component.COSINE)).isGreaterThanOrEqualTo(0.3f));
        assertThat(selection.dropped())
                .isNotEmpty()
                .allSatisfy(scored ->
                        assertThat(scored.scores().component(Component.COSINE)).isLessThan(0.3f));
        assertThat(selection.report().decisions()).containsEntry(Decision.BELOW_MINIMUM, (long)
                selection.dropped().size());
    }

    @Test
    void clustersAreScoredFromWhatTheEncoderGave() {
        Embeddings images = TestModels.images(pool);
        Clusters clusters = Clusters.of(images.select(3, 14, 15, 92), 0, 2);
        float[] expected = clusters.scores(images);
        Selection<TestPair> selection = builder()
                .clusters(clusters)
                .score(HypeScore.of(Component.CLUSTER))
                .threshold(1)
                .build()
                .apply(pool);

        List<String> targets = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            if (expected[i] == 1) {
                targets.add(pool.get(i).name());
            }
        }
        assertThat(targets).hasSizeBetween(1, 99);
        assertThat(names(selection)).containsExactlyInAnyOrderElementsOf(targets);
    }

    @Test
    void furtherComponentsAreReportedButDoNotCount() {
        HypeFilter plain = builder().keepFraction(0.3).build();
        HypeFilter more = builder()
                .keepFraction(0.3)
                .alsoCompute(Component.ENTAILMENT_VIOLATION, Component.IMAGE_ROOT_DISTANCE, CLIP)
                .build();
        Selection<TestPair> selection = more.apply(pool);

        assertThat(selection.pairs()).isEqualTo(plain.apply(pool).pairs());
        Scores scores = selection.kept().get(0).scores();
        assertThat(scores.component(Component.IMAGE_ROOT_DISTANCE)).isPositive();
        assertThat(scores.component(CLIP)).isNaN();
        assertThat(scores.components()).hasSize(7);
        assertThat(more.components()).hasSize(7).isSorted();
    }

    @Test
    void aComponentThatWasNotComputedIsRefusedByName() {
        Scores scores = builder()
                .imageOnly()
                .keepTop(1)
                .build()
                .apply(pool)
                .kept()
                .get(0)
                .scores();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scores.component(Component.COSINE))
                .withMessage("component cosine was not computed; there are [image_specificity]");
    }

    @Test
    void dataCompFractionKeepsOneMoreThanTheFraction() {
        Selection<TestPair> selection = builder().dataCompFraction(0.3).build().apply(pool);
        assertThat(selection.kept()).hasSize(31);
    }

    @Test
    void listenerIsToldAfterEveryBatch() {
        RecordingListener listener = new RecordingListener();
        builder().keepFraction(0.5).batchSize(40).progress(listener).build().apply(pool);

        assertThat(listener.progress).containsExactly("40/0", "80/0", "100/0");
        assertThat(listener.failures).isEmpty();
    }
}
