package io.github.hype4j.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

/** The exact cut against a plain sort. */
@Domain(RowArbitraries.class)
@Domain(DomainContext.Global.class)
class CutSearchTest {

    @Property(tries = 2000)
    void fractionKeepsWhatAPlainSortKeeps(@ForAll List<Row> pool, @ForAll @IntRange(min = 1, max = 1000) int permille) {
        long count = (long) pool.size() * permille / 1000;

        assertKept(pool, new Cut.KeepFraction(permille / 1000.0), Row.best(pool, count));
    }

    @Property(tries = 2000)
    void topKeepsWhatAPlainSortKeeps(@ForAll List<Row> pool, @ForAll @IntRange(min = 1, max = 70) int count) {
        assertKept(pool, new Cut.KeepTop(count), Row.best(pool, count));
    }

    @Property(tries = 1000)
    void thresholdKeepsWhatIsAtOrAboveIt(
            @ForAll List<Row> pool, @ForAll @FloatRange(min = -2, max = 2) float anywhere, @ForAll boolean atARow) {
        float threshold = anywhere;
        if (atARow && !pool.isEmpty() && !Float.isNaN(pool.get(0).score())) {
            threshold = pool.get(0).score();
        }
        float smallest = threshold;

        assertKept(
                pool,
                new Cut.Threshold(threshold),
                pool.stream().filter(row -> row.score() >= smallest).toList());
    }

    /** Numpy's words: sort descending (NaN last), take the score at index (int) (n * f), keep what is >= it: nothing if NaN. */
    @Property(tries = 2000)
    void dataCompFractionKeepsWhatNumpyKeeps(
            @ForAll List<Row> pool, @ForAll @IntRange(min = 1, max = 999) int permille) {
        double fraction = permille / 1000.0;
        List<Row> kept = List.of();
        if (!pool.isEmpty()) {
            List<Float> descending = new ArrayList<>();
            Row.sorted(pool).forEach(row -> descending.add(row.score()));
            float threshold = descending.get((int) (pool.size() * fraction));
            kept = pool.stream().filter(row -> row.score() >= threshold).toList();
        }

        assertKept(pool, new Cut.DataCompFraction(fraction), kept);
    }

    private static void assertKept(List<Row> pool, Cut cut, List<Row> expected) {
        ExactCut exact = search(cut, List.of(pool));

        // Rows that are equal in score and uid cannot be told apart: what counts is how many of each are kept.
        assertThat(ranked(Row.kept(pool, exact))).isEqualTo(ranked(expected));
    }

    private static List<Row> ranked(List<Row> rows) {
        return Row.sorted(
                rows.stream().map(row -> new Row(row.score() + 0.0f, row.uid())).toList());
    }

    private static ExactCut search(Cut cut, List<List<Row>> parts) {
        CutSearch search = CutSearch.of(cut);
        int passes = 0;
        while (!search.isDone()) {
            CutHistogram histogram = search.newHistogram();
            for (List<Row> part : parts) {
                CutHistogram partial = search.newHistogram();
                part.forEach(row ->
                        partial.add(row.score(), row.uid().high(), row.uid().low()));
                histogram.merge(partial);
            }
            search = search.advance(histogram);
            assertThat(++passes).isLessThanOrEqualTo(RankKey.DIGITS);
        }
        return search.result();
    }

