package io.github.hype4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hype4j.model.EncoderException;
import io.github.hype4j.model.LinearEncoder;
import io.github.hype4j.model.StagedLinearEncoder;
import io.github.hype4j.specificity.Parallelism;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Stages overlap, batches stay in order, and nothing is left behind. The encoders are test doubles. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScoringPipelineTest {

    private final StagedLinearEncoder<byte[]> images = images(1);
    private final StagedLinearEncoder<String> texts =
            new StagedLinearEncoder<>(LinearEncoder.ofTexts(TestModels.DIMENSION), 1);

    private static StagedLinearEncoder<byte[]> images(int batchesAtOnce) {
        return new StagedLinearEncoder<>(LinearEncoder.ofImages(TestModels.DIMENSION), batchesAtOnce);
    }

    private PairScorer scorer() {
        return scorer(images, Parallelism.common());
    }

    private PairScorer scorer(StagedLinearEncoder<byte[]> imageEncoder, Parallelism threads) {
        return HypeFilter.builder()
                .model(TestModels.linear(imageEncoder, texts))
                .keepTop(1)
                .parallelism(threads)
                .build()
                .scorer();
    }

    private static List<List<TestPair>> batches(int... sizes) {
        List<TestPair> pool = TestPair.pool(3, Arrays.stream(sizes).sum());
        List<List<TestPair>> batches = new ArrayList<>();
        int from = 0;
        for (int size : sizes) {
            batches.add(pool.subList(from, from + size));
            from += size;
        }
        return batches;
    }

    private static List<ScoredBatch<TestPair>> drain(ScoringPipeline<TestPair> pipeline) {
        List<ScoredBatch<TestPair>> results = new ArrayList<>();
        pipeline.forEachRemaining(results::add);
        return results;
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody came");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aBatchIsPreparedWhileTheOneBeforeItIsEncoded() {
        CountDownLatch secondIsPrepared = new CountDownLatch(4 + 4);
        images.whenPrepared(secondIsPrepared::countDown);
        images.whenRun(() -> await(secondIsPrepared));

        assertThat(drain(scorer().pipeline(batches(4, 4, 4).iterator()))).hasSize(3);
    }

    @Test
    void theSourceIsReadWhileABatchIsEncoded() {
        CountDownLatch secondIsRead = new CountDownLatch(2);
        images.whenRun(() -> await(secondIsRead));
        Iterator<List<TestPair>> batches = batches(2, 2, 2).iterator();
        Iterator<List<TestPair>> source = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return batches.hasNext();
            }

            @Override
            public List<TestPair> next() {
                secondIsRead.countDown();
                return batches.next();
            }
        };

        assertThat(drain(scorer().pipeline(source))).hasSize(3);
    }

    @Test
    void asManyBatchesAreEncodedAtOnceAsTheModelAsksFor() {
        StagedLinearEncoder<byte[]> three = images(3);
        CyclicBarrier together = new CyclicBarrier(3);
        three.whenRun(() -> {
            try {
                together.await(30, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new AssertionError("not three at once", e);
            }
        });

        ScoringPipeline<TestPair> pipeline = scorer(three, Parallelism.common())
                .pipeline(batches(1, 2, 3, 4, 5, 6).iterator());
        assertThat(drain(pipeline)).extracting(batch -> batch.pairs().size()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(pipeline.times().encodersAtOnce()).isEqualTo(3);
    }

    @Test
    void noMoreBatchesAreUnderWayThanTheDepth() {
        AtomicInteger read = new AtomicInteger();
        AtomicInteger delivered = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Iterator<List<TestPair>> source = IntStream.range(0, 50)
                .mapToObj(i -> {
                    int underWay = read.incrementAndGet() - delivered.get();
                    most.accumulateAndGet(underWay, Math::max);
                    return TestPair.pool(i, 3);
                })
                .iterator();
        ScoringPipeline<TestPair> pipeline = scorer().pipeline(source);
        while (pipeline.hasNext()) {
            pipeline.next();
            delivered.incrementAndGet();
        }
        assertThat(delivered).hasValue(50);
        assertThat(most.get()).isBetween(2, pipeline.depth() + 1);
        assertThat(images.openBatches() + texts.openBatches()).isZero();
    }

    @Test
    void whatCameBeforeAFailingEncoderIsDelivered() {
        AtomicInteger runs = new AtomicInteger();
        images.whenRun(() -> {
            if (runs.incrementAndGet() == 3) {
                throw new EncoderException("out of memory");
            }
        });
        ScoringPipeline<TestPair> pipeline =
                scorer().pipeline(batches(2, 2, 2, 2, 2, 2).iterator());

        assertThat(pipeline.next().pairs()).hasSize(2);
        assertThat(pipeline.next().failures()).isEmpty();
        assertThatExceptionOfType(EncoderException.class)
                .isThrownBy(pipeline::next)
                .withMessage("out of memory");
        assertThat(pipeline.hasNext()).isFalse();
        assertThat(images.openBatches() + texts.openBatches()).isZero();
    }

    @Test
    void whatCameBeforeAFailingSourceIsDelivered() {
        Iterator<List<TestPair>> source = IntStream.range(0, 9)
                .mapToObj(i -> {
                    if (i == 2) {
                        throw new IllegalStateException("the disk is gone");
                    }
                    return TestPair.pool(i, 2);
                })
                .iterator();
        ScoringPipeline<TestPair> pipeline = scorer().pipeline(source);

        assertThat(pipeline.next().pairs()).hasSize(2);
        assertThat(pipeline.next().pairs()).hasSize(2);
        assertThat(pipeline.hasNext()).isTrue();
        assertThatThrownBy(pipeline::next)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the disk is gone");
        assertThat(pipeline.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(pipeline::next);
    }

    @Test
    void closingStopsInTheMiddleAndWaitsForTheEncoder() {
        CountDownLatch encoding = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        Thread caller = Thread.currentThread();
        AtomicInteger runs = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        images.whenRun(() -> {
            if (runs.incrementAndGet() == 2) {
                encoding.countDown();
                await(closing);
                while (caller.getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait();
                }
                ended.incrementAndGet();
            }
        });
        ScoringPipeline<TestPair> pipeline =
                scorer().pipeline(batches(1, 1, 1, 1, 1, 1, 1, 1).iterator());
        assertThat(pipeline.next().pairs()).hasSize(1);
        assertThat(pipeline.hasNext()).isTrue();
        await(encoding);

        closing.countDown();
        pipeline.close();
        pipeline.close();

        assertThat(ended).hasValue(1);
        assertThat(runs).hasValue(2);
        assertThat(pipeline.hasNext()).isFalse();
        assertThat(images.openBatches() + texts.openBatches()).isZero();
    }

    @Test
    void anInterruptEndsTheWaitAndIsKept() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        images.whenRun(() -> await(interrupted));
        ScoringPipeline<TestPair> pipeline = scorer().pipeline(batches(1, 1).iterator());
        List<Object> seen = new ArrayList<>();
        Thread caller = new Thread(() -> {
            Thread.currentThread().interrupt();
            interrupted.countDown();
            try {
                pipeline.next();
            } catch (EncoderException e) {
                seen.add(String.valueOf(e.getMessage()));
            }
            seen.add(Thread.currentThread().isInterrupted());
        });
        caller.start();
        caller.join();

        assertThat(seen).containsExactly("interrupted while pairs were scored", true);
        assertThat(images.openBatches() + texts.openBatches()).isZero();
    }

    @Test
    void equalCaptionsOfABatchAreEncodedOnce() {
        List<TestPair> pool = TestPair.pool(4, 6);
        List<TestPair> alike = List.of(
                pool.get(0).withWords("a cat"),
                pool.get(1).withWords("a dog"),
                pool.get(2).withWords("a cat"),
                pool.get(3).withPicture("!").withWords("a bird"),
                pool.get(4).withWords("a cat"),
                pool.get(5).withWords("A cat"));

        ScoredBatch<TestPair> scored = scorer().score(alike);

        assertThat(texts.batchSizes()).containsExactly(3);
        assertThat(images.batchSizes()).containsExactly(5);
        assertThat(scored.failures()).containsOnlyKeys(3);
        for (int i : new int[] {0, 1, 2, 4, 5}) {
            assertThat(scored.rows().row(i))
                    .isEqualTo(scorer().score(List.of(alike.get(i))).rows().row(0));
        }
    }

    @Test
    void aCaptionThatIsRefusedFailsEveryPairThatHasIt() {
        List<TestPair> pool = TestPair.pool(5, 3);
        ScoredBatch<TestPair> scored = scorer().score(List.of(
                pool.get(0).withWords("!"), pool.get(1), pool.get(2).withWords("!")));

        assertThat(scored.failures()).containsOnlyKeys(0, 2);
        assertThat(scored.failure(2)).get().hasToString("encoder_error: refused");
    }

    @Test
    void timesAddUp() {
        ScoringPipeline<TestPair> pipeline = scorer().pipeline(batches(5, 5, 5).iterator());
        drain(pipeline);
        StageTimes times = pipeline.times();

        assertThat(times.elapsed()).isPositive().isGreaterThanOrEqualTo(times.encode());
        assertThat(times.encoderBusy()).isBetween(0.0, 1.0).isEqualTo(times.encode() / times.elapsed());
        assertThat(pipeline.times()).as("of a closed pipeline").isEqualTo(times);
        assertThat(StageTimes.NONE.encoderBusy()).isZero();
        assertThatThrownBy(() -> new StageTimes(1, 0, 0, 0, 0, 0)).hasMessageContaining("encodersAtOnce");
        assertThat(new StageTimes(2, 0.1, 0.4, 1.9, 0.2, 1))
                .hasToString(
                        "2.0 s: encoders busy 95 % (read 0.1 s, prepare 0.4 s, encode 1.9 s, score 0.2 s, overlapping)");
    }
}
