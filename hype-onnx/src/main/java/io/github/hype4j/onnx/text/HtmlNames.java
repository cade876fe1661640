package io.github.hype4j.onnx.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The named character references of HTML 5, such as {@code eacute}. Names are without ampersand and semicolon. */
final class HtmlNames {

    /** The longest name. */
    static final int LONGEST = 31;

    private static final int SHORTEST = 2;
    private static final int LONGEST_BARE = 6;
    private static final String RESOURCE = "html5-references.txt";

    private static final Map<String, String> TERMINATED = new HashMap<>();
    private static final Map<String, String> BARE = new HashMap<>();
    private static final Map<String, String> SHOUTED = new HashMap<>();

    static {
        read();
        for (Map.Entry<String, String> entry : TERMINATED.entrySet()) {
            String name = entry.getKey();
            String upper = name.toUpperCase(Locale.ROOT);
            boolean lowerOnly = name.equals(name.toLowerCase(Locale.ROOT));
            if (lowerOnly && !TERMINATED.containsKey(upper) && bareLength(upper, 0, upper.length()) == 0) {
                SHOUTED.put(upper, entry.getValue().toUpperCase(Locale.ROOT));
            }
        }
    }

    private HtmlNames() {}

    /** What a name that is followed by a semicolon stands for, null if there is no such name. */
    static @Nullable String terminated(String name) {
        return TERMINATED.get(name);
    }

    /** What one of the old names, which need no semicolon, stands for, null if there is no such name. */
    static @Nullable String bare(String name) {
        return BARE.get(name);
    }

    /** What a name in capitals stands for that has no meaning of its own: {@code EACUTE} is the capital of {@code eacute}. */
    static @Nullable String shouted(String name) {
        return SHOUTED.get(name);
    }

    /** The length of the longest old name that the text has from {@code start} on and before {@code end}, 0 if none. */
    static int bareLength(String text, int start, int end) {
        for (int length = Math.min(end - start, LONGEST_BARE); length >= SHORTEST; length--) {
            if (BARE.containsKey(text.substring(start, start + length))) {
                return length;
            }
        }
        return 0;
    }

    private static void read() {
        try (InputStream in = HtmlNames.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("resource " + RESOURCE + " is missing beside " + HtmlNames.class);
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split(" ", -1);
                StringBuilder characters = new StringBuilder();
                for (int i = 1; i < parts.length; i++) {
                    characters.appendCodePoint(Integer.parseInt(parts[i], 16));
                }
                boolean bare = parts[0].endsWith("*");
                String name = bare ? parts[0].substring(0, parts[0].length() - 1) : parts[0];
                TERMINATED.put(name, characters.toString());
                if (bare) {
                    BARE.put(name, characters.toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
