package io.github.hype4j.onnx.image;

import io.github.hype4j.model.SampleFailureException;
import io.github.hype4j.onnx.jpeg.Region;
import java.nio.FloatBuffer;
import java.util.Objects;

/**
 * Decodes an image file and writes the tensor that an encoder reads: {@code [3, size, size]} floats, the red plane
 * first, rows from the top, each value {@code (pixel / 255 - mean) / std} computed in float32.
 *
 * <p>The values are those of Pillow and torchvision's {@code Resize, CenterCrop, convert("RGB"), ToTensor, Normalize},
 * to the bit, given equal decoded pixels:
 *
 * <ul>
 *   <li>{@link ImagePreparation.Resize#SHORTEST_EDGE} makes the shorter side {@code size} and the longer one the whole
 *       part of {@code size * longer / shorter}; the crop starts at half the surplus, rounded half to even.
 *   <li>Resizing is separable convolution, rows first, in integers: weights of 22 fractional bits rounded half away from
 *       zero, and every pass rounded and clipped to 0..255.
 *   <li>Colours with alpha are multiplied by it before resizing and divided by it after; alpha is then dropped, not
 *       blended with a background. A palette image is resized by its nearest pixel, and its transparency is ignored.
 *   <li>With {@link ImagePreparation.Convert#FIRST}, {@code convert("RGB")} comes before the other steps, and the last two
 *       rules do not matter.
 * </ul>
 *
 * <p>Read are JPEG (baseline and progressive; grey, YCbCr, RGB, CMYK and YCCK), PNG, WebP and GIF (the first frame on its
 * canvas), BMP, and TIFF (strips of 8 bits a sample or 1 a pixel, without losses, upright; the first image). JPEG files are decoded by libjpeg-turbo's library {@code libturbojpeg}, where the system has it and its
 * pixels prove to be the same, else by a decoder in Java; the system property {@code hype.jpeg}, read once, chooses:
 * {@code auto}, {@code java}, {@code turbojpeg} or {@code platform}, the reader of this Java alone, whose pixels and speed
 * depend on its vendor. Colour profiles are not applied, nor is the orientation in EXIF data unless
 * {@link ImagePreparation.Orientation#EXIF} asks for it. Samples of 16 bits are cut to their high byte, but 16-bit grey is
 * resized in full and then clipped to 255, as Pillow does: where its values were not kept small, it leaves a white image.
 *
 * <p>While it is prepared, an image takes 1 to 12 bytes of heap a pixel, the most where it is turned or converted first, and
 * a progressive JPEG up to 13, which at the limit of 178,956,970 pixels is up to 2.3 GB. An {@link OutOfMemoryError} is
 * passed on and not taken for a fault of the image.
 *
 * <p>Thread-safe: one preparer serves any number of threads, and keeps up to 8 MB of working memory for each.
 */
public final class ImagePreparer {

    private final ImagePreparation preparation;
    private final Normalization normalization;
    private final ResampleWeightsCache weights;
    private final ThreadLocal<Resampler> resamplers = ThreadLocal.withInitial(Resampler::create);
    private final ThreadLocal<PixelMemory> memories = ThreadLocal.withInitial(PixelMemory::new);

    private ImagePreparer(ImagePreparation preparation) {
        this.preparation = preparation;
        this.normalization = Normalization.of(preparation);
        this.weights = ResampleWeightsCache.of(preparation.size(), preparation.interpolation());
    }

    /**
     * A preparer.
     *
     * @param preparation size, filter, crop and normalisation
     * @return the preparer
     * @throws IllegalArgumentException if the system property {@code hype.jpeg} has no allowed value, or asks for a decoder
     *     that this machine does not have
     */
    public static ImagePreparer of(ImagePreparation preparation) {
        JpegEngines.inUse();
        return new ImagePreparer(preparation);
    }

    /**
     * The decoder that JPEG files go to first in this process: {@code turbojpeg}, {@code java} or {@code platform}. What it
     * does not take goes to the platform's reader.
     *
     * @return its name
     * @throws IllegalArgumentException as in {@link #of}
     */
    public static String jpegDecoder() {
        return JpegEngines.inUse().name();
    }

    /**
     * The options that this preparer follows.
     *
     * @return the options
     */
    public ImagePreparation preparation() {
        return preparation;
    }

