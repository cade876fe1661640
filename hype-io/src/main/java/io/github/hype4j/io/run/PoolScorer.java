package io.github.hype4j.io.run;

import io.github.hype4j.HypeFilter;
import io.github.hype4j.PairScorer;
import io.github.hype4j.ScoredBatch;
import io.github.hype4j.ScoringPipeline;
import io.github.hype4j.StageTimes;
import io.github.hype4j.io.pool.Pool;
import io.github.hype4j.io.pool.PoolSample;
import io.github.hype4j.io.pool.Shard;
import io.github.hype4j.io.scores.ScoreFileWriter;
import io.github.hype4j.io.scores.ScoreRow;
import io.github.hype4j.io.scores.ScoreStatus;
import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.SampleFailure;
import io.github.hype4j.score.RowScore;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    private final Pool pool;
    private final long totalBytes;
    private final PairScorer scorer;
    private final RowScore score;
    private final int batchSize;
    private final RunListener listener;

    private final Map<FailureReason, Long> failures = new EnumMap<>(FailureReason.class);
    private final List<String> damage = new ArrayList<>();
    private long total;
    private long scored;
    private StageTimes times = StageTimes.NONE;

    private PoolScorer(Pool pool, HypeFilter filter, RunListener listener) {
        this.pool = pool;
        this.totalBytes = pool.shards().stream().mapToLong(Shard::bytes).sum();
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
        return new PoolBooks(run.total, run.scored, run.failures, run.damage, run.times);
    }

    private void scoreShards(ScoreFileWriter writer) throws IOException {
        try (ShardBatches shardBatches = new ShardBatches(pool.shards(), batchSize, this::note);
                ScoringPipeline<PoolSample> pipeline = scorer.pipeline(shardBatches)) {
            while (pipeline.hasNext()) {
                ScoredBatch<PoolSample> scored = pipeline.next();
                ShardBatches.Batch read = shardBatches.nextRead();
                write(read, scored, writer);
                listener.progress(new RunProgress(
                        total,
                        total - this.scored,
                        read.bytes(),
                        totalBytes,
                        read.shard().name(),
                        read.shardsDone(),
                        pool.shards().size()));
            }
            times = pipeline.times();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void note(String line) {
        damage.add(line);
        listener.damaged(line);
    }

    private void write(ShardBatches.Batch read, ScoredBatch<PoolSample> results, ScoreFileWriter writer)
            throws IOException {
        int next = 0;
        for (int i = 0; i < read.samples().size(); i++) {
            PoolSample sample = read.samples().get(i);
            total++;
            if (read.duplicates().get(i)) {
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
