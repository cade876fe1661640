package io.github.hype4j.cli.report;

import static j2html.TagCreator.attrs;
import static j2html.TagCreator.bdi;
import static j2html.TagCreator.body;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.strong;
import static j2html.TagCreator.style;
import static j2html.TagCreator.title;

import io.github.hype4j.Provenance;
import io.github.hype4j.SelectionReport;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.HypeScore;
import io.github.hype4j.selection.Uid;
import j2html.tags.DomContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page as HTML: everything that is text goes through j2html, which escapes it. */
final class Page {

    private static final String POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

    private final PoolProfile profile;
    private final HypeScore ranking;
    private final SelectionReport report;
    private final Books books;
    private final Gallery gallery;

    Page(
            PoolProfile profile,
            Map<Uid, ShownPair> shown,
            HypeScore ranking,
            SelectionReport report,
            List<String> damage) {
        this.profile = profile;
        this.ranking = ranking;
        this.report = report;
        this.books = new Books(report, damage);
        this.gallery = new Gallery(profile, shown, ranking);
    }

    String render() {
        String name = "HYPE report: " + number(report.kept()) + " of " + number(report.total()) + " kept";
        return "<!DOCTYPE html>\n"
                + html(
                                head(
                                        meta().withCharset("utf-8"),
                                        meta().attr("http-equiv", "Content-Security-Policy")
                                                .withContent(POLICY),
                                        meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                                        meta().withName("color-scheme").withContent("light dark"),
                                        title(name),
                                        style(rawHtml(css()))),
                                body(headline(), main(parts().toArray(DomContent[]::new)), made()))
                        .withLang("en")
                        .render()
                + "\n";
    }

    private List<DomContent> parts() {
        List<DomContent> parts = new ArrayList<>();
        parts.add(part("The books", books.note(), books.table()));
        if (!profile.score().isEmpty()) {
            parts.add(part("Scores", SCORES_NOTE, legend(), div(attrs(".chart"), rawHtml(scoreCharts()))));
            parts.add(part(
                    "Components", COMPONENTS_NOTE, legend(), div(attrs(".charts"), each(componentCharts().stream()))));
            DomContent scatter = scatter();
            if (scatter != null) {
                parts.add(scatter);
            }
            parts.addAll(gallery.sections());
        }
        if (!profile.unscored().isEmpty()) {
            parts.add(part("Not scored", UNSCORED_NOTE, gallery.unscored()));
        }
        return parts;
    }

    static DomContent part(String heading, String note, DomContent... content) {
        return section(h2(heading), p(note).withClass("note"), each(content));
    }

    private DomContent headline() {
        double share = report.total() == 0 ? 0 : 100.0 * report.kept() / report.total();
        return header(
                p("HYPE report").withClass("eyebrow"),
                h1(
                        strong(number(report.kept())),
                        span(" of " + number(report.total()) + " pairs kept"),
                        span(String.format(Locale.ROOT, " (%.1f%%)", share)).withClass("quiet")),
                p(span("ranked by "), span(ranking.toString()).withClass("formula"))
                        .withClass("lead"),
                p(
                                span("scored with the model "),
                                bdi(Untrusted.visible(
                                                report.provenance().model().name(), 80))
                                        .withClass("formula"))
                        .withClass("lead"));
    }

    private DomContent legend() {
        return p(span().withClass("key kept"), span("kept"), span().withClass("key dropped"), span("dropped"))
                .withClass("legend");
    }

    /** One for a screen and one for a phone, where the letters of the first would be too small to read. */
    private String scoreCharts() {
        Float cut = report.thresholds().isEmpty() ? null : report.thresholds().get(0);
        return Charts.scores(profile.score(), "wide", 920, 260, cut)
                + Charts.scores(profile.score(), "narrow", 360, 220, cut);
    }

    private List<DomContent> componentCharts() {
        List<DomContent> charts = new ArrayList<>();
        for (int i = 0; i < profile.components().size(); i++) {
            Component component = profile.components().get(i);
            Histogram values = profile.byComponent().get(i);
            if (!values.isEmpty()) {
                String weight = ranking.weights().containsKey(component) ? "counts" : "shown only";
                charts.add(div(
                                p(
                                                span(Meaning.title(component)).withClass("chart-title"),
                                                span(weight).withClass("quiet"))
                                        .withClass("chart-head"),
                                rawHtml(Charts.component(values, component.name())),
                                p(Meaning.of(component)).withClass("quiet small"))
                        .withClass("card"));
            }
        }
        return charts;
    }

    private @Nullable DomContent scatter() {
        int x = profile.components().indexOf(Component.IMAGE_SPECIFICITY);
        int y = profile.components().indexOf(Component.TEXT_SPECIFICITY);
        if (x < 0 || y < 0) {
            return null;
        }
        String svg = Charts.scatter(
                profile.sample(),
                x,
                y,
                profile.byComponent().get(x),
                profile.byComponent().get(y),
                new String[] {"image specificity (radians)", "text specificity (radians)"});
        DomContent key = p(span().withClass("dot kept"), span("kept"), span().withClass("dot hollow"), span("dropped"))
                .withClass("legend");
        String note = SCATTER_NOTE
                + (profile.sample().size() < report.kept() + report.dropped()
                        ? " Shown are " + number(profile.sample().size()) + " pairs, drawn by their uids."
                        : "");
        return part("Specificity of images and texts", note, key, div(attrs(".chart"), rawHtml(svg)));
    }

    private DomContent made() {
        Provenance made = report.provenance();
        return footer(
                h2("What this was made with"),
                Books.table(
                        "provenance",
                        List.of(
                                List.of("library", "HYPE for Java " + made.libraryVersion()),
                                List.of("model", made.model().name()),
                                List.of("model sha256", made.model().sha256()),
                                List.of("reference sha256", made.model().referenceSha256()),
                                List.of("licence", made.model().license()),
                                List.of("source", made.model().source()),
                                List.of("curvature", Double.toString(made.curvature())),
                                List.of("K of the cones", Double.toString(made.minRadius())),
                                List.of("kernel", made.kernel()),
                                List.of("policy", made.policy()))));
    }

    static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String css() {
        try (InputStream in = Page.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IllegalStateException("report.css is not in this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final String SCORES_NOTE =
            "Every scored pair has one score; higher is better. Pairs to the right of the cut were kept. A policy of several"
                    + " rankings or with minima may drop pairs on that side, too.";
    private static final String COMPONENTS_NOTE =
            "What the score is made of. A component that sorts good pairs from bad ones shows kept pairs on one side.";
    private static final String SCATTER_NOTE =
            "How much a picture and a caption say, each on its own. Blank pictures lie to the left, captions such as"
                    + " 'image' or 'IMG_0231.jpg' at the bottom.";
    private static final String UNSCORED_NOTE =
            "The first samples of the pool that could not be scored, each with its reason; the score file has all of them.";
}
