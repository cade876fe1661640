package io.github.hype4j.onnx.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/** Tokens that are found in the caption itself, before it is normalised, such as {@code [SEP]}. */
final class AddedTokens {

    private final List<Entry> entries;
    private final BitSet firstCharacters = new BitSet();

    /**
     * One token.
     *
     * @param content its text
     * @param id its id
     */
    record Entry(String content, int id) {}

    /**
     * Where one was found.
     *
     * @param entry which
     * @param start the index of its first character
     */
    record Match(Entry entry, int start) {
        int end() {
            return start + entry.content.length();
        }
    }

    private AddedTokens(List<Entry> entries) {
        this.entries = entries;
        entries.forEach(entry -> firstCharacters.set(entry.content.charAt(0)));
    }

    /** Reads {@code added_tokens}. */
    static AddedTokens read(JsonField document) {
        List<Entry> entries = new ArrayList<>();
        JsonField added = document.field("added_tokens");
        if (!added.isAbsent()) {
            for (JsonField token : added.elements()) {
                for (String option : List.of("single_word", "lstrip", "rstrip", "normalized")) {
                    token.field(option).requireFalse();
                }
                String content = token.field("content").text();
                if (content.isEmpty()) {
                    throw token.field("content").refusal("a string that is not empty");
                }
                entries.add(new Entry(content, token.field("id").integer(-1, 0, Integer.MAX_VALUE)));
            }
        }
        entries.sort(
                Comparator.comparingInt((Entry entry) -> entry.content.length()).reversed());
        return new AddedTokens(List.copyOf(entries));
    }

    /** The first token at {@code from} or after, the longest of those that start there; one at the text's end if there is none. */
    Match find(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (firstCharacters.get(text.charAt(i))) {
                for (Entry entry : entries) {
                    if (text.startsWith(entry.content, i)) {
                        return new Match(entry, i);
                    }
                }
            }
        }
        return new Match(new Entry("", -1), text.length());
    }
}
