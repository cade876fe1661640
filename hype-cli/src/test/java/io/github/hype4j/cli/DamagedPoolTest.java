package io.github.hype4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hype4j.io.scores.ScoreFiles;
import io.github.hype4j.io.scores.ScoreRow;
import io.github.hype4j.io.scores.ScoreStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pool with damage of every kind is worked through to the end: what is damaged is told and counted, the rest is as ever. */
class DamagedPoolTest {

    /** What may become of a damaged sample. One that lacks a part beside a hole may have lost it there. */
    private static final Map<String, Set<String>> REASONS = Map.of(
            "broken_header", Set.of("unreadable"),
            "torn_tail", Set.of("unreadable"),
            "cut_image", Set.of("truncated_image", "corrupt_image"),
            "bad_json", Set.of("bad_metadata"),
            "missing_caption", Set.of("missing_caption", "unreadable"),
            "repeated_uid", Set.of("duplicate_uid"));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    /** What the tool says that it has damaged. */
    @SuppressWarnings("NullAway.Init")
    private static JsonNode damage;

    @BeforeAll
    static void makePools() throws Exception {
        PoolTool tool = PoolTool.compile(folder.resolve("classes"));
        tool.makePool(folder.resolve("sound"));
        damage = new ObjectMapper().readTree(tool.makePool(pool(), "--damage", "0.1"));
    }

    private static Path pool() {
        return folder.resolve("damaged");
    }

    private static Cli score(Path pool, Path run) {
        return Cli.run("score", pool.resolve("shards"), "--model", Cli.MODEL, "--output", run);
    }

    private static Map<String, ScoreRow> rows(Path run) throws IOException {
        Map<String, ScoreRow> rows = new HashMap<>();
        ScoreFiles.open(run)
                .forEach(row -> assertThat(rows.put(row.key(), row.row())).isNull());
        return rows;
    }

    private static List<JsonNode> damage(String kind) {
        List<JsonNode> entries = new ArrayList<>();
        for (JsonNode entry : damage) {
            if (entry.path("damage").asText().equals(kind)) {
                entries.add(entry);
            }
        }
        assertThat(entries).as(kind).isNotEmpty();
        return entries;
    }

    private static String name(JsonNode entry) {
        String file = entry.path("file").asText();
        return file.substring(file.indexOf('/') + 1);
    }

    @Test
    void everyDamagedSampleHasAReasonAndEveryOtherItsScore() throws Exception {
        score(folder.resolve("sound"), folder.resolve("expected"));

        Cli run = score(pool(), folder.resolve("run"));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DAMAGED_INPUT);
        assertThat(run.out()).contains("the books balance");
        Map<String, ScoreRow> expected = rows(folder.resolve("expected"));
        Map<String, ScoreRow> rows = rows(folder.resolve("run"));
        for (String kind : REASONS.keySet()) {
            for (JsonNode entry : damage(kind)) {
                JsonNode keys = entry.path("samples");
                for (int i = 0; i < keys.size(); i++) {
                    String key = keys.get(i).asText();
                    ScoreRow row = rows.remove(key);
                    expected.remove(key);
                    if (row == null) {
                        assertThat(kind)
                                .as("behind a torn end there is not even a name")
                                .isEqualTo("torn_tail");
                        assertThat(i).isPositive();
                    } else {
                        assertThat(row.status()).isNotEqualTo(ScoreStatus.SCORED);
                        assertThat(REASONS.get(kind)).as(kind + " of " + key).contains(String.valueOf(row.reason()));
                    }
                }
            }
        }
        assertThat(rows).isEqualTo(expected);
        for (String kind : List.of("torn_tail", "broken_header", "cut_parquet")) {
            damage(kind).forEach(entry -> assertThat(run.out()).contains(name(entry)));
        }
    }

    @Test
    void theSubsetOfADamagedPoolIsReshardedToTheLastSample() throws Exception {
        Path subset = folder.resolve("out/subset.npy");
        Path training = folder.resolve("training");
        score(pool(), folder.resolve("reshard-run"));
        Cli.run("select", folder.resolve("reshard-run"), "--keep-fraction", 0.5, "--output", folder.resolve("out"));

        Cli run = Cli.run(
                "reshard", pool().resolve("shards"), "--subset", subset, "--shard-samples", 25, "--output", training);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DAMAGED_INPUT);
        assertThat(run.out()).contains("the books balance").containsPattern("not found in the pool +0\n");
        for (String kind : List.of("torn_tail", "broken_header", "cut_parquet")) {
            damage(kind).forEach(entry -> assertThat(run.out()).contains(name(entry)));
        }
        damage("bad_json")
                .forEach(entry -> assertThat(run.out())
                        .contains("sample " + entry.path("samples").get(0).asText()));
        assumeTrue(PoolTool.canCheck(), "the reader by Python's rules needs /usr/bin/python3 with numpy");
        PoolTool.check(training, subset);
    }

    @Test
    void rowsWithoutEmbeddingsFailAndAllOthersAreScored() throws IOException {
        Cli run = Cli.run(
                "rescore",
                pool().resolve("metadata"),
                "--image-array",
                "l14_img",
                "--text-array",
                "l14_txt",
                "--output",
                folder.resolve("rescored"));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DAMAGED_INPUT);
        Set<String> lost = new TreeSet<>();
        for (JsonNode entry : damage("short_npz")) {
            assertThat(run.out()).contains(name(entry));
            entry.path("samples").forEach(uid -> lost.add(uid.asText()));
        }
        Set<String> failed = new TreeSet<>();
        ScoreFiles.open(folder.resolve("rescored")).forEach(row -> {
            if (row.status() != ScoreStatus.SCORED) {
                assertThat(row.reason()).isEqualTo("unreadable");
                failed.add(row.uid().toString());
            }
        });
        assertThat(failed).isEqualTo(lost);
    }
}
