package io.github.hype4j.onnx.image;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How an image becomes the input of an encoder: resized, cropped, and normalised to {@code (pixel / 255 - mean) / std}.
 * A graph that normalises by itself, as MERU's does, is given mean 0 and deviation 1. Immutable.
 *
 * @param size the side of the square that the encoder reads, in pixels, from 1 to 4096
 * @param resize which sides are brought to {@code size}
 * @param interpolation the filter that resizes
 * @param crop what is cut out after resizing
 * @param mean what is subtracted from red, green and blue, on the scale of 0 to 1; each within ±{@value #LARGEST_MEAN}
 * @param std what red, green and blue are then divided by; each from {@value #SMALLEST_STD} to {@value #LARGEST_STD}
 * @param orientation whether an image is turned upright before all else
 * @param convert when colours become red, green and blue
 */
public record ImagePreparation(
        int size,
        Resize resize,
        Interpolation interpolation,
        Crop crop,
        List<Double> mean,
        List<Double> std,
        Orientation orientation,
        Convert convert) {

    /** The largest side, in pixels. */
    public static final int MAX_SIZE = 4096;

    /** The bound on the magnitude of a mean, which keeps every normalised value finite. */
    public static final double LARGEST_MEAN = 1e6;

    /** The least standard deviation, which keeps every normalised value finite. */
    public static final double SMALLEST_STD = 1e-6;

    /** The largest standard deviation. */
    public static final double LARGEST_STD = 1e6;

    private static final List<Double> CLIP_MEAN = List.of(0.48145466, 0.4578275, 0.40821073);
    private static final List<Double> CLIP_STD = List.of(0.26862954, 0.26130258, 0.27577711);

    /**
     * Checks and copies.
     *
     * @param size the side of the square
     * @param resize which sides are brought to it
     * @param interpolation the filter that resizes
     * @param crop what is cut out
     * @param mean three means
     * @param std three standard deviations
     * @param orientation whether an image is turned upright
     * @param convert when colours are converted
     * @throws IllegalArgumentException if a value is outside its range, or if nothing makes the image square: without a
     *     crop, only {@link Resize#STRETCH} does
     */
    public ImagePreparation {
        if (size < 1 || size > MAX_SIZE) {
            throw new IllegalArgumentException("size must be from 1 to " + MAX_SIZE + ", got " + size);
        }
        if (crop == Crop.NONE && resize != Resize.STRETCH) {
            throw new IllegalArgumentException(
                    "crop \"none\" leaves a square only after resize \"stretch\", got resize \"" + resize.word()
                            + "\"");
        }
        mean = channels("mean", mean, -LARGEST_MEAN, LARGEST_MEAN);
        std = channels("std", std, SMALLEST_STD, LARGEST_STD);
    }

    /**
     * A preparation that ignores the orientation in EXIF data and converts colours last, as CLIP's does.
     *
     * @param size the side of the square
     * @param resize which sides are brought to it
     * @param interpolation the filter that resizes
     * @param crop what is cut out
     * @param mean three means
     * @param std three standard deviations
     * @throws IllegalArgumentException if a value is outside its range, or if nothing makes the image square
     */
    public ImagePreparation(
            int size, Resize resize, Interpolation interpolation, Crop crop, List<Double> mean, List<Double> std) {
        this(size, resize, interpolation, crop, mean, std, Orientation.IGNORE, Convert.LAST);
    }

    /**
     * The preparation that CLIP was trained with: shortest edge, bicubic, centre crop, and the mean and deviation of its
     * training images.
     *
     * @param size the side of the square, 224 for most CLIP models
     * @return the preparation
     * @throws IllegalArgumentException if {@code size} is not from 1 to {@value #MAX_SIZE}
     */
    public static ImagePreparation clip(int size) {
        return new ImagePreparation(
                size, Resize.SHORTEST_EDGE, Interpolation.BICUBIC, Crop.CENTER, CLIP_MEAN, CLIP_STD);
    }

    /**
     * The same preparation with another treatment of the orientation in EXIF data.
     *
     * @param orientation whether an image is turned upright
     * @return the preparation
     */
    public ImagePreparation withOrientation(Orientation orientation) {
        return new ImagePreparation(size, resize, interpolation, crop, mean, std, orientation, convert);
    }

    /**
     * The same preparation with another order of steps.
     *
     * @param convert when colours are converted
     * @return the preparation
     */
    public ImagePreparation withConvert(Convert convert) {
        return new ImagePreparation(size, resize, interpolation, crop, mean, std, orientation, convert);
    }

    /**
     * The number of floats that one prepared image takes.
     *
     * @return 3 times the square of {@link #size}
     */
    public int tensorLength() {
        return 3 * size * size;
    }

    private static List<Double> channels(String field, List<Double> values, double least, double largest) {
        if (values.size() != 3) {
            throw new IllegalArgumentException(
                    field + " must have 3 values (red, green, blue), got " + values.size() + ": " + values);
        }
        for (double value : values) {
            if (!(value >= least && value <= largest)) {
                throw new IllegalArgumentException(
                        field + " must be from " + least + " to " + largest + " for each channel, got " + values);
            }
        }
        return List.copyOf(values);
    }

    /** Which sides are brought to the size that the encoder reads. */
    public enum Resize {
        /** {@code shortest-edge}: the shorter side; the longer one follows, so that the picture keeps its proportions. */
        SHORTEST_EDGE("shortest-edge"),
        /** {@code stretch}: both sides, whatever becomes of the proportions. */
        STRETCH("stretch");

        private final String word;

        Resize(String word) {
            this.word = word;
        }

        /**
         * The name in a model bundle.
         *
         * @return the word, such as {@code shortest-edge}
         */
        public String word() {
            return word;
        }

        /**
         * Reads the name that a model bundle uses.
         *
         * @param word {@code shortest-edge} or {@code stretch}
         * @return the constant
         * @throws IllegalArgumentException if {@code word} is anything else
         */
        public static Resize parse(String word) {
            return fromWord("resize", word, values(), Resize::word);
        }
    }

    /** The filter that resizes. Both widen with the factor by which an image shrinks, so that nothing aliases. */
    public enum Interpolation {
        /** {@code bilinear}: a triangle, 1 source pixel to each side. */
        BILINEAR("bilinear", 1),
        /** {@code bicubic}: Keys' cubic convolution with a = -1/2, 2 source pixels to each side. */
        BICUBIC("bicubic", 2);

        private final String word;
        private final double support;

        Interpolation(String word, double support) {
            this.word = word;
            this.support = support;
        }

        /**
         * The name in a model bundle.
         *
         * @return the word, such as {@code bicubic}
         */
        public String word() {
            return word;
        }

        /**
         * Reads the name that a model bundle uses.
         *
         * @param word {@code bilinear} or {@code bicubic}
         * @return the constant
         * @throws IllegalArgumentException if {@code word} is anything else
         */
        public static Interpolation parse(String word) {
            return fromWord("interpolation", word, values(), Interpolation::word);
        }

        /** How far the filter reaches to each side, in source pixels where nothing shrinks. */
        double support() {
            return support;
        }

        /** The filter's value at a distance, before the weights of a pixel are brought to a sum of 1. */
        double weight(double distance) {
            double x = Math.abs(distance);
            if (x >= support) {
                return 0;
            }
            if (this == BILINEAR) {
                return 1 - x;
            }
            double a = -0.5;
            // The order of the operations is part of the contract: it decides the last bit.
            return x < 1 ? ((a + 2) * x - (a + 3)) * x * x + 1 : (((x - 5) * x + 8) * x - 4) * a;
        }
    }

    /** What is cut out after resizing. */
    public enum Crop {
        /** {@code center}: the middle square. */
        CENTER("center"),
        /** {@code none}: nothing is cut. */
        NONE("none");

        private final String word;

        Crop(String word) {
            this.word = word;
        }

        /**
         * The name in a model bundle.
         *
         * @return the word, such as {@code center}
         */
        public String word() {
            return word;
        }

        /**
         * Reads the name that a model bundle uses.
         *
         * @param word {@code center} or {@code none}
         * @return the constant
         * @throws IllegalArgumentException if {@code word} is anything else
         */
        public static Crop parse(String word) {
            return fromWord("crop", word, values(), Crop::word);
        }
    }

    /** What becomes of the orientation that EXIF data state: the side that a camera was held by. */
    public enum Orientation {
        /** {@code ignore}: the image stays as its pixels are stored, as in Pillow unless it is told otherwise. */
        IGNORE("ignore"),
        /**
         * {@code exif}: the image is turned and mirrored as Pillow's {@code ImageOps.exif_transpose} does, by the EXIF data
         * of JPEG, PNG and WebP. Data that cannot be read change nothing; what a PNG says in text chunks is not looked at.
         */
        EXIF("exif");

        private final String word;

        Orientation(String word) {
            this.word = word;
        }

        /**
         * The name in a model bundle.
         *
         * @return the word, such as {@code ignore}
         */
        public String word() {
            return word;
        }

        /**
         * Reads the name that a model bundle uses.
         *
         * @param word {@code ignore} or {@code exif}
         * @return the constant
         * @throws IllegalArgumentException if {@code word} is anything else
         */
        public static Orientation parse(String word) {
            return fromWord("orientation", word, values(), Orientation::word);
        }
    }

    /** When colours become red, green and blue. It matters for palettes, for alpha, for CMYK and for 16-bit grey. */
    public enum Convert {
        /** {@code first}: before resizing, as MERU does. Alpha is dropped unseen, and palettes are resized as colours. */
        FIRST("first"),
        /** {@code last}: after resizing and cropping, as CLIP and HYPE do. */
        LAST("last");

        private final String word;

        Convert(String word) {
            this.word = word;
        }

        /**
         * The name in a model bundle.
         *
         * @return the word, such as {@code last}
         */
        public String word() {
            return word;
        }

        /**
         * Reads the name that a model bundle uses.
         *
         * @param word {@code first} or {@code last}
         * @return the constant
         * @throws IllegalArgumentException if {@code word} is anything else
         */
        public static Convert parse(String word) {
            return fromWord("convert", word, values(), Convert::word);
        }
    }

    private static <E> E fromWord(String field, String word, E[] constants, Function<E, String> wordOf) {
        for (E constant : constants) {
            if (wordOf.apply(constant).equals(word)) {
                return constant;
            }
        }
        String allowed = Arrays.stream(constants).map(wordOf).collect(Collectors.joining("\", \"", "\"", "\""));
        throw new IllegalArgumentException(field + " must be one of " + allowed + ", got \"" + word + "\"");
    }
}
