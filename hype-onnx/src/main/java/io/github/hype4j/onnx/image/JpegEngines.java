package io.github.hype4j.onnx.image;

import io.github.hype4j.onnx.jpeg.EngineUnavailableException;
import io.github.hype4j.onnx.jpeg.JavaJpeg;
import io.github.hype4j.onnx.jpeg.JpegEngine;
import io.github.hype4j.onnx.jpeg.TurboJpeg;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which decoders of JPEG files come before the platform's reader, as the system property {@value #PROPERTY} asks. */
final class JpegEngines {

    static final String PROPERTY = "hype.jpeg";

    private static final Logger LOG = LoggerFactory.getLogger(JpegEngines.class);

    private static final String AUTO = "auto";
    private static final String JAVA = "java";
    private static final String TURBOJPEG = "turbojpeg";
    private static final String PLATFORM = "platform";
    private static final List<String> VALUES = List.of(AUTO, JAVA, TURBOJPEG, PLATFORM);

    private static @Nullable JpegEngines inUse;

    private final List<JpegEngine> inOrder;

    private JpegEngines(List<JpegEngine> inOrder) {
        this.inOrder = inOrder;
    }

    /**
     * What this process uses; found out and logged at the first call.
     *
     * @throws IllegalArgumentException if the property has no value of those allowed, or asks for what cannot be had
     */
    static synchronized JpegEngines inUse() {
        if (inUse == null) {
            inUse = of(System.getProperty(PROPERTY, AUTO));
        }
        return inUse;
    }

    /** What a value of the property asks for. */
    static JpegEngines of(String wanted) {
        if (!VALUES.contains(wanted)) {
            throw new IllegalArgumentException("system property " + PROPERTY + " must be one of "
                    + String.join(", ", VALUES) + ", got \"" + wanted + "\"");
        }
        String asAsked = "as system property " + PROPERTY + " asks";
        if (wanted.equals(JAVA)) {
            return chosen(asAsked, new JavaJpeg());
        }
        if (wanted.equals(PLATFORM)) {
            return chosen(asAsked);
        }
        try {
            // What the library does not take for its sampling factors, Java does.
            return chosen("whose pixels are those of the decoder in Java", TurboJpeg.load(), new JavaJpeg());
        } catch (EngineUnavailableException e) {
            if (wanted.equals(TURBOJPEG)) {
                throw new IllegalArgumentException(
                        "system property " + PROPERTY + " is " + TURBOJPEG + ", but " + e.getMessage(), e);
            }
            return chosen("not libturbojpeg: " + e.getMessage(), new JavaJpeg());
        }
    }

    /** The decoders before the platform's reader; each gets what the one before it does not take. */
    List<JpegEngine> inOrder() {
        return inOrder;
    }

    /** The name of the decoder that sees a file first. */
    String name() {
        return inOrder.isEmpty() ? PLATFORM : inOrder.get(0).name();
    }

    private static JpegEngines chosen(String why, JpegEngine... inOrder) {
        JpegEngines engines = new JpegEngines(List.of(inOrder));
        LOG.info("JPEG decoder: {}, {}", engines.name(), why);
        return engines;
    }
}
