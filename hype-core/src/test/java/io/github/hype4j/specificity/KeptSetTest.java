package io.github.hype4j.specificity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.lorentz.Lorentz;
import io.github.hype4j.lorentz.LorentzPoints;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.HypeScore;
import io.github.hype4j.selection.Cut;
import io.github.hype4j.selection.CutMargin;
import io.github.hype4j.selection.Decider;
import io.github.hype4j.selection.Decision;
import io.github.hype4j.selection.ExactCut;
import io.github.hype4j.selection.MarginCounter;
import io.github.hype4j.selection.ScoredTable;
import io.github.hype4j.selection.SelectionPolicy;
import io.github.hype4j.selection.Selector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which samples are kept, by each kernel, of one pool. */
class KeptSetTest {

    private static final int DIMENSION = 64;
    private static final int SAMPLES = 20_000;
    private static final List<Component> COLUMNS = List.of(Component.IMAGE_SPECIFICITY, Component.TEXT_SPECIFICITY);
    private static final SelectionPolicy POLICY = SelectionPolicy.of(
            HypeScore.of(Map.of(Component.IMAGE_SPECIFICITY, 1.0, Component.TEXT_SPECIFICITY, 1.0)),
            new Cut.KeepFraction(0.3));

    private final Lorentz space = Lorentz.ofCurvature(1);
    private final ReferenceSet reference = new ReferenceSet(points(150, 1), points(150, 2));
    private final LorentzPoints images = points(SAMPLES, 3);
    private final LorentzPoints texts = points(SAMPLES, 4);

    static List<SpecificityKernelProvider> kernels() {
        return SpecificityKernels.usable();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void keptSetsDifferFromTheScalarKernelsOnlyWithinTheMargin(SpecificityKernelProvider kernel) throws IOException {
        Table expected = new Table(Specificity.against(reference, 0.1, new ScalarKernelProvider()));
        Table actual = new Table(Specificity.against(reference, 0.1, kernel));

        Set<Integer> changed = expected.kept();
        Set<Integer> both = actual.kept();
        Set<Integer> all = new HashSet<>(changed);
        all.addAll(both);
        both.retainAll(changed);
        all.removeAll(both);

        assertThat(both).hasSizeGreaterThan(SAMPLES * 29 / 100);
        CutMargin margin = actual.margin(all);
        assertThat(margin.samples()).isEqualTo(all.size());
        assertThat(margin.width()).isEqualTo(actual.specificity.kernelError() * 4);
    }

    private LorentzPoints points(int rows, long seed) {
        Random random = new Random(seed);
        float[] values = new float[rows * DIMENSION];
        for (int i = 0; i < rows; i++) {
            double length = (0.5 + random.nextDouble()) / Math.sqrt(DIMENSION);
            for (int k = 0; k < DIMENSION; k++) {
                values[i * DIMENSION + k] = (float) (length * (random.nextGaussian() + 0.5));
            }
        }
        return space.expMap0(Embeddings.of(values, DIMENSION));
    }

    private final class Table implements ScoredTable {
        private final Specificity specificity;
        private final List<float[]> rows = new ArrayList<>();

        Table(Specificity specificity) {
            this.specificity = specificity;
            double[] ofImages = specificity.ofImages(images);
            double[] ofTexts = specificity.ofTexts(texts);
            for (int i = 0; i < SAMPLES; i++) {
                rows.add(new float[] {(float) ofImages[i], (float) ofTexts[i]});
            }
        }

        Set<Integer> kept() throws IOException {
            Decider decider = Selector.prepare(POLICY, this);
            Set<Integer> kept = new HashSet<>();
            for (int i = 0; i < SAMPLES; i++) {
                if (decider.decide(0, i, rows.get(i)) == Decision.KEPT) {
                    kept.add(i);
                }
            }
            return kept;
        }

        CutMargin margin(Set<Integer> of) throws IOException {
            List<ExactCut> cuts = Selector.findCuts(POLICY, this);
            MarginCounter counter = MarginCounter.of(POLICY, COLUMNS, cuts, specificity.kernelError());
            of.forEach(i -> counter.add(rows.get(i)));
            return counter.margins().get(0);
        }

        @Override
        public List<Component> components() {
            return COLUMNS;
        }

        @Override
        public void scan(RowVisitor visitor) {
            for (int i = 0; i < SAMPLES; i++) {
                visitor.row(0, i, rows.get(i));
            }
        }
    }
}
