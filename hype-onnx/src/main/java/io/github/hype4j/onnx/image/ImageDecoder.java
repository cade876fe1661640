package io.github.hype4j.onnx.image;

import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.SampleFailureException;
import java.io.EOFException;

/** From the bytes of a file to pixels. */
final class ImageDecoder {

    private ImageDecoder() {}

    static DecodedImage decode(byte[] file) throws SampleFailureException {
        return decode(file, NeededPixels.ALL);
    }

    /** A decoder may leave pixels that are not needed as they are. */
    static DecodedImage decode(byte[] file, NeededPixels needed) throws SampleFailureException {
        if (file.length == 0) {
            throw new SampleFailureException(FailureReason.EMPTY_IMAGE, "no bytes");
        }
        ImageFormat format = ImageFormat.of(file)
                .orElseThrow(() -> new SampleFailureException(
                        FailureReason.UNSUPPORTED_IMAGE,
                        "not a JPEG, PNG, WebP, GIF, BMP or TIFF file: " + ImageFormat.describe(file)));
        try {
            return switch (format) {
                case JPEG -> JpegDecoder.decode(file, needed);
                case PNG -> PngDecoder.decode(file);
                case WEBP -> WebpDecoder.decode(file);
                case GIF -> GifDecoder.decode(file);
                case BMP -> BmpDecoder.decode(file);
                case TIFF -> TiffDecoder.decode(file);
            };
        } catch (EOFException e) {
            throw new SampleFailureException(
                    FailureReason.TRUNCATED_IMAGE, format + " ends in its header, after " + file.length + " bytes", e);
        }
    }
}
