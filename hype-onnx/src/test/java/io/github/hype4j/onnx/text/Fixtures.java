package io.github.hype4j.onnx.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** The small tokenizers and golden data that tools/tokenizer-fixtures makes. */
final class Fixtures {

    static final JsonMapper JSON = new JsonMapper();
    static final String CLIP = "clip-tiny.json";
    static final String WORDPIECE = "wordpiece-tiny.json";

    private Fixtures() {}

    /** The bytes of a file, unpacked. */
    static byte[] bytes(String name) {
        try (InputStream in = Objects.requireNonNull(Fixtures.class.getResourceAsStream(name), name)) {
            return name.endsWith(".gz") ? new GZIPInputStream(in).readAllBytes() : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode document(String name) {
        return (ObjectNode) parse(bytes(name));
    }

    /** The file with a change made to it. */
    static byte[] changed(String name, Consumer<ObjectNode> change) {
        ObjectNode document = document(name);
        change.accept(document);
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }

    static List<JsonNode> lines(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8)
                .lines()
                .map(line -> parse(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    static int[] ints(JsonNode array) {
        int[] ints = new int[array.size()];
        Arrays.setAll(ints, i -> array.get(i).intValue());
        return ints;
    }

    static CaptionTokenizer tokenizer(String name, int contextLength, String clean) {
        return CaptionTokenizer.from(bytes(name), TextPreparation.of(contextLength, 0, clean));
    }

    /** The ids of a row without start, end and padding. */
    static int[] tokens(CaptionTokenizer tokenizer, String caption) {
        int[] row = tokenizer.encode(caption);
        int end = row.length - 1;
        while (end > 1 && row[end] != tokenizer.endId()) {
            end--;
        }
        return Arrays.copyOfRange(row, 1, end);
    }

    private static JsonNode parse(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
