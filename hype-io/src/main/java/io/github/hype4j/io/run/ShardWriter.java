package io.github.hype4j.io.run;

import io.github.hype4j.PairEmbeddings;
import io.github.hype4j.io.embeddings.EmbeddingFileWriter;
import io.github.hype4j.io.embeddings.EmbeddingPrecision;
import io.github.hype4j.io.pool.ShardFingerprint;
import io.github.hype4j.io.scores.ScoreFileWriter;
import io.github.hype4j.io.scores.ScoreRow;
import io.github.hype4j.model.FailureReason;
import io.github.hype4j.score.Component;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a shard gives, aside, and keeps its books: the score file and, where asked, the embedding file, row for row.
 * The score file is moved in last, so that a shard that has one is done. Closing without a commit leaves nothing.
 */
final class ShardWriter implements AutoCloseable {

    private final RunFolder run;
    private final Path target;
    private final Path embeddingsTarget;
    private final ScoreFileWriter scores;
    private final Optional<EmbeddingPrecision> precision;
    private final Map<FailureReason, Long> failures = new EnumMap<>(FailureReason.class);
    private @Nullable EmbeddingFileWriter embeddings;
    private long scored;

    ShardWriter(
            RunFolder run,
            String shard,
            List<Component> components,
            Map<String, String> metadata,
            EmbeddingStorage storage)
            throws IOException {
        this.run = run;
        this.target = run.scores(shard);
        this.embeddingsTarget = run.embeddings(shard);
        this.precision = storage.precision();
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

    /** Begins the embedding file, if there is to be one, with the dimensions that the first batch has. */
    void beginEmbeddings(@Nullable PairEmbeddings batch) throws IOException {
        if (embeddings == null && batch != null && precision.isPresent()) {
            embeddings = EmbeddingFileWriter.create(
                    run.aside(embeddingsTarget), batch.imageDimension(), batch.textDimension(), precision.get(), false);
        }
    }

    /** Stores the embeddings of a sample; null for one that has none. */
    void writeEmbeddings(Uid uid, float @Nullable [] image, float @Nullable [] text) throws IOException {
        if (embeddings != null) {
            embeddings.write(uid, image, text);
        }
    }

    /** Finishes the files and moves them in. */
    void commit(ShardFingerprint shard, @Nullable String damage) throws IOException {
        ShardBooks books = new ShardBooks(scores.rows(), scored, failures, damage);
        scores.commit(new FinishedShard(shard, books).pairs(run.identity()));
        if (embeddings != null) {
            embeddings.commit();
            run.moveIn(embeddingsTarget);
        }
        run.moveIn(target);
    }

    @Override
    public void close() throws IOException {
        try (EmbeddingFileWriter stored = embeddings) {
            scores.close();
        }
    }
}
