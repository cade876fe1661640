package io.github.hype4j.onnx.text;

import java.util.function.UnaryOperator;

/**
 * CLIP's byte-level byte-pair encoding, as OpenAI's {@code SimpleTokenizer} does it with a text that has been cleaned.
 * Each word's UTF-8 bytes are merged; the last byte of a word is a symbol of its own kind. A special token that stands in
 * the text as a word of its own is its id.
 */
final class ByteLevelBpe implements TextTokenizer {

    /** What the symbol of a word's last byte ends in. */
    static final String END_OF_WORD = "</w>";

    private final int[] innerSymbols = new int[256];
    private final int[] lastSymbols = new int[256];
    private final PairMerger merger;
    private final UnaryOperator<String> normalizer;
    private final Frame frame;
    private final WordCache cache;

    /** {@code vocabulary} holds both symbols of each byte. */
    ByteLevelBpe(
            Vocabulary vocabulary, MergeTable merges, Frame frame, UnaryOperator<String> normalizer, WordCache cache) {
        for (int b = 0; b < 256; b++) {
            innerSymbols[b] = vocabulary.require(ByteSymbols.of(b), "model.type BPE at byte level");
            lastSymbols[b] = vocabulary.require(ByteSymbols.of(b) + END_OF_WORD, "model.type BPE at byte level");
        }
        this.merger = new PairMerger(merges);
        this.frame = frame;
        this.normalizer = normalizer;
        this.cache = cache;
    }

    @Override
    public void tokenize(String text, IdSink out) {
        ClipWords words = new ClipWords(normalizer.apply(text), frame.start(), frame.end());
        while (!out.isFull() && words.next()) {
            out.addAll(cache.get(words.word(), this::encode));
        }
    }

    private int[] encode(String word) {
        if (word.equals(frame.start())) {
            return new int[] {frame.startId()};
        }
        if (word.equals(frame.end())) {
            return new int[] {frame.endId()};
        }
        byte[] bytes = ByteSymbols.utf8(word);
        int[] symbols = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            symbols[i] = innerSymbols[bytes[i] & 0xFF];
        }
        symbols[bytes.length - 1] = lastSymbols[bytes[bytes.length - 1] & 0xFF];
        return merger.merge(symbols);
    }
}
