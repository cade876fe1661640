package io.github.hype4j.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import picocli.CommandLine;

/** A run of the command, with what it printed. */
record Cli(int exitCode, String out, String err) {

    static final Path EXAMPLES = Path.of(System.getProperty("hype.examples"));
    static final Path MODEL = EXAMPLES.resolve("shapes-model");
    static final Path POOL = EXAMPLES.resolve("shapes-pool");

    static Cli run(Object... args) {
        String[] words = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i].toString();
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = HypeCommand.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return new Cli(commandLine.execute(words), out.toString(), err.toString());
    }
}
