package io.github.hype4j.cli;

import io.github.hype4j.io.scores.ScoreFiles;
import io.github.hype4j.io.scores.ScoreStatus;
import io.github.hype4j.io.subset.Subset;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What became of the pairs of a labelled pool, by what had been done to them. */
final class KindTable {

    private static final String CLEAN = "clean";

    private static final Map<String, String> MEANING = Map.ofEntries(
            Map.entry(CLEAN, "a true caption that says something"),
            Map.entry("mismatched", "another picture's caption"),
            Map.entry("vague_text", "'food', 'a thing': true, but says nothing"),
            Map.entry("junk_text", "IMG_1234.jpg, 'click here', hex"),
            Map.entry("junk_image", "blank, gradient, noise, blur, a faint speck"),
            Map.entry("junk_both", "both of them junk"),
            Map.entry("broken", "cut short, empty, or a part missing"));

    private final Map<String, long[]> rows = new TreeMap<>(
            Comparator.comparing((String kind) -> !kind.equals(CLEAN)).thenComparing(Comparator.naturalOrder()));

    private KindTable() {}

    static KindTable of(Map<Uid, String> kinds, ScoreFiles scores, Subset kept) throws IOException {
        KindTable table = new KindTable();
        scores.forEach(row -> {
            String kind = family(kinds.getOrDefault(row.uid(), "unlabelled"));
            long[] counts = table.rows.computeIfAbsent(kind, k -> new long[3]);
            if (row.status() != ScoreStatus.SCORED) {
                counts[2]++;
            } else {
                counts[kept.contains(row.uid()) ? 0 : 1]++;
            }
        });
        return table;
    }

    private static String family(String kind) {
        return kind.startsWith("junk_image") ? "junk_image" : kind.startsWith("broken") ? "broken" : kind;
    }

    void print(PrintWriter out) {
        out.printf(Locale.ROOT, "  %-12s %6s %8s %11s   %s%n", "kind", "kept", "dropped", "not scored", "what it is");
        rows.forEach((kind, counts) -> out.printf(
                Locale.ROOT,
                "  %-12s %6d %8d %11d   %s%n",
                kind,
                counts[0],
                counts[1],
                counts[2],
                MEANING.getOrDefault(kind, "")));
        out.println();
    }

    /** The share of clean pairs among those kept. */
    double cleanShareOfKept() {
        return (double) clean()[0]
                / rows.values().stream().mapToLong(counts -> counts[0]).sum();
    }

    /** The share of clean pairs among those scored. */
    double cleanShare() {
        long all = rows.values().stream()
                .mapToLong(counts -> counts[0] + counts[1])
                .sum();
        return (double) (clean()[0] + clean()[1]) / all;
    }

    private long[] clean() {
        return rows.getOrDefault(CLEAN, new long[3]);
    }
}
