package io.github.hype4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintCommandTest {

    @TempDir
    Path folder;

    private Path shard(String key, int samples) {
        byte[] image = PoolFiles.clean(1).firstImage();
        PoolFiles files = new PoolFiles();
        for (int i = 0; i < samples; i++) {
            files.pair(key + i, image, "a cat");
        }
        return files.write(folder.resolve("0.tar"));
    }

    @Test
    void aCleanPoolEndsWithZero() {
        Cli run = Cli.run("lint", shard("a", 3), "--ignore", "missing_metadata");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("1 shards, 6 members, 3 samples: nothing was found");
    }

    @Test
    void findingsAreGroupedCountedAndEndWithThree() {
        Cli run = Cli.run("lint", shard("a", 4), "--examples", 2);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DAMAGED_INPUT);
        assertThat(run.out())
                .contains("4 missing_metadata: a sample without a json")
                .contains("0: a0: the sample has png, txt, but no json")
                .contains("0: a1: ")
                .doesNotContain("0: a2: ")
                .contains("and 2 more")
                .contains("something was found");
    }

    @Test
    void allFindingsGoIntoTheJson() throws IOException {
        Path json = folder.resolve("findings.json");

        Cli run = Cli.run("lint", shard("a", 9), "--examples", 0, "--json", json);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DAMAGED_INPUT);
        JsonNode root = new JsonMapper().readTree(json.toFile());
        assertThat(root.path("findings")).hasSize(9);
        assertThat(root.path("findings").get(8).toString())
                .isEqualTo("{\"kind\":\"missing_metadata\",\"shard\":\"0\",\"member\":\"a8\","
                        + "\"detail\":\"the sample has png, txt, but no json\"}");
        assertThat(root.path("counts").path("missing_metadata").longValue()).isEqualTo(9);
        assertThat(root.path("samples").longValue()).isEqualTo(9);
    }

    @Test
    void aJsonThatIsThereIsReplacedOnlyIfToldSo() throws IOException {
        Path json = Files.writeString(folder.resolve("findings.json"), "mine");
        Path shard = shard("a", 1);

        Cli refused = Cli.run("lint", shard, "--json", json);

        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(json).hasContent("mine");
        assertThat(Cli.run("lint", shard, "--json", json, "--overwrite").exitCode())
                .isEqualTo(ExitCode.DAMAGED_INPUT);
        assertThat(Files.readString(json)).startsWith("{");
    }

    @Test
    void namesCannotDriveTheTerminal() {
        Cli run = Cli.run("lint", shard("\u001b[2Ja", 1));

        assertThat(run.out()).contains("[U+001B][2Ja0").doesNotContain("\u001b");
    }

    @Test
    void anUnknownKindIsToldPlainly() {
        Cli run = Cli.run("lint", shard("a", 1), "--ignore", "missing_cat");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("missing_cat").contains("missing_metadata");
    }

    @Test
    void anExampleCountBelowZeroAndAFolderWithoutTarsAreToldPlainly() {
        Cli negative = Cli.run("lint", shard("a", 1), "--examples", -1);
        Cli images = Cli.run("lint", Cli.EXAMPLES.resolve("shapes-folder"));

        assertThat(negative.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(negative.err()).contains("--examples must be at least 0, got -1");
        assertThat(images.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(images.err()).contains("no .tar shards");
    }
}
