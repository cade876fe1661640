package io.github.hype4j.onnx.text;

import java.text.Normalizer;

/**
 * Unicode normal forms in linear time. Sorting a run of combining marks takes the JDK time quadratic in the run's length;
 * so a run of more than {@value #LONGEST_RUN} is normalised in pieces of that length. Real text has runs of a few.
 */
final class BoundedNormalizer {

    static final int LONGEST_RUN = 128;

    private BoundedNormalizer() {}

    /** The text in the normal form. */
    static String normalize(String text, Normalizer.Form form) {
        StringBuilder out = null;
        int done = 0;
        int run = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            run = isMark(codePoint) ? run + 1 : 0;
            if (run > LONGEST_RUN) {
                if (out == null) {
                    out = new StringBuilder(text.length());
                }
                out.append(Normalizer.normalize(text.substring(done, i), form));
                done = i;
                run = 1;
            }
            i += Character.charCount(codePoint);
        }
        String rest = Normalizer.normalize(text.substring(done), form);
        return out == null ? rest : out.append(rest).toString();
    }

    private static boolean isMark(int codePoint) {
        if (codePoint < 0x300) {
            return false;
        }
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }
}
