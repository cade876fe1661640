package io.github.hype4j.io.scores;

import io.github.hype4j.score.Component;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** The columns of a score file. */
final class ScoreSchema {

    static final String UID = "uid";
    static final String KEY = "key";
    static final String SCORE = "score";
    static final String STATUS = "status";
    static final String REASON = "reason";
    static final String DETAIL = "detail";

    private static final Set<String> FIXED = Set.of(UID, KEY, SCORE, STATUS, REASON, DETAIL);

    private ScoreSchema() {}

    static MessageType of(List<Component> components) {
        Set<Component> seen = new HashSet<>();
        Types.MessageTypeBuilder builder = Types.buildMessage();
        text(builder, UID, true);
        text(builder, KEY, true);
        for (Component component : components) {
            if (FIXED.contains(component.name())) {
                throw new IllegalArgumentException("components must not be named as the columns " + UID + ", " + KEY
                        + ", " + SCORE + ", " + STATUS + ", " + REASON + " or " + DETAIL + ", got " + component);
            }
            if (!seen.add(component)) {
                throw new IllegalArgumentException("components must differ, got " + component + " twice");
            }
            builder.required(PrimitiveTypeName.FLOAT).named(component.name());
        }
        builder.required(PrimitiveTypeName.FLOAT).named(SCORE);
        text(builder, STATUS, true);
        text(builder, REASON, false);
        text(builder, DETAIL, false);
        return builder.named("hype_scores");
    }

    static boolean isFixed(String column) {
        return FIXED.contains(column);
    }

    private static void text(Types.MessageTypeBuilder builder, String name, boolean required) {
        (required ? builder.required(PrimitiveTypeName.BINARY) : builder.optional(PrimitiveTypeName.BINARY))
                .as(LogicalTypeAnnotation.stringType())
                .named(name);
    }
}
