package io.github.hype4j.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.hype4j.score.Component;
import io.github.hype4j.score.HypeScore;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeciderTest {

    private static final Component A = Component.column("a");
    private static final Component B = Component.column("b");
    private static final float NAN = Float.NaN;

    private static Decision decide(SelectionPolicy policy, float a, float b) {
        return Decider.ofThresholds(policy, List.of(A, B)).decide(0, 0, new float[] {a, b});
    }

    private static SelectionPolicy atLeastOne(Component component) {
        return SelectionPolicy.of(HypeScore.of(component), new Cut.Threshold(1));
    }

    @Test
    void everySampleHasItsReason() {
        SelectionPolicy policy = SelectionPolicy.of(HypeScore.of(A).withMinimum(B, 0.5), new Cut.Threshold(1));

        assertThat(decide(policy, 1, 0.5f)).isEqualTo(Decision.KEPT);
        assertThat(decide(policy, 0.9f, 0.5f)).isEqualTo(Decision.BELOW_CUT);
        assertThat(decide(policy, 1, 0.4f)).isEqualTo(Decision.BELOW_MINIMUM);
        assertThat(decide(policy, 0, 0.4f)).isEqualTo(Decision.BELOW_MINIMUM);
        assertThat(decide(policy, 1, NAN)).isEqualTo(Decision.BELOW_MINIMUM);
        assertThat(decide(policy, NAN, 1)).isEqualTo(Decision.NAN_SCORE);
        assertThat(decide(policy, NAN, 0)).isEqualTo(Decision.NAN_SCORE);
    }

    @Test
    void zerosOfBothSignsMeetAThresholdOfZero() {
        SelectionPolicy policy = SelectionPolicy.of(HypeScore.of(A), new Cut.Threshold(0));
        SelectionPolicy negative = SelectionPolicy.of(HypeScore.of(A), new Cut.Threshold(-0.0f));
        for (float zero : new float[] {0.0f, -0.0f}) {
            assertThat(decide(policy, zero, 0)).isEqualTo(Decision.KEPT);
            assertThat(decide(negative, zero, 0)).isEqualTo(Decision.KEPT);
        }
        assertThat(decide(policy, -Float.MIN_VALUE, 0)).isEqualTo(Decision.BELOW_CUT);
    }

    @Test
    void anIntersectionDropsForTheWorstReason() {
        SelectionPolicy both = atLeastOne(A).intersect(atLeastOne(B));
        assertThat(decide(both, 1, 1)).isEqualTo(Decision.KEPT);
        assertThat(decide(both, 1, 0)).isEqualTo(Decision.BELOW_CUT);
        assertThat(decide(both, 0, NAN)).isEqualTo(Decision.NAN_SCORE);
    }

    @Test
    void aUnionKeepsWhatOneRankingKeepsThoughTheOtherIsNan() {
        SelectionPolicy either = atLeastOne(A).union(atLeastOne(B));
        assertThat(decide(either, NAN, 1)).isEqualTo(Decision.KEPT);
        assertThat(decide(either, 1, NAN)).isEqualTo(Decision.KEPT);
        assertThat(decide(either, NAN, 0)).isEqualTo(Decision.NAN_SCORE);
        assertThat(decide(either, 0, 0)).isEqualTo(Decision.BELOW_CUT);
    }

    @Test
    void ofEqualRowsAtTheCutTheFirstAreKeptInEachRankingOnItsOwn() throws IOException {
        List<Row> twins = Collections.nCopies(5, new Row(1, new Uid(3, 3)));
        SelectionPolicy two = SelectionPolicy.of(HypeScore.of(Row.SCORE), new Cut.KeepTop(2));
        SelectionPolicy four = SelectionPolicy.of(HypeScore.of(Row.SCORE), new Cut.KeepTop(4));
        Decider decider = Selector.prepare(two.intersect(four), Row.table(twins));

        assertThat(twins.stream().map(row -> decider.decide(3, 3, new float[] {1})))
                .containsExactly(
                        Decision.KEPT, Decision.KEPT, Decision.BELOW_CUT, Decision.BELOW_CUT, Decision.BELOW_CUT);
    }

    @Test
    void ofEqualScoresTheSmallestUidsAreKept() throws IOException {
        List<Row> pool = List.of(new Row(1, new Uid(-1, 0)), new Row(1, new Uid(0, -1)), new Row(1, new Uid(0, 1)));
        Decider decider =
                Selector.prepare(SelectionPolicy.of(HypeScore.of(Row.SCORE), new Cut.KeepTop(2)), Row.table(pool));

        assertThat(decider.decide(-1, 0, new float[] {1})).isEqualTo(Decision.BELOW_CUT);
        assertThat(decider.decide(0, -1, new float[] {1})).isEqualTo(Decision.KEPT);
        assertThat(decider.decide(0, 1, new float[] {1})).isEqualTo(Decision.KEPT);
    }

    @Test
    void cutsFoundBeforeCanBeUsedAgain() throws IOException {
        List<Row> pool = List.of(new Row(1, new Uid(0, 1)), new Row(2, new Uid(0, 2)));
        SelectionPolicy policy = SelectionPolicy.of(HypeScore.of(Row.SCORE), new Cut.KeepTop(1));
        ScoredTable table = Row.table(pool);
        List<ExactCut> cuts = Selector.findCuts(policy, table);

        for (int pass = 0; pass < 2; pass++) {
            Decider decider = Selector.decider(policy, table.components(), cuts);
            assertThat(decider.decide(0, 1, new float[] {1})).isEqualTo(Decision.BELOW_CUT);
            assertThat(decider.decide(0, 2, new float[] {2})).isEqualTo(Decision.KEPT);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Selector.decider(policy, table.components(), List.of()))
                .withMessage("cuts must be one a ranking of the policy, which has 1, got 0");
    }

    @Test
    void onlyThresholdsDecideWithoutATable() {
        SelectionPolicy policy = atLeastOne(A).union(SelectionPolicy.of(HypeScore.of(A), new Cut.KeepTop(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Decider.ofThresholds(policy, List.of(A)))
                .withMessageStartingWith("policy must have thresholds only to decide sample by sample, got ");
        assertThatIllegalArgumentException().isThrownBy(() -> Decider.ofThresholds(atLeastOne(A), List.of(B)));
    }

    @Test
    void labelsAreLowerCase() {
        assertThat(Decision.values())
                .extracting(Decision::label)
                .containsExactly("kept", "below_cut", "below_minimum", "nan_score");
    }
}
