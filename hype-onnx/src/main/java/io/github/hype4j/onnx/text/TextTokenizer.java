package io.github.hype4j.onnx.text;

/** Splits a text into tokens, without start, end and padding. Safe for use by several threads. */
sealed interface TextTokenizer permits ByteLevelBpe, WordPiece {

    /** Adds the ids of the text's tokens, in order, and stops as soon as the sink is full. */
    void tokenize(String text, IdSink out);
}
