package io.github.hype4j.io.run;

import io.github.hype4j.HypeFilter;
import io.github.hype4j.PairEmbeddings;
import io.github.hype4j.PairScorer;
import io.github.hype4j.ScoredBatch;
import io.github.hype4j.ScoringPipeline;
import io.github.hype4j.StageTimes;
import io.github.hype4j.io.pool.Pool;
import io.github.hype4j.io.pool.PoolSample;
import io.github.hype4j.io.pool.Shard;
import io.github.hype4j.io.pool.ShardFingerprint;
import io.github.hype4j.io.scores.ScoreRow;
import io.github.hype4j.io.scores.ScoreStatus;
import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.SampleFailure;
import io.github.hype4j.score.RowScore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Scores a pool into the folder of a run: a score file a shard, with one row a sample in the order of the shard, whatever
 * becomes of it. The bytes of a score file depend on its shard and the {@linkplain RunIdentity identity} of the run alone
 * (and, as far as rounding goes, on the machine), so that a run that was stopped anywhere and resumed ends with the same
 * files as one that was not.
 */
public final class PoolScorer {

    private final List<Shard> shards;
    private final long totalBytes;
    private final PairScorer scorer;
    private final RowScore score;
    private final int batchSize;
    private final Map<String, String> metadata;
    private final EmbeddingStorage embeddings;
    private final RunFolder run;
    private final RunListener listener;

    private final Map<ShardOutcome, Integer> outcomes = new EnumMap<>(ShardOutcome.class);
    private final List<String> unfinished = new ArrayList<>();
    private long samples;
    private long failed;
    private StageTimes times = StageTimes.NONE;
    private @Nullable ShardWriter writer;

    private PoolScorer(
            List<Shard> shards, HypeFilter filter, EmbeddingStorage embeddings, RunFolder run, RunListener listener) {
        this.shards = shards;
        this.totalBytes = shards.stream().mapToLong(Shard::bytes).sum();
        this.scorer = embeddings == EmbeddingStorage.NONE
                ? filter.scorer()
                : filter.scorer().withEmbeddings();
        this.score = filter.policy().rankings().get(0).score().on(scorer.components());
        this.batchSize = filter.batchSize();
        this.metadata = ScoreFileMetadata.of(filter);
        this.embeddings = embeddings;
        this.run = run;
        this.listener = listener;
    }

    /**
     * Scores a pool. A shard whose score file is there is passed over if the shard has not changed since. A shard that
     * cannot be read to its end, or changes while it is read, stays unfinished, and the others go on. A file that cannot
     * be written, an encoder that fails, and an interrupt end the run; shards that are done stay done.
     *
     * @param pool the pool
     * @param filter its model encodes; its components are stored, and its score beside them; its cut is not used
     * @param folder the folder of the run; made if it does not exist
     * @param options what else can be chosen
     * @param listener is told of progress
     * @return the books of the whole run
     * @throws java.nio.file.FileAlreadyExistsException if the folder holds a run and the options ask for a new one
     * @throws IllegalArgumentException if the run in the folder was made otherwise, or a range of shards goes beyond the
     *     pool
     * @throws IOException if a file cannot be written; nothing is left half-written
     */
    public static RunBooks score(
            Pool pool, HypeFilter filter, Path folder, ScoringOptions options, RunListener listener)
            throws IOException {
        List<Shard> shards = options.shards().of(pool.shards());
        try (RunFolder run = RunFolder.open(folder, RunIdentity.of(filter, options), options.start())) {
            PoolScorer scoring = new PoolScorer(shards, filter, options.embeddings(), run, listener);
            scoring.scoreShards();
            return scoring.books(pool);
        }
    }

    private void scoreShards() throws IOException {
        try (ShardBatches shardBatches = new ShardBatches(shards, batchSize, this::isDone);
                ScoringPipeline<PoolSample> pipeline = scorer.pipeline(shardBatches)) {
            while (pipeline.hasNext()) {
                ScoredBatch<PoolSample> scored = pipeline.next();
                ShardBatches.Batch read = shardBatches.nextRead();
                take(read, scored);
                listener.progress(new RunProgress(
                        samples,
                        failed,
                        read.bytes(),
                        totalBytes,
                        read.task().shard().name(),
                        read.shardsDone(),
                        shards.size()));
            }
            times = pipeline.times();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            closeWriter();
        }
    }

