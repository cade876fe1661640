package io.github.hype4j.onnx.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ClipWordsTest {

    @Property(tries = 3000)
    void findsTheWordsOfThePattern(@ForAll("captions") String caption) {
        assertThat(words(caption)).isEqualTo(NaiveClip.words(caption));
    }

    @Test
    void putsEveryCodePointInTheClassThatThePatternDoes() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            String text = "a" + Character.toString(codePoint) + "?" + Character.toString(codePoint) + "1";
            List<String> found = words(text);
            // The slow pattern is asked only where the scanner does not see the most common class.
            if (!found.equals(List.of("a", text.substring(1, text.length() - 1), "1"))
                    || !Character.isDefined(codePoint)) {
                assertThat(found).as("U+%04X", codePoint).isEqualTo(NaiveClip.words(text));
            } else {
                assertThat(Character.isLetterOrDigit(codePoint))
                        .as("U+%04X", codePoint)
                        .isFalse();
            }
        }
    }

    @Test
    void prefersSpecialsAndContractionsWhereAWordStarts() {
        assertThat(words("don't <|endoftext|>x!<|endoftext|> 'special 'LLama"))
                .containsExactly(
                        "don", "'t", "<|endoftext|>", "x", "!<|", "endoftext", "|>", "'s", "pecial", "'LL", "ama");
    }

    @Test
    void takesNumbersOneByOne() {
        assertThat(words("12ab٣Ⅷ½")).containsExactly("1", "2", "ab", "٣", "Ⅷ", "½");
    }

    @Provide
    Arbitrary<String> captions() {
        return Captions.any();
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        ClipWords scanner = new ClipWords(text, "<|startoftext|>", "<|endoftext|>");
        while (scanner.next()) {
            words.add(scanner.word());
        }
        return words;
    }
}
