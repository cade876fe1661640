package io.github.hype4j.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.hype4j.cli.report.Untrusted;
import io.github.hype4j.io.file.AtomicFile;
import io.github.hype4j.io.lint.LintFinding;
import io.github.hype4j.io.lint.LintKind;
import io.github.hype4j.io.lint.LintReport;
import io.github.hype4j.io.lint.PoolLint;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was found in a pool: all of it as JSON, as it is found; counts and some examples for people. */
final class LintResult {

    private static final int LONGEST_LINE = 300;

    private final int shown;
    private final Map<LintKind, List<LintFinding>> examples = new EnumMap<>(LintKind.class);
    private LintReport report = new LintReport(0, 0, 0, Map.of());

    private LintResult(int shown) {
        this.shown = shown;
    }

    static LintResult of(PoolLint lint, int shown) throws IOException {
        LintResult result = new LintResult(shown);
        result.report = lint.run(result::keep);
        return result;
    }

    static LintResult writing(PoolLint lint, int shown, Path json, boolean overwrite) throws IOException {
        LintResult result = new LintResult(shown);
        AtomicFile.write(json, overwrite, out -> result.write(lint, out));
        return result;
    }

    private void write(PoolLint lint, OutputStream out) throws IOException {
        try (JsonGenerator json = new JsonMapper().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeArrayFieldStart("findings");
            report = lint.run(finding -> {
                keep(finding);
                json.writeStartObject();
                json.writeStringField("kind", finding.kind().label());
                json.writeStringField("shard", finding.shard());
                json.writeStringField("member", finding.member());
                json.writeStringField("detail", finding.detail());
                json.writeEndObject();
            });
            json.writeEndArray();
            json.writeObjectFieldStart("counts");
            for (Map.Entry<LintKind, Long> count : report.counts().entrySet()) {
                json.writeNumberField(count.getKey().label(), count.getValue());
            }
            json.writeEndObject();
            json.writeNumberField("shards", report.shards());
            json.writeNumberField("members", report.members());
            json.writeNumberField("samples", report.samples());
            json.writeEndObject();
        }
    }

    private void keep(LintFinding finding) {
        List<LintFinding> kept = examples.computeIfAbsent(finding.kind(), kind -> new ArrayList<>());
        if (kept.size() < shown) {
            kept.add(finding);
        }
    }

    void print(PrintWriter out) {
        report.counts().forEach((kind, count) -> {
            out.printf(Locale.ROOT, "%n  %,d %s: %s%n", count, kind.label(), kind.meaning());
            List<LintFinding> kept = examples.getOrDefault(kind, List.of());
            kept.forEach(finding -> out.println("    " + line(finding)));
            if (count > kept.size()) {
                out.printf(Locale.ROOT, "    and %,d more%n", count - kept.size());
            }
        });
        out.printf(
                Locale.ROOT,
                "%n  %,d shards, %,d members, %,d samples: %s%n%n",
                report.shards(),
                report.members(),
                report.samples(),
                report.isClean() ? "nothing was found" : "something was found");
    }

    /** Names come from the pool and may hold anything, such as escape sequences of the terminal. */
    private static String line(LintFinding finding) {
        StringBuilder line = new StringBuilder(finding.shard());
        if (!finding.member().isEmpty()) {
            line.append(": ").append(finding.member());
        }
        if (!line.isEmpty()) {
            line.append(": ");
        }
        return Untrusted.visible(line.append(finding.detail()).toString(), LONGEST_LINE);
    }

    int exitCode() {
        return report.isClean() ? ExitCode.DONE : ExitCode.DAMAGED_INPUT;
    }
}
