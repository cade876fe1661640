package io.github.hype4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The system's Python, which has what Debian packages for it. */
final class Python {

    private static final String PROGRAM = "/usr/bin/python3";

    private Python() {}

    /** Whether it is there with these modules. */
    static boolean has(String... modules) throws InterruptedException {
        try {
            return new ProcessBuilder(PROGRAM, "-c", "import " + String.join(", ", modules))
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Runs it in a folder; it must succeed. */
    static String run(Path folder, Object... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(PROGRAM));
        Arrays.stream(words).map(Object::toString).forEach(command::add);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