    /**
     * Prepares an image and writes it into a buffer, whose position and limit are neither used nor changed. Where the
     * image fails, nothing is written.
     *
     * @param file the bytes of an image file; not modified
     * @param out the buffer, direct or not, of the native byte order if a native library reads it
     * @param index where in the buffer the tensor starts, in floats; {@link ImagePreparation#tensorLength} floats are
     *     written
     * @throws SampleFailureException if the file is empty, of an unknown format, cut short, damaged, or above the limit of
     *     178,956,970 pixels, which is checked before any pixel is decoded
     * @throws IndexOutOfBoundsException if the tensor does not fit between {@code index} and the buffer's limit
     * @throws java.nio.ReadOnlyBufferException if the buffer is read-only
     */
    public void prepare(byte[] file, FloatBuffer out, int index) throws SampleFailureException {
        Objects.checkFromIndexSize(index, preparation.tensorLength(), out.limit());
        normalization.write(square(file), out, index);
    }

    /**
     * Prepares an image and writes it into an array. Where the image fails, nothing is written.
     *
     * @param file the bytes of an image file; not modified
     * @param out the array
     * @param offset where in the array the tensor starts; {@link ImagePreparation#tensorLength} floats are written
     * @throws SampleFailureException as in {@link #prepare(byte[], FloatBuffer, int)}
     * @throws IndexOutOfBoundsException if the tensor does not fit between {@code offset} and the end of the array
     */
    public void prepare(byte[] file, float[] out, int offset) throws SampleFailureException {
        prepare(file, FloatBuffer.wrap(out), offset);
    }

    /** The resized and cropped image as planes of {@code size * size} levels of red, green and blue. */
    byte[][] square(byte[] file) throws SampleFailureException {
        DecodedImage image = decoded(file);
        if (preparation.convert() == ImagePreparation.Convert.FIRST) {
            image = DecodedImage.of(image.width(), image.height(), PixelLayout.RGB, RgbConversion.interleaved(image));
        }
        Placement placement = Placement.of(image.width(), image.height(), preparation);
        if (image.layout() == PixelLayout.PALETTE) {
            byte[] indices = NearestResampler.resample(
                    image.samples(), image.width(), image.height(), placement, preparation.size());
            return RgbConversion.fromPalette(indices, image.palette());
        }
        if (image.layout() == PixelLayout.DEEP_GREY) {
            byte[] grey =
                    DeepGreyResampler.resample(image.samples(), image.width(), image.height(), placement, preparation);
            return new byte[][] {grey, grey, grey};
        }
        return RgbConversion.toRgb(resized(image, placement), image.layout());
    }

    private DecodedImage decoded(byte[] file) throws SampleFailureException {
        if (preparation.orientation() == ImagePreparation.Orientation.EXIF) {
            return ExifOrientation.of(file).applyTo(ImageDecoder.decode(file));
        }
        return ImageDecoder.decode(file, new Needs(memories.get()));
    }

    private byte[][] resized(DecodedImage image, Placement placement) {
        byte[] samples = image.samples();
        int bands = image.layout().bands();
        boolean weighted = image.layout().hasAlpha() && !placement.keepsSize(image.width(), image.height());
        if (weighted) {
            AlphaWeighting.apply(samples, bands);
        }
        ResampleWeights across = weights.get(image.width(), placement.width(), placement.left());
        ResampleWeights down = weights.get(image.height(), placement.height(), placement.top());
        byte[][] planes = resamplers.get().resample(samples, image.width(), bands, across, down);
        if (weighted) {
            AlphaWeighting.remove(planes);
        }
        return planes;
    }

    /** What is cut out, and as far around it as the filter reaches. */
    private final class Needs implements NeededPixels {

        private final PixelMemory memory;

        Needs(PixelMemory memory) {
            this.memory = memory;
        }

        @Override
        public Region of(int width, int height) {
            Placement placement = Placement.of(width, height, preparation);
            int[] columns = neededLine(width, placement.width(), placement.left());
            int[] rows = neededLine(height, placement.height(), placement.top());
            return new Region(columns[0], rows[0], columns[1], rows[1]);
        }

        @Override
        public byte[] memory(int samples) {
            return memory.atLeast(samples);
        }

        private int[] neededLine(int inSize, long outSize, long start) {
            double scale = inSize / (double) outSize;
            double reach = preparation.interpolation().support() * Math.max(scale, 1) + 1;
            int first = (int) Math.max(start * scale - reach, 0);
            int end = (int) Math.min(Math.ceil((start + preparation.size()) * scale + reach), inSize);
            return new int[] {first, end};
        }
    }
}
