package io.github.hype4j.onnx.jpeg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the marker segments between scans and keeps the tables in force: T.81, annex B. */
final class MarkerReader {

    private static final int SEQUENTIAL = 0xC0;
    private static final int EXTENDED = 0xC1;
    private static final int PROGRESSIVE = 0xC2;
    private static final int HUFFMAN_TABLES = 0xC4;
    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int QUANTIZATION_TABLES = 0xDB;
    private static final int RESTART_INTERVAL = 0xDD;
    private static final int FIRST_APPLICATION = 0xE0;
    private static final int COMMENT = 0xFE;

    private static final int TABLES = 4;
    private static final int COEFFICIENTS = 64;

    private final byte[] file;
    private int position;
    private @Nullable Frame frame;
    private final int[] @Nullable [] steps = new int[TABLES][];
    private final @Nullable HuffmanTable[] dcTables = new HuffmanTable[TABLES];
    private final @Nullable HuffmanTable[] acTables = new HuffmanTable[TABLES];
    private int restartInterval;

    MarkerReader(byte[] file) throws UnusualJpegException {
        this.file = file;
        if (file.length < 2 || u16(0) != (0xFF00 | START_OF_IMAGE)) {
            throw new UnusualJpegException("no image");
        }
        position = 2;
    }

    /** The frame header, once there was one before a scan. */
    Frame frame() throws UnusualJpegException {
        if (frame == null) {
            throw new UnusualJpegException("a scan without a frame header");
        }
        return frame;
    }

    /** The steps of a quantization table, in zigzag order. */
    int[] steps(int table) throws UnusualJpegException {
        int[] found = steps[table];
        if (found == null) {
            throw new UnusualJpegException("no quantization table");
        }
        return found;
    }

    /** Goes on behind the data of a scan. */
    void continueAt(int marker) {
        position = marker;
    }

    /** Reads up to the data of the next scan; null at the end of the image. */
    @Nullable
    Scan nextScan() throws UnusualJpegException {
        while (true) {
            int code = marker();
            if (code == END_OF_IMAGE) {
                return null;
            }
            int start = position + 2;
            int length = u16(position) - 2;
            if (length < 0 || length > file.length - start) {
                throw new UnusualJpegException("a segment of length " + length);
            }
            position = start + length;
            if (code == START_OF_SCAN) {
                return scan(start, length);
            }
            segment(code, start, length);
        }
    }

    private void segment(int code, int start, int length) throws UnusualJpegException {
        if ((code >= FIRST_APPLICATION && code < FIRST_APPLICATION + 16) || code == COMMENT) {
            return;
        }
        switch (code) {
            case SEQUENTIAL, EXTENDED, PROGRESSIVE -> {
                if (frame != null) {
                    throw new UnusualJpegException("two frame headers");
                }
                frame = Frame.read(file, start, length, code == PROGRESSIVE);
            }
            case HUFFMAN_TABLES -> huffmanTables(start, start + length);
            case QUANTIZATION_TABLES -> quantizationTables(start, start + length);
            case RESTART_INTERVAL -> {
                if (length != 2) {
                    throw new UnusualJpegException("a restart interval of " + length + " bytes");
                }
                restartInterval = u16(start);
            }
            default -> throw new UnusualJpegException("marker " + Integer.toHexString(code));
        }
    }

    private int marker() throws UnusualJpegException {
        if (position >= file.length || file[position] != (byte) 0xFF) {
            throw new UnusualJpegException("bytes between segments");
        }
        while (position < file.length && file[position] == (byte) 0xFF) {
            position++;
        }
        if (position >= file.length) {
            throw new UnusualJpegException("no end marker");
        }
        return file[position++] & 0xFF;
    }

    private void quantizationTables(int start, int end) throws UnusualJpegException {
        int at = start;
        while (at < end) {
            int precision = u8(at) >> 4;
            int table = u8(at) & 15;
            int size = COEFFICIENTS << precision;
            at++;
            if (precision > 1 || table >= TABLES || size > end - at) {
                throw new UnusualJpegException("a quantization table of another kind");
            }
            int[] read = new int[COEFFICIENTS];
            for (int i = 0; i < COEFFICIENTS; i++) {
                read[i] = precision == 0 ? u8(at + i) : u16(at + 2 * i);
            }
            steps[table] = read;
            at += size;
        }
    }

    private void huffmanTables(int start, int end) throws UnusualJpegException {
        int at = start;
        while (at < end) {
            int[] counts = new int[16];
            int symbols = 0;
            for (int i = 0; i < counts.length; i++) {
                counts[i] = u8(Math.min(at + 1 + i, end));
                symbols += counts[i];
            }
            int kind = u8(at);
            int first = at + 17;
            at = first + symbols;
            if (at > end || symbols > 256 || (kind & 0xEC) != 0) {
                throw new UnusualJpegException("a Huffman table of another kind");
            }
            HuffmanTable table = HuffmanTable.of(counts, Arrays.copyOfRange(file, first, at));
            (kind >> 4 == 0 ? dcTables : acTables)[kind & 3] = table;
        }
    }

    private Scan scan(int start, int length) throws UnusualJpegException {
        List<Component> components = frame().components();
        int count = length < 6 ? 0 : u8(start);
        if (count == 0 || count > 4 || length != 4 + 2 * count) {
            throw new UnusualJpegException("a scan header of " + length + " bytes");
        }
        List<Scan.Part> parts = new ArrayList<>(count);
        int blocks = 0;
        int before = -1;
        for (int i = 0; i < count; i++) {
            int index = indexOf(u8(start + 1 + 2 * i), components);
            int tables = u8(start + 2 + 2 * i);
            if (index <= before || (tables & 0xCC) != 0) {
                throw new UnusualJpegException("a scan of other components");
            }
            before = index;
            blocks += components.get(index).horizontal() * components.get(index).vertical();
            parts.add(new Scan.Part(index, dcTables[tables >> 4], acTables[tables & 15]));
        }
        if (count > 1 && blocks > 10) {
            throw new UnusualJpegException("an MCU of " + blocks + " blocks");
        }
        int at = start + 1 + 2 * count;
        int bits = u8(at + 2);
        Scan scan = new Scan(parts, u8(at), u8(at + 1), bits >> 4, bits & 15, restartInterval, position);
        if (!isValid(scan)) {
            throw new UnusualJpegException("a scan of coefficients " + scan.first() + " to " + scan.last());
        }
        return scan;
    }

    private boolean isValid(Scan scan) throws UnusualJpegException {
        if (!frame().isProgressive()) {
            return scan.first() == 0 && scan.last() == 63 && scan.previousBit() == 0 && scan.bit() == 0;
        }
        boolean validBits = scan.bit() <= 13 && (scan.previousBit() == 0 || scan.previousBit() == scan.bit() + 1);
        if (scan.first() == 0) {
            return validBits && scan.last() == 0;
        }
        return validBits
                && scan.first() <= scan.last()
                && scan.last() < COEFFICIENTS
                && scan.parts().size() == 1;
    }

    private static int indexOf(int id, List<Component> components) throws UnusualJpegException {
        for (int i = 0; i < components.size(); i++) {
            if (components.get(i).id() == id) {
                return i;
            }
        }
        throw new UnusualJpegException("a scan of no component of the frame");
    }

    private int u8(int at) throws UnusualJpegException {
        if (at >= file.length) {
            throw new UnusualJpegException("a file that ends early");
        }
        return file[at] & 0xFF;
    }

    private int u16(int at) throws UnusualJpegException {
        return u8(at) << 8 | u8(at + 1);
    }
}
