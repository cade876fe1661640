package io.github.hype4j.onnx.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/** The tokens of a model and their ids: the model's own and those added to it. Every id belongs to one token. */
final class Vocabulary {

    private final Map<String, Integer> modelIds;
    private final Map<String, Integer> ids;
    private final int largestId;

    private Vocabulary(Map<String, Integer> modelIds, Map<String, Integer> ids, int largestId) {
        this.modelIds = modelIds;
        this.ids = ids;
        this.largestId = largestId;
    }

    /** Reads {@code model.vocab} and {@code added_tokens}, and refuses an id that is no int or belongs to two tokens. */
    static Vocabulary read(JsonField document) {
        JsonField vocab = document.field("model").field("vocab");
        Map<String, Integer> ids = new HashMap<>();
        Map<Integer, String> tokens = new HashMap<>();
        Iterator<Map.Entry<String, JsonNode>> members = vocab.members();
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            add(ids, tokens, member.getKey(), member.getValue(), "model.vocab[\"" + member.getKey() + "\"]");
        }
        if (ids.isEmpty()) {
            throw vocab.refusal("an object with at least one token");
        }
        Map<String, Integer> modelIds = Map.copyOf(ids);
        JsonField added = document.field("added_tokens");
        if (!added.isAbsent()) {
            for (JsonField token : added.elements()) {
                String content = token.field("content").text();
                int id = token.field("id").integer(-1, 0, Integer.MAX_VALUE);
                Integer known = ids.get(content);
                if (known == null) {
                    add(ids, tokens, content, IntNode.valueOf(id), token + ".id");
                } else if (known != id) {
                    throw token.field("id").refusal(known + ", the id of \"" + content + "\" in model.vocab");
                }
            }
        }
        int largest = tokens.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
        return new Vocabulary(modelIds, Map.copyOf(ids), largest);
    }

    private static void add(
            Map<String, Integer> ids, Map<Integer, String> tokens, String token, JsonNode value, String path) {
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0) {
            throw new IllegalArgumentException("tokenizer.json: " + path + " must be an integer from 0 to "
                    + Integer.MAX_VALUE + ", got " + value);
        }
        int id = value.intValue();
        String other = tokens.putIfAbsent(id, token);
        if (other != null) {
            throw new IllegalArgumentException("tokenizer.json: " + path + " must be an id of its own, got " + id
                    + ", which is also that of \"" + other + "\"");
        }
        ids.put(token, id);
    }

    /** The ids of the model's own tokens, without those added to it. */
    Map<String, Integer> modelIds() {
        return modelIds;
    }

    /** The id of a token that must be there; {@code field}'s string form says what needs it. */
    int require(String token, Object field) {
        Integer id = ids.get(token);
        if (id == null) {
            throw new IllegalArgumentException("tokenizer.json: " + field + " needs the token \"" + token
                    + "\", which must be in model.vocab or added_tokens");
        }
        return id;
    }

    /** The largest id there is. */
    int largestId() {
        return largestId;
    }
}
