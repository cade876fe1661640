package io.github.hype4j.onnx.text;

/**
 * Undoes mojibake as {@code fix_encoding} of the Python library ftfy does (6.3.1). As long as a text has
 * {@linkplain MojibakeSigns signs of it} and something changes: the first encoding that holds all its characters, and whose
 * bytes are UTF-8, {@linkplain DamagedUtf8 damaged} or not, was the wrong one; if there is none, pieces that are clear
 * enough are repaired each for itself; at last C1 controls are read as Windows-1252.
 */
final class EncodingRepair {

    /** Text that went wrong this often over is 65,536 times as long as it was meant to be. */
    private static final int MAX_ROUNDS = 16;

    private static final int MAX_DEPTH = 4;

    private EncodingRepair() {}

    /** The text as it was meant. */
    static String repair(String text) {
        return repair(text, 0);
    }

    private static String repair(String text, int depth) {
        String now = text;
        for (int round = 0; round < MAX_ROUNDS && MojibakeSigns.areIn(now); round++) {
            String next = step(now, depth);
            if (next.equals(now)) {
                break;
            }
            now = next;
        }
        return now;
    }

    private static String step(String text, int depth) {
        for (SingleByteEncoding encoding : SingleByteEncoding.ALL) {
            byte[] bytes = encoding.encode(text);
            String decoded = bytes == null ? null : DamagedUtf8.decode(bytes, encoding);
            if (decoded != null) {
                return decoded;
            }
        }
        String pieces = depth == MAX_DEPTH ? text : repairPieces(text, depth);
        return pieces.equals(text) ? readControls(text) : pieces;
    }

    private static String repairPieces(String text, int depth) {
        StringBuilder out = null;
        int done = 0;
        for (int i = 0; i < text.length(); ) {
            int end = MojibakePieces.end(text, i);
            if (end == i) {
                i++;
                continue;
            }
            // The whole text has been tried already.
            if (end - i < text.length()) {
                if (out == null) {
                    out = new StringBuilder(text.length());
                }
                out.append(text, done, i).append(repair(text.substring(i, end), depth + 1));
                done = end;
            }
            i = end;
        }
        return out == null ? text : out.append(text, done, text.length()).toString();
    }

    private static String readControls(String text) {
        boolean latin = SingleByteEncoding.LATIN_1.encode(text) != null;
        if (latin && SingleByteEncoding.WINDOWS_1252.encode(text) != null) {
            return text;
        }
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++) {
            char c = out.charAt(i);
            if (c >= 0x80 && c <= 0x9F) {
                out.setCharAt(i, SingleByteEncoding.WINDOWS_1252.decode(c));
            }
        }
        return out.toString();
    }
}
