package io.github.hype4j.io.pool;

import io.github.hype4j.model.FailureReason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Turns what a pool has for a caption into text. */
final class CaptionText {

    private CaptionText() {}

    static Part<String> decode(byte[] bytes, PoolOptions options) {
        CodingErrorAction onError = options.replaceMalformed() ? CodingErrorAction.REPLACE : CodingErrorAction.REPORT;
        try {
            return Part.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(onError)
                    .onUnmappableCharacter(onError)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Part.failed(
                    FailureReason.CAPTION_NOT_UTF8, "the caption's " + bytes.length + " bytes are not UTF-8");
        }
    }

    /** Checks a text that came out of JSON, where half a surrogate pair may stand as an escape. */
    static Part<String> check(String text, PoolOptions options) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            if (!options.replaceMalformed()) {
                return Part.failed(
                        FailureReason.CAPTION_NOT_UTF8, "the caption in the metadata has half a surrogate pair");
            }
            return Part.of(replaceLoneSurrogates(text));
        }
        long bytes = text.length() > options.maxCaptionBytes() / 3
                ? text.getBytes(StandardCharsets.UTF_8).length
                : text.length();
        return bytes > options.maxCaptionBytes() ? tooLong(bytes, options) : Part.of(text);
    }

    static <T> Part<T> tooLong(long bytes, PoolOptions options) {
        return Part.failed(
                FailureReason.CAPTION_TOO_LONG,
                "the caption has " + bytes + " bytes, the limit is " + options.maxCaptionBytes());
    }

    private static String replaceLoneSurrogates(String text) {
        int[] codePoints = text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .toArray();
        return new String(codePoints, 0, codePoints.length);
    }
}
