package io.github.hype4j.cli;

import io.github.hype4j.io.pool.Pool;
import io.github.hype4j.io.run.PoolBooks;
import io.github.hype4j.io.run.PoolScorer;
import io.github.hype4j.model.HypeModel;
import io.github.hype4j.score.HypeScore;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Score without selecting. */
@Command(
        name = "score",
        description = {
            "Scores a pool, without selecting.",
            "",
            "Writes scores.parquet into the output folder: a row a sample, with every component. 'hype select' cuts it.",
            ""
        },
        footer = {ExitCode.HELP, "Example:", "  hype score shards/ --model my-model/ --output out/"})
final class ScoreCommand implements Callable<Integer> {

    @Mixin
    private InputOptions pool = new InputOptions();

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Mixin
    private ScoreOptions score = new ScoreOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        HypeScore ranking = pool.score(score);
        Pool samples = pool.open();
        PoolBooks books;
        try (HypeModel encoders = model.load();
                ProgressDisplay progress =
                        ProgressDisplay.start(spec.commandLine().getErr())) {
            var filter = pool.filter(encoders, ranking, ranking.components())
                    .keepFraction(1)
                    .batchSize(model.batchSize)
                    .build();
            output.prepare();
            books = PoolScorer.score(samples, filter, output.scores(), output.overwrite, progress);
        }
        Summary.print(books, out);
        out.println("Written: " + output.scores());
        return Summary.exitCode(books.damage(), books.isBalanced());
    }
}
