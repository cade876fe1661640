package io.github.hype4j.lorentz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** A line of a golden file: an operation, its arguments, and the result to many digits. */
public record GoldenLine(String file, int number, JsonNode json) {

    public static List<GoldenLine> read(String file) {
        ObjectMapper mapper = new ObjectMapper();
        try (InputStream in = Objects.requireNonNull(GoldenLine.class.getResourceAsStream("/golden/" + file), file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            List<String> lines = reader.lines().toList();
            return IntStream.range(0, lines.size())
                    .mapToObj(i -> new GoldenLine(file, i + 1, parse(mapper, lines.get(i))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(ObjectMapper mapper, String line) {
        try {
            return mapper.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String operation() {
        return json.get("op").asText();
    }

    public Lorentz space() {
        return Lorentz.ofCurvature(json.get("curvature").asDouble());
    }

    public double minRadius() {
        return json.get("minRadius").asDouble();
    }

    public float[] vector(String name) {
        return floats(json.get(name));
    }

    public Embeddings rows(String name) {
        JsonNode rows = json.get(name);
        float[][] values = new float[rows.size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = floats(rows.get(i));
        }
        return Embeddings.ofRows(values);
    }

    public double expected() {
        return new BigDecimal(json.get("expected").asText()).doubleValue();
    }

    public float[] expectedVector() {
        JsonNode expected = json.get("expected");
        float[] values = new float[expected.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = new BigDecimal(expected.get(i).asText()).floatValue();
        }
        return values;
    }

    private static float[] floats(JsonNode array) {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) array.get(i).asDouble();
        }
        return values;
    }

    @Override
    public String toString() {
        return file + ":" + number + " " + operation();
    }
}
