package io.github.hype4j.io.run;

import io.github.hype4j.io.scores.ScoreFile;
import io.github.hype4j.io.scores.ScoreStatus;
import io.github.hype4j.score.Component;
import io.github.hype4j.selection.ScoredTable;
import java.io.IOException;
import java.util.List;

/** The scored rows of a score file; only the columns that a policy needs are read. */
final class ScoreFileTable implements ScoredTable {

    private final ScoreFile file;
    private final List<Component> components;

    ScoreFileTable(ScoreFile file, List<Component> components) {
        this.file = file;
        this.components = components;
    }

    @Override
    public List<Component> components() {
        return components;
    }

    @Override
    public void scan(RowVisitor visitor) throws IOException {
        file.scan(components, row -> {
            if (row.status() == ScoreStatus.SCORED) {
                visitor.row(row.uidHigh(), row.uidLow(), row.components());
            }
        });
    }
}
