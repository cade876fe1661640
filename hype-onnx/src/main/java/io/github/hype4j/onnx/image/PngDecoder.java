package io.github.hype4j.onnx.image;

import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.SampleFailureException;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * PNG: common ones by {@link PngRows}, the others by the platform's reader. It is given the chunks that hold pixels and no others: profiles and texts that it cannot
 * parse are no reason to refuse an image, and transparency outside the pixels has no effect on the colours.
 */
final class PngDecoder {

    private static final PluginReader READER = PluginReader.ofPlatform(ImageFormat.PNG);

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    /** What deflate can make of a byte at most. */
    private static final long LARGEST_DEFLATE_RATIO = 1032;

    private static final int GREY = 0;
    private static final int TRUE_COLOUR = 2;
    private static final int PALETTE = 3;
    private static final int GREY_ALPHA = 4;
    private static final int TRUE_COLOUR_ALPHA = 6;

    private final byte[] file;
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private int headerOffset;
    private int width;
    private int height;
    private int depth;
    private int colourType;
    /** Whether compression and filters are those that the specification knows, and nothing is interlaced. */
    private boolean plain;

    private int paletteOffset;
    private int paletteLength;

    private PngDecoder(byte[] file) {
        this.file = file;
    }

    static DecodedImage decode(byte[] file) throws SampleFailureException, EOFException {
        PngDecoder decoder = new PngDecoder(file);
        decoder.readChunks();
        return decoder.image();
    }

    private DecodedImage image() throws SampleFailureException {
        if (plain && depth == 8) {
            int bands = samplesOfPixel();
            byte[] samples = PngRows.read(data.toByteArray(), Math.multiplyExact(width, bands), height, bands);
            return colourType == PALETTE ? ofPalette(samples) : DecodedImage.of(width, height, layout(), samples);
        }
        Raster raster = READER.read(essentials(), reader -> reader.read(0)).getRaster();
        if (colourType == PALETTE) {
            return ofPalette(RasterSamples.indices(raster));
        }
        if (colourType == GREY && depth == 1) {
            return DecodedImage.ofPalette(width, height, RasterSamples.indices(raster), Palette.bilevel());
        }
        if (colourType == GREY && depth == 16) {
            return DecodedImage.of(width, height, PixelLayout.DEEP_GREY, RasterSamples.bytesOfDeep(raster));
        }
        return DecodedImage.of(width, height, layout(), RasterSamples.levels(raster));
    }

    private DecodedImage ofPalette(byte[] indices) {
        return DecodedImage.ofPalette(width, height, indices, Palette.fromRgb(file, paletteOffset, paletteLength / 3));
    }

    private PixelLayout layout() {
        return switch (colourType) {
            case GREY -> PixelLayout.GREY;
            case TRUE_COLOUR -> PixelLayout.RGB;
            case GREY_ALPHA -> PixelLayout.GREY_ALPHA;
            default -> PixelLayout.RGBA;
        };
    }

    private void readChunks() throws SampleFailureException, EOFException {
        HeaderReader reader = new HeaderReader(file);
        reader.skip(SIGNATURE.length);
        readHeader(reader);
        // What follows may be cut short; whether a pixel is missing shows when the data are inflated.
        boolean ended = false;
        while (!ended && reader.remaining() >= 8) {
            long length = reader.u32BigEndian();
            String name = reader.characters(4);
            int present = (int) Math.min(length, reader.remaining());
            int offset = reader.position();
            switch (name) {
                case "IEND" -> ended = true;
                case "IDAT" -> data.write(file, offset, present);
                case "PLTE" -> {
                    checkSum(offset, present);
                    paletteOffset = offset;
                    paletteLength = present;
                }
                default -> {}
            }
            reader.skip(Math.min(length + 4, reader.remaining()));
        }
        if (data.size() == 0) {
            if (!ended) {
                throw new EOFException();
            }
            throw corrupt("no image data");
        }
        // A small file that states a large size is found out before anything is allocated for it.
        if (minimalBytes() > LARGEST_DEFLATE_RATIO * data.size()) {
            throw new SampleFailureException(
                    FailureReason.TRUNCATED_IMAGE,
                    "PNG of " + width + " x " + height + " with " + data.size() + " bytes of image data");
        }
        if (colourType == PALETTE && paletteLength < 3) {
            throw corrupt("no palette");
        }
    }

    /** The sum over the name and the content of a chunk, which stands behind it; a palette that was cut short has none. */
    private void checkSum(int offset, int length) throws SampleFailureException {
        if (file.length - offset - length >= 4) {
            CRC32 sum = new CRC32();
            sum.update(file, offset - 4, length + 4);
            if (ByteBuffer.wrap(file).getInt(offset + length) != (int) sum.getValue()) {
                throw corrupt("a wrong check sum of its header or palette");
            }
        }
    }

    private long minimalBytes() {
        return (long) width * height * samplesOfPixel() * depth / 8;
    }

    private int samplesOfPixel() {
        return switch (colourType) {
            case TRUE_COLOUR -> 3;
            case GREY_ALPHA -> 2;
            case TRUE_COLOUR_ALPHA -> 4;
            default -> 1;
        };
    }

    private void readHeader(HeaderReader reader) throws SampleFailureException, EOFException {
        long length = reader.u32BigEndian();
        if (!reader.characters(4).equals("IHDR") || length != 13) {
            throw corrupt("no header chunk of 13 bytes at its start");
        }
        headerOffset = reader.position();
        long statedWidth = reader.u32BigEndian();
        long statedHeight = reader.u32BigEndian();
        depth = reader.u8();
        colourType = reader.u8();
        int compression = reader.u8();
        int filtering = reader.u8();
        int interlacing = reader.u8();
        plain = compression == 0 && filtering == 0 && interlacing == 0;
        reader.skip(4);
        checkSum(headerOffset, 13);
        PixelLimit.check(ImageFormat.PNG, statedWidth, statedHeight);
        width = (int) statedWidth;
        height = (int) statedHeight;
        boolean known = switch (colourType) {
            case GREY -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
            case PALETTE -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
            case TRUE_COLOUR, GREY_ALPHA, TRUE_COLOUR_ALPHA -> depth == 8 || depth == 16;
            default -> false;
        };
        if (!known) {
            throw corrupt("colour type " + colourType + " at " + depth + " bits");
        }
    }

    private byte[] essentials() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(data.size() + paletteLength + 100);
        try (DataOutputStream chunks = new DataOutputStream(out)) {
            chunks.write(SIGNATURE);
            write(chunks, "IHDR", file, headerOffset, 13);
            if (colourType == PALETTE) {
                write(chunks, "PLTE", file, paletteOffset, Math.min(paletteLength / 3, 1 << depth) * 3);
            }
            write(chunks, "IDAT", data.toByteArray(), 0, data.size());
            write(chunks, "IEND", file, 0, 0);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toByteArray();
    }

    private static void write(DataOutputStream out, String name, byte[] bytes, int offset, int length)
            throws IOException {
        byte[] letters = name.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(letters);
        crc.update(bytes, offset, length);
        out.writeInt(length);
        out.write(letters);
        out.write(bytes, offset, length);
        out.writeInt((int) crc.getValue());
    }

    private static SampleFailureException corrupt(String what) {
        return new SampleFailureException(FailureReason.CORRUPT_IMAGE, "PNG with " + what);
    }
}
