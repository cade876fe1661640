package io.github.hype4j.onnx.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingRepairTest {

    /** Made with ftfy 6.3.1 by tools/tokenizer-fixtures/mojibake.py. */
    @Test
    void repairsEveryKindOfDamageAsThePythonLibraryDoes() {
        List<JsonNode> golden = Fixtures.lines("golden-mojibake.jsonl.gz");
        Set<String> kinds = new HashSet<>();
        int changed = 0;
        SoftAssertions softly = new SoftAssertions();
        for (JsonNode line : golden) {
            String text = line.get("text").textValue();
            String repaired = line.get("repaired").textValue();
            kinds.add(line.get("damage").textValue());
            changed += repaired.equals(text) ? 0 : 1;
            softly.assertThat(TextRepair.repair(text)).as(line.toString()).isEqualTo(repaired);
        }
        softly.assertAll();
        assertThat(golden).hasSize(3520);
        assertThat(kinds).hasSize(22);
        assertThat(changed).isGreaterThan(2900);
    }

    @ParameterizedTest
    @CsvSource({
        "ISO-8859-1, Crème brûlée & Äpfel",
        "windows-1252, He said “it’s naïve” — for 5 € …",
        "windows-1251, Привет из Москвы",
        "windows-1250, Žluťoučký kůň",
        "windows-1253, Ελλάδα και οδός",
        "windows-1254, Türkçe güzel",
        "windows-1257, ķēniņš Rīgā",
        "ISO-8859-2, Łódź jest piękna",
        "x-MacRoman, Crème brûlée “now”",
        "IBM437, Crème brûlée “now”",
    })
    void undoesADecodingInTheWrongEncoding(String encoding, String text) {
        String misread = misread(text, encoding);
        assertThat(misread).isNotEqualTo(text);
        assertThat(EncodingRepair.repair(misread)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "ÃƒÂ©tÃƒÂ©, été",
        "itÃ¢â‚¬â„¢s, it’s",
        "RenÃ© and “Zoë”, René and “Zoë”",
        "â€œ like this â€\uFFFD, “ like this \uFFFD",
        "voilÃ le travail, voilà le travail",
        "Ã quele dia, àquele dia",
        "í\u00A0½í¸\u0080 smile, \uD83D\uDE00 smile",
        "\u0093so\u0094 he said, “so” he said",
        "5 \u0080 or Ω, 5 € or Ω",
        "priceÂ 5, price\u00A05",
    })
    void undoesOtherDamage(String damaged, String text) {
        assertThat(EncodingRepair.repair(damaged)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a plain caption",
                "café, naïve, Ärger, İstanbul, ÑANDÚ",
                "“MARQUÉ…” – ‘ça’ à la carte © 2020 • 5 €",
                "Привет, мир",
                "Καλημέρα, ΟΔΟΣ",
                "日本語 写真 한국어 العربية עברית ไทย",
                "50 £ ± 3 °C, ½ of 10 m², §5",
                "👨\u200D👩\u200D👧 ❤️ 🇩🇪",
                "│ a │ b │",
                "Œuvre, œil",
            })
    void leavesSoundTextAlone(String text) {
        assertThat(EncodingRepair.repair(text)).isEqualTo(text);
    }

    @Test
    void repairsALineWithoutItsNeighbours() {
        assertThat(TextRepair.repair("cafÃ©\nΩ\ncafé")).isEqualTo("café\nΩ\ncafé");
    }

    @Test
    void undoesSeveralLayersAndGivesUpOnTooMany() {
        String text = "é";
        for (int layer = 0; layer < 3; layer++) {
            text = misread(text, "windows-1252");
        }
        assertThat(EncodingRepair.repair(text)).isEqualTo("é");
        String line = "Ã".repeat(100_000) + "©";
        assertThat(EncodingRepair.repair(line)).isEqualTo("Ã".repeat(99_999) + "é");
    }

    @Test
    void splitsLinesAtAMillionCharacters() {
        String half = "😀".repeat(TextRepair.LONGEST_LINE - 1) + "Ã";
        assertThat(TextRepair.repair(half + "©")).isEqualTo(half + "©");
        assertThat(TextRepair.repair("\n" + half.substring(2) + "©")).endsWith("é");
    }

    @Property
    void neverThrowsAndIsDone(@ForAll("mojibake") String text) {
        String repaired = EncodingRepair.repair(text);
        assertThat(repaired.length()).isLessThanOrEqualTo(text.length());
        assertThat(EncodingRepair.repair(repaired)).isEqualTo(repaired);
    }

    /** Text in UTF-8, some of it read in one of the encodings, and characters of any kind between. */
    @Provide
    Arbitrary<String> mojibake() {
        Arbitrary<String> misread = Arbitraries.strings()
                .withChars('é', 'à', 'Ł', '’', '€', 'п', 'σ', '日', '\u00A0', 'a', ' ')
                .ofMinLength(1)
                .ofMaxLength(4)
                .flatMap(text -> Arbitraries.of("windows-1252", "windows-1251", "ISO-8859-2", "IBM437")
                        .map(encoding -> misread(text, encoding)));
        Arbitrary<String> signs = Arbitraries.strings()
                .withCharRange('\u0080', '\u017F')
                .withChars(' ', 'a', '?', '\uFFFD', '€', '™', '\u001A', '\uD83D')
                .ofMaxLength(5);
        return Arbitraries.oneOf(misread, signs).list().ofMaxSize(6).map(pieces -> String.join("", pieces));
    }

    /** As browsers do it: a byte without a meaning is the control character of the same number. */
    private static String misread(String text, String encoding) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder misread = new StringBuilder(new String(bytes, Charset.forName(encoding)));
        for (int i = 0; i < bytes.length; i++) {
            if (misread.charAt(i) == '\uFFFD') {
                misread.setCharAt(i, (char) (bytes[i] & 0xFF));
            }
        }
        return misread.toString();
    }
}
