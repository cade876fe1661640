package io.github.hype4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.model.EncodedBatch;
import io.github.hype4j.model.Encoder;
import io.github.hype4j.model.EncoderException;
import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.HypeModel;
import io.github.hype4j.model.LinearEncoder;
import io.github.hype4j.selection.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad samples are counted under their reason and never touch their neighbours. The encoders are test doubles. */
class HypeFilterFailuresTest {

    private final List<TestPair> good = TestPair.pool(1, 30);
    private final List<TestPair> mixed = mixed(good);

    /** A bad pair after every fourth good one, and one at either end. */
    private static List<TestPair> mixed(List<TestPair> good) {
        List<TestPair> bad = List.of(
                TestPair.of("bad0", null, "caption"),
                TestPair.of("bad1", "image", null),
                TestPair.of("bad2", null, null),
                TestPair.of("bad3", "image", ""),
                TestPair.of("bad4", "image", " \t\n"),
                TestPair.of("bad5", "!image", "caption"),
                TestPair.of("bad6", "image", "!caption"),
                TestPair.of("bad7", "!image", "!caption"),
                good.get(0).withPicture("another image of the same uid"));
        List<TestPair> mixed = new ArrayList<>(List.of(bad.get(0)));
        for (int i = 0; i < good.size(); i++) {
            mixed.add(good.get(i));
            if (i % 4 == 3) {
                mixed.add(bad.get(1 + i / 4));
            }
        }
        mixed.add(bad.get(8));
        return mixed;
    }

    private static HypeFilterBuilder builder() {
        return HypeFilter.builder().model(TestModels.linear()).keepFraction(0.4);
    }

