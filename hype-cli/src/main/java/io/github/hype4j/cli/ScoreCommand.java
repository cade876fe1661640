package io.github.hype4j.cli;

import io.github.hype4j.io.run.PoolBooks;
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
    private Scoring scoring = new Scoring();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PoolBooks books =
                scoring.run(scoring.ranking().components(), spec.commandLine().getErr());
        Summary.print(books, out);
        out.println("Written: " + scoring.output.scores());
        return Summary.exitCode(books.damage(), books.isBalanced());
    }
}
