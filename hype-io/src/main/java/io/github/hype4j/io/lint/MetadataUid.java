package io.github.hype4j.io.lint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The uid in a sample's {@code json}, as it stands there.
 *
 * @param text the value of the field {@code uid}; null if there is none, or it is null
 * @param isString whether it is a string
 */
record MetadataUid(@Nullable String text, boolean isString) {

    private static final JsonFactory JSON = new JsonFactory();

    /**
     * Reads a {@code json} to its end.
     *
     * @throws IOException if it is anything but one JSON object
     */
    static MetadataUid read(byte[] json) throws IOException {
        MetadataUid uid = new MetadataUid(null, false);
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new NotOneObjectException("it is not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isUid = parser.currentName().equals("uid");
                JsonToken value = parser.nextToken();
                if (isUid && value != JsonToken.VALUE_NULL) {
                    uid = new MetadataUid(parser.getText(), value == JsonToken.VALUE_STRING);
                }
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw new NotOneObjectException("it goes on after its JSON object");
            }
        }
        return uid;
    }

    private static final class NotOneObjectException extends JsonProcessingException {

        private static final long serialVersionUID = 1L;

        NotOneObjectException(String message) {
            super(message);
        }
    }
}
