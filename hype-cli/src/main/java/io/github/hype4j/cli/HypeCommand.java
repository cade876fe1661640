package io.github.hype4j.cli;

import io.github.hype4j.Provenance;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The {@code hype} command: its subcommands, and how errors become exit codes. */
@Command(
        name = "hype",
        description = {
            "Curates pools of image-text pairs: keeps those that are aligned AND specific.",
            "",
            "HYPE embeds images and captions in hyperbolic space, where the distance from the origin and entailment"
                    + " cones tell how specific a sample is, and ranks pairs by image specificity + text specificity"
                    + " - distance + cosine.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  hype quickstart",
            "  hype filter my-shards/ --model my-model/ --keep-fraction 0.2 --output out/",
            "  hype select out/ --keep-fraction 0.3 --weight cosine=0 --output out-0.3/",
            "  hype inspect --model my-model/ --image cat.jpg --text 'a cat on a mat'",
            "",
            "'hype help COMMAND' tells more of each command."
        },
        subcommands = {
            QuickstartCommand.class,
            FilterCommand.class,
            ScoreCommand.class,
            SelectCommand.class,
            DiffCommand.class,
            ExplainCommand.class,
            ReshardCommand.class,
            ClusterCommand.class,
            RescoreCommand.class,
            InspectCommand.class,
            LintCommand.class,
            ReferenceCommand.class,
            ModelCommand.class,
            AutoComplete.GenerateCompletion.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = HypeCommand.Version.class,
        scope = CommandLine.ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND")
final class HypeCommand {

    @CommandLine.Option(
            names = "--stacktrace",
            scope = CommandLine.ScopeType.INHERIT,
            description = "print the stack trace of an error, for bug reports")
    private boolean stacktrace;

    /**
     * Runs the command and exits.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        HypeCommand command = new HypeCommand();
        return new CommandLine(command)
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, line, parsed) -> command.report(e, line));
    }

    private int report(Exception e, CommandLine line) {
        if (Thread.interrupted()) {
            line.getErr().println("hype: stopped before the work was done; nothing is half-written");
            return ExitCode.FAILED;
        }
        if (stacktrace || !isExpected(e)) {
            e.printStackTrace(line.getErr());
        }
        line.getErr().println("hype: " + message(e));
        return isConfiguration(e) ? ExitCode.USAGE : ExitCode.FAILED;
    }

    private static boolean isConfiguration(Exception e) {
        return e instanceof IllegalArgumentException
                || e instanceof NoSuchFileException
                || e instanceof FileAlreadyExistsException;
    }

    private static boolean isExpected(Exception e) {
        return isConfiguration(e) || e instanceof IOException;
    }

    private static String message(Exception e) {
        if (e instanceof NoSuchFileException missing) {
            String reason = missing.getReason() == null ? "no such file" : missing.getReason();
            return missing.getFile() + ": " + reason;
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    /** Reads the version from the library. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"hype " + Provenance.version(), "Java " + Runtime.version()};
        }
    }
}
