package io.github.hype4j.cli;

import io.github.hype4j.io.lint.LintKind;
import io.github.hype4j.io.lint.PoolLint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Look through shards before they are used. */
@Command(
        name = "lint",
        description = {
            "Looks through WebDataset shards for what readers trip over; needs no model.",
            "",
            "Finds samples that are split or lack a part, bad names, extensions, captions, metadata and uids, repeated"
                    + " uids, and damaged tars. Of images only the first bytes are looked at.",
            ""
        },
        footer = {
            "",
            "Exit codes:",
            "  0  nothing was found",
            "  1  not finished: a file could not be read or written, or it was stopped",
            "  2  bad usage or configuration; nothing was written",
            "  3  something was found",
            "",
            "Examples:",
            "  hype lint my-shards/",
            "  hype lint my-shards/ --ignore missing_metadata --json findings.json"
        })
final class LintCommand implements Callable<Integer> {

    @Parameters(paramLabel = "POOL", description = "a folder of WebDataset shards (*.tar), or one such shard")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path pool;

    @Option(
            names = "--ignore",
            paramLabel = "KIND",
            split = ",",
            converter = LintKindConverter.class,
            completionCandidates = LintKindConverter.class,
            description =
                    "a kind that is all right in this pool, as missing_metadata where samples have no json. May be"
                            + " repeated. One of: ${COMPLETION-CANDIDATES}")
    private List<LintKind> ignored = new ArrayList<>();

    @Option(
            names = "--examples",
            paramLabel = "N",
            defaultValue = "5",
            description = "how many findings of each kind are shown (default: ${DEFAULT-VALUE})")
    private int examples;

    @Option(names = "--json", paramLabel = "FILE", description = "writes all findings into this file")
    private @Nullable Path json;

    @Option(names = "--overwrite", description = "replaces the file of --json if it is there already")
    private boolean overwrite;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (examples < 0) {
            throw new IllegalArgumentException("--examples must be at least 0, got " + examples);
        }
        PoolLint lint = PoolLint.of(pool).ignoring(ignored);
        LintResult result =
                json == null ? LintResult.of(lint, examples) : LintResult.writing(lint, examples, json, overwrite);
        result.print(spec.commandLine().getOut());
        return result.exitCode();
    }
}
