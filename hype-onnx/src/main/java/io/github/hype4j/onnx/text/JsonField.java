package io.github.hype4j.onnx.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A place in a {@code tokenizer.json}, which knows its path for the message of a refusal. */
final class JsonField {

    private static final int LONGEST_VALUE = 120;

    private final @Nullable JsonField parent;
    private final String name;
    private final JsonNode node;

    private JsonField(@Nullable JsonField parent, String name, JsonNode node) {
        this.parent = parent;
        this.name = name;
        this.node = node;
    }

    /** The whole document. */
    static JsonField root(JsonNode document) {
        return new JsonField(null, "", document);
    }

    /** A member of this object; absent if there is no such member, or this is no object. */
    JsonField field(String name) {
        JsonNode member = node.get(name);
        return new JsonField(this, "." + name, member == null ? MissingNode.getInstance() : member);
    }

    /** The elements of this array. */
    List<JsonField> elements() {
        if (!node.isArray()) {
            throw refusal("a list");
        }
        List<JsonField> elements = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            elements.add(new JsonField(this, "[" + i + "]", node.get(i)));
        }
        return elements;
    }

    /** The members of this object. */
    Iterator<Map.Entry<String, JsonNode>> members() {
        if (!node.isObject()) {
            throw refusal("an object");
        }
        return node.properties().iterator();
    }

    /** Whether the field is missing or null. */
    boolean isAbsent() {
        return node.isMissingNode() || node.isNull();
    }

    boolean isText() {
        return node.isTextual();
    }

    boolean isList() {
        return node.isArray();
    }

    String text() {
        if (!node.isTextual()) {
            throw refusal("a string");
        }
        return node.textValue();
    }

    /** The integer of this field, or the default if it is absent. */
    int integer(int absent, int min, int max) {
        if (isAbsent()) {
            return absent;
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < min || node.intValue() > max) {
            throw refusal("an integer from " + min + " to " + max);
        }
        return node.intValue();
    }

    /** The boolean of this field, or the default if it is absent. */
    boolean flag(boolean absent) {
        if (isAbsent()) {
            return absent;
        }
        if (!node.isBoolean()) {
            throw refusal("true or false");
        }
        return node.booleanValue();
    }

    /** Refuses the field where its flag is set. */
    void requireFalse() {
        if (flag(false)) {
            throw refusal("false");
        }
    }

    /** Refuses any value but one of these. */
    String requireOneOf(String... supported) {
        for (String value : supported) {
            if (node.isTextual() && value.equals(node.textValue())) {
                return value;
            }
        }
        throw refusal("\"" + String.join("\" or \"", supported) + "\"");
    }

    /** Refuses a number but 0 and a string but the empty one. */
    void requireAbsentOrEmpty() {
        boolean empty =
                (node.isTextual() && node.textValue().isEmpty()) || (node.isNumber() && node.doubleValue() == 0);
        if (!isAbsent() && !empty) {
            throw refusal("absent, null, empty or 0");
        }
    }

    /** The exception for a value that is not supported, with the field, what it holds and what may stand there. */
    IllegalArgumentException refusal(String supported) {
        String value = node.isMissingNode() ? "nothing" : node.toString();
        if (value.length() > LONGEST_VALUE) {
            value = value.substring(0, LONGEST_VALUE) + "...";
        }
        return new IllegalArgumentException("tokenizer.json: " + this + " must be " + supported + ", got " + value);
    }

    /** The path from the document's root, such as {@code model.merges[3]}. */
    @Override
    public String toString() {
        if (parent == null) {
            return "the document";
        }
        String path = parent.parent == null ? name : parent + name;
        return path.startsWith(".") ? path.substring(1) : path;
    }
}
