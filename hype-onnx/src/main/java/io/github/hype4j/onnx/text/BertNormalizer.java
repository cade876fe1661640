package io.github.hype4j.onnx.text;

import java.text.Normalizer;

/**
 * BERT's normalizer, with the steps in the order of HuggingFace's tokenizers.
 *
 * @param cleanText whether control characters go and each white space becomes a space
 * @param handleChineseChars whether each CJK ideograph is a word of its own
 * @param stripAccents whether text is decomposed and loses its non-spacing marks
 * @param lowercase whether each character becomes lower case
 */
record BertNormalizer(boolean cleanText, boolean handleChineseChars, boolean stripAccents, boolean lowercase) {

    /** Reads {@code normalizer}. */
    static BertNormalizer read(JsonField normalizer) {
        normalizer.field("type").requireOneOf("BertNormalizer");
        boolean lowercase = normalizer.field("lowercase").flag(true);
        return new BertNormalizer(
                normalizer.field("clean_text").flag(true),
                normalizer.field("handle_chinese_chars").flag(true),
                normalizer.field("strip_accents").flag(lowercase),
                lowercase);
    }

    String normalize(String text) {
        String now = cleanText || handleChineseChars ? cleaned(text) : text;
        if (stripAccents) {
            now = withoutMarks(BoundedNormalizer.normalize(now, Normalizer.Form.NFD));
        }
        return lowercase ? PythonText.lowerEach(now) : now;
    }

    private String cleaned(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (cleanText && isRemoved(codePoint)) {
                continue;
            }
            if (cleanText && ClipWords.isSpace(codePoint)) {
                out.append(' ');
            } else if (handleChineseChars && isIdeograph(codePoint)) {
                out.append(' ').appendCodePoint(codePoint).append(' ');
            } else {
                out.appendCodePoint(codePoint);
            }
        }
        return out.toString();
    }

    private static String withoutMarks(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (codePoint < 0x300 || Character.getType(codePoint) != Character.NON_SPACING_MARK) {
                out.appendCodePoint(codePoint);
            }
        }
        return out.toString();
    }

    private static boolean isRemoved(int codePoint) {
        if (codePoint == '\t' || codePoint == '\n' || codePoint == '\r') {
            return false;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> true;
            default -> codePoint == 0xFFFD;
        };
    }

    private static boolean isIdeograph(int codePoint) {
        return codePoint >= 0x3400
                && (isIn(codePoint, 0x4E00, 0x9FFF)
                        || isIn(codePoint, 0x3400, 0x4DBF)
                        || isIn(codePoint, 0x20000, 0x2A6DF)
                        || isIn(codePoint, 0x2A700, 0x2B73F)
                        || isIn(codePoint, 0x2B740, 0x2B81F)
                        || isIn(codePoint, 0x2B920, 0x2CEAF)
                        || isIn(codePoint, 0xF900, 0xFAFF)
                        || isIn(codePoint, 0x2F800, 0x2FA1F));
    }

    private static boolean isIn(int codePoint, int first, int last) {
        return codePoint >= first && codePoint <= last;
    }
}
