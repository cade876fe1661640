package io.github.hype4j.io.pool;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is used of a sample's JSON: fields of the outermost object.
 *
 * @param uid the uid, null if there is none
 * @param caption the field {@code caption}, or else {@code text}, null if neither is a string
 * @param numbers all numeric fields
 */
record SampleMetadata(@Nullable Uid uid, @Nullable String caption, Map<String, Double> numbers) {

    static final SampleMetadata NONE = new SampleMetadata(null, null, Map.of());

    // Python writes NaN and Infinity, which strict JSON does not know.
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    /** Reads one JSON object; an exception's message is one line for a person. */
    static SampleMetadata parse(byte[] json) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("metadata is not a JSON object");
            }
            SampleMetadata metadata = object(parser);
            if (parser.nextToken() != null) {
                throw new IOException("metadata goes on after its JSON object");
            }
            return metadata;
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new IOException("metadata is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static SampleMetadata object(JsonParser parser) throws IOException {
        Uid uid = null;
        String caption = null;
        String text = null;
        Map<String, Double> numbers = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "uid" -> uid = uid(parser, value);
                case "caption" -> caption = string(parser, value);
                case "text" -> text = string(parser, value);
                default -> {
                    if (value.isNumeric()) {
                        numbers.put(name, parser.getDoubleValue());
                    }
                }
            }
            parser.skipChildren();
        }
        return new SampleMetadata(uid, caption == null ? text : caption, Map.copyOf(numbers));
    }

    private static @Nullable Uid uid(JsonParser parser, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_NULL) {
            return null;
        }
        String text = value == JsonToken.VALUE_STRING ? parser.getText() : "";
        if (!Uid.isUid(text)) {
            throw new IOException("uid in the metadata must be a string of 32 hexadecimal digits, got "
                    + (value == JsonToken.VALUE_STRING ? "\"" + abbreviated(text) + "\"" : value.toString()));
        }
        return Uid.parse(text);
    }

    private static @Nullable String string(JsonParser parser, JsonToken value) throws IOException {
        return value == JsonToken.VALUE_STRING ? parser.getText() : null;
    }

    private static String abbreviated(String text) {
        return text.length() <= 64 ? text : text.substring(0, 64) + "...";
    }
}
