package io.github.hype4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** {@code tools/pool}: pools like DataComp's, and the checker of training shards. */
final class PoolTool {

    private static final Path SOURCES = Cli.EXAMPLES.resolveSibling("tools").resolve("pool");

    private final Path classes;

    private PoolTool(Path classes) {
        this.classes = classes;
    }

    /** Compiles the tool into a folder. */
    static PoolTool compile(Path classes) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-d", classes.toString()));
        try (Stream<Path> files = Files.list(SOURCES)) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        return new PoolTool(classes);
    }

    /** Makes a pool of 10 shards of 30 pairs; returns what the tool printed. */
    String makePool(Path pool, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes + System.getProperty("path.separator") + System.getProperty("java.class.path"),
                "MakePool",
                "--output",
                pool.toString(),
                "--shards",
                "10",
                "--pairs",
                "30",
                "--seed",
                "1"));
        command.addAll(List.of(more));
        return run(command.toArray(String[]::new));
    }

    /** Whether {@link #check} can be used here. */
    static boolean canCheck() throws InterruptedException {
        return Python.has("numpy");
    }

    /** Checks training shards by a reader of Python's. */
    static void check(Path training, Path subset) throws IOException, InterruptedException {
        Python.run(SOURCES, "check_shards.py", training, subset);
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
