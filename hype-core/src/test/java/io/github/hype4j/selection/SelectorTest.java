package io.github.hype4j.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.hype4j.score.Component;
import io.github.hype4j.score.HypeScore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

/** Policies over tables: the selection is the set algebra of the single rankings. */
@Domain(RowArbitraries.class)
@Domain(DomainContext.Global.class)
class SelectorTest {

    private static final Component A = Component.column("a");
    private static final Component B = Component.column("b");

    /** Two columns, unique uids, every scan counted. */
    private static final class TwoColumns implements ScoredTable {
        private final List<float[]> rows = new ArrayList<>();
        private int scans;

        static TwoColumns random(long seed, int size) {
            TwoColumns table = new TwoColumns();
            Random random = new Random(seed);
            for (int i = 0; i < size; i++) {
                table.add(value(random), value(random));
            }
            return table;
        }

        private static float value(Random random) {
            return random.nextInt(15) == 0 ? Float.NaN : random.nextInt(9) - 4;
        }

        void add(float a, float b) {
            rows.add(new float[] {a, b});
        }

        @Override
        public List<Component> components() {
            return List.of(A, B);
        }

        @Override
        public void scan(RowVisitor visitor) {
            scans++;
            for (int i = 0; i < rows.size(); i++) {
                visitor.row(0, i, rows.get(i).clone());
            }
        }
    }

    private static Set<Long> kept(SelectionPolicy policy, ScoredTable table) throws IOException {
        Set<Long> kept = new TreeSet<>();
        Decider decider = Selector.prepare(policy, table);
        table.scan((high, low, values) -> {
            if (decider.decide(high, low, values) == Decision.KEPT) {
                kept.add(low);
            }
        });
        return kept;
    }

    @Property
    void aRankingKeepsWhatAPlainSortKeeps(@ForAll List<Row> pool, @ForAll @IntRange(min = 1, max = 100) int percent)
            throws IOException {
        SelectionPolicy policy = SelectionPolicy.of(HypeScore.of(Row.SCORE), new Cut.KeepFraction(percent / 100.0));
        ScoredTable table = Row.table(pool);
        Decider decider = Selector.prepare(policy, table);
        List<Row> kept = new ArrayList<>();
        table.scan((high, low, values) -> {
            if (decider.decide(high, low, values) == Decision.KEPT) {
                kept.add(new Row(values[0] + 0.0f, new Uid(high, low)));
            }
        });

        List<Row> expected = Row.best(pool, (long) pool.size() * percent / 100).stream()
                .map(row -> new Row(row.score() + 0.0f, row.uid()))
                .toList();
        assertThat(Row.sorted(kept)).isEqualTo(expected);
    }

    @Property
    void intersectionsAndUnionsAreThoseOfTheSets(
            @ForAll long seed,
            @ForAll @IntRange(max = 40) int size,
            @ForAll @IntRange(min = 1, max = 100) int first,
            @ForAll @IntRange(min = 1, max = 40) int second,
            @ForAll @IntRange(min = -4, max = 4) int third)
            throws IOException {
        TwoColumns table = TwoColumns.random(seed, size);
        SelectionPolicy a = SelectionPolicy.of(HypeScore.of(A), new Cut.KeepFraction(first / 100.0));
        SelectionPolicy b = SelectionPolicy.of(HypeScore.of(B), new Cut.KeepTop(second));
        SelectionPolicy c = SelectionPolicy.of(HypeScore.of(Map.of(A, 1.0, B, -1.0)), new Cut.Threshold(third));
        Set<Long> inA = kept(a, table);
        Set<Long> inB = kept(b, table);
        Set<Long> inC = kept(c, table);

        assertThat(kept(a.intersect(b), table)).isEqualTo(both(inA, inB));
        assertThat(kept(a.union(b), table)).isEqualTo(either(inA, inB));
        assertThat(kept(a.intersect(b).union(c), table)).isEqualTo(either(both(inA, inB), inC));
        assertThat(kept(a.intersect(b.union(c)), table)).isEqualTo(both(inA, either(inB, inC)));
        assertThat(kept(c.union(a).intersect(b.union(a)), table)).isEqualTo(both(either(inC, inA), either(inB, inA)));
    }

    private static Set<Long> both(Set<Long> one, Set<Long> other) {
        Set<Long> result = new TreeSet<>(one);
        result.retainAll(other);
        return result;
    }

    private static Set<Long> either(Set<Long> one, Set<Long> other) {
        Set<Long> result = new TreeSet<>(one);
        result.addAll(other);
        return result;
    }

