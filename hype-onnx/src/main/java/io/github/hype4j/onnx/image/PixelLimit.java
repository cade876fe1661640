package io.github.hype4j.onnx.image;

import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.SampleFailureException;

/** The guard against decompression bombs; the limit is the one at which Pillow refuses an image. */
final class PixelLimit {

    static final long MAX_PIXELS = 178_956_970;

    private PixelLimit() {}

    /** Checks a size that a header states; negative where an unsigned field does not fit. */
    static void check(ImageFormat format, long width, long height) throws SampleFailureException {
        if (width <= 0 || height <= 0) {
            throw new SampleFailureException(
                    FailureReason.CORRUPT_IMAGE, format + " header states a size of " + width + " x " + height);
        }
        if (width > MAX_PIXELS / height) {
            throw new SampleFailureException(
                    FailureReason.IMAGE_TOO_LARGE,
                    format + " of " + width + " x " + height + " is above the limit of " + MAX_PIXELS + " pixels");
        }
    }
}
