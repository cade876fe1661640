package io.github.hype4j.onnx.jpeg;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * Decodes JPEG files by libturbojpeg, where the system has it: {@code libturbojpeg.so.0}, {@code libturbojpeg.dylib} or
 * {@code turbojpeg.dll}, on the system's search path or in {@code jna.library.path}. Its default settings are used: the
 * accurate DCT and triangle-filtered chroma. Sampling factors that it has no name for, and files about which it has as much
 * as a warning, are left to another decoder.
 *
 * <p>Every image has a handle and native memory of its own, which are freed before {@link #decode} returns.
 */
public final class TurboJpeg implements JpegEngine {

    private static final int NO_FLAGS = 0;
    private static final int NO_PADDING = 0;

    private static final List<Probe> PROBES = List.of(
            new Probe("probe-444.jpg", JpegColour.YCBCR, 37, 27),
            new Probe("probe-422.jpg", JpegColour.YCBCR, 37, 27),
            new Probe("probe-440.jpg", JpegColour.YCBCR, 37, 27),
            new Probe("probe-420.jpg", JpegColour.YCBCR, 37, 27),
            new Probe("probe-411.jpg", JpegColour.YCBCR, 37, 27),
            new Probe("probe-progressive.jpg", JpegColour.YCBCR, 37, 27),
            new Probe("probe-grey.jpg", JpegColour.GREY, 37, 27),
            new Probe("probe-ycck.jpg", JpegColour.YCCK, 27, 21));

    private TurboJpeg() {}

    /**
     * Finds the library and tries it on a few small files.
     *
     * @return a decoder whose pixels, in these files, are those of {@link JavaJpeg}
     * @throws EngineUnavailableException if there is no such library, it cannot be called, or its pixels differ
     */
    public static TurboJpeg load() throws EngineUnavailableException {
        return load("turbojpeg");
    }

    static TurboJpeg load(String library) throws EngineUnavailableException {
        try {
            TurboJpegLibrary.bind(library);
        } catch (LinkageError e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new EngineUnavailableException("the library cannot be loaded: " + reason, e);
        }
        TurboJpeg engine = new TurboJpeg();
        for (Probe probe : PROBES) {
            engine.tryOn(probe);
        }
        return engine;
    }

    @Override
    public String name() {
        return "turbojpeg";
    }

    @Override
    public byte[] decode(byte[] file, JpegColour colour, Region needed, IntFunction<byte[]> memory)
            throws UnusualJpegException {
        if (file.length == 0) {
            throw new UnusualJpegException("no bytes");
        }
        Pointer handle = TurboJpegLibrary.tjInitDecompress();
        if (handle == null) {
            throw new OutOfMemoryError("libturbojpeg has no memory for a handle");
        }
        try (Memory input = new Memory(file.length)) {
            input.write(0, file, 0, file.length);
            return decode(handle, input, colour, memory);
        } finally {
            TurboJpegLibrary.tjDestroy(handle);
        }
    }

    private static byte[] decode(Pointer handle, Memory file, JpegColour colour, IntFunction<byte[]> memory)
            throws UnusualJpegException {
        NativeLong length = new NativeLong(file.size());
        int[] width = new int[1];
        int[] height = new int[1];
        int status = TurboJpegLibrary.tjDecompressHeader3(handle, file, length, width, height, new int[1], new int[1]);
        check(handle, status);
        int samples = samples(width[0], height[0], colour, file.size());
        byte[] pixels = memory.apply(samples);
        try (Memory output = new Memory(samples)) {
            status = TurboJpegLibrary.tjDecompress2(
                    handle, file, length, output, width[0], NO_PADDING, height[0], format(colour), NO_FLAGS);
            // A warning is an error here: the library goes on and fills in what is missing.
            check(handle, status);
            output.read(0, pixels, 0, samples);
        }
        if (colour.components() == 4) {
            Inks.invert(pixels);
        }
        return pixels;
    }

    /** The samples of an image, if a file of that length can hold it. */
    private static int samples(int width, int height, JpegColour colour, long length) throws UnusualJpegException {
        long pixels = (long) width * height;
        long samples = pixels * colour.components();
        if (samples <= 0 || samples > Integer.MAX_VALUE) {
            throw new UnusualJpegException("a size of " + width + " x " + height);
        }
        // A block of 64 samples takes a bit at least: a header alone must not make us ask for memory.
        if (pixels / 64 > 8 * length) {
            throw new UnusualJpegException("too few data for the size");
        }
        return (int) samples;
    }

    private static void check(Pointer handle, int status) throws UnusualJpegException {
        if (status != 0) {
            throw new UnusualJpegException(TurboJpegLibrary.tjGetErrorStr2(handle));
        }
    }

    private static int format(JpegColour colour) {
        return switch (colour) {
            case GREY -> TurboJpegLibrary.PIXELS_GREY;
            case YCBCR, RGB -> TurboJpegLibrary.PIXELS_RGB;
            case CMYK, YCCK -> TurboJpegLibrary.PIXELS_CMYK;
        };
    }

    private void tryOn(Probe probe) throws EngineUnavailableException {
        try {
            byte[] file = probe.read();
            Region all = Region.all(probe.width(), probe.height());
            byte[] expected = new JavaJpeg().decode(file, probe.colour(), all);
            if (!Arrays.equals(decode(file, probe.colour(), all), expected)) {
                throw new EngineUnavailableException("the library gives other pixels for " + probe.file());
            }
        } catch (UnusualJpegException | IOException e) {
            throw new EngineUnavailableException("the library fails on " + probe.file() + ": " + e.getMessage(), e);
        }
    }

    /** A small file that comes with this class. */
    private record Probe(String file, JpegColour colour, int width, int height) {

        byte[] read() throws IOException {
            try (InputStream in = Objects.requireNonNull(TurboJpeg.class.getResourceAsStream(file), file)) {
                return in.readAllBytes();
            }
        }
    }
}
