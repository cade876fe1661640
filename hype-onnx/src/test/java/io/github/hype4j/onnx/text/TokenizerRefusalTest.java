package io.github.hype4j.onnx.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizerRefusalTest {

    /** Sets a value (JSON; nothing removes the member) at a place, and expects a message with the field and what may stand there. */
    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '\0',
            value = {
                "clip | /model/type | \"Unigram\" | model.type must be \"BPE\" or \"WordPiece\", got \"Unigram\"",
                "clip | /model/type |  | model.type must be",
                "clip | /model/dropout | 0.1 | model.dropout must be absent",
                "clip | /model/end_of_word_suffix | null | model.end_of_word_suffix must be \"</w>\", got null",
                "clip | /model/continuing_subword_prefix | \"##\" | model.continuing_subword_prefix must be",
                "clip | /model/byte_fallback | true | model.byte_fallback must be false, got true",
                "clip | /model/ignore_merges | true | model.ignore_merges must be false",
                "clip | /model/ignore_merges | 1 | model.ignore_merges must be true or false, got 1",
                "clip | /model/vocab | [] | model.vocab must be an object",
                "clip | /model/vocab | {} | model.vocab must be an object with at least one token",
                "clip | /model/vocab/zz | 0 | model.vocab[\"zz\"] must be an id of its own, got 0, which is also that of \"!\"",
                "clip | /model/vocab/zz | -1 | model.vocab[\"zz\"] must be an integer from 0 to 2147483647, got -1",
                "clip | /model/vocab/zz | 2147483648 | must be an integer from 0 to 2147483647, got 2147483648",
                "clip | /model/vocab/zz | 900.5 | must be an integer from 0 to 2147483647, got 900.5",
                "clip | /model/vocab/zz | \"900\" | must be an integer from 0 to 2147483647, got \"900\"",
                "clip | /model/vocab/Ń |  | model.type BPE at byte level needs the token \"Ń\"",
                "clip | /model/merges | {} | model.merges must be a list",
                "clip | /model/merges/3 | \"a b c\" | model.merges[3] must be \"a b\" or [\"a\", \"b\"], got \"a b c\"",
                "clip | /model/merges/3 | [\"a\"] | model.merges[3] must be \"a b\" or [\"a\", \"b\"], got [\"a\"]",
                "clip | /model/merges/3 | \"q zz\" | model.merges[3] needs the token \"zz\"",
                "clip | /model/merges/3 | \"q q\" | model.merges[3] needs the token \"qq\"",
                "clip | /normalizer/normalizers/0/type | \"NFKC\" | normalizer.normalizers[0].type must be",
                "clip | /normalizer/normalizers/1/pattern/Regex | \"x\" | normalizer.normalizers[1].pattern.Regex must be \"\\s+\"",
                "clip | /pre_tokenizer/type | \"ByteLevel\" | pre_tokenizer.type must be \"Sequence\", got \"ByteLevel\"",
                "clip | /pre_tokenizer | null | pre_tokenizer.type must be \"Sequence\", got nothing",
                "clip | /pre_tokenizer/pretokenizers/0/pattern/Regex | \"\\\\w+\" | must be CLIP's pattern",
                "clip | /pre_tokenizer/pretokenizers/0/invert | false | pre_tokenizer.pretokenizers[0].invert must be true",
                "clip | /pre_tokenizer/pretokenizers/0/behavior | \"Isolated\" | pretokenizers[0].behavior must be",
                "clip | /pre_tokenizer/pretokenizers/1/add_prefix_space | true | add_prefix_space must be false, got true",
                "clip | /post_processor | null | post_processor.type must be \"RobertaProcessing\"",
                "clip | /post_processor/type | \"ByteLevel\" | post_processor.type must be \"RobertaProcessing\"",
                "clip | /post_processor/cls | [\"<s>\", 0] | post_processor.cls[0] needs the token \"<s>\"",
                "clip | /post_processor/cls | [\"<|endoftext|>\", 1] | post_processor.cls[1] must be 713",
                "clip | /post_processor/sep | \"x\" | post_processor.sep must be a list",
                "clip | /added_tokens/0/id | 5 | added_tokens[0].id must be 712, the id of \"<|startoftext|>\" in model.vocab, got 5",
                "clip | /added_tokens/0/content | \"new\" | added_tokens[0].id must be an id of its own",
                "word | /model/unk_token | \"<unk>\" | model.unk_token needs the token \"<unk>\"",
                "word | /model/max_input_chars_per_word | 0 | model.max_input_chars_per_word must be an integer from 1",
                "word | /normalizer | null | normalizer.type must be \"BertNormalizer\", got nothing",
                "word | /normalizer/type | \"Lowercase\" | normalizer.type must be \"BertNormalizer\", got \"Lowercase\"",
                "word | /normalizer/lowercase | \"yes\" | normalizer.lowercase must be true or false",
                "word | /pre_tokenizer/type | \"Whitespace\" | pre_tokenizer.type must be \"BertPreTokenizer\"",
                "word | /added_tokens/1/lstrip | true | added_tokens[1].lstrip must be false, got true",
                "word | /added_tokens/1/normalized | true | added_tokens[1].normalized must be false",
                "word | /post_processor/single | [] | post_processor.single must be a special token, the sequence",
                "word | /post_processor/single/0/SpecialToken/id | \"[BOS]\" | single[0].SpecialToken.id needs the token \"[BOS]\"",
                "word | /post_processor/special_tokens/[CLS]/ids | [2, 3] | special_tokens.[CLS].ids must be a list of one id",
                "word | /post_processor/special_tokens/[CLS]/ids | [9] | special_tokens.[CLS].ids[0] must be 2",
            })
    void namesTheFieldAndWhatIsSupported(String fixture, String pointer, String value, String message) {
        byte[] json = Fixtures.changed(
                fixture.equals("clip") ? Fixtures.CLIP : Fixtures.WORDPIECE, document -> set(document, pointer, value));
        assertThatThrownBy(() -> CaptionTokenizer.from(json, TextPreparation.of(77, 0, "none")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("tokenizer.json: ")
                .hasMessageContaining(message);
    }

    @Test
    void keepsTheMessageShort() {
        byte[] json = Fixtures.changed(Fixtures.CLIP, document -> document.put("pre_tokenizer", "x".repeat(5000)));
        assertThatThrownBy(() -> CaptionTokenizer.from(json, TextPreparation.of(77, 0, "none")))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '\0',
            value = {"{", "{} {}", "[1", "{\"model\":{},\"model\":{}}", "[]", "3", "''"})
    void refusesWhatIsNoTokenizer(String json) {
        byte[] bytes = json.replace("''", "").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> CaptionTokenizer.from(bytes, TextPreparation.of(77, 0, "none")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("tokenizer.json: ");
    }

    @Test
    void refusesATokenThatIsListedTwice() {
        String json = new String(Fixtures.bytes(Fixtures.CLIP), StandardCharsets.UTF_8)
                .replaceFirst("\"vocab\":\\{", "\"vocab\":{\"a\":64,");
        assertThatThrownBy(() ->
                        CaptionTokenizer.from(json.getBytes(StandardCharsets.UTF_8), TextPreparation.of(77, 0, "none")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Duplicate field 'a'");
    }

    @Test
    void refusesAPaddingOutsideOfTheVocabulary() {
        assertThatThrownBy(
                        () -> CaptionTokenizer.from(Fixtures.bytes(Fixtures.CLIP), TextPreparation.of(77, 714, "clip")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("padId must be at most 713, the largest id of the vocabulary, got 714");
    }

    private static void set(ObjectNode document, String pointer, String value) {
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = document.at(pointer.substring(0, slash));
        String name = pointer.substring(slash + 1);
        try {
            if (value == null) {
                assertThat(((ObjectNode) parent).remove(name)).isNotNull();
            } else if (parent instanceof ArrayNode array) {
                array.set(Integer.parseInt(name), Fixtures.JSON.readTree(value));
            } else {
                ((ObjectNode) parent).set(name, Fixtures.JSON.readTree(value));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
