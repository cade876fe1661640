package io.github.hype4j.onnx.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** The files and the table that tools/image-fixtures/make_jpeg_fixtures.py writes. */
public final class JpegFixtures {

    /** A file and the SHA-256, in hexadecimal, of the pixels that Pillow makes of it. */
    public record Fixture(String file, JpegColour colour, int width, int height, String pixels) {

        public byte[] bytes() {
            return read(file);
        }

        public Region all() {
            return Region.all(width, height);
        }

        void assertPixelsOf(JpegEngine engine) throws UnusualJpegException {
            assertThat(sha256(engine.decode(bytes(), colour, all()))).isEqualTo(pixels);
        }

        void assertWritesOverUsedMemory(JpegEngine engine) throws UnusualJpegException {
            byte[] used = new byte[100_000];
            Arrays.fill(used, (byte) 77);

            byte[] decoded = engine.decode(bytes(), colour, all(), length -> used);

            assertThat(decoded).isSameAs(used);
            int length = width * height * colour.components();
            assertThat(sha256(Arrays.copyOf(decoded, length))).isEqualTo(pixels);
        }

        @Override
        public String toString() {
            return file;
        }
    }

    private static final List<Fixture> FIXTURES = table();

    private JpegFixtures() {}

    public static List<Fixture> all() {
        return FIXTURES;
    }

    public static Fixture of(String file) {
        return FIXTURES.stream()
                .filter(fixture -> fixture.file().equals(file))
                .findFirst()
                .orElseThrow();
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Fixture> table() {
        try {
            List<Fixture> fixtures = new ArrayList<>();
            for (JsonNode row :
                    new ObjectMapper().readTree(read("expected.json")).get("fixtures")) {
                fixtures.add(new Fixture(
                        row.get("file").asText(),
                        JpegColour.valueOf(row.get("colour").asText()),
                        row.get("width").asInt(),
                        row.get("height").asInt(),
                        row.get("pixels").asText()));
            }
            return fixtures;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(String file) {
        try (InputStream in = Objects.requireNonNull(JpegFixtures.class.getResourceAsStream(file), file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
