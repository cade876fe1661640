package io.github.hype4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command in a Java of its own, which can be killed. */
final class HypeProcess {

    private HypeProcess() {}

    /**
     * Starts it.
     *
     * @param folder takes what it prints, at the end of {@code log}, and what is unpacked for it, which stays behind where it is
     *     killed
     * @param words the command line
     */
    static Process start(Path folder, Object... words) throws IOException {
        return start(folder, List.of(), words);
    }

    /** Starts it by another program, such as a shell that sets limits. */
    static Process start(Path folder, List<String> by, Object... words) throws IOException {
        List<String> command = new ArrayList<>(by);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                HypeCommand.class.getName()));
        for (Object word : words) {
            command.add(word.toString());
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }
}
