package io.github.hype4j.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.hype4j.Provenance;
import io.github.hype4j.SelectionReport;
import io.github.hype4j.io.file.AtomicFile;
import io.github.hype4j.io.run.RunBooks;
import io.github.hype4j.io.run.ShardOutcome;
import io.github.hype4j.model.FailureReason;
import io.github.hype4j.selection.CutMargin;
import io.github.hype4j.selection.Decision;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The books of a selection, for people and as JSON.
 *
 * @param report the books
 * @param damage one line for each part of the input that could not be read
 */
record Summary(SelectionReport report, List<String> damage) {

    static Summary of(SelectionReport report, List<String> damage) {
        return new Summary(report, List.copyOf(damage));
    }

    void print(PrintWriter out) {
        out.println();
        line(out, "pairs in", report.total());
        line(out, "kept", report.kept());
        line(out, "dropped", report.dropped());
        reasons(out, report.decisions(), Decision.KEPT);
        line(out, "failed", report.failed());
        failures(out, report.failures(), reason -> !reason.isMissingPart() && reason != FailureReason.DUPLICATE_UID);
        line(out, "missing a part", report.missing());
        failures(out, report.failures(), FailureReason::isMissingPart);
        line(out, "duplicate", report.duplicates());
        out.println(
                report.isBalanced()
                        ? "  in = kept + dropped + failed + missing + duplicate: the books balance"
                        : "  THE BOOKS DO NOT BALANCE: a sample was lost");
        for (float threshold : report.thresholds()) {
            out.println("  smallest score kept: " + threshold);
        }
        for (CutMargin margin : report.margins()) {
            if (margin.width() > 0) {
                out.printf(
                        Locale.ROOT,
                        "  within %.1e of it, where the kernel's rounding may decide: %,d%n",
                        margin.width(),
                        margin.samples());
            }
        }
        damage.forEach(lost -> out.println("  damaged input: " + lost));
        out.println();
    }

    static void print(RunBooks books, PrintWriter out) {
        out.println();
        line(out, "pairs in", books.total());
        line(out, "scored", books.scored());
        line(out, "not scored", books.notScored());
        failures(out, books.failures(), reason -> true);
        out.println(
                books.isBalanced()
                        ? "  in = scored + not scored: the books balance"
                        : "  THE BOOKS DO NOT BALANCE: a sample was lost");
        line(out, "shards of the pool", books.shards());
        line(out, "done", books.done());
        line(out, "  done now", books.count(ShardOutcome.SCORED));
        line(out, "  done before", books.count(ShardOutcome.DONE_BEFORE));
        line(out, "  done by another", books.count(ShardOutcome.DONE_BY_ANOTHER));
        line(out, "unfinished", books.unfinished().size());
        books.unfinished().forEach(shard -> out.println("  unfinished: " + shard));
        books.strays().forEach(file -> out.println("  of a shard that the pool does not have: " + file));
        books.damage().forEach(lost -> out.println("  damaged input: " + lost));
        out.println();
    }

    private static void line(PrintWriter out, String what, long count) {
        out.printf(Locale.ROOT, "  %-26s %,15d%n", what, count);
    }

    private static void reasons(PrintWriter out, Map<Decision, Long> decisions, Decision except) {
        for (Decision decision : Decision.values()) {
            if (decision != except && decisions.containsKey(decision)) {
                line(out, "  " + decision.label(), decisions.get(decision));
            }
        }
    }

    private static void failures(PrintWriter out, Map<FailureReason, Long> failures, Predicate<FailureReason> shown) {
        for (FailureReason reason : FailureReason.values()) {
            Long count = failures.get(reason);
            if (count != null && shown.test(reason)) {
                line(out, "  " + reason.label(), count);
            }
        }
    }

    void write(Path target) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("in", report.total())
                .put("kept", report.kept())
                .put("dropped", report.dropped())
                .put("failed", report.failed())
                .put("missing", report.missing())
                .put("duplicate", report.duplicates())
                .put("balanced", report.isBalanced());
        ObjectNode reasons = root.putObject("reasons");
        for (Decision decision : Decision.values()) {
            put(reasons, decision.label(), report.decisions().get(decision));
        }
        for (FailureReason reason : FailureReason.values()) {
            put(reasons, reason.label(), report.failures().get(reason));
        }
        report.thresholds().forEach(root.putArray("thresholds")::add);
        ArrayNode margins = root.putArray("margins");
        report.margins()
                .forEach(margin ->
                        margins.addObject().put("width", margin.width()).put("samples", margin.samples()));
        damage.forEach(root.putArray("damage")::add);
        provenance(root.putObject("provenance"), report.provenance());
        byte[] json = mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
        AtomicFile.write(target, true, out -> out.write(json));
    }

    private static void put(ObjectNode node, String name, @Nullable Long count) {
        if (count != null) {
            node.put(name, count);
        }
    }

    private static void provenance(ObjectNode node, Provenance provenance) {
        node.put("library", provenance.libraryVersion())
                .put("model", provenance.model().name())
                .put("modelSha256", provenance.model().sha256())
                .put("referenceSha256", provenance.model().referenceSha256())
                .put("license", provenance.model().license())
                .put("source", provenance.model().source())
                .put("curvature", provenance.curvature())
                .put("minRadius", provenance.minRadius())
                .put("kernel", provenance.kernel())
                .put("policy", provenance.policy());
    }

    int exitCode(boolean scoringBalanced) {
        return exitCode(damage, scoringBalanced && report.isBalanced());
    }

    static int exitCode(RunBooks books) {
        if (!books.isBalanced()) {
            return ExitCode.UNBALANCED;
        }
        if (!books.isComplete()) {
            return ExitCode.FAILED;
        }
        return books.damage().isEmpty() && books.strays().isEmpty() ? ExitCode.DONE : ExitCode.DAMAGED_INPUT;
    }

    static int exitCode(List<String> damage, boolean balanced) {
        if (!balanced) {
            return ExitCode.UNBALANCED;
        }
        return damage.isEmpty() ? ExitCode.DONE : ExitCode.DAMAGED_INPUT;
    }
}
