package io.github.hype4j.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class HistogramTest {

    @Test
    void countsKeptAndDroppedApart() {
        Histogram histogram = new Histogram(0, 64);
        histogram.add(0, false);
        histogram.add(0.5f, true);
        histogram.add(64, true);
        histogram.add(Float.NaN, true);
        histogram.add(Float.NEGATIVE_INFINITY, false);

        assertThat(histogram.dropped(0)).isEqualTo(1);
        assertThat(histogram.kept(0)).isEqualTo(1);
        assertThat(histogram.kept(63)).isEqualTo(1);
        assertThat(histogram.peak()).isEqualTo(2);
    }

    @Test
    void rankIsTheShareBelow() {
        Histogram histogram = new Histogram(0, 1);
        for (int i = 0; i < 1000; i++) {
            histogram.add(i / 1000f, i % 2 == 0);
        }

        assertThat(histogram.rank(0)).isZero();
        assertThat(histogram.rank(0.25f)).isCloseTo(0.25, within(0.01));
        assertThat(histogram.rank(1)).isEqualTo(1);
        assertThat(histogram.rank(Float.NaN)).isZero();
    }

    @Test
    void equalValuesFallIntoOneBin() {
        Histogram histogram = new Histogram(3, 3);
        histogram.add(3, true);
        histogram.add(3, true);

        assertThat(histogram.peak()).isEqualTo(2);
        assertThat(histogram.low()).isLessThan(3);
        assertThat(histogram.high()).isGreaterThan(3);
        assertThat(histogram.rank(3)).isZero();
    }

    @Test
    void ticksAreRoundNumbersWithinTheBounds() {
        assertThat(new Axis(-0.13, 0.52, 0, 100).ticks(6).stream().map(Axis.Tick::label))
                .containsExactly("-0.1", "0", "0.1", "0.2", "0.3", "0.4", "0.5");
        assertThat(new Axis(0, 3000, 0, 100).ticks(6).stream().map(Axis.Tick::label))
                .containsExactly("0", "500", "1000", "1500", "2000", "2500", "3000");
    }

    @Test
    void ticksOfANarrowRangeCanBeToldApart() {
        List<String> labels = new Axis(0.5, 0.500001, 0, 100)
                .ticks(5).stream().map(Axis.Tick::label).toList();

        assertThat(labels).hasSizeGreaterThan(3).doesNotHaveDuplicates();
    }
}
