package io.github.hype4j.io.run;

import io.github.hype4j.model.FailureReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The books of a shard, and how they stand in the footer of its score file. */
record ShardBooks(
        long total,
        long scored,
        Map<FailureReason, Long> failures,
        @Nullable String damage) {

    private static final String TOTAL = "hype.books.total";
    private static final String SCORED = "hype.books.scored";
    private static final String FAILURE = "hype.books.failure.";
    private static final String DAMAGE = "hype.books.damage";

    ShardBooks {
        failures = Map.copyOf(failures);
    }

    Map<String, String> pairs() {
        Map<String, String> pairs = new TreeMap<>();
        pairs.put(TOTAL, Long.toString(total));
        pairs.put(SCORED, Long.toString(scored));
        failures.forEach((reason, count) -> pairs.put(FAILURE + reason.label(), Long.toString(count)));
        if (damage != null) {
            pairs.put(DAMAGE, damage);
        }
        return pairs;
    }

    /** Reads them; an IllegalArgumentException if a count is absent or is none. */
    static ShardBooks of(Map<String, String> pairs) {
        Map<FailureReason, Long> failures = new EnumMap<>(FailureReason.class);
        pairs.forEach((key, value) -> {
            if (key.startsWith(FAILURE)) {
                failures.put(FailureReason.ofLabel(key.substring(FAILURE.length())), Long.valueOf(value));
            }
        });
        return new ShardBooks(
                Long.parseLong(pairs.getOrDefault(TOTAL, "")),
                Long.parseLong(pairs.getOrDefault(SCORED, "")),
                failures,
                pairs.get(DAMAGE));
    }
}
