package io.github.hype4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {

    private static Path picture() throws IOException {
        try (Stream<Path> files = Files.walk(Cli.EXAMPLES.resolve("shapes-folder"))) {
            return files.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The number in a column of a line, counted from 0. */
    private static double number(String line, int column) {
        return Double.parseDouble(List.of(line.trim().split("\\s+", -1)).get(column));
    }

    @Test
    void everyComponentIsShownAndTheScoreIsTheirSum() throws IOException {
        Cli run = Cli.run("inspect", "--model", Cli.MODEL, "--image", picture(), "--text", "a red circle");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "image_specificity",
                        "text_specificity",
                        "negative_distance",
                        "cosine",
                        "entailment_violation",
                        "image_root_distance",
                        "text_root_distance",
                        "score");
        double sum = run.out()
                .lines()
                .filter(line -> line.contains(" 1.00 "))
                .mapToDouble(line -> number(line, 3))
                .sum();
        double score = run.out()
                .lines()
                .filter(line -> line.trim().startsWith("score"))
                .mapToDouble(line -> number(line, 1))
                .findFirst()
                .orElseThrow();
        assertThat(score).isCloseTo(sum, within(5e-5));
    }

    @Test
    void anImageThatIsNoneIsToldPlainly(@TempDir Path folder) throws IOException {
        Path page = Files.writeString(folder.resolve("cat.jpg"), "<html>not found</html>");

        Cli run = Cli.run("inspect", "--model", Cli.MODEL, "--image", page, "--text", "a cat");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("unsupported_image").doesNotContain("\tat ");
    }

    @Test
    void anImageThatIsNotThereIsToldPlainly() {
        Cli run = Cli.run("inspect", "--model", Cli.MODEL, "--image", "nowhere.png", "--text", "a cat");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("nowhere.png");
    }
}
