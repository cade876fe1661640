package io.github.hype4j.onnx.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * BERT's tokenizer, as HuggingFace's tokenizers do it. Added tokens are taken out of the text; the rest is normalised and
 * split at white space and around each punctuation character; each word is cut, from its beginning, into the longest
 * pieces of the vocabulary. A word that cannot be cut, or is too long, is the unknown token.
 */
final class WordPiece implements TextTokenizer {

    private static final int DEFAULT_LONGEST_WORD = 100;

    private final Map<String, Integer> beginnings = new HashMap<>();
    private final Map<String, Integer> continuations = new HashMap<>();
    private final int longestPiece;
    private final int longestWord;
    private final int[] unknown;
    private final UnaryOperator<String> normalizer;
    private final AddedTokens addedTokens;
    private final WordCache cache;

    private WordPiece(
            Vocabulary vocabulary,
            String continuingPrefix,
            int longestWord,
            int unknownId,
            UnaryOperator<String> normalizer,
            AddedTokens addedTokens,
            WordCache cache) {
        int longest = 0;
        for (Map.Entry<String, Integer> entry : vocabulary.modelIds().entrySet()) {
            String token = entry.getKey();
            beginnings.put(token, entry.getValue());
            if (token.startsWith(continuingPrefix)) {
                continuations.put(token.substring(continuingPrefix.length()), entry.getValue());
            }
            longest = Math.max(longest, token.length());
        }
        this.longestPiece = longest;
        this.longestWord = longestWord;
        this.unknown = new int[] {unknownId};
        this.normalizer = normalizer;
        this.addedTokens = addedTokens;
        this.cache = cache;
    }

    /** Reads the tokenizer and refuses any but BERT's normalizer and pre-tokenizer. */
    static WordPiece read(JsonField document, Vocabulary vocabulary, WordCache cache) {
        JsonField model = document.field("model");
        JsonField prefix = model.field("continuing_subword_prefix");
        JsonField unknown = model.field("unk_token");
        document.field("pre_tokenizer").field("type").requireOneOf("BertPreTokenizer");
        return new WordPiece(
                vocabulary,
                prefix.isAbsent() ? "##" : prefix.text(),
                model.field("max_input_chars_per_word").integer(DEFAULT_LONGEST_WORD, 1, Integer.MAX_VALUE),
                vocabulary.require(unknown.isAbsent() ? "[UNK]" : unknown.text(), unknown),
                BertNormalizer.read(document.field("normalizer"))::normalize,
                AddedTokens.read(document),
                cache);
    }

    @Override
    public void tokenize(String text, IdSink out) {
        int position = 0;
        while (position < text.length() && !out.isFull()) {
            AddedTokens.Match added = addedTokens.find(text, position);
            tokenizeWords(normalizer.apply(text.substring(position, added.start())), out);
            if (added.start() == text.length()) {
                return;
            }
            out.add(added.entry().id());
            position = added.end();
        }
    }

    private void tokenizeWords(String text, IdSink out) {
        int start = 0;
        for (int i = 0; i < text.length() && !out.isFull(); ) {
            int codePoint = text.codePointAt(i);
            int end = i + Character.charCount(codePoint);
            boolean punctuation = isPunctuation(codePoint);
            if (punctuation || ClipWords.isSpace(codePoint)) {
                addWord(text.substring(start, i), out);
                if (punctuation) {
                    addWord(text.substring(i, end), out);
                }
                start = end;
            }
            i = end;
        }
        addWord(text.substring(start), out);
    }

    private void addWord(String word, IdSink out) {
        if (!word.isEmpty()) {
            out.addAll(cache.get(word, this::encode));
        }
    }

    private int[] encode(String word) {
        if (word.length() > longestWord && word.codePointCount(0, word.length()) > longestWord) {
            return unknown;
        }
        int[] ids = new int[word.length()];
        int count = 0;
        Map<String, Integer> pieces = beginnings;
        for (int start = 0; start < word.length(); ) {
            int end = Math.min(word.length(), start + longestPiece);
            Integer id = null;
            for (; end > start; end--) {
                id = pieces.get(word.substring(start, end));
                if (id != null) {
                    break;
                }
            }
            if (id == null) {
                return unknown;
            }
            ids[count++] = id;
            start = end;
            pieces = continuations;
        }
        return Arrays.copyOf(ids, count);
    }

    private static boolean isPunctuation(int codePoint) {
        if (codePoint < 0x80) {
            return codePoint > ' ' && codePoint < 0x7F && !Character.isLetterOrDigit(codePoint);
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }
}
