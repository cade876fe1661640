package io.github.hype4j.cli;

import io.github.hype4j.HypeFilter;
import io.github.hype4j.HypeFilterBuilder;
import io.github.hype4j.io.pool.Pool;
import io.github.hype4j.io.run.EmbeddingStorage;
import io.github.hype4j.io.run.PoolScorer;
import io.github.hype4j.io.run.RunBooks;
import io.github.hype4j.io.run.RunStart;
import io.github.hype4j.io.run.ScoringOptions;
import io.github.hype4j.io.run.ShardRanges;
import io.github.hype4j.model.HypeModel;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.HypeScore;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Scoring a pool into the output folder: what {@code hype score} and {@code hype filter} have in common. */
final class Scoring {

    @Mixin
    private InputOptions input = new InputOptions();

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Mixin
    private ScoreOptions score = new ScoreOptions();

    @Mixin
    private ClusterOptions clusters = new ClusterOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Option(
            names = "--resume",
            description = "goes on with the run in the output folder at the first shard that is not done; starts one"
                    + " where there is none. Model, reference and options must be those of the run.")
    boolean resume;

    @Option(
            names = "--embeddings",
            paramLabel = "PRECISION",
            description =
                    "stores what the encoders give, in embeddings/SHARD.npz: f32, as it is, or f16, in half the space;"
                            + " 'hype rescore' and 'hype cluster' read it")
    @Nullable
    EmbeddingStorage embeddings;

    /** Whether results in the output folder may be replaced. */
    boolean replaces() {
        return output.overwrite || resume;
    }

    Pool pool(List<Component> needed) throws IOException {
        return input.open(needed);
    }

    HypeScore ranking() throws IOException {
        return clusters.ranking(score.score(model.embeddingSpace(), input.imageOnly), score);
    }

    /**
     * Scores the pool. Everything that can be wrong with the configuration is found before the output folder is touched.
     *
     * @param needed the components that must be in the score files
     * @param shards which shards are scored
     * @param err where progress goes
     */
    @SuppressWarnings("try") // the signals are named for being closed alone
    RunBooks run(List<Component> needed, ShardRanges shards, PrintWriter err) throws IOException {
        if (resume && output.overwrite) {
            throw new IllegalArgumentException(
                    "--resume goes on with a run and --overwrite deletes it: give one of them");
        }
        try (Pool pool = pool(needed)) {
            shards.of(pool.shards()); // a range that goes too far is known before the model is loaded
            return run(pool, needed, shards, err);
        }
    }

    private RunBooks run(Pool pool, List<Component> needed, ShardRanges shards, PrintWriter err) throws IOException {
        try (HypeModel encoders = model.load();
                StopSignals signals = StopSignals.interruptThisThread();
                ProgressDisplay progress = ProgressDisplay.start(err)) {
            HypeFilterBuilder builder = input.filter(encoders, ranking(), clusters.stored(needed))
                    .keepFraction(1)
                    .parallelism(model.parallelism());
            clusters.read().ifPresent(builder::clusters);
            HypeFilter filter = builder.build();
            output.prepare(resume);
            ScoringOptions options = ScoringOptions.defaults()
                    .withStart(start())
                    .withShards(shards)
                    .withEmbeddings(embeddings == null ? EmbeddingStorage.NONE : embeddings)
                    .withPool(input.options(needed));
            RunBooks books = PoolScorer.score(pool, filter, output.folder, options, progress);
            err.println("Scored in " + books.times());
            pool.metadata()
                    .ifPresent(joined -> err.println("Metadata: " + joined.unmatched() + " samples had no row; "
                            + joined.repeats() + " rows repeated a uid and " + joined.withoutUid()
                            + " had none, of which no use was made"));
            return books;
        }
    }

    private RunStart start() {
        if (resume) {
            return RunStart.RESUME;
        }
        return output.overwrite ? RunStart.OVERWRITE : RunStart.NEW;
    }
}
