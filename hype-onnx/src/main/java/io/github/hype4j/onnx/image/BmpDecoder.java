package io.github.hype4j.onnx.image;

import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.SampleFailureException;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.EOFException;

/** BMP by the platform's reader. Of 32-bit images only those have alpha whose header gives it a mask. */
final class BmpDecoder {

    private static final PluginReader READER = PluginReader.ofPlatform(ImageFormat.BMP);

    private static final int OS2_HEADER = 12;
    private static final int RUN_LENGTH_8 = 1;
    private static final int RUN_LENGTH_4 = 2;
    private static final int EMBEDDED_JPEG = 4;
    private static final int EMBEDDED_PNG = 5;

    private BmpDecoder() {}

    static DecodedImage decode(byte[] file) throws SampleFailureException, EOFException {
        checkHeader(file);
        BufferedImage image = READER.read(file, reader -> reader.read(0));
        Raster raster = image.getRaster();
        int width = raster.getWidth();
        int height = raster.getHeight();
        if (image.getColorModel() instanceof IndexColorModel colours) {
            byte[] indices = RasterSamples.indices(raster);
            int[] palette = palette(colours);
            return Palette.isGrey(palette)
                    ? DecodedImage.of(width, height, PixelLayout.GREY, indices)
                    : DecodedImage.ofPalette(width, height, indices, palette);
        }
        PixelLayout layout = switch (raster.getNumBands()) {
            case 1 -> PixelLayout.GREY;
            case 3 -> PixelLayout.RGB;
            case 4 -> PixelLayout.RGBA;
            default -> throw unsupported(raster.getNumBands() + " channels");
        };
        return DecodedImage.of(width, height, layout, RasterSamples.levels(raster));
    }

    private static int[] palette(IndexColorModel colours) {
        int count = Math.min(colours.getMapSize(), 256);
        byte[] rgb = new byte[3 * count];
        for (int i = 0; i < count; i++) {
            int colour = colours.getRGB(i);
            rgb[3 * i] = (byte) (colour >> 16);
            rgb[3 * i + 1] = (byte) (colour >> 8);
            rgb[3 * i + 2] = (byte) colour;
        }
        return Palette.fromRgb(rgb, 0, count);
    }

    private static void checkHeader(byte[] file) throws SampleFailureException, EOFException {
        HeaderReader reader = new HeaderReader(file);
        reader.skip(14);
        long headerLength = reader.u32LittleEndian();
        if (headerLength == OS2_HEADER) {
            int width = reader.u16LittleEndian();
            PixelLimit.check(ImageFormat.BMP, width, reader.u16LittleEndian());
            return;
        }
        // Signed fields; a negative height means that rows start at the top.
        int width = (int) reader.u32LittleEndian();
        int height = (int) reader.u32LittleEndian();
        PixelLimit.check(ImageFormat.BMP, width, Math.abs((long) height));
        reader.skip(2);
        int bits = reader.u16LittleEndian();
        long compression = reader.u32LittleEndian();
        if (compression == EMBEDDED_JPEG || compression == EMBEDDED_PNG) {
            throw unsupported("an embedded JPEG or PNG");
        }
        boolean packed = compression == RUN_LENGTH_8 || compression == RUN_LENGTH_4;
        // A small file that states a large size is found out before anything is allocated for it.
        if (!packed && (long) width * Math.abs((long) height) * bits / 8 > file.length) {
            throw new SampleFailureException(
                    FailureReason.TRUNCATED_IMAGE,
                    "BMP of " + width + " x " + Math.abs((long) height) + " in " + file.length + " bytes");
        }
    }

    private static SampleFailureException unsupported(String what) {
        return new SampleFailureException(FailureReason.UNSUPPORTED_IMAGE, "BMP with " + what);
    }
}
