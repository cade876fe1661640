package io.github.hype4j.model;

import java.util.Arrays;
import java.util.Locale;

/** Why a sample could not be scored. A failed sample is counted under its reason and never touches its neighbours. */
public enum FailureReason {
    /** The pair has a caption but no image. */
    MISSING_IMAGE(true),
    /** The pair has an image but no caption. */
    MISSING_CAPTION(true),
    /** The image has no bytes at all. */
    EMPTY_IMAGE(false),
    /** The bytes are not an image of a format that is read here, such as an HTML error page. */
    UNSUPPORTED_IMAGE(false),
    /** The image ends before its last pixel. */
    TRUNCATED_IMAGE(false),
    /** The image is of a known format but cannot be decoded. */
    CORRUPT_IMAGE(false),
    /** Width times height is above the limit that guards against decompression bombs. */
    IMAGE_TOO_LARGE(false),
    /** The caption is empty or white space only. */
    EMPTY_CAPTION(false),
    /** The caption's bytes are not UTF-8. */
    CAPTION_NOT_UTF8(false),
    /** The caption is longer than the reader's limit. */
    CAPTION_TOO_LONG(false),
    /** The metadata of the sample (uid, columns) cannot be read. */
    BAD_METADATA(false),
    /** The bytes of the sample cannot be read, as in a shard that is cut in the middle. */
    UNREADABLE(false),
    /** Another sample of the pool, read before, has the same uid. */
    DUPLICATE_UID(false),
    /** The encoder gave NaN or infinite values. */
    NON_FINITE_EMBEDDING(false),
    /** The encoder refused the sample for a reason of its own. */
    ENCODER_ERROR(false);

    private final boolean missingPart;

    FailureReason(boolean missingPart) {
        this.missingPart = missingPart;
    }

    /**
     * Whether the sample lacks a part, rather than having a bad one. The books count such samples as missing.
     *
     * @return true for {@link #MISSING_IMAGE} and {@link #MISSING_CAPTION}
     */
    public boolean isMissingPart() {
        return missingPart;
    }

    /**
     * The name in reports and score files.
     *
     * @return the constant's name in lower case, such as {@code truncated_image}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The reason of a given label.
     *
     * @param label a {@linkplain #label() label}
     * @return the reason
     * @throws IllegalArgumentException if no reason has this label
     */
    public static FailureReason ofLabel(String label) {
        return Arrays.stream(values())
                .filter(reason -> reason.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no failure has the reason \"" + label + "\""));
    }
}
