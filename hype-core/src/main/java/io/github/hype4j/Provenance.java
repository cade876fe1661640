package io.github.hype4j;

import io.github.hype4j.model.ModelProvenance;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What a result was made with.
 *
 * @param libraryVersion the version of this library
 * @param model the model and its reference set; the name {@code none} where the filter has no model; no hash of the
 *     reference set where another than the model's was given
 * @param curvature the absolute value of the curvature; NaN where there is no hyperbolic space
 * @param minRadius {@code K} of the entailment cones
 * @param kernel which specificity kernel ran; {@code none} where no specificity was computed
 * @param policy the score's weights and minima and the cut, as text
 */
public record Provenance(
        String libraryVersion,
        ModelProvenance model,
        double curvature,
        double minRadius,
        String kernel,
        String policy) {

    private static final String VERSION = readVersion();

    /**
     * The version of this library.
     *
     * @return such as {@code 0.1.0}
     */
    public static String version() {
        return VERSION;
    }

    private static String readVersion() {
        try (InputStream in = Provenance.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
