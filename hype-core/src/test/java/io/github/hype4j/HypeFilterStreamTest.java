package io.github.hype4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.hype4j.model.LinearEncoder;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.HypeScore;
import io.github.hype4j.selection.Cut;
import io.github.hype4j.selection.SelectionPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One pass over a stream, and a test of single pairs, by thresholds. The encoders are test doubles. */
class HypeFilterStreamTest {

    private final List<TestPair> pool = TestPair.pool(1, 100);

    private static HypeFilterBuilder builder() {
        return HypeFilter.builder().model(TestModels.linear());
    }

    @Test
    void onePassKeepsWhatApplyKeepsInTheOrderOfTheStream() {
        HypeFilter filter = builder().threshold(3.5).batchSize(7).build();
        Selection<TestPair> selection = filter.apply(pool);
        assertThat(selection.kept()).hasSizeBetween(10, 90);

        List<ScoredPair<TestPair>> kept = filter.filter(pool.stream()).toList();

        assertThat(kept).containsExactlyInAnyOrderElementsOf(selection.kept());
        assertThat(kept.stream().map(ScoredPair::pair))
                .containsExactlyElementsOf(pool.stream()
                        .filter(new HashSet<>(selection.pairs())::contains)
                        .toList());
    }

    @Test
    void predicateKeepsWhatApplyKeeps() {
        HypeFilter filter = builder()
                .threshold(3.5)
                .union(SelectionPolicy.of(HypeScore.of(Component.COSINE), new Cut.Threshold(0.5f)))
                .build();
        Predicate<ImageTextPair> predicate = filter.asPredicate();

        assertThat(pool.stream().filter(predicate))
                .containsExactlyInAnyOrderElementsOf(filter.apply(pool).pairs());
        assertThat(pool.parallelStream().filter(predicate).collect(Collectors.toSet()))
                .isEqualTo(new HashSet<>(filter.apply(pool).pairs()));
    }

    @Test
    void noMoreIsReadThanTheBatchesThatMayBeUnderWay() {
        AtomicInteger read = new AtomicInteger();
        HypeFilter filter = builder().threshold(-100).batchSize(10).build();

        try (Stream<ScoredPair<TestPair>> kept = filter.filter(pool.stream().peek(pair -> read.incrementAndGet()))) {
            assertThat(read).hasValue(0);
            assertThat(kept.findFirst()).isPresent();
        }
        assertThat(read.get())
                .isBetween(
                        10,
                        10
                                * filter.scorer()
                                        .pipeline(List.<List<TestPair>>of().iterator())
                                        .depth());
    }

    @Test
    void endlessStreamsCanBeFiltered() {
        Stream<TestPair> endless = IntStream.iterate(0, i -> i + 1).mapToObj(i -> pool.get(i % 100));
        assertThat(builder()
                        .threshold(-100)
                        .batchSize(8)
                        .build()
                        .filter(endless)
                        .limit(250))
                .hasSize(250);
    }

    @Test
    void closingTheResultClosesTheSource() {
        AtomicInteger closed = new AtomicInteger();
        HypeFilter filter = builder().threshold(0).build();
        try (Stream<ScoredPair<TestPair>> kept = filter.filter(pool.stream().onClose(closed::incrementAndGet))) {
            assertThat(kept).isNotNull();
        }
        try (Stream<ScoredBatch<TestPair>> scored = filter.score(pool.stream().onClose(closed::incrementAndGet))) {
            assertThat(scored.count()).isPositive();
        }
        assertThat(closed).hasValue(2);
    }

    @Test
    void failedPairsGoToTheListenerAndNotIntoTheStream() {
        RecordingListener listener = new RecordingListener();
        List<TestPair> three =
                List.of(pool.get(0).withWords(" "), pool.get(1), pool.get(2).withPicture(null));
        HypeFilter filter =
                builder().threshold(-100).batchSize(2).progress(listener).build();

        assertThat(filter.filter(three.stream()).map(ScoredPair::pair)).containsExactly(pool.get(1));
        assertThat(listener.failures)
                .containsExactly(
                        pool.get(0).uid() + " empty_caption: the caption is empty",
                        pool.get(2).uid() + " missing_image: no image");
        assertThat(filter.asPredicate()).rejects(three.get(0), three.get(2)).accepts(three.get(1));
    }

