package io.github.hype4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandHelpTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filter",
                "score",
                "select",
                "diff",
                "explain",
                "cluster",
                "reshard",
                "lint",
                "rescore",
                "inspect",
                "reference build",
                "model info",
                "model verify"
            })
    void everyCommandHasHelpWithAnExampleAndExitCodes(String command) {
        Object[] words = (command + " --help").split(" ");

        Cli help = Cli.run(words);

        assertThat(help.exitCode()).isZero();
        assertThat(help.out())
                .contains("Usage: hype " + command)
                .contains("Exit codes:")
                .contains("  hype " + command);
    }

    @Test
    void noCommandAtAllShowsUsage() {
        Cli run = Cli.run();
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("Usage: hype");
    }

    @Test
    void aMistypedCommandIsCorrected() {
        Cli run = Cli.run("fitler");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("filter");
    }

    @Test
    void theVersionIsPrinted() {
        assertThat(Cli.run("--version").out()).startsWith("hype 0.");
    }

    @Test
    void completionIsGeneratedForEveryCommand() {
        String script = Cli.run("generate-completion").out();
        for (String command : List.of("filter", "score", "select", "inspect", "lint", "reference", "model")) {
            assertThat(script).contains(command);
        }
        assertThat(script).contains("--keep-fraction");
    }
}
