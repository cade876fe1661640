package io.github.hype4j.cli;

import io.github.hype4j.io.run.RunBooks;
import io.github.hype4j.io.run.ShardRanges;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Score without selecting. */
@Command(
        name = "score",
        description = {
            "Scores a pool, without selecting.",
            "",
            "Writes into the output folder: run.json (what the run is made with), and for each shard"
                    + " scores/SHARD.parquet (a row a sample, with every component). 'hype select' cuts them. A run that"
                    + " was stopped, however it was, goes on with --resume.",
            ""
        },
        footer = {
            ExitCode.HELP,
            "Examples:",
            "  hype score shards/ --model my-model/ --output out/",
            "  hype score shards/ --model my-model/ --output out/ --resume --shards 0-99"
        })
final class ScoreCommand implements Callable<Integer> {

    @Mixin
    private Scoring scoring = new Scoring();

    @Option(
            names = "--shards",
            paramLabel = "RANGES",
            description = "scores only these shards, such as 0-99 or 0-9,20-29, counted from 0 in the order of their"
                    + " names. Processes with different ranges may work on one run: start them all with --resume.")
    @Nullable
    String shards;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        ShardRanges ranges = shards == null ? ShardRanges.ALL : ShardRanges.parse(shards);
        RunBooks books = scoring.run(
                scoring.ranking().components(), ranges, spec.commandLine().getErr());
        Summary.print(books, out);
        out.println("Written: " + scoring.output.scores());
        return Summary.exitCode(books);
    }
}
