package io.github.hype4j.io.run;

import io.github.hype4j.io.scores.ScoreCursor;
import io.github.hype4j.io.scores.ScoreFiles;
import io.github.hype4j.io.scores.ScoreStatus;
import io.github.hype4j.score.Component;
import io.github.hype4j.selection.ScoredTable;
import java.io.IOException;
import java.util.List;

/** The scored rows of a pool; only the columns that a policy needs are read. */
final class ScoreFilesTable implements ScoredTable {

    private final ScoreFiles file;

    ScoreFilesTable(ScoreFiles file, List<Component> components) {
        this.file = file.select(components);
    }

    @Override
    public List<Component> components() {
        return file.components();
    }

    @Override
    public void scan(RowVisitor visitor) throws IOException {
        float[] components = new float[components().size()];
        file.forEach(row -> {
            if (row.status() == ScoreStatus.SCORED) {
                copy(row, components);
                visitor.row(row.uidHigh(), row.uidLow(), components);
            }
        });
    }

    /** Copies the components of a row. */
    static void copy(ScoreCursor row, float[] components) {
        for (int i = 0; i < components.length; i++) {
            components[i] = row.component(i);
        }
    }
}
