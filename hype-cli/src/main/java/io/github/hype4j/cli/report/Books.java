package io.github.hype4j.cli.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.tr;
import static j2html.TagCreator.ul;

import io.github.hype4j.SelectionReport;
import io.github.hype4j.model.FailureReason;
import io.github.hype4j.selection.Decision;
import j2html.TagCreator;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The books of a selection as a table.
 *
 * @param report the books
 * @param damage one line for each part of the pool that could not be read
 */
record Books(SelectionReport report, List<String> damage) {

    String note() {
        return "Every pair that went in is in exactly one of these rows.";
    }

    DomContent table() {
        List<DomContent> rows = new ArrayList<>();
        rows.add(row("in", report.total(), "total"));
        rows.add(row("kept", report.kept(), "outcome"));
        rows.add(row("dropped", report.dropped(), "outcome"));
        for (Decision decision : Decision.values()) {
            Long count = report.decisions().get(decision);
            if (decision != Decision.KEPT && count != null) {
                rows.add(row(words(decision.label()), count, "reason"));
            }
        }
        rows.add(row("failed", report.failed(), "outcome"));
        failures(rows, reason -> !reason.isMissingPart() && reason != FailureReason.DUPLICATE_UID);
        rows.add(row("missing a part", report.missing(), "outcome"));
        failures(rows, FailureReason::isMissingPart);
        rows.add(row("duplicate", report.duplicates(), "outcome"));
        DomContent verdict = report.isBalanced()
                ? p("in = kept + dropped + failed + missing + duplicate: the books balance")
                        .withClass("verdict good")
                : p("The books do not balance: a sample was lost.").withClass("verdict bad");
        DomContent lost = damage.isEmpty()
                ? p("All of the pool could be read.").withClass("quiet small")
                : div(
                        p("Parts of the pool could not be read:").withClass("verdict bad"),
                        ul(each(damage, line -> li(Untrusted.visible(line, Untrusted.LONGEST)))));
        return div(
                TagCreator.table(tbody(each(rows.toArray(DomContent[]::new)))).withClass("books"), verdict, lost);
    }

    private void failures(List<DomContent> rows, Predicate<FailureReason> shown) {
        for (FailureReason reason : FailureReason.values()) {
            Long count = report.failures().get(reason);
            if (count != null && shown.test(reason)) {
                rows.add(row(words(reason.label()), count, "reason"));
            }
        }
    }

    private static String words(String label) {
        return label.replace('_', ' ');
    }

    private static DomContent row(String what, long count, String kind) {
        return tr(th(what).attr("scope", "row"), td(Page.number(count))).withClass(kind);
    }

    /** A table of names and values. */
    static DomContent table(String kind, List<List<String>> rows) {
        return div(TagCreator.table(tbody(each(
                                rows,
                                row -> tr(
                                        th(row.get(0)).attr("scope", "row"),
                                        td(Untrusted.visible(row.get(1), Untrusted.LONGEST))))))
                        .withClass(kind))
                .withClass("scroll");
    }
}
