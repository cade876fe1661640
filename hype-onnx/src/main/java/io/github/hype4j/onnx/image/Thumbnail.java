package io.github.hype4j.onnx.image;

import io.github.hype4j.model.SampleFailureException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.ImageIO;

/**
 * A small picture of an image file, for people to look at: decoded as for the encoder, made smaller, and encoded anew, so
 * that no byte of an untrusted file reaches a viewer.
 *
 * @param mediaType {@code image/png} or {@code image/jpeg}, whichever is smaller
 * @param content the encoded picture
 * @param width in pixels
 * @param height in pixels
 */
@SuppressWarnings("ArrayRecordComponent") // equality is defined below
public record Thumbnail(String mediaType, byte[] content, int width, int height) {

    /**
     * Makes one.
     *
     * @param file the bytes of an image file; not modified
     * @param largestSide the longer side is made this long, in pixels, if it is longer; at least 1
     * @return the small picture, of the same shape to the nearest pixel
     * @throws SampleFailureException if the file cannot be decoded, as in {@link ImagePreparer#prepare}
     * @throws IllegalArgumentException if {@code largestSide} is below 1
     */
    public static Thumbnail of(byte[] file, int largestSide) throws SampleFailureException {
        if (largestSide < 1) {
            throw new IllegalArgumentException("largestSide must be at least 1, got " + largestSide);
        }
        DecodedImage image = ImageDecoder.decode(file);
        double scale = Math.min(1, (double) largestSide / Math.max(image.width(), image.height()));
        int width = Math.max(1, (int) Math.rint(image.width() * scale));
        int height = Math.max(1, (int) Math.rint(image.height() * scale));
        ResampleWeights columns =
                ResampleWeights.of(image.width(), width, 0, width, ImagePreparation.Interpolation.BICUBIC);
        ResampleWeights rows =
                ResampleWeights.of(image.height(), height, 0, height, ImagePreparation.Interpolation.BICUBIC);
        byte[] rgb = RgbConversion.interleaved(image);
        byte[][] small = Resampler.create().resample(rgb, image.width(), PixelLayout.RGB.bands(), columns, rows);
        BufferedImage picture = picture(small, width, height);
        byte[] png = encoded(picture, "png");
        byte[] jpeg = encoded(picture, "jpeg");
        return png.length <= jpeg.length
                ? new Thumbnail("image/png", png, width, height)
                : new Thumbnail("image/jpeg", jpeg, width, height);
    }

    private static BufferedImage picture(byte[][] rgb, int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            int colour = (rgb[0][i] & 0xff) << 16 | (rgb[1][i] & 0xff) << 8 | (rgb[2][i] & 0xff);
            picture.setRGB(i % width, i / width, colour);
        }
        return picture;
    }

    private static byte[] encoded(BufferedImage picture, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(picture, format, out)) {
                throw new IllegalStateException("this Java runtime writes no " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return out.toByteArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Thumbnail same
                && same.mediaType.equals(mediaType)
                && Arrays.equals(same.content, content)
                && same.width == width
                && same.height == height;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return "Thumbnail[" + mediaType + ", " + width + "x" + height + ", " + content.length + " bytes]";
    }
}
