package io.github.hype4j.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hype4j.score.Component;
import io.github.hype4j.score.HypeScore;
import io.github.hype4j.score.RowScore;
import io.github.hype4j.specificity.Parallelism;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ForkJoinPool;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Many rows at a time, in parts and by several threads, are cut and decided on as one row after the other is. */
class BatchDeciderTest {

    private static final Component A = Component.column("a");
    private static final Component B = Component.column("b");

    /** The same rows, one by one and as parts. */
    private record Table(List<float[]> rows, int parts) implements ScoredTable, PartedTable {

        @Override
        public List<Component> components() {
            return List.of(A, B);
        }

        @Override
        public void scan(RowVisitor visitor) {
            for (int i = 0; i < rows.size(); i++) {
                visitor.row(0, i, rows.get(i).clone());
            }
        }

        @Override
        public void scan(int part, boolean withUids, BatchVisitor visitor) throws IOException {
            ColumnBatch batch = new ColumnBatch(2, withUids);
            int size = 0;
            for (int i = part; i < rows.size(); i += parts) {
                batch.column(0)[size] = rows.get(i)[0];
                batch.column(1)[size] = rows.get(i)[1];
                if (withUids) {
                    batch.uidLow()[size] = i;
                }
                size++;
            }
            batch.resize(size);
            visitor.batch(batch);
        }
    }

    @Property(tries = 200)
    void decisionsAreThoseOfOneRowAfterTheOther(
            @ForAll long seed,
            @ForAll @IntRange(max = 300) int size,
            @ForAll @IntRange(min = 1, max = 5) int parts,
            @ForAll @IntRange(min = 1, max = 3) int threads)
            throws IOException {
        Random random = new Random(seed);
        Table table = new Table(rows(random, size), parts);
        SelectionPolicy policy = policy(random);

        Map<Decision, Long> expected = new EnumMap<>(Decision.class);
        TreeSet<Long> expectedKept = new TreeSet<>();
        Decider decider = Selector.prepare(policy, table);
        List<ExactCut> cuts = Selector.findCuts(policy, (ScoredTable) table);
        MarginCounter expectedMargins = MarginCounter.of(policy, table.components(), cuts, 0.5);
        table.scan((high, low, values) -> {
            Decision decision = decider.decide(high, low, values);
            expected.merge(decision, 1L, Long::sum);
            if (decision == Decision.KEPT) {
                expectedKept.add(low);
            }
            expectedMargins.add(values);
        });

        Parallelism parallelism = Parallelism.of(ForkJoinPool.commonPool(), threads);
        List<ExactCut> found = Selector.findCuts(policy, table, parallelism);
        BatchDecider first = BatchDecider.of(policy, table.components(), found);
        List<Counter> counters = table.scanAll(
                true,
                parallelism,
                () -> new Counter(
                        first.fork(), MarginCounter.of(policy, table.components(), found, 0.5), new TreeSet<>()));

        Map<Decision, Long> actual = new EnumMap<>(Decision.class);
        TreeSet<Long> actualKept = new TreeSet<>();
        MarginCounter margins = MarginCounter.of(policy, table.components(), found, 0.5);
        for (Counter counter : counters) {
            actualKept.addAll(counter.kept);
            margins.merge(counter.margins);
            for (Decision decision : Decision.values()) {
                if (counter.decider.count(decision) > 0) {
                    actual.merge(decision, counter.decider.count(decision), Long::sum);
                }
            }
        }
        assertThat(actualKept).isEqualTo(expectedKept);
        assertThat(actual).isEqualTo(expected);
        assertThat(margins.margins()).isEqualTo(expectedMargins.margins());
    }

    @Property(tries = 100)
    void scoresOfColumnsAreThoseOfRowsToTheLastBit(@ForAll long seed, @ForAll @IntRange(max = 3000) int size) {
        Random random = new Random(seed);
        float[][] columns = new float[2][size];
        for (int i = 0; i < size; i++) {
            columns[0][i] = Float.intBitsToFloat(random.nextInt());
            columns[1][i] = random.nextInt(20) == 0 ? -0.0f : (float) random.nextGaussian();
        }
        RowScore score = HypeScore.of(Map.of(A, random.nextGaussian(), B, random.nextGaussian()))
                .on(List.of(A, B));

        float[] scores = new float[size];
        score.scores(columns, size, scores);

        for (int i = 0; i < size; i++) {
            float expected = score.score(new float[] {columns[0][i], columns[1][i]});
            assertThat(Float.floatToIntBits(scores[i])).isEqualTo(Float.floatToIntBits(expected));
        }
    }

    private static List<float[]> rows(Random random, int size) {
        List<float[]> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            rows.add(new float[] {value(random), value(random)});
        }
        return rows;
    }

    private static float value(Random random) {
        return switch (random.nextInt(15)) {
            case 0 -> Float.NaN;
            case 1 -> Float.POSITIVE_INFINITY;
            case 2 -> Float.NEGATIVE_INFINITY;
            case 3 -> -0.0f;
            default -> random.nextInt(9) - 4;
        };
    }

    private static SelectionPolicy policy(Random random) {
        HypeScore score = HypeScore.of(Map.of(A, 1.0, B, -0.5)).withMinimum(B, -2);
        SelectionPolicy first = SelectionPolicy.of(score, cut(random));
        SelectionPolicy second = SelectionPolicy.of(HypeScore.of(B), cut(random));
        return switch (random.nextInt(3)) {
            case 0 -> first;
            case 1 -> first.intersect(second);
            default -> first.union(second);
        };
    }

    private static Cut cut(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Cut.KeepFraction((1 + random.nextInt(100)) / 100.0);
            case 1 -> new Cut.KeepTop(1 + random.nextInt(200));
            case 2 -> new Cut.Threshold(random.nextInt(7) - 3);
            default -> new Cut.DataCompFraction((1 + random.nextInt(99)) / 100.0);
        };
    }

    private record Counter(BatchDecider decider, MarginCounter margins, TreeSet<Long> kept)
            implements PartedTable.BatchVisitor {
        @Override
        public void batch(ColumnBatch batch) {
            boolean[] isKept = decider.decide(batch);
            for (int i = 0; i < batch.size(); i++) {
                if (isKept[i]) {
                    kept.add(batch.uidLow()[i]);
                }
            }
            margins.add(batch);
        }
    }
}
