package io.github.hype4j.onnx.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object, with errors that name file, field, value and what is allowed. */
final class Fields {

    private final JsonNode object;
    private final String origin;
    private final String path;

    Fields(JsonNode object, String origin, String path) {
        if (!object.isObject()) {
            throw new IllegalArgumentException(origin + ": " + (path.isEmpty() ? "the file" : path)
                    + " must be a JSON object, got " + object.getNodeType());
        }
        this.object = object;
        this.origin = origin;
        this.path = path;
    }

    /** Whether the field is there and not null. */
    boolean has(String field) {
        return object.hasNonNull(field);
    }

    /** The names of all fields. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    String text(String field) {
        return required(field, "a text", JsonNode::isTextual).textValue();
    }

    String textOr(String field, String otherwise) {
        return object.path(field).asText(otherwise);
    }

    double number(String field) {
        return required(field, "a number", JsonNode::isNumber).doubleValue();
    }

    double numberOr(String field, double otherwise) {
        return object.has(field) ? number(field) : otherwise;
    }

    int integer(String field) {
        return required(field, "a whole number", JsonNode::canConvertToExactIntegral)
                .intValue();
    }

    List<Double> numbers(String field) {
        JsonNode array = required(field, "an array of numbers", JsonNode::isArray);
        List<Double> numbers = new ArrayList<>();
        for (JsonNode element : array) {
            if (!element.isNumber()) {
                throw wrong(field, "an array of numbers", array);
            }
            numbers.add(element.doubleValue());
        }
        return numbers;
    }

    /** Texts, of which there must be at least one. */
    List<String> texts(String field) {
        JsonNode array = required(field, "an array of texts", JsonNode::isArray);
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array) {
            if (!element.isTextual()) {
                throw wrong(field, "an array of texts", array);
            }
            texts.add(element.textValue());
        }
        if (texts.isEmpty()) {
            throw wrong(field, "at least one text", array);
        }
        return texts;
    }

    Fields object(String field) {
        return new Fields(required(field, "an object", JsonNode::isObject), origin, name(field));
    }

    Optional<Fields> optionalObject(String field) {
        return has(field) ? Optional.of(object(field)) : Optional.empty();
    }

    /** Runs a check that does not know the file, and adds file and field to its message. */
    <T> T checked(String field, Supplier<T> value) {
        try {
            return value.get();
        } catch (FieldException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new FieldException(origin + ": " + name(field) + ": " + e.getMessage(), e);
        }
    }

    IllegalArgumentException wrong(String field, String allowed, Object actual) {
        return new FieldException(origin + ": " + name(field) + " must be " + allowed + ", got " + actual, null);
    }

    private JsonNode required(String field, String kind, Predicate<JsonNode> check) {
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            throw new FieldException(origin + ": " + name(field) + " is missing (" + kind + ")", null);
        }
        if (!check.test(value)) {
            throw wrong(field, kind, value);
        }
        return value;
    }

    private String name(String field) {
        if (path.isEmpty() || field.isEmpty()) {
            return path + field;
        }
        return path + "." + field;
    }

    /** An error whose message is complete. */
    private static final class FieldException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        FieldException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
