package io.github.hype4j.io.lint;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Counts what is found and passes it on, but for the kinds that are ignored. */
final class Findings {

    private final Set<LintKind> ignored;
    private final LintListener listener;
    private final Map<LintKind, Long> counts = new EnumMap<>(LintKind.class);

    Findings(Set<LintKind> ignored, LintListener listener) {
        this.ignored = ignored;
        this.listener = listener;
    }

    boolean wants(LintKind kind) {
        return !ignored.contains(kind);
    }

    void add(LintKind kind, String shard, String member, String detail) throws IOException {
        if (wants(kind)) {
            counts.merge(kind, 1L, Long::sum);
            listener.found(new LintFinding(kind, shard, member, detail));
        }
    }

    Map<LintKind, Long> counts() {
        return counts;
    }
}
