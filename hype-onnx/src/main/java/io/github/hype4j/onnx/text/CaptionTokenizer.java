package io.github.hype4j.onnx.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.BufferOverflowException;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * Turns captions into the token ids that a text encoder takes.
 *
 * <p>A row is always {@link #contextLength()} ids: the start token, the caption's tokens as far as there is room, the end
 * token, and the padding id up to the end. A caption without any token is the start and the end token.
 *
 * <p>Two kinds of {@code tokenizer.json} (the format of HuggingFace's tokenizers) are read:
 *
 * <ul>
 *   <li><b>CLIP's byte-level BPE</b>: {@code model.type} is {@code BPE} with {@code </w>} as suffix, the pre-tokenizer is
 *       CLIP's pattern and {@code ByteLevel}. Given a cleaned text the ids are those of {@code SimpleTokenizer} in OpenAI's
 *       CLIP code (Radford et al., 2021), which differ from those of HuggingFace's library for some texts: the text of the
 *       start or end token is that token only where the pattern finds it as a word, and nothing is normalised again after
 *       {@link CaptionCleaning#CLIP}. With {@link CaptionCleaning#NONE} the file's normalizer works (NFC, white space,
 *       lower case). Other added tokens have no meaning in a caption.
 *   <li><b>BERT's WordPiece</b>: with {@code BertNormalizer} and {@code BertPreTokenizer}. The ids are those of
 *       HuggingFace's library. Added tokens, such as {@code [SEP]}, are found in the caption as well.
 * </ul>
 *
 * <p>Start and end token come from {@code post_processor} ({@code RobertaProcessing}, {@code BertProcessing}, or
 * {@code TemplateProcessing} with one token on each side). The file's {@code truncation} and {@code padding} are not
 * looked at; {@link TextPreparation} rules. A lone surrogate counts as U+FFFD. What is a letter, a number, punctuation or a
 * mark is decided by the Unicode version of the running JDK.
 *
 * <p>Ids of recent words are kept, for at most 65,536 words and 16 MiB (and one word a thread), none for words longer than 64
 * {@code char}; results do not depend on it. Time is linear in the caption's length, but for a single word of {@code n} letters, which
 * may take {@code n log n}. Safe for use by several threads.
 */
public final class CaptionTokenizer {

    /** A vocabulary's tokens are names that come once: to intern them takes longer than to read them. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final TextPreparation preparation;
    private final TextTokenizer tokenizer;
    private final Frame frame;
    private final int largestId;

    private CaptionTokenizer(TextPreparation preparation, TextTokenizer tokenizer, Frame frame, int largestId) {
        this.preparation = preparation;
        this.tokenizer = tokenizer;
        this.frame = frame;
        this.largestId = largestId;
    }

    /**
     * Reads a tokenizer.
     *
     * @param tokenizerJson the bytes of a {@code tokenizer.json}
     * @param preparation how the model wants its captions
     * @return the tokenizer
     * @throws IllegalArgumentException if this is not JSON; if the model, its normalizer, pre-tokenizer or post-processor
     *     is not one of those supported; if a token that is needed is not in the vocabulary; if two tokens share an id or
     *     an id is no non-negative int; or if {@code padId} is larger than any id of the vocabulary. The message names the
     *     field, what it holds and what may stand there
     */
    public static CaptionTokenizer from(byte[] tokenizerJson, TextPreparation preparation) {
        return from(tokenizerJson, preparation, new WordCache());
    }

    /**
     * Reads a tokenizer.
     *
     * @param tokenizerJson a {@code tokenizer.json}; read to its end, not closed
     * @param preparation how the model wants its captions
     * @return the tokenizer
     * @throws IOException if the stream cannot be read
     * @throws IllegalArgumentException as {@link #from(byte[], TextPreparation)}
     */
    public static CaptionTokenizer from(InputStream tokenizerJson, TextPreparation preparation) throws IOException {
        return from(tokenizerJson.readAllBytes(), preparation);
    }

    static CaptionTokenizer from(byte[] tokenizerJson, TextPreparation preparation, WordCache cache) {
        Objects.requireNonNull(preparation, "preparation");
        JsonField document = JsonField.root(parse(tokenizerJson));
        String type = document.field("model").field("type").requireOneOf("BPE", "WordPiece");
        Vocabulary vocabulary = Vocabulary.read(document);
        Frame frame = Frame.read(document, vocabulary);
        TextTokenizer tokenizer = type.equals("BPE")
                ? ByteLevelBpeReader.read(document, vocabulary, frame, preparation.cleaning(), cache)
                : WordPiece.read(document, vocabulary, cache);
        if (preparation.padId() > vocabulary.largestId()) {
            throw new IllegalArgumentException("padId must be at most " + vocabulary.largestId()
                    + ", the largest id of the vocabulary, got " + preparation.padId());
        }
        return new CaptionTokenizer(preparation, tokenizer, frame, vocabulary.largestId());
    }

    private static JsonNode parse(byte[] tokenizerJson) {
        try {
            return JSON.readTree(tokenizerJson);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("tokenizer.json: the document must be JSON: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The length of a row.
     *
     * @return the number of ids that a caption becomes, 2 to 4096
     */
    public int contextLength() {
        return preparation.contextLength();
    }

    /**
     * The largest id of the vocabulary; no row holds a larger one.
     *
     * @return the id, 0 or more
     */
    public int largestId() {
        return largestId;
    }

    /**
     * The id that a row starts with.
     *
     * @return the start token's id
     */
    public int startId() {
        return frame.startId();
    }

    /**
     * The id after the last token of a caption.
     *
     * @return the end token's id
     */
    public int endId() {
        return frame.endId();
    }

    /**
     * Encodes a caption.
     *
     * @param caption any string
     * @return its row, {@link #contextLength()} ids
     */
    public int[] encode(String caption) {
        int length = preparation.contextLength();
        int[] row = new int[length];
        row[0] = frame.startId();
        IdSink sink = new IdSink(row, 1, length - 1);
        tokenizer.tokenize(preparation.cleaning().clean(caption), sink);
        row[sink.end()] = frame.endId();
        Arrays.fill(row, sink.end() + 1, length, preparation.padId());
        return row;
    }

    /**
     * Encodes a caption into an array.
     *
     * @param caption any string
     * @param out where the row goes
     * @param offset the index of its first id
     * @throws IndexOutOfBoundsException if there is no room for a row; nothing is written then
     */
    public void encode(String caption, long[] out, int offset) {
        Objects.checkFromIndexSize(offset, contextLength(), out.length);
        int[] row = encode(caption);
        for (int i = 0; i < row.length; i++) {
            out[offset + i] = row[i];
        }
    }

    /**
     * Encodes a caption into a buffer, from its position on, which moves by {@link #contextLength()}.
     *
     * @param caption any string
     * @param out where the row goes
     * @throws BufferOverflowException if there is no room for a row; nothing is written then
     */
    public void encode(String caption, LongBuffer out) {
        if (out.remaining() < contextLength()) {
            throw new BufferOverflowException();
        }
        for (int id : encode(caption)) {
            out.put(id);
        }
    }

    /**
     * Encodes a caption into a buffer, from its position on, which moves by {@link #contextLength()}.
     *
     * @param caption any string
     * @param out where the row goes
     * @throws BufferOverflowException if there is no room for a row; nothing is written then
     */
    public void encode(String caption, IntBuffer out) {
        if (out.remaining() < contextLength()) {
            throw new BufferOverflowException();
        }
        out.put(encode(caption));
    }
}
