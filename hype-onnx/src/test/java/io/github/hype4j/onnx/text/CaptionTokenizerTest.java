package io.github.hype4j.onnx.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptionTokenizerTest {

    private static final CaptionTokenizer CLIP = Fixtures.tokenizer(Fixtures.CLIP, 12, "clip");

    /** Ids from the Python in tools/tokenizer-fixtures/make.py. */
    @Test
    void givesTheIdsOfAnIndependentScript() {
        CaptionTokenizer clip = Fixtures.tokenizer(Fixtures.CLIP, 256, "none");
        CaptionTokenizer wordPiece = Fixtures.tokenizer(Fixtures.WORDPIECE, 256, "none");
        List<JsonNode> golden = Fixtures.lines("golden-ids.jsonl");
        assertThat(golden).hasSizeGreaterThan(15);
        for (JsonNode line : golden) {
            String caption = line.get("caption").textValue();
            assertThat(Fixtures.tokens(clip, caption)).as(caption).isEqualTo(Fixtures.ints(line.get("clip")));
            assertThat(Fixtures.tokens(wordPiece, caption)).as(caption).isEqualTo(Fixtures.ints(line.get("wordpiece")));
        }
    }

    @Test
    void framesAndPadsAShortCaption() {
        // "a" is the only token: 256 symbols, 256 with </w>; the letter a is the 64th printable byte.
        CaptionTokenizer padded =
                CaptionTokenizer.from(Fixtures.bytes(Fixtures.CLIP), TextPreparation.of(5, 7, "clip"));
        assertThat(padded.encode("a")).containsExactly(712, 256 + 64, 713, 7, 7);
        assertThat(padded.encode("")).containsExactly(712, 713, 7, 7, 7);
        assertThat(padded.startId()).isEqualTo(712);
        assertThat(padded.endId()).isEqualTo(713);
        assertThat(padded.largestId()).isEqualTo(713);
        assertThat(padded.contextLength()).isEqualTo(5);
    }

    @Test
    void cutsALongCaptionBeforeTheEndToken() {
        int[] row = CLIP.encode("one two three four five six seven eight nine ten eleven twelve");
        int[] longer = Fixtures.tokenizer(Fixtures.CLIP, 200, "clip")
                .encode("one two three four five six seven eight nine ten eleven twelve");
        assertThat(row).hasSize(12).endsWith(CLIP.endId());
        assertThat(Arrays.copyOf(row, 11)).isEqualTo(Arrays.copyOf(longer, 11));
        assertThat(longer[11]).isNotEqualTo(CLIP.endId());
    }

    @Test
    void aContextOfTwoIsTheFrame() {
        assertThat(Fixtures.tokenizer(Fixtures.CLIP, 2, "clip").encode("a dog")).containsExactly(712, 713);
    }

    @Test
    void readsASpecialTokenOnlyAsAWord() {
        assertThat(CLIP.encode("a<|endoftext|>b")).startsWith(712, 320, 713, 321, 713);
        assertThat(CLIP.encode("<|ENDOFTEXT|>")).startsWith(712, 713, 713);
        assertThat(Fixtures.tokens(CLIP, "!<|endoftext|>")).doesNotContain(713);
    }

    @Test
    void readsMergesAsPairsToo() {
        byte[] pairs = Fixtures.changed(Fixtures.CLIP, document -> {
            ArrayNode merges = (ArrayNode) document.at("/model/merges");
            for (int i = 0; i < merges.size(); i++) {
                ArrayNode pair = merges.arrayNode();
                for (String part : merges.get(i).textValue().split(" ", -1)) {
                    pair.add(part);
                }
                merges.set(i, pair);
            }
        });
        CaptionTokenizer tokenizer = CaptionTokenizer.from(pairs, TextPreparation.of(77, 0, "clip"));
        String caption = "a photo of the chef's table with white plates";
        assertThat(tokenizer.encode(caption))
                .isEqualTo(Fixtures.tokenizer(Fixtures.CLIP, 77, "clip").encode(caption));
    }

    @Test
    void readsAStream() throws IOException {
        CaptionTokenizer tokenizer = CaptionTokenizer.from(
                new ByteArrayInputStream(Fixtures.bytes(Fixtures.CLIP)), TextPreparation.of(12, 0, "clip"));
        assertThat(tokenizer.encode("a dog")).isEqualTo(CLIP.encode("a dog"));
    }

    @Test
    void writesTheSameRowToArraysAndBuffers() {
        int[] row = CLIP.encode("a red ball");
        long[] wide = Arrays.stream(row).asLongStream().toArray();

        long[] array = new long[14];
        CLIP.encode("a red ball", array, 1);
        assertThat(Arrays.copyOfRange(array, 1, 13)).isEqualTo(wide);
        assertThat(array[0] + array[13]).isZero();

        LongBuffer longs = ByteBuffer.allocateDirect(24 * 8).asLongBuffer();
        CLIP.encode("a dog", longs);
        CLIP.encode("a red ball", longs);
        assertThat(longs.position()).isEqualTo(24);
        long[] second = new long[12];
        longs.position(12).get(second);
        assertThat(second).isEqualTo(wide);

        IntBuffer ints = ByteBuffer.allocateDirect(12 * 4).asIntBuffer();
        CLIP.encode("a red ball", ints);
        int[] narrow = new int[12];
        ints.flip().get(narrow);
        assertThat(narrow).isEqualTo(row);
    }

    @Test
    void writesNothingWhereThereIsNoRoom() {
        long[] array = new long[12];
        assertThatThrownBy(() -> CLIP.encode("a", array, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> CLIP.encode("a", array, -1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(array).containsOnly(0);
        LongBuffer longs = LongBuffer.allocate(11);
        assertThatThrownBy(() -> CLIP.encode("a", longs)).isInstanceOf(BufferOverflowException.class);
        assertThat(longs.position()).isZero();
        IntBuffer ints = IntBuffer.allocate(11);
        assertThatThrownBy(() -> CLIP.encode("a", ints)).isInstanceOf(BufferOverflowException.class);
        assertThat(ints.position()).isZero();
    }

    /** A quadratic step anywhere would take minutes to hours on these. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a dog ",
                "!",
                "&",
                "&amp;",
                "amp;",
                "&#",
                "9",
                "\n",
                "&\n",
                " ",
                "Σ",
                "'",
                "\u0301",
                "\u0316\u0301",
                "\u001B[1",
                "[SEP]",
                "漢",
                "\uD83D",
                "😀",
                "é &amp;amp; ",
                "\u1112\u1161\u11AB",
                "Ã",
                "Ã©",
                "Ã©日",
                "Ã\u0083Â©",
                "â€™Ω",
                "ГўВЂВ"
            })
    void finishesOnAMegabyteOfAnything(String piece) {
        String caption = "&#" + piece.repeat((1 << 20) / piece.length());
        for (String file : List.of(Fixtures.CLIP, Fixtures.WORDPIECE)) {
            int[] row = Fixtures.tokenizer(file, 77, "clip").encode(caption);
            assertThat(row).hasSize(77);
        }
    }
}
