package io.github.hype4j.onnx.image;

import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.SampleFailureException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The first frame of an animated WebP file: where it lies on the canvas, and a file of its own that a decoder of still
 * images reads. What the frame does not cover is clear, whatever background the file states, as in libwebp.
 */
final class WebpAnimation {

    private static final int ALPHA_FLAG = 0x10;

    private final int canvasWidth;
    private final int canvasHeight;
    private final int left;
    private final int top;
    private final int width;
    private final int height;
    private final byte[] frame;

    private WebpAnimation(int canvasWidth, int canvasHeight, int left, int top, int width, int height, byte[] frame) {
        this.canvasWidth = canvasWidth;
        this.canvasHeight = canvasHeight;
        this.left = left;
        this.top = top;
        this.width = width;
        this.height = height;
        this.frame = frame;
    }

    /** Reads a file whose extended header says that it is animated. */
    static WebpAnimation of(byte[] file) throws SampleFailureException, EOFException {
        HeaderReader reader = new HeaderReader(file);
        reader.skip(24);
        int canvasWidth = reader.u24LittleEndian() + 1;
        int canvasHeight = reader.u24LittleEndian() + 1;
        while (true) {
            if (reader.remaining() == 0) {
                throw corrupt("no frame");
            }
            String name = reader.characters(4);
            long length = reader.u32LittleEndian();
            if (name.equals("ANMF")) {
                return frame(file, reader, length, canvasWidth, canvasHeight);
            }
            reader.skip(length + length % 2);
        }
    }

    private static WebpAnimation frame(byte[] file, HeaderReader reader, long length, int canvasWidth, int canvasHeight)
            throws SampleFailureException, EOFException {
        if (length < 16) {
            throw corrupt("a frame of " + length + " bytes");
        }
        if (length > reader.remaining()) {
            throw new EOFException();
        }
        int left = 2 * reader.u24LittleEndian();
        int top = 2 * reader.u24LittleEndian();
        int width = reader.u24LittleEndian() + 1;
        int height = reader.u24LittleEndian() + 1;
        if (left + width > canvasWidth || top + height > canvasHeight) {
            throw corrupt("a frame that leaves its canvas");
        }
        reader.skip(4);
        byte[] chunks = new byte[(int) length - 16];
        System.arraycopy(file, reader.position(), chunks, 0, chunks.length);
        byte[] frame = still(chunks, width, height);
        return new WebpAnimation(canvasWidth, canvasHeight, left, top, width, height, frame);
    }

    private static byte[] still(byte[] chunks, int width, int height) {
        boolean alpha = new String(chunks, 0, Math.min(4, chunks.length), StandardCharsets.ISO_8859_1).equals("ALPH");
        int headerLength = alpha ? 30 : 12;
        ByteBuffer header = ByteBuffer.allocate(headerLength).order(ByteOrder.LITTLE_ENDIAN);
        header.put(ascii("RIFF")).putInt(headerLength - 8 + chunks.length).put(ascii("WEBP"));
        if (alpha) {
            header.put(ascii("VP8X")).putInt(10).putInt(ALPHA_FLAG);
            header.putShort((short) (width - 1)).put((byte) ((width - 1) >> 16));
            header.putShort((short) (height - 1)).put((byte) ((height - 1) >> 16));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(headerLength + chunks.length);
        out.writeBytes(header.array());
        out.writeBytes(chunks);
        return out.toByteArray();
    }

    int canvasWidth() {
        return canvasWidth;
    }

    int canvasHeight() {
        return canvasHeight;
    }

    /** The first frame as a file of its own. */
    byte[] frame() {
        return frame;
    }

    /** Puts the samples of the frame on the canvas, if they are as many as the file says. */
    byte[] onCanvas(byte[] samples, int bands) throws SampleFailureException {
        if (samples.length != width * height * bands) {
            throw corrupt("a frame that is not of its stated size");
        }
        int rowLength = width * bands;
        byte[] canvas = new byte[canvasWidth * canvasHeight * bands];
        for (int from = 0, y = top; from < samples.length; from += rowLength, y++) {
            System.arraycopy(samples, from, canvas, (y * canvasWidth + left) * bands, rowLength);
        }
        return canvas;
    }

    private static byte[] ascii(String letters) {
        return letters.getBytes(StandardCharsets.US_ASCII);
    }

    private static SampleFailureException corrupt(String what) {
        return new SampleFailureException(FailureReason.CORRUPT_IMAGE, "WEBP with " + what);
    }
}
