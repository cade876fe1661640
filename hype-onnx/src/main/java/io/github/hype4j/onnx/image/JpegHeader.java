package io.github.hype4j.onnx.image;

import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.SampleFailureException;
import io.github.hype4j.onnx.jpeg.JpegColour;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What stands before the first scan of a JPEG file.
 *
 * <p>The platform's reader and libjpeg do not always agree on what the components are, and the reader gives up on profiles
 * and thumbnails that it cannot parse. So the colour is decided here, by libjpeg's rules, and the reader is given a file
 * that has no application segments but the one that states this colour.
 */
final class JpegHeader {

    private static final int START_OF_SCAN = 0xDA;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int COMMENT = 0xFE;
    private static final int NO_TRANSFORM = -1;

    private final byte[] file;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private int scanStart;
    private int width;
    private int height;
    private int componentIds;
    private int components;
    private boolean sawJfif;
    private boolean sawAdobe;
    private int adobeTransform = NO_TRANSFORM;

    private JpegHeader(byte[] file) {
        this.file = file;
    }

    static JpegHeader of(byte[] file) throws SampleFailureException, EOFException {
        JpegHeader header = new JpegHeader(file);
        header.readSegments();
        return header;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    JpegColour colour() {
        return switch (components) {
            case 1 -> JpegColour.GREY;
            case 3 -> hasRgbComponents() ? JpegColour.RGB : JpegColour.YCBCR;
            default -> sawAdobe && adobeTransform != 0 ? JpegColour.YCCK : JpegColour.CMYK;
        };
    }

    /** The file with only those segments that the pixels depend on. */
    byte[] essentials() {
        byte[] marker = marker(colour());
        byte[] out = new byte[2 + marker.length + kept.size() + file.length - scanStart];
        out[0] = (byte) 0xFF;
        out[1] = (byte) 0xD8;
        System.arraycopy(marker, 0, out, 2, marker.length);
        System.arraycopy(kept.toByteArray(), 0, out, 2 + marker.length, kept.size());
        System.arraycopy(file, scanStart, out, out.length - (file.length - scanStart), file.length - scanStart);
        return out;
    }

    /** The application segment by which a reader knows a colour; grey needs none. */
    private static byte[] marker(JpegColour colour) {
        return switch (colour) {
            case GREY -> new byte[0];
            case YCBCR -> segment(0xE0, "JFIF", 0, 1, 1, 0, 0, 1, 0, 1, 0, 0);
            case RGB, CMYK -> segment(0xEE, "Adobe", 0, 100, 0, 0, 0, 0, 0);
            case YCCK -> segment(0xEE, "Adobe", 0, 100, 0, 0, 0, 0, 2);
        };
    }

    private static byte[] segment(int code, String name, int... fields) {
        byte[] letters = name.getBytes(StandardCharsets.ISO_8859_1);
        byte[] segment = new byte[4 + letters.length + fields.length];
        segment[0] = (byte) 0xFF;
        segment[1] = (byte) code;
        segment[3] = (byte) (segment.length - 2);
        System.arraycopy(letters, 0, segment, 4, letters.length);
        for (int i = 0; i < fields.length; i++) {
            segment[4 + letters.length + i] = (byte) fields[i];
        }
        return segment;
    }

    private boolean hasRgbComponents() {
        if (sawJfif) {
            return false;
        }
        return sawAdobe ? adobeTransform == 0 : componentIds == ('R' << 16 | 'G' << 8 | 'B');
    }

    private void readSegments() throws SampleFailureException, EOFException {
        HeaderReader reader = new HeaderReader(file);
        reader.skip(2);
        while (true) {
            int code = nextMarker(reader);
            if (code == START_OF_SCAN) {
                scanStart = reader.position() - 2;
                if (components == 0) {
                    throw corrupt("a scan without a frame header");
                }
                return;
            }
            if (code == END_OF_IMAGE) {
                throw corrupt("no scan");
            }
            if (code == 0x01 || (code >= 0xD0 && code <= 0xD8)) {
                continue;
            }
            int start = reader.position();
            int length = reader.u16BigEndian();
            if (length < 2) {
                throw corrupt("a segment of length " + length);
            }
            reader.skip(length - 2);
            readSegment(code, start + 2, length - 2);
            if (code != COMMENT && (code < 0xE0 || code > 0xEF)) {
                kept.write(0xFF);
                kept.write(code);
                kept.write(file, start, length);
            }
        }
    }

    /** Bytes between segments are skipped, as libjpeg does. */
    private static int nextMarker(HeaderReader reader) throws EOFException {
        while (true) {
            if (reader.u8() == 0xFF) {
                int code = reader.u8();
                while (code == 0xFF) {
                    code = reader.u8();
                }
                if (code != 0) {
                    return code;
                }
            }
        }
    }

    private void readSegment(int code, int offset, int length) throws SampleFailureException, EOFException {
        HeaderReader reader = new HeaderReader(file);
        reader.skip(offset);
        if (code == 0xE0 && length >= 14) {
            sawJfif |= reader.characters(5).equals("JFIF\0");
        } else if (code == 0xEE && length >= 12 && reader.characters(5).equals("Adobe")) {
            sawAdobe = true;
            adobeTransform = file[offset + 11] & 0xFF;
        } else if (code >= 0xC0 && code <= 0xCF && code != 0xC4 && code != 0xC8 && code != 0xCC) {
            readFrame(code, reader, length);
        }
    }

    private void readFrame(int code, HeaderReader reader, int length) throws SampleFailureException, EOFException {
        if (code > 0xC2) {
            throw unsupported("a lossless, hierarchical or arithmetic-coded process (marker FF"
                    + Integer.toHexString(code).toUpperCase(Locale.ROOT) + ")");
        }
        if (components != 0) {
            throw corrupt("two frame headers");
        }
        if (length < 6) {
            throw corrupt("a frame header of " + length + " bytes");
        }
        int precision = reader.u8();
        if (precision != 8) {
            throw unsupported(precision + " bits a sample");
        }
        height = reader.u16BigEndian();
        width = reader.u16BigEndian();
        components = reader.u8();
        if (components != 1 && components != 3 && components != 4) {
            throw unsupported(components + " components");
        }
        if (length < 6 + 3 * components) {
            throw corrupt("a frame header of " + length + " bytes");
        }
        for (int i = 0; i < components; i++) {
            componentIds = componentIds << 8 | reader.u8();
            reader.skip(2);
        }
        PixelLimit.check(ImageFormat.JPEG, width, height);
    }

    private static SampleFailureException corrupt(String what) {
        return new SampleFailureException(FailureReason.CORRUPT_IMAGE, "JPEG with " + what);
    }

    private static SampleFailureException unsupported(String what) {
        return new SampleFailureException(FailureReason.UNSUPPORTED_IMAGE, "JPEG with " + what);
    }
}
