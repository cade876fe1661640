package io.github.hype4j.onnx.image;

import io.github.hype4j.model.SampleFailureException;
import io.github.hype4j.onnx.jpeg.JpegEngine;
import io.github.hype4j.onnx.jpeg.Region;
import io.github.hype4j.onnx.jpeg.UnusualJpegException;
import java.io.EOFException;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** JPEG by a fast and exact decoder; what that does not take, damage above all, is left to the platform's reader. */
final class JpegDecoder {

    private static final Logger LOG = LoggerFactory.getLogger(JpegDecoder.class);

    private JpegDecoder() {}

    static DecodedImage decode(byte[] file, NeededPixels needed) throws SampleFailureException, EOFException {
        return decode(file, needed, JpegEngines.inUse());
    }

    static DecodedImage decode(byte[] file, NeededPixels needed, JpegEngines engines)
            throws SampleFailureException, EOFException {
        JpegHeader header = JpegHeader.of(file);
        byte[] samples = samples(file, header, needed, engines);
        return DecodedImage.of(header.width(), header.height(), layout(header), samples);
    }

    private static byte[] samples(byte[] file, JpegHeader header, NeededPixels needed, JpegEngines engines)
            throws SampleFailureException {
        Region region = needed.of(header.width(), header.height());
        // Others may be converted, whose every sample counts.
        IntFunction<byte[]> memory = layout(header) == PixelLayout.RGB ? needed::memory : byte[]::new;
        for (JpegEngine engine : engines.inOrder()) {
            try {
                return engine.decode(file, header.colour(), region, memory);
            } catch (UnusualJpegException e) {
                LOG.trace("{} leaves a JPEG to another decoder: {}", engine.name(), e.getMessage());
            }
        }
        // It either gets the pixels or has the last word on what is wrong with them.
        return PlatformJpeg.decode(header);
    }

    private static PixelLayout layout(JpegHeader header) {
        return switch (header.colour()) {
            case GREY -> PixelLayout.GREY;
            case YCBCR, RGB -> PixelLayout.RGB;
            case CMYK, YCCK -> PixelLayout.CMYK;
        };
    }
}
