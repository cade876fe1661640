package io.github.hype4j.onnx.image;

import io.github.hype4j.model.SampleFailureException;
import io.github.hype4j.onnx.jpeg.JavaJpeg;
import io.github.hype4j.onnx.jpeg.JpegEngine;
import io.github.hype4j.onnx.jpeg.UnusualJpegException;
import java.io.EOFException;

/** JPEG by a fast and exact decoder; what that does not take, damage above all, is left to the platform's reader. */
final class JpegDecoder {

    private static final JpegEngine ENGINE = new JavaJpeg();

    private JpegDecoder() {}

    static DecodedImage decode(byte[] file, NeededPixels needed) throws SampleFailureException, EOFException {
        JpegHeader header = JpegHeader.of(file);
        return DecodedImage.of(header.width(), header.height(), layout(header), samples(file, header, needed));
    }

    private static byte[] samples(byte[] file, JpegHeader header, NeededPixels needed) throws SampleFailureException {
        try {
            return ENGINE.decode(file, header.colour(), needed.of(header.width(), header.height()));
        } catch (UnusualJpegException e) {
            // Either the reader gives the pixels, or it has the last word on what is wrong with them.
            return PlatformJpeg.decode(header);
        }
    }

    private static PixelLayout layout(JpegHeader header) {
        return switch (header.colour()) {
            case GREY -> PixelLayout.GREY;
            case YCBCR, RGB -> PixelLayout.RGB;
            case CMYK, YCCK -> PixelLayout.CMYK;
        };
    }
}
