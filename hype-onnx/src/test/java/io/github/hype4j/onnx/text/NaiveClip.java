package io.github.hype4j.onnx.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Byte-level BPE straight from its definition, with {@code java.util.regex} for the pattern and strings for symbols. */
final class NaiveClip {

    static final Pattern PATTERN = Pattern.compile(
            "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    private final Map<String, Integer> vocab = new HashMap<>();
    private final List<List<String>> merges = new ArrayList<>();

    NaiveClip(JsonNode document) {
        document.at("/model/vocab")
                .properties()
                .forEach(entry -> vocab.put(entry.getKey(), entry.getValue().intValue()));
        document.at("/model/merges")
                .forEach(merge -> merges.add(List.of(merge.textValue().split(" ", -1))));
    }

    /** The words that the pattern finds. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = PATTERN.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    List<Integer> encode(String text) {
        List<Integer> ids = new ArrayList<>();
        for (String word : words(text.replaceAll("[\\x{D800}-\\x{DFFF}]", "\uFFFD"))) {
            if (word.equals("<|startoftext|>") || word.equals("<|endoftext|>")) {
                ids.add(vocab.get(word));
            } else {
                merged(word).forEach(symbol -> ids.add(vocab.get(symbol)));
            }
        }
        return ids;
    }

    private List<String> merged(String word) {
        List<String> symbols = new ArrayList<>();
        for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
            symbols.add(symbol(b & 0xFF));
        }
        symbols.set(symbols.size() - 1, symbols.get(symbols.size() - 1) + "</w>");
        while (true) {
            List<String> best = null;
            int bestRank = Integer.MAX_VALUE;
            for (int i = 0; i + 1 < symbols.size(); i++) {
                int rank = merges.lastIndexOf(symbols.subList(i, i + 2));
                if (rank >= 0 && rank < bestRank) {
                    bestRank = rank;
                    best = merges.get(rank);
                }
            }
            if (best == null) {
                return symbols;
            }
            List<String> next = new ArrayList<>();
            for (int i = 0; i < symbols.size(); i++) {
                if (i + 1 < symbols.size() && symbols.subList(i, i + 2).equals(best)) {
                    next.add(symbols.get(i) + symbols.get(++i));
                } else {
                    next.add(symbols.get(i));
                }
            }
            symbols = next;
        }
    }

    /** The n-th byte that is not printable in Latin-1 is the character 256 + n. */
    private static String symbol(int b) {
        int shifted = 256;
        for (int i = 0; i <= b; i++) {
            boolean printable = (i >= 33 && i <= 126) || (i >= 161 && i <= 172) || i >= 174;
            if (i == b) {
                return String.valueOf((char) (printable ? b : shifted));
            }
            shifted += printable ? 0 : 1;
        }
        throw new AssertionError(b);
    }
}
