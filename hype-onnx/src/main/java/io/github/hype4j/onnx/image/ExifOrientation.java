package io.github.hype4j.onnx.image;

import java.io.EOFException;
import java.util.Optional;

/**
 * How an image is to be turned and mirrored to stand upright, by the number from 1 to 8 that EXIF data give: JPEG's APP1,
 * PNG's eXIf, WebP's EXIF. Data that cannot be read, and any other number, mean that it stays as it is.
 */
final class ExifOrientation {

    private static final int UPRIGHT = 1;
    private static final int TAG = 0x0112;

    private static final ExifOrientation NONE = new ExifOrientation(UPRIGHT);

    private final int number;

    private ExifOrientation(int number) {
        this.number = number;
    }

    static ExifOrientation of(byte[] file) {
        try {
            Optional<TiffFields> exif = switch (ImageFormat.of(file).orElseThrow(EOFException::new)) {
                case JPEG -> inJpeg(file);
                case PNG -> inPng(file);
                case WEBP -> inWebp(file);
                case GIF, BMP, TIFF -> Optional.empty();
            };
            return exif.isPresent() ? new ExifOrientation(number(exif.get())) : NONE;
        } catch (EOFException e) {
            return NONE;
        }
    }

    private static int number(TiffFields exif) {
        long number = exif.single(TAG).orElse(1L);
        return number >= 1 && number <= 8 ? (int) number : UPRIGHT;
    }

    /** The image upright; the same one if it is already. */
    DecodedImage applyTo(DecodedImage image) {
        int width = image.width();
        int height = image.height();
        return switch (number) {
            case 2 -> turned(image, width, height, width - 1, -1, width);
            case 3 -> turned(image, width, height, width * height - 1, -1, -width);
            case 4 -> turned(image, width, height, width * (height - 1), 1, -width);
            case 5 -> turned(image, height, width, 0, width, 1);
            case 6 -> turned(image, height, width, width * (height - 1), -width, 1);
            case 7 -> turned(image, height, width, width * height - 1, -width, -1);
            case 8 -> turned(image, height, width, width - 1, width, -1);
            default -> image;
        };
    }

    /** Where the first pixel comes from, and how far the source is from that of the next column and of the next row. */
    private static DecodedImage turned(DecodedImage image, int width, int height, int start, int column, int row) {
        byte[] samples = image.samples();
        int bands = image.layout().bands();
        byte[] out = new byte[samples.length];
        int to = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int from = (start + x * column + y * row) * bands;
                for (int band = 0; band < bands; band++) {
                    out[to++] = samples[from + band];
                }
            }
        }
        return image.withSamples(width, height, out);
    }

    private static Optional<TiffFields> inJpeg(byte[] file) throws EOFException {
        HeaderReader reader = new HeaderReader(file);
        reader.skip(2);
        while (true) {
            if (reader.u8() != 0xFF) {
                continue;
            }
            int code = reader.u8();
            while (code == 0xFF) {
                code = reader.u8();
            }
            if (code == 0xDA || code == 0xD9) {
                return Optional.empty();
            }
            if (code == 0 || code == 0x01 || (code >= 0xD0 && code <= 0xD8)) {
                continue;
            }
            int start = reader.position() + 2;
            int length = reader.u16BigEndian() - 2;
            if (length < 0) {
                return Optional.empty();
            }
            reader.skip(length);
            if (code == 0xE1 && startsWithName(file, start, length)) {
                return TiffFields.of(file, start + 6, length - 6);
            }
        }
    }

    private static Optional<TiffFields> inPng(byte[] file) throws EOFException {
        HeaderReader reader = new HeaderReader(file);
        reader.skip(8);
        while (reader.remaining() >= 8) {
            long length = reader.u32BigEndian();
            String name = reader.characters(4);
            int start = reader.position();
            reader.skip(length);
            if (name.equals("eXIf")) {
                return TiffFields.of(file, start, (int) length);
            }
            reader.skip(4);
        }
        return Optional.empty();
    }

    private static Optional<TiffFields> inWebp(byte[] file) throws EOFException {
        HeaderReader reader = new HeaderReader(file);
        reader.skip(12);
        while (reader.remaining() >= 8) {
            String name = reader.characters(4);
            long length = reader.u32LittleEndian();
            int start = reader.position();
            reader.skip(length);
            if (name.equals("EXIF")) {
                int prefix = startsWithName(file, start, (int) length) ? 6 : 0;
                return TiffFields.of(file, start + prefix, (int) length - prefix);
            }
            reader.skip(length % 2);
        }
        return Optional.empty();
    }

    private static boolean startsWithName(byte[] file, int start, int length) {
        return length >= 6
                && file[start] == 'E'
                && file[start + 1] == 'x'
                && file[start + 2] == 'i'
                && file[start + 3] == 'f'
                && file[start + 4] == 0
                && file[start + 5] == 0;
    }
}