    private static Map<String, Scores> scores(Selection<TestPair> selection) {
        Map<String, Scores> scores = new HashMap<>();
        Stream.concat(selection.kept().stream(), selection.dropped().stream())
                .forEach(scored -> scores.put(scored.pair().name(), scored.scores()));
        return scores;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 64})
    void neighboursOfBadSamplesAreScoredAsWithoutThem(int batchSize) {
        Selection<TestPair> expected = builder().build().apply(good);
        Selection<TestPair> selection = builder().batchSize(batchSize).build().apply(mixed);

        assertThat(selection.kept()).isEqualTo(expected.kept());
        assertThat(selection.dropped()).isEqualTo(expected.dropped());
        assertThat(scores(selection)).isEqualTo(scores(expected)).hasSize(30);
        assertThat(selection.report().thresholds()).isEqualTo(expected.report().thresholds());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 64})
    void booksBalanceAndCountEveryReason(int batchSize) {
        Selection<TestPair> selection = builder().batchSize(batchSize).build().apply(mixed);

        SelectionReport report = selection.report();
        assertThat(report.total()).isEqualTo(39);
        assertThat(report.decisions()).isEqualTo(Map.of(Decision.KEPT, 12L, Decision.BELOW_CUT, 18L));
        assertThat(report.failures())
                .isEqualTo(Map.of(
                        FailureReason.MISSING_IMAGE, 1L,
                        FailureReason.MISSING_CAPTION, 2L,
                        FailureReason.EMPTY_CAPTION, 2L,
                        FailureReason.ENCODER_ERROR, 3L,
                        FailureReason.DUPLICATE_UID, 1L));
        assertThat(report.kept()).isEqualTo(12);
        assertThat(report.dropped()).isEqualTo(18);
        assertThat(report.missing()).isEqualTo(3);
        assertThat(report.failed()).isEqualTo(5);
        assertThat(report.duplicates()).isEqualTo(1);
        assertThat(report.isBalanced()).isTrue();
        assertThat(report)
                .hasToString("39 in = 12 kept + 18 dropped + 5 failed + 3 missing + 1 duplicate (missing_image 1,"
                        + " missing_caption 2, empty_caption 2, duplicate_uid 1, encoder_error 3)");
    }

    @Test
    void failedPairsAreHandedBackWithWhatIsWrong() {
        Selection<TestPair> selection = builder().batchSize(1).build().apply(mixed);

        assertThat(selection.failed().stream().map(failed -> failed.pair().name() + " " + failed.failure()))
                .containsExactly(
                        "bad0 missing_image: no image",
                        "bad1 missing_caption: no caption",
                        "bad2 missing_caption: no caption",
                        "bad3 empty_caption: the caption is empty",
                        "bad4 empty_caption: the caption is empty",
                        "bad5 encoder_error: refused",
                        "bad6 encoder_error: refused",
                        "bad7 encoder_error: refused",
                        "pair0 duplicate_uid: " + good.get(0).uid() + " was seen before");
    }

    @Test
    void listenerIsToldOfEveryFailureThatItsCountsCount() {
        RecordingListener listener = new RecordingListener();
        builder().batchSize(20).progress(listener).build().apply(mixed);

        assertThat(listener.failures).hasSize(9).first().asString().endsWith(" missing_image: no image");
        assertThat(listener.progress).last().isEqualTo("39/9");
    }

    @Test
    void ofPairsWithOneUidTheFirstCounts() {
        TestPair first = good.get(0);
        TestPair second = first.withPicture("zzz");
        Selection<TestPair> selection = HypeFilter.builder()
                .model(TestModels.linear())
                .keepTop(9)
                .build()
                .apply(List.of(first, second, good.get(1), second));

        assertThat(selection.report().duplicates()).isEqualTo(2);
        assertThat(selection.dropped()).isEmpty();
        assertThat(selection.pairs()).containsExactlyInAnyOrder(first, good.get(1));
    }

    @Test
    void samplesThatFailCountNotTowardsTheFraction() {
        List<TestPair> half = new ArrayList<>(good.subList(0, 10));
        for (int i = 10; i < 20; i++) {
            half.add(good.get(i).withPicture(null));
        }
        assertThat(builder().build().apply(half).kept()).hasSize(4);
    }

    @Test
    void aPoolOfNothingButBadSamplesKeepsNothing() {
        List<TestPair> bad = good.stream().map(pair -> pair.withPicture(null)).toList();
        List<TestPair> refused =
                good.stream().map(pair -> pair.withPicture("!")).toList();

        assertThat(builder().build().apply(bad).report().missing()).isEqualTo(30);
        assertThat(builder().build().apply(refused).report().failed()).isEqualTo(30);
        assertThat(builder().build().apply(refused).report().isBalanced()).isTrue();
    }

    @Test
    void captionsOfFailedImagesAreNotEncoded() {
        LinearEncoder<String> texts = LinearEncoder.ofTexts(TestModels.DIMENSION);
        HypeFilter.builder()
                .model(TestModels.linear(LinearEncoder.ofImages(TestModels.DIMENSION), texts))
                .keepTop(1)
                .build()
                .apply(List.of(good.get(0), good.get(1).withPicture("!"), good.get(2)));
        assertThat(texts.batchSizes()).containsExactly(2);
    }

    @Test
    void imageOnlyDoesNotMissCaptions() {
        List<TestPair> images = good.stream().map(pair -> pair.withWords(null)).toList();
        Selection<TestPair> selection = builder().imageOnly().build().apply(images);
        assertThat(selection.report().kept()).isEqualTo(12);
        assertThat(selection.failed()).isEmpty();
    }

    @Test
    void rowsOfFailedSamplesHoldNan() {
        List<TestPair> three = List.of(good.get(0), good.get(1).withWords("!"), good.get(2));
        ScoredBatch<TestPair> batch = builder().build().scorer().score(three);

        assertThat(batch.failure(0)).isEmpty();
        assertThat(batch.failure(1)).get().hasToString("encoder_error: refused");
        assertThat(batch.rows().row(0)).doesNotContain(Float.NaN);
        assertThat(batch.rows().row(1)).containsOnly(Float.NaN);
        assertThat(batch.rows().row(2)).doesNotContain(Float.NaN);
        assertThat(builder().build().scorer().score(List.<TestPair>of()).rows().rows())
                .isZero();
    }

    @Test
    void anEncoderThatItselfFailsEndsTheRun() {
        assertThatExceptionOfType(EncoderException.class)
                .isThrownBy(() -> filterWith(batch -> {
                            throw new EncoderException("out of memory");
                        })
                        .apply(good))
                .withMessage("out of memory");
    }

    @Test
    void anEncoderThatLosesRowsIsRefusedRatherThanShiftingTheOthers() {
        assertThatExceptionOfType(EncoderException.class)
                .isThrownBy(() -> filterWith(batch -> EncodedBatch.of(Embeddings.of(new float[5 * 29], 5)))
                        .apply(good))
                .withMessage("the encoder gave 29 rows for a batch of 30");
        assertThatExceptionOfType(EncoderException.class)
                .isThrownBy(() -> filterWith(batch -> EncodedBatch.of(Embeddings.of(new float[6 * 30], 6)))
                        .apply(good))
                .withMessage("the encoder gave rows of length 6 but says that its dimension is 5");
    }

    private static HypeFilter filterWith(Function<List<byte[]>, EncodedBatch> images) {
        Encoder<byte[]> encoder = new Encoder<>() {
            @Override
            public int dimension() {
                return TestModels.DIMENSION;
            }

            @Override
            public EncodedBatch encode(List<byte[]> batch) {
                return images.apply(batch);
            }

            @Override
            public void close() {}
        };
        HypeModel model = HypeModel.builder()
                .imageEncoder(encoder)
                .textEncoder(LinearEncoder.ofTexts(TestModels.DIMENSION))
                .curvature(TestModels.SPACE.curvature())
                .reference(TestModels.reference())
                .build();
        return HypeFilter.builder().model(model).keepTop(1).build();
    }
}
