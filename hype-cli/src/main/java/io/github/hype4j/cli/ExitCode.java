package io.github.hype4j.cli;

/** What the exit status says. */
final class ExitCode {

    /** The work is done; bad samples, if any, are counted in the summary. */
    static final int DONE = 0;

    /** The work could not be finished: a file could not be read or written, the encoder failed, or a signal stopped it. */
    static final int FAILED = 1;

    /** Bad usage or configuration; nothing was written. */
    static final int USAGE = 2;

    /** The work is done, but a part of the input could not be read, such as the rest of a shard that is cut; or lint or model verify found something. */
    static final int DAMAGED_INPUT = 3;

    /** The books do not balance: a sample was lost, which is a defect; or, in resharding, the pool lacks a uid of the subset. */
    static final int UNBALANCED = 4;

    private static final String UP_TO_DAMAGED = "%nExit codes:%n"
            + "  0  done; bad samples, if any, are counted in the summary%n"
            + "  1  not finished: a file could not be read or written, the encoder failed, or it was stopped%n"
            + "  2  bad usage or configuration; nothing was written%n"
            + "  3  done, but a part of the input could not be read (a shard that is cut)%n";

    static final String HELP = UP_TO_DAMAGED + "  4  the books do not balance: a sample was lost; please report it%n";

    /** For resharding, where a uid may be absent from the pool. */
    static final String HELP_OF_SUBSET =
            UP_TO_DAMAGED + "  4  the books do not balance: uids of the subset are not in the pool, or damaged there%n";

    private ExitCode() {}
}
