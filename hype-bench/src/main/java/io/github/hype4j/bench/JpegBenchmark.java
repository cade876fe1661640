package io.github.hype4j.bench;

import io.github.hype4j.onnx.jpeg.EngineUnavailableException;
import io.github.hype4j.onnx.jpeg.JavaJpeg;
import io.github.hype4j.onnx.jpeg.JpegColour;
import io.github.hype4j.onnx.jpeg.JpegEngine;
import io.github.hype4j.onnx.jpeg.Region;
import io.github.hype4j.onnx.jpeg.TurboJpeg;
import io.github.hype4j.onnx.jpeg.UnusualJpegException;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Decoding a JPEG file to pixels: in Java, by libturbojpeg, and by the reader of this Java platform. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class JpegBenchmark {

    /** A picture like a photograph, as the platform's writer compresses it: 4:2:0. */
    @State(Scope.Benchmark)
    public static class File {

        @Param({"500x375", "640x480", "1024x768"})
        String size = "";

        @Param({"75", "90"})
        int quality;

        @Param({"false", "true"})
        boolean progressive;

        private byte[] bytes = {};
        private Region whole = new Region(0, 0, 1, 1);
        private Region square = whole;

        /**
         * Makes the file.
         *
         * @throws IOException if it cannot be written
         */
        @Setup
        public void make() throws IOException {
            int width = Integer.parseInt(size.substring(0, size.indexOf('x')));
            int height = Integer.parseInt(size.substring(size.indexOf('x') + 1));
            whole = Region.all(width, height);
            square = new Region((width - height) / 2, 0, (width + height) / 2, height);
            bytes = compressed(PhotoLike.image(width, height));
        }

        private byte[] compressed(BufferedImage image) throws IOException {
            ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
            ImageWriteParam options = writer.getDefaultWriteParam();
            options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            options.setCompressionQuality(quality / 100f);
            options.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
                writer.setOutput(stream);
                writer.write(null, new IIOImage(image, null, null), options);
            } finally {
                writer.dispose();
            }
            return out.toByteArray();
        }
    }

    /** libturbojpeg, which has to be there. */
    @State(Scope.Benchmark)
    public static class Library {

        @SuppressWarnings("NullAway.Init")
        private JpegEngine engine;

        /**
         * Loads it.
         *
         * @throws EngineUnavailableException if it is not there
         */
        @Setup
        public void load() throws EngineUnavailableException {
            engine = TurboJpeg.load();
        }
    }

    /**
     * Our decoder.
     *
     * @param file the file
     * @return the pixels
     * @throws UnusualJpegException never
     */
    @Benchmark
    public byte[] java(File file) throws UnusualJpegException {
        return new JavaJpeg().decode(file.bytes, JpegColour.YCBCR, file.whole);
    }

    /**
     * Our decoder, where only the square in the middle is needed.
     *
     * @param file the file
     * @return the pixels
     * @throws UnusualJpegException never
     */
    @Benchmark
    public byte[] javaSquare(File file) throws UnusualJpegException {
        return new JavaJpeg().decode(file.bytes, JpegColour.YCBCR, file.square);
    }

    /**
     * The library of the system.
     *
     * @param file the file
     * @param library the library
     * @return the pixels
     * @throws UnusualJpegException never
     */
    @Benchmark
    public byte[] turbojpeg(File file, Library library) throws UnusualJpegException {
        return library.engine.decode(file.bytes, JpegColour.YCBCR, file.whole);
    }

    /**
     * The platform's reader, spared all that can be: no cache, no metadata, no conversion of colours afterwards.
     *
     * @param file the file
     * @return the pixels
     * @throws IOException never
     */
    @Benchmark
    public byte[] platform(File file) throws IOException {
        ImageIO.setUseCache(false);
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file.bytes))) {
            reader.setInput(in, true, true);
            BufferedImage image = reader.read(0);
            return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        } finally {
            reader.dispose();
        }
    }
}
