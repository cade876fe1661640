package io.github.hype4j.onnx.jpeg;

import java.util.function.IntFunction;

/**
 * Decodes JPEG files in Java alone, to the pixels of libjpeg-turbo's default settings, which are Pillow's.
 *
 * <p>Taken are Huffman-coded sequential and progressive files of 8 bits a sample, of any sampling factors whose ratios are
 * whole numbers. Everything else is left to another decoder: other processes, damage of any kind, a file without its end
 * marker, a progressive file whose scans do not give all bits of the low frequencies.
 *
 * <p>On Java 21 and later, started with {@code --add-modules jdk.incubator.vector}, it uses the Vector API; the pixels are
 * the same.
 *
 * <p>Source: ITU T.81; the arithmetic, where T.81 leaves it open, is that of libjpeg: the accurate integer inverse DCT,
 * triangle-filtered chroma ("fancy upsampling") and colours in 16-bit fixed point. Safe for use by several threads.
 */
public final class JavaJpeg implements JpegEngine {

    /** A decoder; it has no state. */
    public JavaJpeg() {}

    @Override
    public String name() {
        return "java";
    }

    @Override
    public byte[] decode(byte[] file, JpegColour colour, Region needed, IntFunction<byte[]> memory)
            throws UnusualJpegException {
        MarkerReader markers = new MarkerReader(file);
        Scan scan = markers.nextScan();
        if (scan == null) {
            throw new UnusualJpegException("no scan");
        }
        Frame frame = markers.frame();
        if (needed.right() > frame.width() || needed.bottom() > frame.height()) {
            throw new UnusualJpegException("a size of " + frame.width() + " x " + frame.height());
        }
        if (frame.components().size() != colour.components()) {
            throw new UnusualJpegException(frame.components().size() + " components of " + colour);
        }
        if (64 * frame.storedBlocks() > Integer.MAX_VALUE) {
            throw new UnusualJpegException("more samples than an array holds");
        }
        // A block takes a bit at least: a header alone must not make us ask for memory.
        if (frame.storedBlocks() > 8L * file.length) {
            throw new UnusualJpegException("too few data for the size");
        }
        EntropyData data = new EntropyData(file.length - scan.dataStart());
        PixelAssembly assembly = new PixelAssembly(frame, colour, needed, memory);
        if (frame.isProgressive() || scan.parts().size() < frame.components().size()) {
            new StoredImage(file, markers, data).decode(scan, assembly);
        } else {
            markers.continueAt(data.read(file, scan.dataStart()));
            new StreamedImage(markers, scan, data, assembly).decode();
            if (markers.nextScan() != null) {
                throw new UnusualJpegException("more scans than components");
            }
        }
        byte[] pixels = assembly.pixels();
        if (colour.components() == 4) {
            Inks.fromComponents(pixels, colour);
        }
        return pixels;
    }
}
