package io.github.hype4j.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.hype4j.score.Component;
import io.github.hype4j.score.HypeScore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MarginCounterTest {

    private static final List<Component> COLUMNS =
            List.of(Component.COSINE, Component.IMAGE_SPECIFICITY, Component.TEXT_SPECIFICITY);
    private static final double ERROR = 1e-3;

    @Test
    void theWidthIsTwiceTheErrorOfTheScore() {
        HypeScore score = HypeScore.of(
                Map.of(Component.COSINE, 5.0, Component.IMAGE_SPECIFICITY, -2.0, Component.TEXT_SPECIFICITY, 1.0));

        List<CutMargin> margins = margins(score, 0f, ERROR, new float[] {0, 0, 0});

        assertThat(margins).hasSize(1);
        assertThat(margins.get(0).width()).isCloseTo(2 * 3 * ERROR, within(1e-12));
    }

    @Test
    void samplesOnBothSidesOfTheThresholdAreCounted() {
        HypeScore score = HypeScore.of(Component.IMAGE_SPECIFICITY);

        List<CutMargin> margins = margins(
                score,
                0.5f,
                ERROR,
                new float[] {0, 0.5f, 0},
                new float[] {0, 0.5019f, 0},
                new float[] {0, 0.4981f, 0},
                new float[] {0, 0.5021f, 0},
                new float[] {0, 0.4979f, 0},
                new float[] {0, Float.NaN, 0});

        assertThat(margins.get(0).samples()).isEqualTo(3);
    }

    @Test
    void aSampleNearTheMinimumOfASpecificityCounts() {
        HypeScore score = HypeScore.of(Component.COSINE).withMinimum(Component.TEXT_SPECIFICITY, 0.25);

        List<CutMargin> margins = margins(
                score, 0.5f, ERROR, new float[] {0.9f, 0, 0.2505f}, new float[] {0.9f, 0, 0.2495f}, new float[] {
                    0.9f, 0, 0.26f
                });

        assertThat(margins.get(0)).isEqualTo(new CutMargin(0, 2));
    }

    @Test
    void withoutAnErrorNothingIsCounted() {
        List<CutMargin> margins = margins(HypeScore.of(Component.IMAGE_SPECIFICITY), 0.5f, 0, new float[] {0, 0.5f, 0});

        assertThat(margins).containsExactly(new CutMargin(0, 0));
    }

    @Test
    void aPartThatIsNegativeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CutMargin(-1, 0))
                .withMessageContaining("width");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CutMargin(0, -1))
                .withMessageContaining("samples");
    }

    /** What the margin promises: values moved by up to the error change the fate of samples within it, and of no others. */
    @Property(tries = 300)
    void samplesOutsideTheMarginKeepTheirFate(@ForAll long seed, @ForAll @IntRange(min = 1, max = 199) int count) {
        Random random = new Random(seed);
        List<float[]> exact = new ArrayList<>();
        List<float[]> moved = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            float image = random.nextFloat() / 20;
            float text = random.nextFloat() / 20;
            exact.add(new float[] {0, image, text});
            // Rounding to float takes some of the error.
            double most = 0.999 * ERROR;
            moved.add(new float[] {
                0,
                (float) (image + most * (2 * random.nextDouble() - 1)),
                (float) (text + most * (2 * random.nextDouble() - 1))
            });
        }
        HypeScore score = HypeScore.of(Map.of(Component.IMAGE_SPECIFICITY, 1.0, Component.TEXT_SPECIFICITY, 1.0));
        Set<Integer> changed = new HashSet<>(best(exact, score, count));
        Set<Integer> keptNow = best(moved, score, count);
        Set<Integer> both = changed.stream().filter(keptNow::contains).collect(Collectors.toSet());
        changed.addAll(keptNow);
        changed.removeAll(both);
        float threshold = (float) keptNow.stream()
                .mapToDouble(i -> score.on(COLUMNS).score(moved.get(i)))
                .min()
                .orElseThrow();

        List<float[]> changedRows = changed.stream().map(moved::get).toList();

        assertThat(margins(score, threshold, ERROR, changedRows.toArray(float[][]::new))
                        .get(0)
                        .samples())
                .isEqualTo(changedRows.size());
    }

    private static Set<Integer> best(List<float[]> rows, HypeScore score, int count) {
        return IntStream.range(0, rows.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> -score.on(COLUMNS).score(rows.get(i))))
                .limit(count)
                .collect(Collectors.toSet());
    }

    private static List<CutMargin> margins(HypeScore score, float threshold, double error, float[]... rows) {
        SelectionPolicy policy = SelectionPolicy.of(score, new Cut.Threshold(threshold));
        MarginCounter counter = MarginCounter.of(policy, COLUMNS, List.of(ExactCut.atThreshold(threshold)), error);
        for (float[] row : rows) {
            counter.add(row);
        }
        return counter.margins();
    }
}
