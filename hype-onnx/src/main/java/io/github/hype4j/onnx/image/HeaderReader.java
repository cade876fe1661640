package io.github.hype4j.onnx.image;

import java.io.EOFException;
import java.nio.charset.StandardCharsets;

/** Reads the fields of a file header in order; the end of the file is an {@link EOFException}. */
final class HeaderReader {

    private final byte[] file;
    private int position;

    HeaderReader(byte[] file) {
        this.file = file;
    }

    int position() {
        return position;
    }

    int remaining() {
        return file.length - position;
    }

    void skip(long bytes) throws EOFException {
        if (bytes > remaining()) {
            throw new EOFException();
        }
        position += (int) bytes;
    }

    int u8() throws EOFException {
        if (position == file.length) {
            throw new EOFException();
        }
        return file[position++] & 0xFF;
    }

    int u16BigEndian() throws EOFException {
        int high = u8();
        return high << 8 | u8();
    }

    int u16LittleEndian() throws EOFException {
        int low = u8();
        return low | u8() << 8;
    }

    int u24LittleEndian() throws EOFException {
        int low = u16LittleEndian();
        return low | u8() << 16;
    }

    long u32BigEndian() throws EOFException {
        long high = u16BigEndian();
        return high << 16 | u16BigEndian();
    }

    long u32LittleEndian() throws EOFException {
        long low = u16LittleEndian();
        return low | (long) u16LittleEndian() << 16;
    }

    /** Characters of one byte each, such as the name of a chunk. */
    String characters(int count) throws EOFException {
        int start = position;
        skip(count);
        return new String(file, start, count, StandardCharsets.ISO_8859_1);
    }
}
