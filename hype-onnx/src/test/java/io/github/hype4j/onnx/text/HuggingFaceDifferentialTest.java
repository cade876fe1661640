package io.github.hype4j.onnx.text;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Against HuggingFace's own library, through DJL, where the two are meant to agree, and where not. */
class HuggingFaceDifferentialTest {

    private static @Nullable HuggingFaceTokenizer clipReference;
    private static @Nullable HuggingFaceTokenizer wordPieceReference;
    private static final CaptionTokenizer CLIP = Fixtures.tokenizer(Fixtures.CLIP, 4096, "none");
    private static final CaptionTokenizer CLEANED_CLIP = Fixtures.tokenizer(Fixtures.CLIP, 4096, "clip");
    private static final CaptionTokenizer WORD_PIECE = Fixtures.tokenizer(Fixtures.WORDPIECE, 4096, "none");

    @BeforeContainer
    static void loadReferences() throws IOException {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty(
                "DJL_CACHE_DIR", Path.of("target", "djl-cache").toAbsolutePath().toString());
        clipReference = load(Fixtures.CLIP);
        wordPieceReference = load(Fixtures.WORDPIECE);
    }

    @AfterContainer
    static void closeReferences() {
        reference(clipReference).close();
        reference(wordPieceReference).close();
    }

    @Property(tries = 4000)
    void bpeAgreesOnTextWithoutSpecialTokens(@ForAll("common") String caption) {
        assertThat(ids(CLIP, caption)).isEqualTo(ids(clipReference, caption));
    }

    @Property(tries = 4000)
    void wordPieceAgrees(@ForAll("common") String caption) {
        assertThat(ids(WORD_PIECE, caption)).isEqualTo(ids(wordPieceReference, caption));
    }

    @Example
    void wordPieceFindsAddedTokensInTheText() {
        for (String caption : new String[] {"a[SEP]b [CLS] [sep] [PAD]dog[UNK]", "[SEP][SEP]", "x [SEP", "[[SEP]]"}) {
            assertThat(ids(WORD_PIECE, caption)).as(caption).isEqualTo(ids(wordPieceReference, caption));
        }
    }

    @Example
    void wordPieceAgreesOnWordsAroundTheLongest() {
        for (int length = 18; length <= 22; length++) {
            for (String letter : new String[] {"a", "é", "k", "𐐷", "😀"}) {
                String caption = letter.repeat(length);
                assertThat(ids(WORD_PIECE, caption)).as(caption).isEqualTo(ids(wordPieceReference, caption));
            }
        }
    }

    @Example
    void aSpecialTokenInsideAWordIsTextHere() {
        differs("!<|endoftext|>", "!<|endoftext|>");
        agrees("a <|endoftext|> b");
    }

    @Example
    void theFinalSigmaIsKnownHere() {
        differs("ΟΔΟΣ", "οδος");
    }

    @Example
    void htmlReferencesAreDecodedHere() {
        differs("Tom &amp; Jerry", "tom & jerry");
        agrees("tom & jerry");
    }

    @Example
    void marksThatComeFromReferencesAreNotComposedHere() {
        // In markup the repair, which composes, leaves references alone.
        differs("<b> e&#769;", "<b> e\u0301");
    }

    @Example
    void aLongSIsAContractionHere() {
        differs("dog'ſt", "dog'ſt");
    }

    @Provide
    Arbitrary<String> common() {
        return Captions.common();
    }

    /** Ours are the naive loop's ids for the cleaned text, and those of the library are others. */
    private static void differs(String caption, String cleaned) {
        int[] ours = ids(CLEANED_CLIP, caption);
        NaiveClip naive = new NaiveClip(Fixtures.document(Fixtures.CLIP));
        assertThat(Arrays.stream(ours).boxed().toList()).isEqualTo(naive.encode(cleaned));
        assertThat(ours).isNotEqualTo(ids(clipReference, caption));
    }

    private static void agrees(String caption) {
        assertThat(ids(CLEANED_CLIP, caption)).isEqualTo(ids(clipReference, caption));
    }

    private static int[] ids(CaptionTokenizer tokenizer, String caption) {
        return Fixtures.tokens(tokenizer, caption);
    }

    private static int[] ids(@Nullable HuggingFaceTokenizer tokenizer, String caption) {
        long[] ids = reference(tokenizer).encode(caption, false, false).getIds();
        return Arrays.stream(ids).mapToInt(Math::toIntExact).toArray();
    }

    private static HuggingFaceTokenizer reference(@Nullable HuggingFaceTokenizer tokenizer) {
        if (tokenizer == null) {
            throw new IllegalStateException("not loaded");
        }
        return tokenizer;
    }

    private static HuggingFaceTokenizer load(String name) throws IOException {
        return HuggingFaceTokenizer.newInstance(
                new ByteArrayInputStream(Fixtures.bytes(name)), Map.of("truncation", "false", "padding", "false"));
    }
}
