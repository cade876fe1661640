package io.github.hype4j.io.run;

import io.github.hype4j.EmbeddedPairs;
import io.github.hype4j.HypeFilter;
import io.github.hype4j.StageTimes;
import io.github.hype4j.io.embeddings.EmbeddedRow;
import io.github.hype4j.io.embeddings.EmbeddedRows;
import io.github.hype4j.io.embeddings.EmbeddingBatch;
import io.github.hype4j.io.embeddings.EmbeddingPool;
import io.github.hype4j.io.embeddings.EmbeddingShard;
import io.github.hype4j.io.embeddings.EmbeddingShardReader;
import io.github.hype4j.io.pool.ShardFingerprint;
import io.github.hype4j.io.scores.ScoreFile;
import io.github.hype4j.io.scores.ScoreRow;
import io.github.hype4j.io.scores.ScoreStatus;
import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.model.EmbeddingSpace;
import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.SampleFailure;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.ComponentRows;
import io.github.hype4j.score.RowScore;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Scores stored embeddings into the folder of a run, as {@link PoolScorer} scores a pool: against another reference set, with
 * other clusters or columns, without encoding anything. Embeddings stored as 32-bit floats give the scores that they gave when
 * they were made, to the bit, where the filter is the same.
 *
 * <p>A sample that failed when the embeddings were made fails again, for the same reason. A sample whose embedding is not there
 * fails for {@link FailureReason#UNREADABLE}, and the damage is told; a row that is NaN or infinite for
 * {@link FailureReason#NON_FINITE_EMBEDDING}; a repeat of a uid within a shard for {@link FailureReason#DUPLICATE_UID}. What
 * was damaged when the embeddings were made stays in the books.
 */
public final class PoolRescorer {

    private static final int BATCH = 1024;
    private static final String DAMAGE = "hype.books.damage";
    private static final String MODEL = "hype.model.sha256";
    private static final String EMBEDDINGS_MODEL = "hype.embeddings.model.sha256";

    private final EmbeddingPool pool;
    private final List<EmbeddingShard> shards;
    private final HypeFilter filter;
    private final EmbeddingSpace space;
    private final List<Component> components;
    private final List<String> columns;
    private final RowScore score;
    private final RunFolder run;
    private final RunListener listener;

    private final Map<ShardOutcome, Integer> outcomes = new EnumMap<>(ShardOutcome.class);
    private final List<String> unfinished = new ArrayList<>();
    private long samples;
    private long failed;
    private long bytes;

    private PoolRescorer(
            EmbeddingPool pool,
            List<EmbeddingShard> shards,
            HypeFilter filter,
            EmbeddingSpace space,
            RunFolder run,
            RunListener listener) {
        this.pool = pool;
        this.shards = shards;
        this.filter = filter;
        this.space = space;
        this.components = filter.components();
        this.columns = components.stream()
                .filter(component -> !component.isComputed())
                .map(Component::name)
                .toList();
        this.score = filter.policy().rankings().get(0).score().on(components);
        this.run = run;
        this.listener = listener;
    }

    /**
     * Scores stored embeddings. A shard whose score file is there is passed over if the shard has not changed since. A shard
     * that cannot be read without losing count of its samples stays unfinished, and the others go on.
     *
     * @param pool the embeddings; columns of numbers come from the Parquet files beside them
     * @param filter its components are stored, and its score beside them; its cut is not used, and nothing is encoded
     * @param space what the rows of the embeddings are: that of the model that made them
     * @param folder the folder of the run; made if it does not exist; not one that holds the embeddings
     * @param start what becomes of a run that is in the folder already
     * @param listener is told of progress; single failures are not told
     * @return the books of the whole run
     * @throws java.nio.file.FileAlreadyExistsException if the folder holds a run and a new one is asked for
     * @throws IllegalArgumentException if the run in the folder was made otherwise, the folder holds the embeddings, the
     *     filter needs texts and the pool names none, or the embeddings have not the dimension of the reference set
     * @throws IOException if a file cannot be written; nothing is left half-written
     */
    public static RunBooks rescore(
            EmbeddingPool pool,
            HypeFilter filter,
            EmbeddingSpace space,
            Path folder,
            RunStart start,
            RunListener listener)
            throws IOException {
        List<EmbeddingShard> shards = pool.shards();
        checkTexts(pool, filter);
        checkFolder(shards, folder);
        RunIdentity identity = RunIdentity.ofEmbeddings(filter, pool.names(), space);
        try (RunFolder run = RunFolder.open(folder, identity, start)) {
            return new PoolRescorer(pool, shards, filter, space, run, listener).rescore();
        }
    }

    private static void checkTexts(EmbeddingPool pool, HypeFilter filter) {
        if (pool.names().text() == null) {
            filter.components().stream()
                    .filter(Component::needsText)
                    .findFirst()
                    .ifPresent(component -> {
                        throw new IllegalArgumentException(
                                "component " + component + " needs texts, and no array of them is named");
                    });
        }
    }

    private static void checkFolder(List<EmbeddingShard> shards, Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Path output = folder.toRealPath();
        for (EmbeddingShard shard : shards) {
            Path file = shard.file() == null ? shard.table() : shard.file();
            if (file != null && file.toRealPath().startsWith(output)) {
                throw new IllegalArgumentException(
                        "the output folder " + folder + " holds the embeddings: take another folder");
            }
        }
    }

    private RunBooks rescore() throws IOException {
        long totalBytes = shards.stream().mapToLong(EmbeddingShard::bytes).sum();
        int done = 0;
        for (EmbeddingShard shard : shards) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted while shards were read");
            }
            if (!isDone(shard)) {
                rescore(shard);
            }
            bytes += shard.bytes();
            done++;
            listener.progress(new RunProgress(samples, failed, bytes, totalBytes, shard.name(), done, shards.size()));
        }
        return FinishedRun.books(
                run,
                shards.stream().map(EmbeddingShard::name).collect(Collectors.toSet()),
                outcomes,
                unfinished,
                StageTimes.NONE,
                listener);
    }

    private boolean isDone(EmbeddingShard shard) {
        String why;
        try {
            Optional<FinishedShard> finished = run.finished(shard.name());
            if (finished.isEmpty()) {
                return false;
            }
            why = shard.fingerprint().changeFrom(finished.get().shard());
        } catch (IOException e) {
            why = String.valueOf(e.getMessage());
        }
        if (why.isEmpty()) {
            ended(shard, ShardOutcome.DONE_BEFORE, "");
            return true;
        }
        listener.scoredAgain(shard.name(), why);
        return false;
    }

    private void rescore(EmbeddingShard shard) throws IOException {
        ShardFingerprint before;
        EmbeddingShardReader opened;
        Map<String, String> source;
        try {
            before = shard.fingerprint();
            source = source(shard);
            opened = shard.open(pool.names(), columns);
        } catch (IOException e) {
            stay(shard, e);
            return;
        }
        try (EmbeddingShardReader reader = opened;
                ShardWriter writer =
                        new ShardWriter(run, shard.name(), components, metadata(source), EmbeddingStorage.NONE)) {
            if (!copy(shard, reader, writer)) {
                return;
            }
            String changed = shard.fingerprint().changeFrom(before);
            if (!changed.isEmpty()) {
                stay(shard, new IOException("it changed while it was read: " + changed));
                return;
            }
            writer.commit(before, damage(source, reader));
        }
        ended(shard, ShardOutcome.SCORED, "");
    }

    /** Scores all samples of a shard; false if it cannot be read to its end. */
    private boolean copy(EmbeddingShard shard, EmbeddingShardReader reader, ShardWriter writer) throws IOException {
        UidSet seen = new UidSet();
        while (true) {
            EmbeddedRows read;
            try {
                read = reader.next(BATCH);
            } catch (IOException e) {
                stay(shard, e);
                return false;
            }
            if (read == null) {
                return true;
            }
            write(read, seen, writer);
        }
    }

    private void write(EmbeddedRows read, UidSet seen, ShardWriter writer) throws IOException {
        List<EmbeddedRow> rows = read.rows();
        List<@Nullable SampleFailure> failures = new ArrayList<>(rows.size());
        for (EmbeddedRow row : rows) {
            boolean isNew = seen.add(row.uid().high(), row.uid().low());
            failures.add(
                    isNew || row.failure() != null
                            ? row.failure()
                            : new SampleFailure(FailureReason.DUPLICATE_UID, "this uid was seen before in the shard"));
        }
        int[] sound = IntStream.range(0, rows.size())
                .filter(i -> failures.get(i) == null)
                .toArray();
        ComponentRows values = sound.length == 0 ? null : compute(read, sound);
        int next = 0;
        for (int i = 0; i < rows.size(); i++) {
            EmbeddedRow row = rows.get(i);
            SampleFailure failure = failures.get(i);
            samples++;
            if (failure != null) {
                failed++;
                writer.writeFailed(unscored(row, failure), failure.reason());
            } else if (values != null) {
                float[] scored = values.row(next++);
                writer.writeScored(ScoreRow.scored(row.uid(), row.key(), scored, score.score(scored)));
            }
        }
    }

    private ComponentRows compute(EmbeddedRows read, int[] sound) {
        EmbeddingBatch batch = read.embeddings();
        if (batch == null) {
            throw new IllegalStateException("a sample without a failure has an embedding");
        }
        List<Uid> uids = new ArrayList<>(sound.length);
        float[][] values = new float[columns.size()][sound.length];
        for (int i = 0; i < sound.length; i++) {
            EmbeddedRow row = read.rows().get(sound[i]);
            uids.add(row.uid());
            for (int k = 0; k < values.length; k++) {
                values[k][i] = row.columns()[k];
            }
        }
        Map<String, float[]> known = new TreeMap<>();
        for (int k = 0; k < values.length; k++) {
            known.put(columns.get(k), values[k]);
        }
        Embeddings texts = batch.texts();
        return filter.score(new EmbeddedPairs(
                uids, batch.images().select(sound), texts == null ? null : texts.select(sound), space, known));
    }

    private ScoreRow unscored(EmbeddedRow row, SampleFailure failure) {
        FailureReason reason = failure.reason();
        ScoreStatus status = reason == FailureReason.DUPLICATE_UID
                ? ScoreStatus.DUPLICATE
                : reason.isMissingPart() ? ScoreStatus.MISSING : ScoreStatus.FAILED;
        return ScoreRow.unscored(row.uid(), row.key(), status, reason.label(), failure.detail(), components.size());
    }

    /** What the footer of a score file says that the embeddings were made with; empty for any other table. */
    private static Map<String, String> source(EmbeddingShard shard) throws IOException {
        Path table = shard.table();
        if (table == null) {
            return Map.of();
        }
        try {
            return ScoreFile.open(table).metadata();
        } catch (IllegalArgumentException e) {
            return Map.of(); // metadata that could not be read as scores, which nobody asks for
        }
    }

    private Map<String, String> metadata(Map<String, String> source) {
        Map<String, String> pairs = new TreeMap<>(ScoreFileMetadata.of(filter));
        String model = source.get(MODEL);
        if (model != null) {
            pairs.put(EMBEDDINGS_MODEL, model);
        }
        return pairs;
    }

    private static @Nullable String damage(Map<String, String> source, EmbeddingShardReader reader) {
        String earlier = source.get(DAMAGE);
        String now = reader.damage().orElse(null);
        if (earlier == null || now == null) {
            return earlier == null ? now : earlier;
        }
        return earlier + "; " + now;
    }

    private void stay(EmbeddingShard shard, IOException why) {
        String line = why.getMessage() == null ? why.toString() : why.getMessage();
        unfinished.add("shard " + shard.name() + ": " + line);
        ended(shard, ShardOutcome.UNFINISHED, line);
    }

    private void ended(EmbeddingShard shard, ShardOutcome outcome, String why) {
        outcomes.merge(outcome, 1, Integer::sum);
        listener.shardEnded(shard.name(), outcome, why);
    }
}
