package io.github.hype4j.onnx.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CaptionCleaningTest {

    /** Made with ftfy 6.3.1 with html and regex by tools/tokenizer-fixtures/cleaning.py. */
    @Test
    void cleansAsThePythonLibrariesDo() {
        List<JsonNode> golden = Fixtures.lines("golden-cleaning.jsonl");
        assertThat(golden).hasSizeGreaterThan(400);
        SoftAssertions softly = new SoftAssertions();
        for (JsonNode line : golden) {
            softly.assertThat(clean(line.get("caption").textValue()))
                    .as(line.toString())
                    .isEqualTo(line.get("clean").textValue());
        }
        softly.assertAll();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "Tom &amp;amp; Jerry | tom & jerry",
                "&lt;b&gt;Bold&lt;/b&gt; | <b>bold</b>",
                "It&#39;s &quot;ok&quot; | it's \"ok\"",
                "&copy2020 caf&eacute Ltd&period; | ©2020 café ltd.",
                "&apos;x&apos; &#X26; &#128; | 'x' & €",
                "“Curly” ‘quotes’ | \"curly\" 'quotes'",
                "ﬁne ＡＢＣ ｶﾞ | fine abc ガ",
                "ΟΔΟΣ ΣΑΣ Σ | οδος σας σ",
                "STRASSE İ ẞ | strasse i̇ ß",
            })
    void cleansByHand(String caption, String clean) {
        assertThat(clean(caption)).isEqualTo(clean);
    }

    @Test
    void leavesReferencesToTheLaterStepsFromALineWithMarkupOn() {
        // Three levels: one by the repair, two by unescaping; markup takes the first away.
        assertThat(clean("&amp;amp;amp;lt;")).isEqualTo("<");
        assertThat(clean("<i> &amp;amp;amp;lt;")).isEqualTo("<i> &amp;lt;");
        assertThat(clean("&amp;amp;amp;lt;\n<i>\n&amp;amp;amp;lt;")).isEqualTo("< <i> &amp;lt;");
    }

    @Test
    void collapsesAllThatPythonCallsSpace() {
        assertThat(clean("\u001C\u00A0 a\u2003\u3000\t b\u0085\u1680c\u2028d\u001F"))
                .isEqualTo("a b… c d");
        assertThat(PythonText.collapseSpace("\u001Ca\u001D\u0085\u001Eb\u001F")).isEqualTo("a b");
    }

    @Test
    void replacesLoneSurrogatesAndRemovesControls() {
        assertThat(clean("a\uD83Db\uDE00 \uD83D\uDE00 c\u0000d\uFEFFe\u001B[31mf"))
                .isEqualTo("a\uFFFDb\uFFFD 😀 cdef");
    }

    @Test
    void undoesMojibakeBetweenTheOtherRepairs() {
        assertThat(clean("CAFÃ©")).isEqualTo("café");
        assertThat(clean("cafÃ&copy; &Atilde;\u001B[0m© itâ€™s")).isEqualTo("café é it's");
        assertThat(clean("<i>cafÃ&copy;</i>")).isEqualTo("<i>cafã©</i>");
    }

    @Test
    void doesNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(clean("TITLE I")).isEqualTo("title i");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Property
    void cleansInOnePassAsInTwo(@ForAll("captions") String caption) {
        String ascii = caption.codePoints()
                .map(c -> c & 0x7F)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        for (String text : List.of(caption, ascii)) {
            assertThat(PythonText.collapseSpaceAndLower(text))
                    .isEqualTo(PythonText.lower(PythonText.collapseSpace(text)));
        }
    }

    @Property
    void leavesNoDoubleNoOuterSpaceAndNoCapitals(@ForAll("captions") String caption) {
        String clean = clean(caption);
        assertThat(clean).doesNotContain("  ").doesNotStartWith(" ").doesNotEndWith(" ");
        assertThat(clean.codePoints().filter(c -> Character.toLowerCase(c) != c))
                .isEmpty();
        assertThat(clean.codePoints().filter(c -> c >= 0xD800 && c <= 0xDFFF)).isEmpty();
    }

    @Property
    void noneIsTheCaptionItself(@ForAll("captions") String caption) {
        assertThat(CaptionCleaning.NONE.clean(caption)).isSameAs(caption);
    }

    @ParameterizedTest
    @EnumSource
    void isFoundByItsLabel(CaptionCleaning cleaning) {
        assertThat(CaptionCleaning.from(cleaning.label())).isSameAs(cleaning);
    }

    @Test
    void refusesOtherLabels() {
        assertThatThrownBy(() -> CaptionCleaning.from("CLIP"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("clean", "\"clip\" or \"none\"", "\"CLIP\"");
    }

    @Provide
    Arbitrary<String> captions() {
        return Captions.any();
    }

    private static String clean(String caption) {
        return CaptionCleaning.CLIP.clean(caption);
    }
}
