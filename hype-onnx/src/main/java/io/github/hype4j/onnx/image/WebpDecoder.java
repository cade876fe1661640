package io.github.hype4j.onnx.image;

import com.luciad.imageio.webp.WebPImageReaderSpi;
import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.SampleFailureException;
import java.awt.image.Raster;
import java.io.EOFException;

/**
 * WebP by libwebp; of an animated file the first frame on its canvas. Whether an image has alpha is for the extended header
 * to say, if there is one, as in Pillow.
 */
final class WebpDecoder {

    private static final PluginReader READER = PluginReader.of(ImageFormat.WEBP, new WebPImageReaderSpi());

    private static final int ANIMATION_FLAG = 0x02;
    private static final int ALPHA_FLAG = 0x10;
    private static final int FLAGS_OFFSET = 20;

    private WebpDecoder() {}

    static DecodedImage decode(byte[] file) throws SampleFailureException, EOFException {
        checkHeader(file);
        boolean extended = file[15] == 'X';
        int flags = extended ? file[FLAGS_OFFSET] : 0;
        if ((flags & ANIMATION_FLAG) == 0) {
            Raster raster = still(file);
            boolean alpha = extended ? (flags & ALPHA_FLAG) != 0 : raster.getNumBands() == 4;
            return image(raster.getWidth(), raster.getHeight(), alpha, samples(raster, alpha));
        }
        WebpAnimation animation = WebpAnimation.of(file);
        Raster raster = still(animation.frame());
        boolean alpha = (flags & ALPHA_FLAG) != 0;
        byte[] canvas = animation.onCanvas(samples(raster, alpha), alpha ? 4 : 3);
        return image(animation.canvasWidth(), animation.canvasHeight(), alpha, canvas);
    }

    private static DecodedImage image(int width, int height, boolean alpha, byte[] samples) {
        return DecodedImage.of(width, height, alpha ? PixelLayout.RGBA : PixelLayout.RGB, samples);
    }

    /** Four samples a pixel where there is to be alpha, else three; what the image lacks is opaque. */
    private static byte[] samples(Raster raster, boolean alpha) {
        byte[] samples = RasterSamples.levels(raster);
        int bands = raster.getNumBands();
        int wanted = alpha ? 4 : 3;
        if (bands == wanted) {
            return samples;
        }
        byte[] out = new byte[samples.length / bands * wanted];
        for (int from = 0, to = 0; to < out.length; from += bands, to += wanted) {
            System.arraycopy(samples, from, out, to, 3);
            if (alpha) {
                out[to + 3] = (byte) 255;
            }
        }
        return out;
    }

    private static Raster still(byte[] file) throws SampleFailureException {
        try {
            return READER.read(file, reader -> reader.read(0)).getRaster();
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
                reader.skip(4);
                int width = reader.u24LittleEndian() + 1;
                PixelLimit.check(ImageFormat.WEBP, width, reader.u24LittleEndian() + 1);
            }
            default ->
                throw new SampleFailureException(
                        FailureReason.CORRUPT_IMAGE, "WEBP that starts with a chunk \"" + chunk + "\"");
        }
    }
}
