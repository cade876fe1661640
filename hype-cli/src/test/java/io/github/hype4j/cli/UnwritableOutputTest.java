package io.github.hype4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An output that cannot be written is exit code 1 with one line, and nothing is left half-written. File systems of
 * their own are mounted for it, which needs root on Linux; elsewhere these tests are skipped.
 */
class UnwritableOutputTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static final long PAGE = 4096;

    private boolean mounted;

    private static long pages(Path file) throws IOException {
        return (Files.size(file) + PAGE - 1) / PAGE;
    }

    private static boolean succeeds(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    private Path mount(String options) throws InterruptedException {
        try {
            mounted = succeeds("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString());
        } catch (IOException e) {
            mounted = false; // no mount command
        }
        assumeTrue(mounted, "mounting a file system needs root on Linux");
        return folder;
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (mounted) {
            assertThat(succeeds("umount", folder.toString())).isTrue();
        }
    }

    private Cli filterInto(Path output) {
        return Cli.run("filter", Cli.POOL, "--model", Cli.MODEL, "--keep-fraction", 0.4, "--output", output);
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static void assertFailedWithOneLine(Cli run, String... words) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err().lines().filter(line -> line.startsWith("hype: "))).hasSize(1);
        assertThat(run.err()).contains(words).doesNotContain("\tat ");
    }

    @Test
    void aDiskThatIsFullForTheScores() throws Exception {
        Path output = mount("size=4k").resolve("out");

        assertFailedWithOneLine(filterInto(output), ".parquet", "No space left");

        assertThat(filesIn(output)).containsExactlyInAnyOrder("run.json", "scores");
        assertThat(output.resolve("scores")).isEmptyDirectory();
    }

    @Test
    void aDiskThatIsFullForTheSubsetKeepsTheScores(@TempDir Path elsewhere) throws Exception {
        assertThat(filterInto(elsewhere.resolve("out")).exitCode()).isZero();
        long pages = pages(elsewhere.resolve("out/run.json"))
                + pages(elsewhere.resolve("out/scores/00000000.parquet"))
                + pages(elsewhere.resolve("out/scores/00000001.parquet"));
        Path output = mount("size=" + pages * PAGE).resolve("out");

        assertFailedWithOneLine(filterInto(output), "subset.npy", "No space left");

        assertThat(filesIn(output)).containsExactlyInAnyOrder("run.json", "scores");
    }

    @Test
    void aDiskThatIsReadOnly() throws Exception {
        Path output = mount("ro").resolve("out");

        assertFailedWithOneLine(filterInto(output), output.toString(), "Read-only");

        assertThat(output).doesNotExist();
    }
}
