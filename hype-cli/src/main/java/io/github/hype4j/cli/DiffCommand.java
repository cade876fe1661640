package io.github.hype4j.cli;

import io.github.hype4j.io.subset.SubsetDiff;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compare two subsets. */
@Command(
        name = "diff",
        description = {
            "Compares two subset files of any size.",
            "",
            "Tells how many uids stand in one only and in both, a uid that stands m and n times counting min(m, n) times in"
                    + " both.",
            ""
        },
        footer = {ExitCode.HELP, "Example:", "  hype diff hype-0.3/subset.npy clip-0.3/subset.npy --output diff/"})
final class DiffCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "A.npy", description = "a subset file")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path first;

    @Parameters(index = "1", paramLabel = "B.npy", description = "another subset file")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path second;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "also writes " + SubsetDiff.ONLY_FIRST + ", " + SubsetDiff.ONLY_SECOND + " and "
                    + SubsetDiff.BOTH + " into a folder")
    private @Nullable Path output;

    @Option(names = "--overwrite", description = "replaces files of these names")
    private boolean overwrite;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        SubsetDiff diff;
        if (output == null) {
            diff = SubsetDiff.of(first, second);
        } else {
            Files.createDirectories(output);
            diff = SubsetDiff.write(first, second, output, overwrite);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "  %-26s %,15d%n", "only in A", diff.onlyFirst());
        out.printf(Locale.ROOT, "  %-26s %,15d%n", "only in B", diff.onlySecond());
        out.printf(Locale.ROOT, "  %-26s %,15d%n", "in both", diff.both());
        out.printf(Locale.ROOT, "  %-26s %15.4f%n", "Jaccard index", diff.jaccard());
        out.printf(Locale.ROOT, "  %-26s %15.4f%n", "share of A in B", diff.shareOfFirst());
        return ExitCode.DONE;
    }
}
