package io.github.hype4j.cli;

import io.github.hype4j.io.run.SelectionOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to go about a selection; none of it changes what is selected. */
final class WorkOptions {

    @Option(
            names = "--unique-uids",
            description = "does not look for uids that stand more than once: for pools that are known to have none")
    private boolean uniqueUids;

    @Option(
            names = "--temp",
            paramLabel = "DIR",
            description =
                    "the folder for temporary files, which hold the uids that do not fit in memory; by default that"
                            + " of the results")
    private @Nullable Path temporary;

    SelectionOptions options() {
        SelectionOptions options = SelectionOptions.defaults().withUniqueUids(uniqueUids);
        return temporary == null ? options : options.withTemporaryFolder(temporary);
    }
}
