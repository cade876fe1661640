package io.github.hype4j.io.run;

import io.github.hype4j.io.pool.ShardFingerprint;
import io.github.hype4j.io.scores.ScoreFileWriter;
import io.github.hype4j.io.scores.ScoreRow;
import io.github.hype4j.model.FailureReason;
import io.github.hype4j.score.Component;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what a shard gives, aside, and keeps its books. Closing without a commit leaves nothing. */
final class ShardWriter implements AutoCloseable {

    private final RunFolder run;
    private final Path target;
    private final ScoreFileWriter scores;
    private final Map<FailureReason, Long> failures = new EnumMap<>(FailureReason.class);
    private long scored;

    ShardWriter(RunFolder run, String shard, List<Component> components, Map<String, String> metadata)
            throws IOException {
        this.run = run;
        this.target = run.scores(shard);
        this.scores = ScoreFileWriter.create(run.aside(target), components, metadata, false);
    }

    void writeScored(ScoreRow row) throws IOException {
        scored++;
        scores.write(row);
    }

    void writeFailed(ScoreRow row, FailureReason reason) throws IOException {
        failures.merge(reason, 1L, Long::sum);
        scores.write(row);
    }

    /** Finishes the files and moves them in. */
    void commit(ShardFingerprint shard, @Nullable String damage) throws IOException {
        ShardBooks books = new ShardBooks(scores.rows(), scored, failures, damage);
        scores.commit(new FinishedShard(shard, books).pairs(run.identity()));
        run.moveIn(target);
    }

    @Override
    public void close() throws IOException {
        scores.close();
    }
}
