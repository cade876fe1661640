package io.github.hype4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hype4j.model.LinearEncoder;
import io.github.hype4j.model.StagedLinearEncoder;
import io.github.hype4j.specificity.Parallelism;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A pipeline gives what scoring one batch after the other gives. The encoders are test doubles. */
class ScoringPipelineLawsTest {

    private static PairScorer scorer(int batchesAtOnce, Parallelism threads) {
        return HypeFilter.builder()
                .model(TestModels.linear(
                        new StagedLinearEncoder<>(LinearEncoder.ofImages(TestModels.DIMENSION), batchesAtOnce),
                        new StagedLinearEncoder<>(LinearEncoder.ofTexts(TestModels.DIMENSION), 1)))
                .keepTop(1)
                .parallelism(threads)
                .build()
                .scorer();
    }

    private static List<TestPair> spoilt(List<TestPair> pool) {
        return pool.stream()
                .map(pair -> switch (Math.floorMod(pair.name().hashCode(), 7)) {
                    case 1 -> pair.withPicture("!");
                    case 2 -> pair.withWords("!");
                    case 3 -> pair.withPicture(null);
                    case 4 -> pair.withWords("a caption that many have");
                    default -> pair;
                })
                .toList();
    }

    @Property(tries = 60)
    void resultsAreThoseOfOneBatchAfterTheOther(
            @ForAll @Size(max = 12) List<@IntRange(max = 9) Integer> sizes,
            @ForAll @IntRange(min = 1, max = 3) int batchesAtOnce,
            @ForAll boolean alone) {
        PairScorer scorer = scorer(batchesAtOnce, alone ? Parallelism.sequential() : Parallelism.common());
        List<List<TestPair>> batches = new ArrayList<>();
        for (int size : sizes) {
            batches.add(spoilt(TestPair.pool(batches.size(), size)));
        }

        List<ScoredBatch<TestPair>> results = new ArrayList<>();
        scorer.pipeline(batches.iterator()).forEachRemaining(results::add);

        assertThat(results.stream().map(ScoredBatch::pairs)).isEqualTo(batches);
        for (int i = 0; i < batches.size(); i++) {
            ScoredBatch<TestPair> expected = scorer.score(batches.get(i));
            assertThat(results.get(i).failures()).isEqualTo(expected.failures());
            for (int row = 0; row < batches.get(i).size(); row++) {
                assertThat(results.get(i).rows().row(row))
                        .isEqualTo(expected.rows().row(row));
            }
        }
    }
}