    @Test
    void batchesAreScoredInOrderAndWhole() {
        HypeFilter filter = builder().keepFraction(0.5).batchSize(30).build();
        List<ScoredBatch<TestPair>> batches = filter.score(pool.stream()).toList();

        assertThat(batches).extracting(batch -> batch.pairs().size()).containsExactly(30, 30, 30, 10);
        assertThat(batches.stream().flatMap(batch -> batch.pairs().stream())).isEqualTo(pool);
        assertThat(filter.score(Stream.<TestPair>of())).isEmpty();
    }

    @Test
    void scoringInParallelLosesNoPairAndKeepsTheOrder() {
        HypeFilter filter = builder().keepFraction(0.5).batchSize(3).build();
        List<TestPair> scored = new ArrayList<>();
        filter.score(pool.stream()).parallel().map(ScoredBatch::pairs).toList().forEach(scored::addAll);

        assertThat(scored).isEqualTo(pool);
        assertThat(filter.score(pool.stream())
                        .parallel()
                        .flatMap(batch -> IntStream.range(0, batch.rows().rows())
                                .mapToObj(i -> batch.rows().row(i)))
                        .toList())
                .usingRecursiveComparison()
                .isEqualTo(filter.score(pool.stream())
                        .flatMap(batch -> IntStream.range(0, batch.rows().rows())
                                .mapToObj(i -> batch.rows().row(i)))
                        .toList());
    }

    @Test
    void aParallelOnePassKeepsTheSamePairs() {
        HypeFilter filter = builder().threshold(3.5).batchSize(3).build();
        List<TestPair> many = TestPair.pool(2, 3_000);
        List<TestPair> expected =
                filter.filter(many.stream()).map(ScoredPair::pair).toList();

        for (int run = 0; run < 5; run++) {
            assertThat(filter.filter(many.stream()).parallel().map(ScoredPair::pair))
                    .containsExactlyElementsOf(expected);
        }
    }

    @Test
    void onePassNeedsThresholdsAndAModel() {
        HypeFilter fraction = builder().keepFraction(0.5).build();
        assertThatIllegalStateException()
                .isThrownBy(() -> fraction.filter(pool.stream()))
                .withMessageStartingWith(
                        "one pass needs threshold(...) in place of a fraction or a count; the policy is"
                                + " KeepFraction[fraction=0.5] by ");
        assertThatIllegalStateException().isThrownBy(fraction::asPredicate);
        HypeFilter mixed = builder()
                .threshold(0)
                .intersect(SelectionPolicy.of(HypeScore.paper(), new Cut.KeepTop(1)))
                .build();
        assertThatIllegalStateException().isThrownBy(mixed::asPredicate);
        HypeFilter bare = HypeFilter.builder()
                .reference(TestModels.reference())
                .threshold(0)
                .build();
        assertThatIllegalStateException()
                .isThrownBy(bare::asPredicate)
                .withMessage("pairs need a model to encode them: set model(...)");
        assertThatIllegalStateException().isThrownBy(() -> bare.filter(pool.stream()));
    }

    @Test
    void eachPairOfAPredicateIsABatchOfItsOwn() {
        LinearEncoder<byte[]> images = LinearEncoder.ofImages(TestModels.DIMENSION);
        Predicate<ImageTextPair> predicate = HypeFilter.builder()
                .model(TestModels.linear(images, LinearEncoder.ofTexts(TestModels.DIMENSION)))
                .threshold(-100)
                .build()
                .asPredicate();
        assertThat(predicate).accepts(pool.get(0), pool.get(1));
        assertThat(images.batchSizes()).containsExactly(1, 1);
    }
}
