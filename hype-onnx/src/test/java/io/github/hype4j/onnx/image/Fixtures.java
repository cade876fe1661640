package io.github.hype4j.onnx.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The images and the table that tools/image-fixtures writes. */
final class Fixtures {

    /** What one preparation of one file must give, as SHA-256 in hexadecimal. */
    record Expectation(String file, String preparation, String crop, String tensor) {}

    private static final JsonNode TABLE = table();

    private Fixtures() {}

    static byte[] bytes(String file) {
        try (InputStream in = Objects.requireNonNull(Fixtures.class.getResourceAsStream(file), file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    /** Planes of levels as rows of interleaved pixels, which is what the sums of the table are of. */
    static byte[] interleaved(byte[][] planes) {
        byte[] samples = new byte[planes.length * planes[0].length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = planes[i % planes.length][i / planes.length];
        }
        return samples;
    }

    static List<String> files() {
        List<String> files = new ArrayList<>();
        TABLE.get("fixtures").forEach(row -> files.add(row.get("file").asText()));
        return files;
    }

    static Map<String, ImagePreparation> preparations() {
        Map<String, ImagePreparation> preparations = new LinkedHashMap<>();
        TABLE.get("preparations")
                .properties()
                .forEach(entry -> preparations.put(entry.getKey(), preparation(entry.getValue())));
        return preparations;
    }

    static List<Expectation> expectations() {
        List<Expectation> expectations = new ArrayList<>();
        for (JsonNode row : TABLE.get("fixtures")) {
            for (Map.Entry<String, JsonNode> result : row.get("results").properties()) {
                expectations.add(new Expectation(
                        row.get("file").asText(),
                        result.getKey(),
                        result.getValue().get("crop").asText(),
                        result.getValue().get("tensor").asText()));
            }
        }
        return expectations;
    }

    private static ImagePreparation preparation(JsonNode options) {
        ImagePreparation preparation = new ImagePreparation(
                options.get("size").asInt(),
                ImagePreparation.Resize.parse(options.get("resize").asText()),
                ImagePreparation.Interpolation.parse(
                        options.get("interpolation").asText()),
                ImagePreparation.Crop.parse(options.get("crop").asText()),
                numbers(options.get("mean")),
                numbers(options.get("std")));
        return preparation
                .withOrientation(ImagePreparation.Orientation.parse(
                        options.path("orientation").asText("ignore")))
                .withConvert(
                        ImagePreparation.Convert.parse(options.path("convert").asText("last")));
    }

    private static List<Double> numbers(JsonNode array) {
        List<Double> numbers = new ArrayList<>();
        array.forEach(number -> numbers.add(number.asDouble()));
        return numbers;
    }

    private static JsonNode table() {
        try {
            return new ObjectMapper().readTree(bytes("expected.json"));
        } catch (IOException e) {
            throw new UncheckedIOException("expected.json", e);
        }
    }
}
