package io.github.hype4j.onnx.text;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Generated captions. */
final class Captions {

    /** Pieces on which HuggingFace's BPE and the reference are meant to agree: no text of special tokens, no long s. */
    private static final String[] COMMON = {
        "a",
        "photo",
        "of",
        "the",
        "DOG",
        "running",
        "Children's",
        "they're",
        "it'll",
        "'",
        "''",
        "''s",
        "!s",
        "38",
        "1/2",
        "...",
        "!?!",
        "(",
        "#",
        "@user",
        "x²",
        "ⅷ",
        "٣",
        "½",
        "café",
        "Crème",
        "straße",
        "ÜBER",
        "ŁÓDŹ",
        "İ",
        "ΟΔΟΣ",
        "Σ",
        "кот",
        "Собака",
        "日本",
        "の",
        "写真",
        "한국어",
        "ภาพ",
        "हिन्दी",
        "עברית",
        "عربي",
        "😀",
        "👨\u200D👩\u200D👧",
        "🇩🇪",
        "e\u0301",
        "o\u0308\u0323",
        "\u1112\u1161\u11AB",
        "A\u030A",
        "\u212B",
        "\u0958",
        "—",
        "“",
        "”",
        "€",
        "…",
        "ª",
        "ʰ",
        " ",
        "  ",
        "\t",
        "\n",
        "\u00A0",
        "\u3000",
        "\u2028",
        "\u200B",
        "\u00AD",
        "𝒥",
        "𐐷",
        "漢",
        "\u0300",
        "ﬁ",
        "ＡＢ"
    };

    /** Pieces on which they differ, or that are hard otherwise. */
    private static final String[] HARD = {
        "<|endoftext|>",
        "<|startoftext|>",
        "<|EndOfText|>",
        "<|",
        "|>",
        "<|ſtartoftext|>",
        "'ſ",
        "'LL",
        "[SEP]",
        "[CLS]",
        "[sep]",
        "&amp;",
        "&#39;",
        "&lt",
        "\u001C",
        "\u0085",
        "\uD83D",
        "\uDE00",
        "\uFFFD",
        "\u0000",
        "\uFFFF",
        "\uE000",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    };

    private Captions() {}

    /** Captions of words in many scripts, with and without space between them. */
    static Arbitrary<String> common() {
        return joined(Arbitraries.of(COMMON), 12);
    }

    /** Captions of any code points at all, lone surrogates included, and of hard pieces. */
    static Arbitrary<String> any() {
        Arbitrary<String> codePoint =
                Arbitraries.integers().between(0, Character.MAX_CODE_POINT).map(Character::toString);
        Arbitrary<String> ascii = Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(6);
        return joined(Arbitraries.oneOf(Arbitraries.of(COMMON), Arbitraries.of(HARD), ascii, codePoint), 16);
    }

    private static Arbitrary<String> joined(Arbitrary<String> pieces, int most) {
        return Arbitraries.of("", " ")
                .flatMap(separator -> pieces.list().ofMaxSize(most).map(list -> String.join(separator, list)));
    }
}
