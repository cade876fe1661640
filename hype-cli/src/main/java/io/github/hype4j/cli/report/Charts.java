package io.github.hype4j.cli.report;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Charts as SVG. Nothing but numbers and names of components goes into the markup, and neither has a character to escape.
 * Colours are classes of the page's style.
 */
final class Charts {

    private static final int HEIGHT_OF_AXIS = 32;
    private static final int SMALL_WIDTH = 320;
    private static final int SMALL_HEIGHT = 140;

    private Charts() {}

    /**
     * Kept on top of dropped, with counts on the left and the cut drawn in.
     *
     * @param kind the class of the drawing
     * @param cut the smallest score kept, null if there is none
     */
    static String scores(Histogram histogram, String kind, int width, int height, @Nullable Float cut) {
        int left = Math.max(44, 20 + 8 * Page.number(histogram.peak()).length());
        int bottom = height - HEIGHT_OF_AXIS;
        Axis x = new Axis(histogram.low(), histogram.high(), left, width - 8);
        Axis y = new Axis(0, Math.max(1, histogram.peak()), bottom, 28);
        StringBuilder svg = start(kind, width, height, "Histogram of the score, kept and dropped");
        for (Axis.Tick tick : y.ticks(4)) {
            if (tick.value() == Math.rint(tick.value())) { // there is no half a pair
                line(svg, "grid", x.start(), y.at(tick.value()), x.end(), y.at(tick.value()));
                text(svg, "tick", left - 6, y.at(tick.value()) + 4, "end", Page.number((long) tick.value()));
            }
        }
        bars(svg, histogram, x, y);
        axis(svg, x, bottom, width < 400 ? 4 : 8);
        text(svg, "name", 2, 14, "start", "pairs");
        if (cut != null && Float.isFinite(cut)) {
            double at = Math.max(x.start(), Math.min(x.end(), x.at(cut)));
            boolean right = at > width * 0.65;
            line(svg, "cut", at, 6, at, bottom);
            text(
                    svg,
                    "cut-label",
                    right ? at - 6 : at + 6,
                    18,
                    right ? "end" : "start",
                    String.format(Locale.ROOT, "cut at %.4f", cut));
        }
        return svg.append("</svg>").toString();
    }

    /** Kept on top of dropped, small. */
    static String component(Histogram histogram, String name) {
        int bottom = SMALL_HEIGHT - HEIGHT_OF_AXIS;
        Axis x = new Axis(histogram.low(), histogram.high(), 8, SMALL_WIDTH - 8);
        Axis y = new Axis(0, Math.max(1, histogram.peak()), bottom, 8);
        StringBuilder svg = start("small", SMALL_WIDTH, SMALL_HEIGHT, "Histogram of " + name + ", kept and dropped");
        bars(svg, histogram, x, y);
        axis(svg, x, bottom, 4);
        return svg.append("</svg>").toString();
    }

    private static void bars(StringBuilder svg, Histogram histogram, Axis x, Axis y) {
        double step = (x.end() - x.start()) / Histogram.BINS;
        for (int i = 0; i < Histogram.BINS; i++) {
            double left = x.start() + i * step;
            double dropped = histogram.dropped(i);
            bar(svg, "dropped", left, step, y.at(dropped), y.at(0));
            bar(svg, "kept", left, step, y.at(dropped + histogram.kept(i)), y.at(dropped));
        }
    }

    private static void bar(StringBuilder svg, String kind, double left, double width, double top, double bottom) {
        if (bottom - top > 0.01) {
            add(
                    svg,
                    "<rect class=\"%s\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\"/>",
                    kind,
                    left,
                    top,
                    Math.max(0.5, width - 0.8),
                    bottom - top);
        }
    }

    /** Kept as full circles, dropped as hollow ones. */
    static String scatter(List<ScoredRow> rows, int xColumn, int yColumn, Histogram xs, Histogram ys, String[] names) {
        int width = 720;
        int height = 470;
        int bottom = height - 60;
        Axis x = padded(xs, 64, width - 12);
        Axis y = padded(ys, bottom, 40);
        StringBuilder svg = start("points", width, height, names[1] + " against " + names[0] + " of sampled pairs");
        for (Axis.Tick tick : x.ticks(6)) {
            line(svg, "grid", x.at(tick.value()), y.end(), x.at(tick.value()), bottom);
            text(svg, "tick", x.at(tick.value()), bottom + 24, "middle", tick.label());
        }
        for (Axis.Tick tick : y.ticks(6)) {
            line(svg, "grid", x.start(), y.at(tick.value()), x.end(), y.at(tick.value()));
            text(svg, "tick", x.start() - 8, y.at(tick.value()) + 5, "end", tick.label());
        }
        for (boolean kept : new boolean[] {false, true}) {
            for (ScoredRow row : rows) {
                float a = row.components()[xColumn];
                float b = row.components()[yColumn];
                if (row.kept() == kept && Float.isFinite(a) && Float.isFinite(b)) {
                    add(
                            svg,
                            "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.6\"/>",
                            kept ? "kept" : "hollow",
                            x.at(a),
                            y.at(b));
                }
            }
        }
        text(svg, "name", (x.start() + x.end()) / 2, height - 9, "middle", names[0]);
        text(svg, "name", 8, 22, "start", names[1]);
        return svg.append("</svg>").toString();
    }

    private static Axis padded(Histogram values, double start, double end) {
        double margin = 0.02 * (values.high() - values.low());
        return new Axis(values.low() - margin, values.high() + margin, start, end);
    }

    private static void axis(StringBuilder svg, Axis x, int y, int ticks) {
        line(svg, "axis", x.start(), y, x.end(), y);
        for (Axis.Tick tick : x.ticks(ticks)) {
            double at = x.at(tick.value());
            line(svg, "axis", at, y, at, y + 4);
            String anchor = at - x.start() < 16 ? "start" : x.end() - at < 16 ? "end" : "middle";
            text(svg, "tick", at, y + 21, anchor, tick.label());
        }
    }

    private static StringBuilder start(String kind, int width, int height, String title) {
        StringBuilder svg = new StringBuilder();
        add(svg, "<svg class=\"%s\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", kind, width, height, title);
        add(svg, "<title>%s</title>", title);
        return svg;
    }

    private static void line(StringBuilder svg, String kind, double x1, double y1, double x2, double y2) {
        add(svg, "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", kind, x1, y1, x2, y2);
    }

    private static void text(StringBuilder svg, String kind, double x, double y, String anchor, String text) {
        add(svg, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", kind, x, y, anchor, text);
    }

    private static void add(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
