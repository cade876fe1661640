package io.github.hype4j.selection;

import io.github.hype4j.score.Component;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A row of a table in memory, and the definition of its place in a ranking. */
record Row(float score, Uid uid) {

    static final Component SCORE = Component.column("score");

    /** Score descending, with -0.0 equal to 0.0 and NaN last; then uid ascending. */
    static final Comparator<Row> RANKING = Comparator.<Row>comparingDouble(
                    row -> Float.isNaN(row.score) ? Double.POSITIVE_INFINITY : 0.0 - row.score)
            .thenComparing(row -> Float.isNaN(row.score))
            .thenComparing(Row::uid);

    /** What a plain sort keeps: the best {@code count} rows whose score is a number. */
    static List<Row> best(List<Row> rows, long count) {
        return rows.stream()
                .filter(row -> !Float.isNaN(row.score))
                .sorted(RANKING)
                .limit(count)
                .toList();
    }

    static List<Row> sorted(List<Row> rows) {
        return rows.stream().sorted(RANKING).toList();
    }

    /** A table of these rows with one column. */
    static ScoredTable table(List<Row> rows) {
        return new ScoredTable() {
            @Override
            public List<Component> components() {
                return List.of(SCORE);
            }

            @Override
            public void scan(RowVisitor visitor) {
                float[] reused = new float[1];
                for (Row row : rows) {
                    reused[0] = row.score;
                    visitor.row(row.uid.high(), row.uid.low(), reused);
                }
            }
        };
    }

    /** The rows on the kept side of a cut, with what the cut says of those at its last place. */
    static List<Row> kept(List<Row> rows, ExactCut cut) {
        List<Row> kept = new ArrayList<>();
        long atLast = 0;
        for (Row row : rows) {
            int side = cut.compare(row.score, row.uid.high(), row.uid.low());
            if (side < 0 || (side == 0 && atLast++ < cut.keptAtLast())) {
                kept.add(row);
            }
        }
        return kept;
    }
}
