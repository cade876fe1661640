package io.github.hype4j.io.run;

import io.github.hype4j.io.scores.ScoreBatch;
import io.github.hype4j.io.scores.ScoreFiles;
import io.github.hype4j.io.scores.ScorePart;
import io.github.hype4j.io.scores.ScoreStatus;
import io.github.hype4j.model.FailureReason;
import io.github.hype4j.score.Component;
import io.github.hype4j.selection.ColumnBatch;
import io.github.hype4j.selection.PartedTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The scored rows of a pool, without those whose uid came before; only the columns that a policy needs are read. On the way
 * it counts the other rows.
 */
final class ScoreFilesTable implements PartedTable {

    private final ScoreFiles files;
    private final List<ScorePart> parts;
    private final RepeatedRows repeated;
    /** What the other rows of each part are, as the last scan that went over it has found. */
    private final List<@Nullable Map<FailureReason, Long>> failures = new ArrayList<>();

    ScoreFilesTable(ScoreFiles scores, List<Component> components, RepeatedRows repeated) {
        this.files = scores.select(components);
        this.parts = scores.parts();
        this.repeated = repeated;
        parts.forEach(part -> failures.add(null));
    }

    @Override
    public List<Component> components() {
        return files.components();
    }

    @Override
    public int parts() {
        return parts.size();
    }

    @Override
    public void scan(int part, boolean withUids, BatchVisitor visitor) throws IOException {
        Map<FailureReason, Long> counts = new EnumMap<>(FailureReason.class);
        boolean[] isLeft = new boolean[ColumnBatch.ROWS];
        int file = parts.get(part).file();
        files.scan(parts.get(part), withUids, batch -> {
            ColumnBatch columns = batch.columns();
            if (repeated.hasAny(file) || !batch.isAllScored()) {
                for (int row = 0; row < columns.size(); row++) {
                    FailureReason failure = failure(file, batch, row);
                    isLeft[row] = failure == null;
                    if (failure != null) {
                        counts.merge(failure, 1L, Long::sum);
                    }
                }
                columns.retain(isLeft);
            }
            visitor.batch(columns);
        });
        synchronized (failures) {
            failures.set(part, counts);
        }
    }

    private @Nullable FailureReason failure(int file, ScoreBatch batch, int row) throws IOException {
        if (repeated.contains(file, batch.firstRow() + row)) {
            return FailureReason.DUPLICATE_UID;
        }
        ScoreStatus status = batch.status(row);
        if (status == ScoreStatus.SCORED) {
            return null;
        }
        FailureReason reason = batch.reason(row);
        if (reason == null) {
            throw new IOException("score file " + files.files().get(file).path() + " has a row (" + batch.firstRow()
                    + " and " + row + ", from 0) of status " + status.label() + " without a reason");
        }
        return reason;
    }

    /** What the rows are that the last scan has left out. */
    Map<FailureReason, Long> failures() {
        Map<FailureReason, Long> sum = new EnumMap<>(FailureReason.class);
        for (Map<FailureReason, Long> part : failures) {
            if (part != null) {
                part.forEach((reason, count) -> sum.merge(reason, count, Long::sum));
            }
        }
        return sum;
    }
}
