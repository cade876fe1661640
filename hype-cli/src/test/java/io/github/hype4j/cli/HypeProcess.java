package io.github.hype4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

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

    /**
     * Kills a process at work: some time after something has come to be so.
     *
     * @return false if the process had ended by then
     */
    static boolean killWhen(Process process, Callable<Boolean> isSo, int thenMillis) throws Exception {
        while (!isSo.call()) {
            if (process.waitFor(1, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        if (process.waitFor(thenMillis, TimeUnit.MILLISECONDS)) {
            return false;
        }
        return process.destroyForcibly().waitFor() != 0;
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
