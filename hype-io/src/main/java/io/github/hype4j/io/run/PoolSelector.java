package io.github.hype4j.io.run;

import io.github.hype4j.SelectionReport;
import io.github.hype4j.io.file.AtomicFile;
import io.github.hype4j.io.file.TemporaryFolder;
import io.github.hype4j.io.scores.ScoreFiles;
import io.github.hype4j.score.HypeScore;
import io.github.hype4j.selection.SelectionPolicy;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Cuts score files into a subset file, without encoding anything again. */
public final class PoolSelector {

    private PoolSelector() {}

    /**
     * Selects.
     *
     * @param scores the scores, scanned several times
     * @param policy what to keep; its components must be in the file, and so must the statistics of a score that lacks
     *     them
     * @param target the subset file, written aside and moved in when it is whole
     * @param overwrite whether to replace a file that exists
     * @return the books, over every row of the score file
     * @throws java.nio.file.FileAlreadyExistsException if the target exists and is not to be replaced
     * @throws IOException if a file cannot be read or written
     * @throws IllegalArgumentException if the file lacks a component, or statistics
     */
    public static SelectionReport select(ScoreFiles scores, SelectionPolicy policy, Path target, boolean overwrite)
            throws IOException {
        return select(scores, policy, target, SelectionOptions.defaults().withOverwrite(overwrite));
    }

    /**
     * Selects.
     *
     * <p>Rows are read by several threads, many at a time: two passes over the components that the policy needs, one over
     * these and the uids, and further ones only where samples of one score stand on both sides of a cut or uids are
     * repeated. Of rows that have one uid, the first in the order of the files counts, whatever its status; the others are
     * counted as duplicates, are no part of n and are never kept. Memory does not grow with the pool, but for a bit a row of
     * the files that have repeats.
     *
     * @param scores the scores, scanned several times
     * @param policy what to keep; its components must be in the files, and so must the statistics of a score that lacks
     *     them
     * @param target the subset file, written aside and moved in when it is whole
     * @param options how to go about it
     * @return the books, over every row of the score files
     * @throws java.nio.file.FileAlreadyExistsException if the target exists and is not to be replaced
     * @throws IOException if a file cannot be read or written; the message names it
     * @throws IllegalArgumentException if the files lack a component, or statistics
     */
    public static SelectionReport select(
            ScoreFiles scores, SelectionPolicy policy, Path target, SelectionOptions options) throws IOException {
        if (!options.overwrite() && Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString(), null, "exists already and must not be replaced");
        }
        Path parent = target.toAbsolutePath().getParent();
        // What a killed process has written of a subset goes with the folder that it was written in.
        try (TemporaryFolder aside = TemporaryFolder.in(parent == null ? Path.of("") : parent)) {
            Path whole = aside.path().resolve(String.valueOf(target.getFileName()));
            SelectionReport report = options.temporaryFolder().isEmpty()
                    ? select(scores, policy, whole, options, aside)
                    : selectElsewhere(scores, policy, whole, options);
            AtomicFile.moveIn(whole, target, options.overwrite());
            return report;
        }
    }

    private static SelectionReport selectElsewhere(
            ScoreFiles scores, SelectionPolicy policy, Path whole, SelectionOptions options) throws IOException {
        try (TemporaryFolder temporary =
                TemporaryFolder.in(options.temporaryFolder().orElseThrow())) {
            return select(scores, policy, whole, options, temporary);
        }
    }

    private static SelectionReport select(
            ScoreFiles scores, SelectionPolicy policy, Path whole, SelectionOptions options, TemporaryFolder temporary)
            throws IOException {
        return new SelectionRun(scores, standardized(policy, scores), options, temporary.path()).write(whole);
    }

    /**
     * A policy whose scores have the statistics that they need from a score file.
     *
     * @param policy any policy
     * @param scores the score file that it is to be applied to
     * @return the policy, with every score ready to be computed
     * @throws IllegalArgumentException if a score needs statistics that the file does not have
     */
    public static SelectionPolicy standardized(SelectionPolicy policy, ScoreFiles scores) {
        return policy.withScores(score -> standardized(score, scores));
    }

    private static HypeScore standardized(HypeScore score, ScoreFiles scores) {
        if (!score.lacksStatistics()) {
            return score;
        }
        return score.standardizedBy(
                ScoreFileMetadata.statistics(scores.metadata())
                        .orElseThrow(
                                () -> new IllegalArgumentException(
                                        "score: the "
                                                + score.form().label() + " form needs reference statistics, and "
                                                + scores.path()
                                                + " has none: the model that made it had none; 'hype reference build' makes a bundle with them")));
    }
}
