package io.github.hype4j.onnx.image;

import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.SampleFailureException;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.EOFException;
import java.util.Arrays;

/**
 * The first frame of a GIF on the canvas that the file states, by the platform's reader. Where the frame does not cover the
 * canvas, the rest has the transparent index if there is one, else index 0, as in Pillow.
 */
final class GifDecoder {

    private static final PluginReader READER = PluginReader.ofPlatform(ImageFormat.GIF);

    private static final int TABLE_FLAG = 0x80;
    private static final int EXTENSION = '!';
    private static final int FRAME = ',';
    private static final int TRAILER = ';';
    private static final int GRAPHIC_CONTROL = 0xF9;

    private final byte[] file;
    private int canvasWidth;
    private int canvasHeight;
    private int left;
    private int top;
    private int globalTableEnd;
    private int frameStart;
    private int background;
    /** Nothing where the frame has no palette: its indices are levels of grey. */
    private int[] palette = {};

    private GifDecoder(byte[] file) {
        this.file = file;
    }

    static DecodedImage decode(byte[] file) throws SampleFailureException, EOFException {
        GifDecoder decoder = new GifDecoder(file);
        decoder.readHeader();
        return decoder.image();
    }

    private DecodedImage image() throws SampleFailureException {
        Raster raster = READER.read(essentials(), reader -> {
                    GifFrameWatch watch = GifFrameWatch.on(reader);
                    BufferedImage frame = reader.read(0);
                    watch.check();
                    return frame;
                })
                .getRaster();
        byte[] indices = onCanvas(RasterSamples.indices(raster), raster.getWidth(), raster.getHeight());
        boolean grey = palette.length == 0 || Palette.isGrey(palette);
        return grey
                ? DecodedImage.of(canvasWidth, canvasHeight, PixelLayout.GREY, indices)
                : DecodedImage.ofPalette(canvasWidth, canvasHeight, indices, palette);
    }

    private byte[] onCanvas(byte[] frame, int width, int height) {
        if (width == canvasWidth && height == canvasHeight) {
            return frame;
        }
        byte[] canvas = new byte[canvasWidth * canvasHeight];
        Arrays.fill(canvas, (byte) background);
        for (int y = 0; y < height; y++) {
            System.arraycopy(frame, y * width, canvas, (top + y) * canvasWidth + left, width);
        }
        return canvas;
    }

    private void readHeader() throws SampleFailureException, EOFException {
        HeaderReader reader = new HeaderReader(file);
        reader.skip(6);
        canvasWidth = reader.u16LittleEndian();
        canvasHeight = reader.u16LittleEndian();
        int flags = reader.u8();
        reader.skip(2);
        readColourTable(reader, flags);
        globalTableEnd = reader.position();
        while (true) {
            int block = reader.u8();
            if (block == FRAME) {
                frameStart = reader.position() - 1;
                readFrame(reader);
                return;
            }
            if (block == TRAILER) {
                throw new SampleFailureException(FailureReason.CORRUPT_IMAGE, "GIF without a frame");
            }
            if (block == EXTENSION) {
                readExtension(reader);
            }
        }
    }

    private void readColourTable(HeaderReader reader, int flags) throws EOFException {
        if ((flags & TABLE_FLAG) != 0) {
            int colours = 2 << (flags & 7);
            int offset = reader.position();
            reader.skip(3L * colours);
            palette = Palette.fromRgb(file, offset, colours);
        }
    }

    private void readExtension(HeaderReader reader) throws EOFException {
        int label = reader.u8();
        for (int length = reader.u8(); length != 0; length = reader.u8()) {
            int start = reader.position();
            reader.skip(length);
            if (label == GRAPHIC_CONTROL && length >= 4 && (file[start] & 1) != 0) {
                background = file[start + 3] & 0xFF;
            }
        }
    }

    private void readFrame(HeaderReader reader) throws SampleFailureException, EOFException {
        left = reader.u16LittleEndian();
        top = reader.u16LittleEndian();
        int width = reader.u16LittleEndian();
        int height = reader.u16LittleEndian();
        PixelLimit.check(ImageFormat.GIF, width, height);
        canvasWidth = Math.max(canvasWidth, left + width);
        canvasHeight = Math.max(canvasHeight, top + height);
        PixelLimit.check(ImageFormat.GIF, canvasWidth, canvasHeight);
        readColourTable(reader, reader.u8());
    }

    /** The file without the extensions, which the reader may refuse and which change no pixel. */
    private byte[] essentials() {
        byte[] out = new byte[globalTableEnd + file.length - frameStart];
        System.arraycopy(file, 0, out, 0, globalTableEnd);
        System.arraycopy(file, frameStart, out, globalTableEnd, file.length - frameStart);
        return out;
    }
}
