package io.github.hype4j.onnx.image;

import io.github.hype4j.model.SampleFailureException;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.EOFException;
import javax.imageio.ImageReadParam;

/** JPEG by the platform's reader, straight into interleaved samples. */
final class JpegDecoder {

    private static final PluginReader READER = PluginReader.ofMendingPlatform(ImageFormat.JPEG);

    private JpegDecoder() {}

    static DecodedImage decode(byte[] file) throws SampleFailureException, EOFException {
        JpegHeader header = JpegHeader.of(file);
        JpegHeader.Colour colour = header.colour();
        return switch (colour) {
            case GREY ->
                DecodedImage.of(header.width(), header.height(), PixelLayout.GREY, samples(header, ColorSpace.CS_GRAY));
            case YCBCR, RGB ->
                DecodedImage.of(header.width(), header.height(), PixelLayout.RGB, samples(header, ColorSpace.CS_sRGB));
            case CMYK, YCCK -> DecodedImage.of(header.width(), header.height(), PixelLayout.CMYK, inks(header));
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

    /** The file holds light rather than ink, as Adobe's programs write it. */
    private static byte[] inks(JpegHeader header) throws SampleFailureException {
        byte[] raw = READER.read(header.essentials(), reader -> RasterSamples.levels(reader.readRaster(0, null)));
        if (header.colour() == JpegHeader.Colour.YCCK) {
            YccInks.fromYcck(raw);
        } else {
            for (int i = 0; i < raw.length; i++) {
                raw[i] = (byte) (255 - (raw[i] & 0xFF));
            }
        }
        return raw;
    }
}
