package io.github.hype4j.onnx.image;

import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.SampleFailureException;
import java.awt.image.Raster;
import java.io.EOFException;

/**
 * TIFF by the platform's reader, of the kinds that it and Pillow read alike: strips of 8 bits a sample, or one bit a pixel,
 * without losses. What is stored turned is refused, since Pillow turns it, and after its size was asked for. The first
 * image of the file counts.
 */
final class TiffDecoder {

    private static final PluginReader READER = PluginReader.ofPlatform(ImageFormat.TIFF);

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int PHOTOMETRIC = 262;
    private static final int STRIP_OFFSETS = 273;
    private static final int ORIENTATION = 274;
    private static final int SAMPLES = 277;
    private static final int STRIP_LENGTHS = 279;
    private static final int PLANES = 284;
    private static final int COLOUR_MAP = 320;
    private static final int TILE_WIDTH = 322;
    private static final int EXTRA_SAMPLES = 338;
    private static final int SAMPLE_FORMAT = 339;

    private static final int BLACK_IS_ZERO = 1;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int UNASSOCIATED_ALPHA = 2;

    /** None, LZW, deflate by both of its numbers, PackBits. */
    private static final long[] LOSSLESS = {1, 5, 8, 32_946, 32_773};

    /** More than what any of these compressions makes of a byte. */
    private static final long LARGEST_RATIO = 2_048;

    private final byte[] file;
    private final TiffFields fields;
    private final int width;
    private final int height;
    private final long samples;
    private final long photometric;

    private TiffDecoder(byte[] file, TiffFields fields) throws SampleFailureException {
        this.file = file;
        this.fields = fields;
        long statedWidth = fields.single(WIDTH).orElse(0L);
        long statedHeight = fields.single(HEIGHT).orElse(0L);
        PixelLimit.check(ImageFormat.TIFF, statedWidth, statedHeight);
        this.width = (int) statedWidth;
        this.height = (int) statedHeight;
        this.samples = fields.single(SAMPLES).orElse(1L);
        this.photometric = fields.single(PHOTOMETRIC).orElse(-1L);
    }

    static DecodedImage decode(byte[] file) throws SampleFailureException, EOFException {
        TiffFields fields = TiffFields.of(file, 0, file.length).orElseThrow(EOFException::new);
        if (!fields.areWhole()) {
            throw truncated("the directory ends behind the " + file.length + " bytes of the file");
        }
        TiffDecoder decoder = new TiffDecoder(file, fields);
        decoder.checkKind();
        decoder.checkStrips();
        return decoder.image();
    }

    private DecodedImage image() throws SampleFailureException {
        PixelLayout layout = layout();
        Raster raster = READER.read(file, reader -> reader.read(0)).getRaster();
        if (raster.getWidth() != width || raster.getHeight() != height || raster.getNumBands() != samples) {
            throw unsupported("fields that contradict each other");
        }
        if (layout != PixelLayout.PALETTE) {
            return DecodedImage.of(width, height, layout, RasterSamples.levels(raster));
        }
        int[] palette = photometric == PALETTE ? colourMap() : Palette.bilevel();
        return DecodedImage.ofPalette(width, height, RasterSamples.indices(raster), palette);
    }

    private PixelLayout layout() throws SampleFailureException {
        int bits = bits();
        if (photometric == BLACK_IS_ZERO && samples == 1) {
            // Pillow takes the nearest of pixels that are black or white, as it does with indices.
            return bits == 1 ? PixelLayout.PALETTE : PixelLayout.GREY;
        }
        if (photometric == PALETTE && samples == 1 && bits == 8) {
            return PixelLayout.PALETTE;
        }
        if (photometric == RGB && samples == 3 && bits == 8) {
            return PixelLayout.RGB;
        }
        if (photometric == RGB
                && samples == 4
                && bits == 8
                && fields.single(EXTRA_SAMPLES).orElse(0L) == UNASSOCIATED_ALPHA) {
            return PixelLayout.RGBA;
        }
        throw unsupported(samples + " samples of " + bits + " bits and photometric interpretation " + photometric);
    }

    private int bits() throws SampleFailureException {
        long[] bits = fields.values(BITS);
        if (bits.length == 0) {
            return 1;
        }
        for (long each : bits) {
            if (each != bits[0] || (each != 1 && each != 8)) {
                throw unsupported("samples of " + each + " bits");
            }
        }
        return (int) bits[0];
    }

    private void checkKind() throws SampleFailureException {
        long compression = fields.single(COMPRESSION).orElse(1L);
        boolean lossless = false;
        for (long each : LOSSLESS) {
            lossless |= compression == each;
        }
        if (!lossless) {
            throw unsupported("compression " + compression);
        }
        if (fields.single(ORIENTATION).orElse(1L) != 1) {
            throw unsupported("orientation " + fields.single(ORIENTATION).orElse(1L));
        }
        if (fields.values(TILE_WIDTH).length > 0) {
            throw unsupported("tiles");
        }
        if (fields.single(PLANES).orElse(1L) != 1) {
            throw unsupported("a plane for each sample");
        }
        for (long format : fields.values(SAMPLE_FORMAT)) {
            if (format != 1) {
                throw unsupported("sample format " + format);
            }
        }
    }

    /** A small file that states large strips, or a large size, is found out before anything is allocated for it. */
    private void checkStrips() throws SampleFailureException {
        long[] offsets = fields.values(STRIP_OFFSETS);
        long[] lengths = fields.values(STRIP_LENGTHS);
        if (offsets.length == 0 || offsets.length != lengths.length) {
            throw unsupported(offsets.length + " strips with " + lengths.length + " lengths");
        }
        long total = 0;
        for (int i = 0; i < offsets.length; i++) {
            total += lengths[i];
            if (offsets[i] + lengths[i] > file.length) {
                throw truncated("a strip ends behind the " + file.length + " bytes of the file");
            }
        }
        if ((long) width * height * samples * bits() / 8 > LARGEST_RATIO * total) {
            throw truncated(width + " x " + height + " pixels in " + total + " bytes");
        }
    }

    /** Colours of 16 bits, of which Pillow takes the high byte. */
    private int[] colourMap() throws SampleFailureException {
        long[] map = fields.values(COLOUR_MAP);
        int colours = map.length / 3;
        if (colours != 256) {
            throw unsupported("a colour map of " + colours + " colours");
        }
        byte[] rgb = new byte[3 * colours];
        for (int i = 0; i < colours; i++) {
            for (int band = 0; band < 3; band++) {
                rgb[3 * i + band] = (byte) (map[band * colours + i] >> 8);
            }
        }
        return Palette.fromRgb(rgb, 0, colours);
    }

    private static SampleFailureException unsupported(String what) {
        return new SampleFailureException(FailureReason.UNSUPPORTED_IMAGE, "TIFF with " + what);
    }

    private static SampleFailureException truncated(String what) {
        return new SampleFailureException(FailureReason.TRUNCATED_IMAGE, "TIFF where " + what);
    }
}