    @Property
    void samplesBelowAMinimumAreNeverKeptAndMakeRoomForNoOthersInAFraction(
            @ForAll long seed, @ForAll @IntRange(max = 40) int size, @ForAll @IntRange(min = -4, max = 4) int minimum)
            throws IOException {
        TwoColumns table = TwoColumns.random(seed, size);
        HypeScore limited = HypeScore.of(A).withMinimum(B, minimum);
        List<Row> eligible = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (table.rows.get(i)[1] >= minimum) {
                eligible.add(new Row(table.rows.get(i)[0], new Uid(0, i)));
            }
        }
        Set<Long> expected = new LinkedHashSet<>();
        Row.best(eligible, size / 2).forEach(row -> expected.add(row.uid().low()));

        assertThat(kept(SelectionPolicy.of(limited, new Cut.KeepFraction(0.5)), table))
                .isEqualTo(new TreeSet<>(expected));
    }

    @Test
    void rankingsShareTheScans() throws IOException {
        TwoColumns table = new TwoColumns();
        for (int i = 0; i < 1000; i++) {
            table.add(i, -i);
        }
        SelectionPolicy policy = SelectionPolicy.of(HypeScore.of(A), new Cut.KeepFraction(0.5))
                .union(SelectionPolicy.of(HypeScore.of(B), new Cut.KeepTop(7)))
                .intersect(SelectionPolicy.of(HypeScore.of(B), new Cut.Threshold(-600)));

        List<ExactCut> cuts = Selector.findCuts(policy, table);

        assertThat(table.scans).isEqualTo(2);
        assertThat(cuts).extracting(ExactCut::threshold).containsExactly(500f, -6f, -600f);
    }

    @Test
    void thresholdsNeedNoScan() throws IOException {
        TwoColumns table = TwoColumns.random(1, 10);
        Selector.findCuts(SelectionPolicy.of(HypeScore.of(A), new Cut.Threshold(1)), table);
        assertThat(table.scans).isZero();
    }

    @Test
    void anEmptyTableKeepsNothing() throws IOException {
        TwoColumns empty = new TwoColumns();
        for (Cut cut : List.of(
                new Cut.KeepFraction(1), new Cut.KeepTop(3), new Cut.Threshold(0), new Cut.DataCompFraction(0.5))) {
            assertThat(kept(SelectionPolicy.of(HypeScore.of(A), cut), empty)).isEmpty();
        }
    }

    @Test
    void componentsThatTheTableLacksAreNamedBeforeAnyScan() {
        TwoColumns table = TwoColumns.random(1, 10);
        SelectionPolicy policy = SelectionPolicy.of(HypeScore.of(Component.COSINE), new Cut.KeepTop(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Selector.findCuts(policy, table))
                .withMessage("score needs the component cosine, which is not among [a, b]");
        assertThat(table.scans).isZero();
    }

    @Test
    void failureToReadTheTableIsPassedOn() {
        ScoredTable broken = new ScoredTable() {
            @Override
            public List<Component> components() {
                return List.of(A);
            }

            @Override
            public void scan(RowVisitor visitor) throws IOException {
                throw new IOException("cut off");
            }
        };
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Selector.prepare(SelectionPolicy.of(HypeScore.of(A), new Cut.KeepTop(1)), broken))
                .withMessage("cut off");
    }

    @Test
    void policiesSayWhatTheyNeedAndWhatTheyAre() {
        SelectionPolicy a = SelectionPolicy.of(HypeScore.of(A).withMinimum(Component.COSINE, 0), new Cut.KeepTop(3));
        SelectionPolicy b = SelectionPolicy.of(HypeScore.of(B), new Cut.Threshold(1));
        SelectionPolicy all = a.intersect(b).union(b);

        assertThat(all.components()).containsExactly(A, B, Component.COSINE);
        assertThat(all.rankings()).hasSize(3);
        assertThat(all.isThresholdOnly()).isFalse();
        assertThat(b.union(b).isThresholdOnly()).isTrue();
        assertThat(a).hasToString("KeepTop[count=3] by 1.0*a, cosine >= 0.0");
        assertThat(a.union(b))
                .hasToString("(KeepTop[count=3] by 1.0*a, cosine >= 0.0) or (Threshold[threshold=1.0] by 1.0*b)");
        assertThat(b.intersect(b)).asString().contains(") and (");
    }

    @Test
    void aScoreWithNoWeightsCannotRank() {
        HypeScore empty = HypeScore.of(A).withWeight(A, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SelectionPolicy.of(empty, new Cut.KeepTop(1)))
                .withMessage("score must have a component with a weight other than 0 to rank by");
    }
}
