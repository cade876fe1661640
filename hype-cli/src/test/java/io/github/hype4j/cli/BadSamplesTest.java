package io.github.hype4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hype4j.io.scores.ScoreFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bad sample is counted with its reason, and changes nothing for its neighbours. */
class BadSamplesTest {

    private static final int CLEAN = 20;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Cli score(String name) {
        return Cli.run("score", folder.resolve("pool"), "--model", Cli.MODEL, "--output", folder.resolve(name));
    }

    /** Reason by key, and score by key where there is one. */
    private Map<String, String> outcomes(String name) throws IOException {
        Map<String, String> outcomes = new HashMap<>();
        ScoreFiles.open(folder.resolve(name))
                .forEach(row ->
                        outcomes.put(row.key(), Objects.requireNonNullElse(row.reason(), "score " + row.score())));
        return outcomes;
    }

    private Map<String, String> outcomesWith(PoolFiles bad) throws IOException {
        PoolFiles.clean(CLEAN).write(folder.resolve("pool/00000000.tar"));
        Cli alone = score("alone");
        assertThat(alone.exitCode()).as(alone.err()).isZero();
        bad.write(folder.resolve("pool/00000000.tar"));
        Cli together = score("together");
        assertThat(together.exitCode()).as(together.err()).isZero();
        Map<String, String> outcomes = outcomes("together");
        assertThat(outcomes).as("the neighbours' scores").containsAllEntriesOf(outcomes("alone"));
        outcomes.keySet().removeAll(outcomes("alone").keySet());
        return outcomes;
    }

    @Test
    void badImagesAreCountedByReason() throws IOException {
        PoolFiles pool = PoolFiles.clean(CLEAN);
        byte[] image = pool.firstImage();
        pool.pair("zero", new byte[0], "a red circle")
                .pair("truncated", Arrays.copyOf(image, image.length / 2), "a red circle")
                .pair(
                        "html",
                        "<!DOCTYPE html><html><body>404</body></html>".getBytes(StandardCharsets.UTF_8),
                        "a red circle")
                .pair("huge", pngHeader(65_535, 65_535), "a red circle")
                .pair("text", "not an image at all".getBytes(StandardCharsets.UTF_8), "a red circle");

        assertThat(outcomesWith(pool))
                .containsOnly(
                        Map.entry("zero", "empty_image"),
                        Map.entry("truncated", "truncated_image"),
                        Map.entry("html", "unsupported_image"),
                        Map.entry("huge", "image_too_large"),
                        Map.entry("text", "unsupported_image"));
    }

    @Test
    void badCaptionsAreCountedByReasonAndLongOnesAreScored() throws IOException {
        PoolFiles pool = PoolFiles.clean(CLEAN);
        byte[] image = pool.firstImage();
        pool.pair("blank", image, " \n ")
                .pair("none", image, "")
                .pair("long", image, "a red circle ".repeat(80_000))
                .put("latin1.png", image)
                .put("latin1.txt", new byte[] {'c', 'a', 'f', (byte) 0xE9});

        Map<String, String> outcomes = outcomesWith(pool);

        assertThat(outcomes.remove("long")).startsWith("score ");
        assertThat(outcomes)
                .containsOnly(
                        Map.entry("blank", "empty_caption"),
                        Map.entry("none", "empty_caption"),
                        Map.entry("latin1", "caption_not_utf8"));
    }

    @Test
    void pairsWithAPartMissingAreCountedAsMissing() throws IOException {
        PoolFiles pool = PoolFiles.clean(CLEAN);
        pool.put("lonely_image.png", pool.firstImage()).put("lonely_text.txt", "a red circle");

        assertThat(outcomesWith(pool))
                .containsOnly(Map.entry("lonely_image", "missing_caption"), Map.entry("lonely_text", "missing_image"));
    }

    @Test
    void badMetadataIsCounted() throws IOException {
        PoolFiles pool = PoolFiles.clean(CLEAN);
        byte[] image = pool.firstImage();
        pool.pair("noJson", image, "a red circle").put("noJson.json", "{not json");
        pool.pair("badUid", image, "a red circle").put("badUid.json", "{\"uid\": \"123\"}");

        assertThat(outcomesWith(pool))
                .containsOnly(Map.entry("noJson", "bad_metadata"), Map.entry("badUid", "bad_metadata"));
    }

    @Test
    void ofSamplesWithTheSameUidTheFirstCounts() throws IOException {
        PoolFiles pool = PoolFiles.clean(CLEAN);
        byte[] image = pool.firstImage();
        String json = "{\"uid\": \"0123456789abcdef0123456789abcdef\"}";
        pool.pair("first", image, "a red circle").put("first.json", json);
        pool.pair("second", image, "a blue square").put("second.json", json);

        Map<String, String> outcomes = outcomesWith(pool);

        assertThat(outcomes.get("first")).startsWith("score ");
        assertThat(outcomes.get("second")).isEqualTo("duplicate_uid");
    }

    @Test
    void aShardThatIsCutLosesOnlyWhatIsBehindTheCut() throws IOException {
        Path whole = PoolFiles.clean(CLEAN).write(folder.resolve("pool/00000000.tar"));
        score("whole");
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(whole, Arrays.copyOf(bytes, bytes.length / 2));

        Cli run = Cli.run(
                "filter",
                folder.resolve("pool"),
                "--model",
                Cli.MODEL,
                "--keep-fraction",
                "0.5",
                "--output",
                folder.resolve("cut"));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DAMAGED_INPUT);
        JsonNode summary =
                new ObjectMapper().readTree(folder.resolve("cut/summary.json").toFile());
        assertThat(summary.get("balanced").asBoolean()).isTrue();
        assertThat(summary.get("damage")).hasSize(1);
        assertThat(summary.get("damage").get(0).asText()).contains("00000000.tar");
        Map<String, String> before = outcomes("whole");
        Map<String, String> after = outcomes("cut");
        assertThat(after.size()).isBetween(CLEAN / 4, CLEAN);
        long unreadable = after.values().stream().filter("unreadable"::equals).count();
        assertThat(unreadable).isLessThanOrEqualTo(1);
        after.forEach((key, outcome) -> {
            if (outcome.startsWith("score ")) {
                assertThat(Float.parseFloat(outcome.substring(6)))
                        .as(key)
                        .isCloseTo(
                                Float.parseFloat(
                                        before.getOrDefault(key, "score NaN").substring(6)),
                                within(1e-4f));
            }
        });
    }

    /** A PNG that promises more pixels than fit into memory. */
    private static byte[] pngHeader(int width, int height) {
        ByteBuffer header = ByteBuffer.allocate(8 + 25 + 12);
        header.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        ByteBuffer ihdr = ByteBuffer.allocate(17);
        ihdr.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height);
        ihdr.put(new byte[] {8, 2, 0, 0, 0});
        putChunk(header, ihdr.array());
        putChunk(header, "IEND".getBytes(StandardCharsets.US_ASCII));
        return header.array();
    }

    private static void putChunk(ByteBuffer to, byte[] typeAndData) {
        CRC32 crc = new CRC32();
        crc.update(typeAndData);
        to.putInt(typeAndData.length - 4).put(typeAndData).putInt((int) crc.getValue());
    }
}
