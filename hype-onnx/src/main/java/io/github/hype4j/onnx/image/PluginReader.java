package io.github.hype4j.onnx.image;

import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.SampleFailureException;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import org.jspecify.annotations.Nullable;

/**
 * Runs one ImageIO plug-in, which is looked up once and not for every image, and turns its exceptions into the failure of
 * a sample. Thread-safe: each image has a reader of its own.
 */
final class PluginReader {

    /** What is asked of a reader whose input is set. */
    @FunctionalInterface
    interface Reading<T> {
        T read(ImageReader reader) throws IOException;
    }

    private final ImageFormat format;
    private final ImageReaderSpi plugin;
    private final boolean mendsItsInput;

    private PluginReader(ImageFormat format, ImageReaderSpi plugin, boolean mendsItsInput) {
        this.format = format;
        this.plugin = plugin;
        this.mendsItsInput = mendsItsInput;
    }

    static PluginReader of(ImageFormat format, ImageReaderSpi plugin) {
        return new PluginReader(format, plugin, false);
    }

    /** The plug-in of the Java platform, whatever else is registered: pixels must not depend on the class path. */
    static PluginReader ofPlatform(ImageFormat format) {
        return new PluginReader(format, platformPlugin(format), false);
    }

    /** A platform plug-in that fills in what a file that is cut short lacks, where Pillow refuses the file. */
    static PluginReader ofMendingPlatform(ImageFormat format) {
        return new PluginReader(format, platformPlugin(format), true);
    }

    <T> T read(byte[] file, Reading<T> reading) throws SampleFailureException {
        ByteArrayImageInputStream input = new ByteArrayImageInputStream(file);
        T result;
        try {
            ImageReader reader = plugin.createReaderInstance();
            try {
                reader.setInput(input, true, true);
                result = reading.read(reader);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            throw failure(e, input.ranOut());
        }
        if (mendsItsInput && input.ranOut()) {
            throw truncated(null);
        }
        return result;
    }

    private SampleFailureException failure(Exception exception, boolean ranOut) {
        boolean truncated = ranOut;
        String message = exception.toString();
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            // Some readers wrap all that they catch. Memory that ran out says nothing about the image.
            if (cause instanceof Error) {
                throw (Error) cause;
            }
            truncated |= cause instanceof EOFException;
            // The innermost message says most.
            message = cause.getMessage() == null ? message : cause.getMessage();
        }
        if (truncated) {
            return truncated(exception);
        }
        return new SampleFailureException(FailureReason.CORRUPT_IMAGE, format + ": " + message, exception);
    }

    private SampleFailureException truncated(@Nullable Exception exception) {
        String detail = format + " ends before its last pixel";
        return exception == null
                ? new SampleFailureException(FailureReason.TRUNCATED_IMAGE, detail)
                : new SampleFailureException(FailureReason.TRUNCATED_IMAGE, detail, exception);
    }

    private static ImageReaderSpi platformPlugin(ImageFormat format) {
        Iterator<ImageReaderSpi> plugins =
                IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, true);
        while (plugins.hasNext()) {
            ImageReaderSpi plugin = plugins.next();
            boolean reads = Arrays.asList(plugin.getFormatNames()).contains(format.formatName());
            if (reads && plugin.getClass().getModule() == ImageIO.class.getModule()) {
                return plugin;
            }
        }
        throw new IllegalStateException("this Java platform has no reader of " + format + " files");
    }
}