    /** Whether a shard's score file is there, whole, and of the shard as it is now. */
    private boolean isDone(Shard shard) {
        String why;
        try {
            Optional<FinishedShard> finished = run.finished(shard.name());
            if (finished.isEmpty()) {
                return false;
            }
            why = shard.fingerprint().changeFrom(finished.get().shard());
            if (why.isEmpty() && lacksEmbeddings(shard.name())) {
                why = "its embeddings are not there";
            }
        } catch (IOException e) {
            why = String.valueOf(e.getMessage());
        }
        if (why.isEmpty()) {
            ended(shard.name(), ShardOutcome.DONE_BEFORE, "");
            return true;
        }
        listener.scoredAgain(shard.name(), why);
        return false;
    }

    private void take(ShardBatches.Batch read, ScoredBatch<PoolSample> results) throws IOException {
        ShardTask task = read.task();
        if (task.failure() == null) {
            ShardWriter open = writer;
            if (open == null) {
                open = new ShardWriter(run, task.shard().name(), scorer.components(), metadata, embeddings);
                writer = open;
            }
            open.beginEmbeddings(results.embeddings());
            write(read, results, open);
        }
        if (read.isLast()) {
            end(task);
        }
    }

    private void write(ShardBatches.Batch read, ScoredBatch<PoolSample> results, ShardWriter open) throws IOException {
        int next = 0;
        for (int i = 0; i < read.samples().size(); i++) {
            PoolSample sample = read.samples().get(i);
            samples++;
            if (read.duplicates().get(i)) {
                write(
                        sample,
                        new SampleFailure(FailureReason.DUPLICATE_UID, "this uid was seen before in the shard"),
                        open);
                open.writeEmbeddings(sample.uid(), null, null);
            } else {
                write(sample, results, next, open);
                writeEmbeddings(sample, results.embeddings(), next++, open);
            }
        }
    }

    private void write(PoolSample sample, ScoredBatch<PoolSample> results, int index, ShardWriter open)
            throws IOException {
        SampleFailure failure = results.failures().get(index);
        if (failure != null) {
            write(sample, failure, open);
            return;
        }
        float[] components = results.rows().row(index);
        open.writeScored(ScoreRow.scored(sample.uid(), sample.key(), components, score.score(components)));
    }

    private void write(PoolSample sample, SampleFailure failure, ShardWriter open) throws IOException {
        failed++;
        listener.failed(sample, failure);
        open.writeFailed(
                ScoreRow.unscored(
                        sample.uid(),
                        sample.key(),
                        status(failure.reason()),
                        failure.reason().label(),
                        failure.detail(),
                        scorer.components().size()),
                failure.reason());
    }

    private static void writeEmbeddings(PoolSample sample, @Nullable PairEmbeddings batch, int index, ShardWriter open)
            throws IOException {
        if (batch != null) {
            open.writeEmbeddings(sample.uid(), batch.image(index), batch.text(index));
        }
    }

    private static ScoreStatus status(FailureReason reason) {
        if (reason == FailureReason.DUPLICATE_UID) {
            return ScoreStatus.DUPLICATE;
        }
        return reason.isMissingPart() ? ScoreStatus.MISSING : ScoreStatus.FAILED;
    }

    private void end(ShardTask task) throws IOException {
        String shard = task.shard().name();
        String failure = task.failure();
        if (failure != null) {
            closeWriter();
            unfinished.add("shard " + shard + ": " + failure);
            ended(shard, ShardOutcome.UNFINISHED, failure);
            return;
        }
        if (isDoneByAnother(shard, task.fingerprint())) {
            closeWriter();
            ended(shard, ShardOutcome.DONE_BY_ANOTHER, "");
            return;
        }
        if (writer == null) {
            throw new IllegalStateException("shard " + shard + " ends before it begins");
        }
        writer.commit(task.fingerprint(), task.damage());
        writer = null;
        ended(shard, ShardOutcome.SCORED, "");
    }

    private boolean lacksEmbeddings(String shard) {
        return embeddings != EmbeddingStorage.NONE && !Files.exists(run.embeddings(shard));
    }

    private boolean isDoneByAnother(String shard, ShardFingerprint fingerprint) {
        try {
            return run.finished(shard)
                            .filter(finished -> finished.shard().equals(fingerprint))
                            .isPresent()
                    && !lacksEmbeddings(shard);
        } catch (IOException e) {
            return false; // damaged: replaced
        }
    }

    private void ended(String shard, ShardOutcome outcome, String why) {
        outcomes.merge(outcome, 1, Integer::sum);
        listener.shardEnded(shard, outcome, why);
    }

    private void closeWriter() throws IOException {
        ShardWriter open = writer;
        writer = null;
        if (open != null) {
            open.close();
        }
    }

    private RunBooks books(Pool pool) throws IOException {
        Set<String> names = pool.shards().stream().map(Shard::name).collect(Collectors.toSet());
        return FinishedRun.books(run, names, outcomes, unfinished, times, listener);
    }
}
