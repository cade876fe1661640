package io.github.hype4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first minute of a new user. */
class QuickstartCommandTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void filtersThePoolThatComesWithTheCommand() throws IOException {
        Path output = folder.resolve("first");

        Cli run = Cli.run("quickstart", "--output", output);

        // Not every sample of the pool can be scored, on purpose; nothing of the shard itself is damaged.
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("the books balance").containsPattern("clean +\\d+ +\\d+ +0 ");
        assertThat(output.resolve("pool/00000000.tar")).exists();
        assertThat(output.resolve("subset.npy")).exists();
        assertThat(output.resolve("run.json")).exists();
        assertThat(output.resolve("report.html"))
                .content()
                .contains("120</strong><span> of 308 pairs kept", "The borderline");
        JsonNode summary =
                new ObjectMapper().readTree(output.resolve("summary.json").toFile());
        assertThat(summary.get("in").asInt()).isEqualTo(308);
        assertThat(summary.get("kept").asInt()).isEqualTo(120);
    }

    @Test
    void saysHowMuchOfWhatWasKeptIsClean() {
        Cli run = Cli.run("quickstart", "--output", folder.resolve("first"));

        Matcher figures = Pattern.compile(
                        "(\\d+)% of what was kept is clean; in the pool it was 40%.\\s+Of as many kept by the cosine.* (\\d+)% are")
                .matcher(run.out());
        assertThat(figures.find()).as(run.out()).isTrue();
        int hype = Integer.parseInt(figures.group(1));
        assertThat(hype).isGreaterThan(85).isGreaterThan(Integer.parseInt(figures.group(2)));
    }

    @Test
    void doesNotTouchAFolderThatHasSomethingInIt() throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "mine");

        Cli run = Cli.run("quickstart", "--output", folder);

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--output").contains("not empty");
        assertThat(folder).isDirectoryContaining(path -> path.endsWith("mine.txt"));
        assertThat(folder.resolve("pool")).doesNotExist();
    }

    @Test
    void theNextCommandThatItNamesWorks() {
        Path output = folder.resolve("first");
        Cli.run("quickstart", "--output", output);

        Cli select = Cli.run(
                "select", output, "--score", "paper", "--keep-fraction", "0.3", "--output", output.resolve("paper"));

        assertThat(select.exitCode()).as(select.err()).isZero();
        assertThat(output.resolve("paper/subset.npy")).exists();
    }

    @Test
    void aCommandWithoutAModelUsesTheEmbeddedOneAndSaysSo() {
        Cli run = Cli.run("model", "info");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("embedded model hype-mini").contains("--model");
        assertThat(run.out()).contains("1024 images, 1024 texts");
    }
}
