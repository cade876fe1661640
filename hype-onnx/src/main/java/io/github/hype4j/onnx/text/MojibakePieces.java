package io.github.hype4j.onnx.text;

import java.util.BitSet;

/** Finds pieces of a text that look like UTF-8 sequences decoded with one of the clear single-byte encodings. */
final class MojibakePieces {

    private static final BitSet LEADS_OF_2 = characters(0xC2, 0xDF);
    private static final BitSet LEADS_OF_3 = characters(0xE0, 0xEF);
    private static final BitSet LEADS_OF_4 = characters(0xF0, 0xF0);
    private static final BitSet CONTINUATIONS = characters(0x80, 0xBF);

    /** A piece does not start after these: it would be the end of a longer one. */
    private static final BitSet NOT_BEFORE = characters(0x80, 0xBF);

    static {
        LEADS_OF_4.or(characters(0xF3, 0xF3));
        // Punctuation stands before anything.
        "–—―‘’‚“”„•…".chars().forEach(NOT_BEFORE::clear);
        CONTINUATIONS.set(' ');
    }

    private MojibakePieces() {}

    private static BitSet characters(int first, int last) {
        BitSet characters = new BitSet();
        for (SingleByteEncoding encoding : SingleByteEncoding.CLEAR) {
            for (int b = first; b <= last; b++) {
                characters.set(encoding.decode(b));
            }
        }
        return characters;
    }

    /** The end of the run of sequences that starts here; {@code start} if there is none. */
    static int end(String text, int start) {
        if (start > 0 && NOT_BEFORE.get(text.charAt(start - 1))) {
            return start;
        }
        int end = start;
        for (int next = endOfSequence(text, end); next > end; next = endOfSequence(text, end)) {
            end = next;
        }
        return end;
    }

    private static int endOfSequence(String text, int start) {
        if (start == text.length()) {
            return start;
        }
        char lead = text.charAt(start);
        if (LEADS_OF_2.get(lead) && hasContinuations(text, start, 1)) {
            return start + 2;
        }
        if (LEADS_OF_3.get(lead) && hasContinuations(text, start, 2)) {
            return start + 3;
        }
        return LEADS_OF_4.get(lead) && hasContinuations(text, start, 3) ? start + 4 : start;
    }

    private static boolean hasContinuations(String text, int lead, int count) {
        if (lead + count >= text.length()) {
            return false;
        }
        for (int i = 1; i <= count; i++) {
            if (!CONTINUATIONS.get(text.charAt(lead + i))) {
                return false;
            }
        }
        return true;
    }
}
