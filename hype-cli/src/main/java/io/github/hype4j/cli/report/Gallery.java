package io.github.hype4j.cli.report;

import static j2html.TagCreator.bdi;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.img;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import io.github.hype4j.io.scores.ScoreRow;
import io.github.hype4j.onnx.image.Thumbnail;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.HypeScore;
import io.github.hype4j.selection.Uid;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Pairs to look at: the best, the borderline and the worst, with their terms.
 *
 * @param profile which pairs
 * @param shown their pictures and captions
 * @param ranking what they were ranked by
 */
record Gallery(PoolProfile profile, Map<Uid, ShownPair> shown, HypeScore ranking) {

    private static final int CLIPPED = 120;

    List<DomContent> sections() {
        List<DomContent> sections = new ArrayList<>();
        if (!profile.best().isEmpty()) {
            sections.add(Page.part(
                    "The best",
                    "Kept, with the highest scores. Beneath the score stand its terms; a bar tells how much of the pool is lower"
                            + " by that term.",
                    pairs(profile.best())));
        }
        if (!profile.justKept().isEmpty() && !profile.justDropped().isEmpty()) {
            sections.add(Page.part(
                    "The borderline",
                    "Where the cut fell: the last pairs that were kept and the first that were not. Look here to judge the"
                            + " fraction.",
                    pairs(profile.justKept()),
                    p(span("the cut")).withClass("cut-rule"),
                    pairs(profile.justDropped())));
        }
        if (!profile.worst().isEmpty()) {
            sections.add(Page.part(
                    "The worst", "Dropped, with the lowest scores, the worst first.", pairs(profile.worst())));
        }
        return sections;
    }

    private DomContent pairs(List<ScoredRow> rows) {
        return div(each(rows, this::pair)).withClass("gallery");
    }

    private DomContent pair(ScoredRow row) {
        ShownPair pair = shown.getOrDefault(row.uid(), ShownPair.UNKNOWN);
        return figure(
                        div(picture(pair)).withClass("picture"),
                        figcaption(
                                caption(pair),
                                p(
                                                span(String.format(Locale.ROOT, "%.3f", row.score()))
                                                        .withClass("score"),
                                                span(row.kept() ? "kept" : "dropped")
                                                        .withClass("badge " + (row.kept() ? "kept" : "dropped")))
                                        .withClass("verdict-line"),
                                table(tbody(each(terms(row).toArray(DomContent[]::new))))
                                        .withClass("terms"),
                                p(Untrusted.visible(row.key(), 80))
                                        .withTitle(row.uid().toString())
                                        .withClass("uid")))
                .withClass("card");
    }

    private static DomContent picture(ShownPair pair) {
        Thumbnail picture = pair.picture();
        if (picture == null) {
            return span("no picture").withClass("quiet small");
        }
        return img().withSrc("data:" + picture.mediaType() + ";base64,"
                        + Base64.getEncoder().encodeToString(picture.content()))
                .withAlt("the picture of this pair")
                .attr("width", picture.width())
                .attr("height", picture.height())
                .attr("loading", "lazy");
    }

    private static DomContent caption(ShownPair pair) {
        String caption = pair.caption();
        if (caption == null) {
            return p("no caption").withClass("caption quiet");
        }
        String whole = Untrusted.visible(caption, Untrusted.LONGEST);
        String clipped = Untrusted.visible(caption, CLIPPED);
        if (whole.equals(clipped)) {
            return p(bdi(whole).attr("dir", "auto")).withClass("caption");
        }
        return details(summary(bdi(clipped).attr("dir", "auto")), p(bdi(whole).attr("dir", "auto")))
                .withClass("caption");
    }

    private List<DomContent> terms(ScoredRow row) {
        List<DomContent> terms = new ArrayList<>();
        for (int i = 0; i < profile.components().size(); i++) {
            Component component = profile.components().get(i);
            if (ranking.weights().containsKey(component)) {
                float value = row.components()[i];
                long percent = Math.round(100 * profile.byComponent().get(i).rank(value));
                String place = "higher than about " + percent + "% of the pool";
                terms.add(tr(
                        th(Meaning.title(component)).attr("scope", "row"),
                        td(String.format(Locale.ROOT, "%.3f", value)),
                        td(span().withClass("fill").withStyle("width:" + percent + "%"))
                                .withClass("bar")
                                .withTitle(place)
                                .attr("aria-label", place)));
            }
        }
        return terms;
    }

    DomContent unscored() {
        return div(table(
                                thead(tr(th("sample"), th("what"), th("why"))),
                                tbody(each(profile.unscored(), Gallery::unscored)))
                        .withClass("unscored"))
                .withClass("scroll");
    }

    private static DomContent unscored(ScoreRow row) {
        String reason = row.reason() == null ? row.status().label() : row.reason();
        String detail = row.detail() == null ? "" : row.detail();
        return tr(
                td(Untrusted.visible(row.key(), 80)).withTitle(row.uid().toString()),
                td(reason.replace('_', ' ')),
                td(bdi(Untrusted.visible(detail, 300)).attr("dir", "auto")));
    }
}
