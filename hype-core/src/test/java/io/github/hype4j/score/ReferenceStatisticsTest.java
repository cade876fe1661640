package io.github.hype4j.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReferenceStatisticsTest {

    private static final List<Component> COLUMNS = List.of(Component.COSINE, Component.CLUSTER);

    @Test
    void meanAndDeviationAreThoseOfTheWholePopulation() {
        ReferenceStatistics statistics =
                ReferenceStatistics.from(ComponentRows.of(COLUMNS, new float[] {1, 5, 2, 5, 3, 6, 6, 8}));

        assertThat(statistics.of(Component.COSINE)).contains(new ComponentStatistics(3, Math.sqrt(3.5)));
        assertThat(statistics.of(Component.CLUSTER)).contains(new ComponentStatistics(6, Math.sqrt(1.5)));
    }

    @Test
    void aComponentThatDoesNotVaryHasNone() {
        ReferenceStatistics statistics = ReferenceStatistics.from(ComponentRows.of(COLUMNS, new float[] {1, 5, 2, 5}));

        assertThat(statistics.asMap()).containsOnlyKeys(Component.COSINE);
        assertThat(statistics.of(Component.CLUSTER)).isEmpty();
    }

    @Test
    void refusesSamplesThatHaveNoStatistics() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReferenceStatistics.from(ComponentRows.of(COLUMNS, new float[] {1, 5})))
                .withMessageContaining("at least 2 samples, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReferenceStatistics.from(ComponentRows.of(COLUMNS, new float[] {1, 5, Float.NaN, 6})))
                .withMessageContaining("cosine")
                .withMessageContaining("finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReferenceStatistics.from(ComponentRows.of(COLUMNS, new float[] {1, 5, 1, 5})))
                .withMessageContaining("at least one component");
        assertThatIllegalArgumentException().isThrownBy(() -> ReferenceStatistics.of(Map.of()));
    }

    @Test
    void refusesNumbersThatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ComponentStatistics(Double.NaN, 1))
                .withMessageContaining("mean");
        for (double std : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ComponentStatistics(0, std))
                    .withMessageContaining("std must be above 0");
        }
    }
}
