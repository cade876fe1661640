package io.github.hype4j.onnx.text;

import java.util.List;

/**
 * The tokens that stand before and after a caption's own.
 *
 * @param start the start token
 * @param startId its id
 * @param end the end token
 * @param endId its id
 */
record Frame(String start, int startId, String end, int endId) {

    private static final String TYPES = "RobertaProcessing\", \"BertProcessing\" or \"TemplateProcessing";

    /** Reads {@code post_processor} and looks its tokens up by name. */
    static Frame read(JsonField document, Vocabulary vocabulary) {
        JsonField processor = document.field("post_processor");
        JsonField type = processor.field("type");
        String name = type.isText() ? type.text() : "";
        return switch (name) {
            case "RobertaProcessing", "BertProcessing" ->
                ofPair(processor.field("cls"), processor.field("sep"), vocabulary);
            case "TemplateProcessing" -> ofTemplate(processor, vocabulary);
            default -> throw type.refusal("\"" + TYPES + "\"");
        };
    }

    private static Frame ofPair(JsonField cls, JsonField sep, Vocabulary vocabulary) {
        String start = tokenOfPair(cls, vocabulary);
        String end = tokenOfPair(sep, vocabulary);
        return new Frame(start, vocabulary.require(start, cls), end, vocabulary.require(end, sep));
    }

    /** The token of a list such as {@code ["[CLS]", 2]}. */
    private static String tokenOfPair(JsonField pair, Vocabulary vocabulary) {
        List<JsonField> parts = pair.elements();
        if (parts.size() != 2) {
            throw pair.refusal("a token and its id");
        }
        String token = parts.get(0).text();
        checkId(parts.get(1), vocabulary.require(token, parts.get(0)));
        return token;
    }

    private static Frame ofTemplate(JsonField processor, Vocabulary vocabulary) {
        JsonField single = processor.field("single");
        List<JsonField> parts = single.elements();
        boolean framed = parts.size() == 3
                && !parts.get(0).field("SpecialToken").isAbsent()
                && !parts.get(1).field("Sequence").isAbsent()
                && !parts.get(2).field("SpecialToken").isAbsent();
        if (!framed) {
            throw single.refusal("a special token, the sequence and a special token");
        }
        JsonField start = parts.get(0).field("SpecialToken").field("id");
        JsonField end = parts.get(2).field("SpecialToken").field("id");
        return new Frame(
                start.text(),
                idOfTemplate(processor, start, vocabulary),
                end.text(),
                idOfTemplate(processor, end, vocabulary));
    }

    private static int idOfTemplate(JsonField processor, JsonField token, Vocabulary vocabulary) {
        int id = vocabulary.require(token.text(), token);
        JsonField ids = processor.field("special_tokens").field(token.text()).field("ids");
        List<JsonField> elements = ids.elements();
        if (elements.size() != 1) {
            throw ids.refusal("a list of one id");
        }
        checkId(elements.get(0), id);
        return id;
    }

    private static void checkId(JsonField given, int id) {
        if (given.integer(-1, 0, Integer.MAX_VALUE) != id) {
            throw given.refusal(id + ", the token's id in the vocabulary");
        }
    }
}
