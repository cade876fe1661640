package io.github.hype4j.cli;

import io.github.hype4j.io.scores.ScoreFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Where results go. */
final class OutputOptions {

    static final String SUBSET = "subset.npy";
    static final String SUMMARY = "summary.json";
    static final String REPORT = "report.html";

    @Option(
            names = "--output",
            required = true,
            paramLabel = "DIR",
            description = "the folder for the results; made if it does not exist")
    @SuppressWarnings("NullAway.Init") // set by picocli
    Path folder;

    @Option(names = "--overwrite", description = "replaces results that are in the output folder already")
    boolean overwrite;

    /** Makes the folder, before any work is done. */
    void prepare() throws IOException {
        prepare(false);
    }

    /**
     * Makes the folder, before any work is done.
     *
     * @param resume whether a run in it goes on
     */
    void prepare(boolean resume) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new FileAlreadyExistsException(folder.toString(), null, "--output must be a folder, but is a file");
        }
        if (Files.isDirectory(folder) && !overwrite && !resume && !isEmpty()) {
            throw new IllegalArgumentException("--output: " + folder + " exists and is not empty; use --overwrite to"
                    + " replace the results in it, or --resume to go on with a run of 'hype score' or 'hype filter'");
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IOException("--output: the folder " + folder + " cannot be made: " + e.getMessage(), e);
        }
    }

    private boolean isEmpty() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            // A killed run may have left temporary files, whose names begin with a dot.
            return files.allMatch(file -> String.valueOf(file.getFileName()).startsWith("."));
        }
    }

    /** The score files of a run in the folder. */
    Path scores() {
        return folder.resolve(ScoreFiles.FOLDER);
    }

    Path subset() {
        return folder.resolve(SUBSET);
    }

    Path summary() {
        return folder.resolve(SUMMARY);
    }

    Path report() {
        return folder.resolve(REPORT);
    }
}
