package io.github.hype4j.onnx.text;

import java.util.Locale;

/** What is done to a caption before it is split into tokens. */
public enum CaptionCleaning {
    /**
     * The cleaning of CLIP's reference tokenizer ({@code SimpleTokenizer} in OpenAI's code). In this order:
     *
     * <ol>
     *   <li>text repair in the manner of the Python library ftfy (6.3.1), line by line until nothing changes: HTML references
     *       that end in a semicolon (not from the first line on that holds a {@code <}), mojibake (UTF-8 that was decoded in
     *       one of ten single-byte encodings, such as {@code Ã©} for {@code é}), C1 controls read as Windows-1252, Latin
     *       ligatures, full and half width, curly quotes, line breaks, lone surrogates (to U+FFFD), terminal escapes,
     *       control characters, NFC;
     *   <li>HTML references twice, by the rules of Python's {@code html.unescape}: all HTML 5 names, the old names and
     *       numbers also without their semicolon;
     *   <li>white space at the ends removed, and each run of it inside made one space (white space as in Python: what
     *       Unicode calls White_Space, and U+001C to U+001F);
     *   <li>lower case as {@code str.lower()} of Python: full mappings, final sigma, no locale.
     * </ol>
     *
     * <p>Bounded, where the originals are not, so that hostile text cannot take more than linear time: the repair goes at
     * most 16 rounds, and NFC is applied apart to each 128 of a longer run of combining marks. The project's
     * {@code docs/captions.md} says how this was compared with ftfy and on what.
     *
     * <p>Letter cases and normal forms follow the Unicode version of the running JDK.
     */
    CLIP {
        @Override
        public String clean(String caption) {
            String repaired = TextRepair.repair(caption);
            String unescaped = HtmlReferences.unescape(HtmlReferences.unescape(repaired));
            return PythonText.collapseSpaceAndLower(unescaped);
        }
    },

    /** Nothing: the tokenizer's own normalizer sees the caption as it is. */
    NONE {
        @Override
        public String clean(String caption) {
            return caption;
        }
    };

    /**
     * Cleans a caption. Time and memory are linear in its length.
     *
     * @param caption any string, lone surrogates included
     * @return the cleaned caption; may be empty
     */
    public abstract String clean(String caption);

    /**
     * The name in a model's description.
     *
     * @return {@code clip} or {@code none}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Finds a cleaning by the name that a model's description gives it.
     *
     * @param label {@code clip} or {@code none}
     * @return the cleaning
     * @throws IllegalArgumentException if it is neither
     */
    public static CaptionCleaning from(String label) {
        for (CaptionCleaning cleaning : values()) {
            if (cleaning.label().equals(label)) {
                return cleaning;
            }
        }
        throw new IllegalArgumentException("clean must be \"clip\" or \"none\", got \"" + label + "\"");
    }
}
