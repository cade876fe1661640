package io.github.hype4j.onnx.image;

import com.luciad.imageio.webp.WebPImageReaderSpi;
import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.SampleFailureException;
import java.awt.image.Raster;
import java.io.EOFException;

/** WebP by libwebp. */
final class WebpDecoder {

    private static final PluginReader READER = PluginReader.of(ImageFormat.WEBP, new WebPImageReaderSpi());

    private static final int ANIMATION_FLAG = 2;

    private WebpDecoder() {}

    static DecodedImage decode(byte[] file) throws SampleFailureException, EOFException {
        checkHeader(file);
        Raster raster;
        try {
            raster = READER.read(file, reader -> reader.read(0)).getRaster();
        } catch (OutOfMemoryError e) {
            if (e.getMessage() != null) {
                throw e;
            }
            // The plug-in throws this error, unlike the virtual machine without a message, where libwebp gives the
            // status
            // "out of memory"; libwebp gives it for a damaged alpha plane too.
            throw new SampleFailureException(
                    FailureReason.CORRUPT_IMAGE, "WEBP whose alpha plane is damaged, or too large for libwebp", e);
        } catch (LinkageError e) {
            throw new SampleFailureException(
                    FailureReason.UNSUPPORTED_IMAGE, "WebP, whose native library does not load here: " + e, e);
        }
        PixelLayout layout = raster.getNumBands() == 4 ? PixelLayout.RGBA : PixelLayout.RGB;
        return DecodedImage.of(raster.getWidth(), raster.getHeight(), layout, RasterSamples.levels(raster));
    }

    private static void checkHeader(byte[] file) throws SampleFailureException, EOFException {
        HeaderReader reader = new HeaderReader(file);
        reader.skip(4);
        long length = reader.u32LittleEndian();
        if (length + 8 > file.length) {
            throw new SampleFailureException(
                    FailureReason.TRUNCATED_IMAGE,
                    "WEBP has " + file.length + " of the " + (length + 8) + " bytes that it states");
        }
        reader.skip(4);
        String chunk = reader.characters(4);
        reader.skip(4);
        switch (chunk) {
            case "VP8 " -> {
                reader.skip(6);
                int width = reader.u16LittleEndian() & 0x3FFF;
                PixelLimit.check(ImageFormat.WEBP, width, reader.u16LittleEndian() & 0x3FFF);
            }
            case "VP8L" -> {
                reader.skip(1);
                long sides = reader.u32LittleEndian();
                PixelLimit.check(ImageFormat.WEBP, (sides & 0x3FFF) + 1, (sides >> 14 & 0x3FFF) + 1);
            }
            case "VP8X" -> {
                if ((reader.u8() & ANIMATION_FLAG) != 0) {
                    throw new SampleFailureException(FailureReason.UNSUPPORTED_IMAGE, "WEBP that is animated");
                }
                reader.skip(3);
                int width = reader.u24LittleEndian() + 1;
                PixelLimit.check(ImageFormat.WEBP, width, reader.u24LittleEndian() + 1);
            }
            default ->
                throw new SampleFailureException(
                        FailureReason.CORRUPT_IMAGE, "WEBP that starts with a chunk \"" + chunk + "\"");
        }
    }
}
