package io.github.hype4j.onnx.text;

import java.text.Normalizer;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Reads the byte-pair tokenizer of CLIP from its {@code tokenizer.json} and refuses any other. */
final class ByteLevelBpeReader {

    private static final String PATTERN = "'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+";

    /** The spellings of CLIP's pattern that are around. */
    private static final Set<String> PATTERNS = Set.of(
            PATTERN,
            "<\\|startoftext\\|>|<\\|endoftext\\|>|" + PATTERN,
            "'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+",
            "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+");

    private ByteLevelBpeReader() {}

    /** The tokenizer; the file's normalizer works only on text that was not cleaned as CLIP does it. */
    static ByteLevelBpe read(
            JsonField document, Vocabulary vocabulary, Frame frame, CaptionCleaning cleaning, WordCache cache) {
        JsonField model = document.field("model");
        model.field("dropout").requireAbsentOrEmpty();
        model.field("continuing_subword_prefix").requireAbsentOrEmpty();
        model.field("end_of_word_suffix").requireOneOf(ByteLevelBpe.END_OF_WORD);
        model.field("byte_fallback").requireFalse();
        model.field("ignore_merges").requireFalse();
        checkPreTokenizer(document.field("pre_tokenizer"));
        UnaryOperator<String> normalizer = normalizer(document.field("normalizer"));
        return new ByteLevelBpe(
                vocabulary,
                merges(model.field("merges"), vocabulary),
                frame,
                cleaning == CaptionCleaning.CLIP ? UnaryOperator.identity() : normalizer,
                cache);
    }

    private static void checkPreTokenizer(JsonField preTokenizer) {
        preTokenizer.field("type").requireOneOf("Sequence");
        JsonField steps = preTokenizer.field("pretokenizers");
        List<JsonField> parts = steps.elements();
        if (parts.size() != 2) {
            throw steps.refusal("a Split by CLIP's pattern and a ByteLevel");
        }
        JsonField split = parts.get(0);
        split.field("type").requireOneOf("Split");
        JsonField regex = split.field("pattern").field("Regex");
        if (!regex.isText() || !PATTERNS.contains(regex.text())) {
            throw regex.refusal("CLIP's pattern, " + PATTERN);
        }
        split.field("behavior").requireOneOf("Removed");
        if (!split.field("invert").flag(false)) {
            throw split.field("invert").refusal("true");
        }
        JsonField byteLevel = parts.get(1);
        byteLevel.field("type").requireOneOf("ByteLevel");
        byteLevel.field("add_prefix_space").requireFalse();
    }

    private static UnaryOperator<String> normalizer(JsonField normalizer) {
        if (normalizer.isAbsent()) {
            return UnaryOperator.identity();
        }
        return switch (normalizer.field("type").requireOneOf("Sequence", "NFC", "Replace", "Lowercase")) {
            case "NFC" -> text -> BoundedNormalizer.normalize(text, Normalizer.Form.NFC);
            case "Lowercase" -> PythonText::lowerEach;
            case "Replace" -> {
                normalizer.field("pattern").field("Regex").requireOneOf("\\s+");
                normalizer.field("content").requireOneOf(" ");
                // White space only parts words, so that a run of it is as good as one space.
                yield UnaryOperator.identity();
            }
            default ->
                sequence(normalizer.field("normalizers").elements().stream()
                        .map(ByteLevelBpeReader::normalizer)
                        .toList());
        };
    }

    private static UnaryOperator<String> sequence(List<UnaryOperator<String>> steps) {
        return text -> {
            String now = text;
            for (UnaryOperator<String> step : steps) {
                now = step.apply(now);
            }
            return now;
        };
    }

    private static MergeTable merges(JsonField field, Vocabulary vocabulary) {
        List<JsonField> lines = field.elements();
        int[] left = new int[lines.size()];
        int[] right = new int[lines.size()];
        int[] products = new int[lines.size()];
        for (int i = 0; i < lines.size(); i++) {
            JsonField line = lines.get(i);
            String[] pair = pair(line);
            left[i] = vocabulary.require(pair[0], line);
            right[i] = vocabulary.require(pair[1], line);
            products[i] = vocabulary.require(pair[0] + pair[1], line);
        }
        return new MergeTable(left, right, products);
    }

    private static String[] pair(JsonField line) {
        if (line.isList()) {
            List<JsonField> parts = line.elements();
            if (parts.size() == 2) {
                return new String[] {parts.get(0).text(), parts.get(1).text()};
            }
        } else if (line.isText()) {
            String[] parts = line.text().split(" ", -1);
            if (parts.length == 2) {
                return parts;
            }
        }
        throw line.refusal("\"a b\" or [\"a\", \"b\"]");
    }
}