    @Property
    void histogramsOfAnyPartitionInAnyOrderGiveTheSameCut(
            @ForAll List<Row> pool, @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int parts) {
        Random random = new Random(seed);
        List<List<Row>> partition = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            partition.add(new ArrayList<>());
        }
        pool.forEach(row -> partition.get(random.nextInt(parts)).add(row));
        partition.forEach(part -> Collections.shuffle(part, random));
        for (Cut cut : List.of(new Cut.KeepFraction(0.3), new Cut.KeepTop(5), new Cut.DataCompFraction(0.3))) {
            ExactCut whole = search(cut, List.of(pool));
            ExactCut merged = search(cut, partition);

            assertThat(merged.threshold()).isEqualTo(whole.threshold());
            assertThat(merged.keptAtLast()).isEqualTo(whole.keptAtLast());
            assertThat(Row.kept(pool, merged)).isEqualTo(Row.kept(pool, whole));
        }
    }

    @Property
    void thresholdIsTheSmallestScoreKept(@ForAll List<Row> pool, @ForAll @IntRange(min = 1, max = 20) int count) {
        List<Row> best = Row.best(pool, count);
        float threshold = search(new Cut.KeepTop(count), List.of(pool)).threshold();

        if (best.size() < count) {
            assertThat(threshold).isEqualTo(Float.NEGATIVE_INFINITY);
        } else {
            assertThat(threshold).isEqualTo(best.get(count - 1).score() + 0.0f);
        }
    }

    @Test
    void rowsBelowAMinimumCountTowardsTheFractionButAreNotKept() {
        CutSearch search = CutSearch.of(new Cut.KeepFraction(0.7));
        CutHistogram histogram = search.newHistogram();
        histogram.add(1, 0, 1);
        histogram.add(2, 0, 2);
        histogram.addIneligible();
        histogram.addIneligible();
        histogram.add(Float.NaN, 0, 3);
        histogram.add(0, 0, 4);

        search = search.advance(histogram); // asks for 4 of 6, of which 3 may be kept
        assertThat(search.isDone()).isTrue();
        assertThat(search.result().threshold()).isEqualTo(Float.NEGATIVE_INFINITY);
    }

    @Test
    void distinctScoresTakeTwoPassesAndTiesWithRandomUidsOneMore() {
        Random random = new Random(1);
        List<Row> distinct = new ArrayList<>();
        List<Row> ties = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            Uid uid = new Uid(random.nextLong(), random.nextLong());
            distinct.add(new Row(i / 7f, uid));
            ties.add(new Row(1, uid));
        }
        assertThat(passes(new Cut.KeepFraction(0.3), distinct)).isEqualTo(2);
        assertThat(passes(new Cut.KeepFraction(1), ties)).isEqualTo(2);
        assertThat(passes(new Cut.KeepFraction(0.3), ties)).isBetween(3, 4);
        assertThat(passes(new Cut.DataCompFraction(0.3), ties)).isEqualTo(2);
        assertThat(passes(new Cut.Threshold(0.3f), ties)).isZero();
    }

    private static int passes(Cut cut, List<Row> rows) {
        int passes = 0;
        for (CutSearch search = CutSearch.of(cut); !search.isDone(); passes++) {
            CutHistogram histogram = search.newHistogram();
            rows.forEach(row ->
                    histogram.add(row.score(), row.uid().high(), row.uid().low()));
            search = search.advance(histogram);
        }
        return passes;
    }

    @Test
    void aHistogramHasSixtyFiveThousandCountsWhateverThePool() {
        assertThat(CutSearch.of(new Cut.KeepTop(1)).newHistogram().counts()).hasSize(65_536);
    }

    @Test
    void nothingIsKeptOfAnEmptyPoolOrOfTooFewForTheFraction() {
        List<Row> three = List.of(new Row(1, new Uid(0, 1)), new Row(2, new Uid(0, 2)), new Row(3, new Uid(0, 3)));
        ExactCut none = search(new Cut.KeepFraction(0.3), List.of(three));

        assertThat(Row.kept(three, none)).isEmpty();
        assertThat(none.threshold()).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(none.keptAtLast()).isZero();
        assertThat(none.compare(Float.POSITIVE_INFINITY, 0, 0)).isPositive();
        for (Cut cut : List.of(new Cut.KeepFraction(1), new Cut.KeepTop(3), new Cut.DataCompFraction(0.5))) {
            ExactCut empty = search(cut, List.of());
            assertThat(empty.compare(Float.NaN, 0, 0)).isPositive();
        }
    }

    @Test
    void rowsEqualInScoreAndUidAreKeptAsManyAsTheCountAllows() {
        Row twin = new Row(1, new Uid(5, 5));
        List<Row> pool = List.of(twin, twin, twin, new Row(2, new Uid(6, 6)), new Row(0, new Uid(0, 0)));
        ExactCut cut = search(new Cut.KeepTop(3), List.of(pool));

        assertThat(cut.keptAtLast()).isEqualTo(2);
        assertThat(cut.compare(1, 5, 5)).isZero();
        assertThat(cut.compare(2, 6, 6)).isNegative();
        assertThat(cut.compare(0, 0, 0)).isPositive();
        assertThat(cut).hasToString("ExactCut[threshold=1.0]");
    }

    @Test
    void decimalFractionsCountAsTheyAreWritten() {
        for (int percent = 1; percent <= 100; percent++) {
            double fraction = Double.parseDouble(BigDecimal.valueOf(percent, 2).toString());
            for (long total : new long[] {100, 10_000, 12_800_000_000L}) {
                assertThat(new Cut.KeepFraction(fraction).count(total))
                        .as("%s of %s", fraction, total)
                        .isEqualTo(total / 100 * percent);
            }
        }
        assertThat(new Cut.KeepFraction(0.29).count(100)).isEqualTo(29); // (long) (0.29 * 100) is 28
        assertThat(new Cut.KeepFraction(0.2).count(9)).isEqualTo(1);
        assertThat(new Cut.KeepFraction(1e-300).count(Long.MAX_VALUE)).isZero();
        assertThat(new Cut.KeepFraction(1).count(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(new Cut.DataCompFraction(0.29).index(100)).isEqualTo(28); // as (int) does
    }

    @Test
    void cutsOutOfRangeAreRefused() {
        for (double fraction : new double[] {0, -0.1, 1.0000001, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Cut.KeepFraction(fraction))
                    .withMessage("keepFraction must be in (0, 1], got " + fraction);
        }
        for (double fraction : new double[] {0, 1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Cut.DataCompFraction(fraction))
                    .withMessage("dataCompFraction must be in (0, 1), got " + fraction);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cut.KeepTop(0))
                .withMessage("keepTop must be at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cut.Threshold(Float.NaN))
                .withMessage("threshold must be a number, got NaN");
    }

    @Test
    void histogramsOfAnotherPassOrSearchAreRefused() {
        CutSearch start = CutSearch.of(new Cut.KeepTop(1));
        CutHistogram first = start.newHistogram();
        CutHistogram other = start.newHistogram();
        first.add(1, 0, 1);
        other.add(-1, 0, 1);
        CutSearch second = start.advance(first);
        CutSearch elsewhere = start.advance(other);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> second.advance(first))
                .withMessage("histogram belongs to another pass of the search");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> second.advance(elsewhere.newHistogram()))
                .withMessage("histogram belongs to another pass of the search");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> second.newHistogram().merge(first))
                .withMessage("other belongs to another pass of the search");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> second.newHistogram().merge(elsewhere.newHistogram()));
    }

    @Test
    void aPoolThatShrinksBetweenPassesIsRefused() {
        CutSearch start = CutSearch.of(new Cut.KeepTop(1));
        CutHistogram first = start.newHistogram();
        first.add(1, 0, 1);
        CutSearch second = start.advance(first);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> second.advance(second.newHistogram()))
                .withMessageContaining("the pool changed between passes");
    }

    @Test
    void resultAndHistogramAreForTheirOwnTimes() {
        CutSearch start = CutSearch.of(new Cut.KeepTop(1));
        CutSearch done = CutSearch.of(new Cut.Threshold(0));

        assertThatIllegalStateException().isThrownBy(start::result);
        assertThatIllegalStateException().isThrownBy(done::newHistogram);
        assertThatIllegalArgumentException().isThrownBy(() -> done.advance(start.newHistogram()));
    }
}
