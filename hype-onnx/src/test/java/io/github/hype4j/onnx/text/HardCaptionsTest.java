package io.github.hype4j.onnx.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** With CLIP's own vocabulary. */
class HardCaptionsTest {

    private static final int CONTEXT_LENGTH = 4096;

    private static final CaptionTokenizer CLIP =
            CaptionTokenizer.from(clipVocabulary(), TextPreparation.of(CONTEXT_LENGTH, 0, "clip"));

    @Test
    void hasTheIdsOfWellKnownCaptions() {
        assertThat(CLIP.largestId()).isEqualTo(49_407);
        assertThat(CLIP.encode("a photo of a cat")).startsWith(49_406, 320, 1125, 539, 320, 2368, 49_407);
        assertThat(CLIP.encode("hello world!")).startsWith(49_406, 3306, 1002, 256, 49_407);
    }

    /** Ids from the Python in tools/tokenizer-fixtures/hard.py. */
    @Test
    void givesTheIdsOfTheReferenceOnTenThousandHardCaptions() {
        List<JsonNode> golden = Fixtures.lines("golden-hard.jsonl.gz");
        assertThat(golden).hasSize(10_000);
        SoftAssertions softly = new SoftAssertions();
        for (JsonNode line : golden) {
            int[] ids = Fixtures.ints(line.get("ids"));
            assertThat(ids).hasSizeLessThan(CONTEXT_LENGTH - 1);
            softly.assertThat(Fixtures.tokens(CLIP, line.get("caption").textValue()))
                    .as(line.get("caption").toString())
                    .isEqualTo(ids);
        }
        softly.assertAll();
    }

    /** The small tokenizer's file with CLIP's merges and ids. */
    private static byte[] clipVocabulary() {
        return Fixtures.changed(Fixtures.CLIP, document -> {
            List<String> tokens = new ArrayList<>(symbols());
            ArrayNode merges = document.arrayNode();
            new String(Fixtures.bytes("clip-merges.txt.gz"), StandardCharsets.UTF_8)
                    .lines()
                    .forEach(merge -> {
                        merges.add(merge);
                        tokens.add(merge.replace(" ", ""));
                    });
            tokens.add("<|startoftext|>");
            tokens.add("<|endoftext|>");
            ObjectNode ids = document.objectNode();
            tokens.forEach(token -> ids.put(token, ids.size()));
            ObjectNode model = (ObjectNode) document.get("model");
            model.set("merges", merges);
            model.set("vocab", ids);
            for (JsonNode added : document.get("added_tokens")) {
                ((ObjectNode) added).set("id", ids.get(added.get("content").textValue()));
            }
            for (String end : List.of("cls", "sep")) {
                ArrayNode pair = (ArrayNode) document.get("post_processor").get(end);
                pair.set(1, ids.get(pair.get(0).textValue()));
            }
        });
    }

    /** The printable bytes come first, then the others; after them the same as a word's last byte. */
    private static List<String> symbols() {
        List<String> symbols = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (int b = 0; b < 256; b++) {
            boolean printable = ByteSymbols.of(b).charAt(0) == b;
            (printable ? symbols : others).add(ByteSymbols.of(b));
        }
        symbols.addAll(others);
        List.copyOf(symbols).forEach(symbol -> symbols.add(symbol + ByteLevelBpe.END_OF_WORD));
        return symbols;
    }
}
