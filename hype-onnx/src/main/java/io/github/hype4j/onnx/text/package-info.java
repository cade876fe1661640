/**
 * Captions to token ids: cleaning as CLIP's own code does it, and the tokenizers that image-text models are trained with,
 * read from a {@code tokenizer.json}. Pure Java.
 */
@NullMarked
package io.github.hype4j.onnx.text;

import org.jspecify.annotations.NullMarked;
