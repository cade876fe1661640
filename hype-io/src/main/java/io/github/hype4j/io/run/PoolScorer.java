package io.github.hype4j.io.run;

import io.github.hype4j.HypeFilter;
import io.github.hype4j.PairScorer;
import io.github.hype4j.ScoredBatch;
import io.github.hype4j.io.pool.Pool;
import io.github.hype4j.io.pool.PoolSample;
import io.github.hype4j.io.pool.Shard;
import io.github.hype4j.io.pool.ShardReader;
import io.github.hype4j.io.scores.ScoreFileWriter;
import io.github.hype4j.io.scores.ScoreRow;
import io.github.hype4j.io.scores.ScoreStatus;
import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.SampleFailure;
import io.github.hype4j.score.RowScore;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Scores a pool into a score file: one row a sample, in the order of the pool, whatever becomes of it. A run can be used
 * once and is not safe for use by several threads.
 */
public final class PoolScorer {

    private final List<Shard> shards;
    private final long totalBytes;
    private final PairScorer scorer;
    private final RowScore score;
    private final int batchSize;
    private final RunListener listener;

    private final UidSet seen = new UidSet();
    private final Map<FailureReason, Long> failures = new EnumMap<>(FailureReason.class);
    private final List<String> damage = new ArrayList<>();
    private long total;
    private long scored;
    private long failed;
    private long bytesDone;

    private PoolScorer(Pool pool, HypeFilter filter, RunListener listener) {
        this.shards = pool.shards();
        this.totalBytes = shards.stream().mapToLong(Shard::bytes).sum();
        this.scorer = filter.scorer();
        this.score = filter.policy().rankings().get(0).score().on(scorer.components());
        this.batchSize = filter.batchSize();
        this.listener = listener;
    }

    /**
     * Scores a pool.
     *
     * @param pool the pool
     * @param filter its model encodes; its components are stored, and its score beside them; its cut is not used
     * @param target the score file, written aside and moved in when it is whole
     * @param overwrite whether to replace a file that exists
     * @param listener is told of progress
     * @return the books
     * @throws java.nio.file.FileAlreadyExistsException if the target exists and is not to be replaced
     * @throws IOException if the pool cannot be read or the file cannot be written; nothing is left half-written
     */
    public static PoolBooks score(Pool pool, HypeFilter filter, Path target, boolean overwrite, RunListener listener)
            throws IOException {
        PoolScorer run = new PoolScorer(pool, filter, listener);
        Map<String, String> metadata = ScoreFileMetadata.of(filter);
        try (ScoreFileWriter writer = ScoreFileWriter.create(target, run.scorer.components(), metadata, overwrite)) {
            run.scoreShards(writer);
            writer.commit();
        }
        return new PoolBooks(run.total, run.scored, run.failures, run.damage);
    }

    private void scoreShards(ScoreFileWriter writer) throws IOException {
        List<PoolSample> batch = new ArrayList<>(batchSize);
        for (int i = 0; i < shards.size(); i++) {
            Shard shard = shards.get(i);
            try (ShardReader reader = shard.open()) {
                for (PoolSample sample = reader.next(); sample != null; sample = reader.next()) {
                    total++;
                    batch.add(sample);
                    if (batch.size() == batchSize) {
                        score(batch, writer);
                        batch.clear();
                        progress(shard, i, reader.bytesRead());
                    }
                }
                reader.damage().ifPresent(this::note);
            }
            // Batches end with their shard, so that a shard's rows depend on nothing but the shard.
            score(batch, writer);
            batch.clear();
            bytesDone += shard.bytes();
            progress(shard, i + 1, 0);
        }
    }

    private void progress(Shard shard, int done, long bytesOfShard) {
        listener.progress(new RunProgress(
                total, failed, bytesDone + bytesOfShard, totalBytes, shard.name(), done, shards.size()));
    }

    private void note(String line) {
        damage.add(line);
        listener.damaged(line);
    }

    private void score(List<PoolSample> batch, ScoreFileWriter writer) throws IOException {
        if (batch.isEmpty()) {
            return;
        }
        boolean[] duplicate = new boolean[batch.size()];
        List<PoolSample> fresh = new ArrayList<>(batch.size());
        for (int i = 0; i < duplicate.length; i++) {
            Uid uid = batch.get(i).uid();
            duplicate[i] = !seen.add(uid.high(), uid.low());
            if (!duplicate[i]) {
                fresh.add(batch.get(i));
            }
        }
        ScoredBatch<PoolSample> results = scorer.score(fresh);
        int next = 0;
        for (int i = 0; i < duplicate.length; i++) {
            PoolSample sample = batch.get(i);
            if (duplicate[i]) {
                write(sample, new SampleFailure(FailureReason.DUPLICATE_UID, "this uid was seen before"), writer);
            } else {
                write(sample, results, next++, writer);
            }
        }
    }

    private void write(PoolSample sample, ScoredBatch<PoolSample> results, int index, ScoreFileWriter writer)
            throws IOException {
        SampleFailure failure = results.failures().get(index);
        if (failure != null) {
            write(sample, failure, writer);
            return;
        }
        scored++;
        float[] components = results.rows().row(index);
        writer.write(ScoreRow.scored(sample.uid(), sample.key(), components, score.score(components)));
    }

    private void write(PoolSample sample, SampleFailure failure, ScoreFileWriter writer) throws IOException {
        failures.merge(failure.reason(), 1L, Long::sum);
        failed++;
        listener.failed(sample, failure);
        writer.write(ScoreRow.unscored(
                sample.uid(),
                sample.key(),
                status(failure.reason()),
                failure.reason().label(),
                failure.detail(),
                scorer.components().size()));
    }

    private static ScoreStatus status(FailureReason reason) {
        if (reason == FailureReason.DUPLICATE_UID) {
            return ScoreStatus.DUPLICATE;
        }
        return reason.isMissingPart() ? ScoreStatus.MISSING : ScoreStatus.FAILED;
    }
}
