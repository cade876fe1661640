package io.github.hype4j.onnx.image;

import io.github.hype4j.model.SampleFailureException;
import io.github.hype4j.onnx.jpeg.Inks;
import io.github.hype4j.onnx.jpeg.JpegColour;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import javax.imageio.ImageReadParam;

/** JPEG by the platform's reader, straight into interleaved samples. It decides what damage amounts to. */
final class PlatformJpeg {

    private static final PluginReader READER = PluginReader.ofMendingPlatform(ImageFormat.JPEG);

    private PlatformJpeg() {}

    static byte[] decode(JpegHeader header) throws SampleFailureException {
        return switch (header.colour()) {
            case GREY -> samples(header, ColorSpace.CS_GRAY);
            case YCBCR, RGB -> samples(header, ColorSpace.CS_sRGB);
            case CMYK, YCCK -> inks(header);
        };
    }

    private static byte[] samples(JpegHeader header, int colorSpace) throws SampleFailureException {
        int bands = header.colour().components();
        byte[] samples = new byte[header.width() * header.height() * bands];
        int[] offsets = bands == 1 ? new int[] {0} : new int[] {0, 1, 2};
        WritableRaster raster = Raster.createInterleavedRaster(
                new DataBufferByte(samples, samples.length),
                header.width(),
                header.height(),
                header.width() * bands,
                bands,
                offsets,
                null);
        ColorModel colours = new ComponentColorModel(
                ColorSpace.getInstance(colorSpace), false, false, ColorModel.OPAQUE, DataBuffer.TYPE_BYTE);
        BufferedImage image = new BufferedImage(colours, raster, false, null);
        return READER.read(header.essentials(), reader -> {
            ImageReadParam destination = reader.getDefaultReadParam();
            destination.setDestination(image);
            reader.read(0, destination);
            return samples;
        });
    }

    private static byte[] inks(JpegHeader header) throws SampleFailureException {
        JpegColour colour = header.colour();
        byte[] samples = READER.read(header.essentials(), reader -> RasterSamples.levels(reader.readRaster(0, null)));
        Inks.fromComponents(samples, colour);
        return samples;
    }
}
