package io.github.hype4j.cli;

import io.github.hype4j.HypeFilter;
import io.github.hype4j.SelectionReport;
import io.github.hype4j.cli.report.PoolReport;
import io.github.hype4j.io.pool.Pool;
import io.github.hype4j.io.run.PoolScorer;
import io.github.hype4j.io.run.PoolSelector;
import io.github.hype4j.io.run.RunBooks;
import io.github.hype4j.io.run.RunStart;
import io.github.hype4j.io.run.ScoringOptions;
import io.github.hype4j.io.scores.ScoreFiles;
import io.github.hype4j.io.subset.Subset;
import io.github.hype4j.io.subset.SubsetFile;
import io.github.hype4j.mini.MiniModel;
import io.github.hype4j.model.HypeModel;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.HypeScore;
import io.github.hype4j.selection.Cut;
import io.github.hype4j.selection.SelectionPolicy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The first minute: everything that the command does, on data that comes with it. */
@Command(
        name = "quickstart",
        description = {
            "Filters a small pool that comes with the command by the embedded model, to show what HYPE does.",
            "",
            "The pool has pictures and captions of clip art that the model never saw; three of five were spoilt on purpose."
                    + " They are ranked by '--score shortfall'. Writes into the output folder: the pool, and what 'hype filter --report' would write.",
            ""
        },
        footer = {ExitCode.HELP, "Example:", "  hype quickstart --output my-first-run/"})
final class QuickstartCommand implements Callable<Integer> {

    private static final String POOL = "pool";
    private static final String BY_COSINE = "subset-by-cosine.npy";
    private static final double KEPT = 0.4;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description =
                    "the folder for the pool and the results; made if it does not exist (default: hype-quickstart)")
    private Path folder = Path.of("hype-quickstart");

    @Option(names = "--overwrite", description = "replaces the results of an earlier run")
    private boolean overwrite;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        SelectionPolicy policy = SelectionPolicy.of(HypeScore.shortfall(), new Cut.KeepFraction(KEPT));
        OutputOptions results = new OutputOptions();
        results.folder = folder;
        results.overwrite = overwrite;
        results.prepare();
        Path shards = folder.resolve(POOL);
        SamplePool.unpack(shards);
        Pool pool = Pool.open(shards);
        RunBooks books = score(pool, policy, results);
        if (!books.isComplete()) {
            Summary.print(books, out);
            return Summary.exitCode(books);
        }
        ScoreFiles scores = ScoreFiles.open(results.scores());
        SelectionReport report = PoolSelector.select(scores, policy, results.subset(), results.overwrite);
        Summary summary = Summary.of(report, books.damage());
        summary.write(results.summary());
        summary.print(out);
        Subset kept = SubsetFile.read(results.subset());
        PoolReport.write(results.report(), results.overwrite, pool, scores, policy, kept, report, books.damage());
        KindTable table = KindTable.of(SamplePool.kinds(), scores, kept);
        table.print(out);
        out.printf(
                Locale.ROOT,
                "  %.0f%% of what was kept is clean; in the pool it was %.0f%%.%n",
                100 * table.cleanShareOfKept(),
                100 * table.cleanShare());
        out.printf(
                Locale.ROOT,
                "  Of as many kept by the cosine alone, as a CLIP-score filter ranks, %.0f%% are clean.%n%n",
                100 * byCosine(scores, results).cleanShareOfKept());
        next(out, results);
        return summary.exitCode(books.isBalanced());
    }

    @SuppressWarnings("try") // the signals are named for being closed alone
    private RunBooks score(Pool pool, SelectionPolicy policy, OutputOptions results) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        try (HypeModel model = MiniModel.load();
                StopSignals signals = StopSignals.interruptThisThread();
                ProgressDisplay progress = ProgressDisplay.start(err)) {
            HypeFilter filter = new InputOptions()
                    .filter(model, HypeScore.shortfall(), policy.components())
                    .keepFraction(1)
                    .build();
            ScoringOptions options =
                    ScoringOptions.defaults().withStart(results.overwrite ? RunStart.OVERWRITE : RunStart.NEW);
            return PoolScorer.score(pool, filter, results.folder, options, progress);
        }
    }

    private static KindTable byCosine(ScoreFiles scores, OutputOptions results) throws IOException {
        SelectionPolicy cosine = SelectionPolicy.of(HypeScore.of(Component.COSINE), new Cut.KeepFraction(KEPT));
        Path subset = results.folder.resolve(BY_COSINE);
        PoolSelector.select(scores, cosine, subset, results.overwrite);
        return KindTable.of(SamplePool.kinds(), scores, SubsetFile.read(subset));
    }

    private static void next(PrintWriter out, OutputOptions results) {
        out.println("Look at " + results.report() + " in a browser.");
        out.println("Written too: " + results.subset() + ", " + results.folder.resolve(BY_COSINE) + ", "
                + results.scores() + ", " + results.summary());
        out.println();
        out.println("The same scores, ranked and cut otherwise, with nothing encoded again:");
        out.println("  hype select " + results.folder + " --score paper --keep-fraction 0.3 --output "
                + results.folder.resolve("paper"));
        out.println("Your own pool (a folder of WebDataset shards, or of images with .txt captions):");
        out.println("  hype filter POOL --keep-fraction 0.3 --output OUT --report");
    }
}
