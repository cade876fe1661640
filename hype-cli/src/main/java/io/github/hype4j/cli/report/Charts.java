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

    private Charts() {}

    /**
     * Kept on top of dropped, with the cut drawn in.
     *
     * @param cut the smallest score kept, null if there is none
     */
    static String histogram(Histogram histogram, String name, int width, int height, @Nullable Float cut) {
        Axis x = new Axis(histogram.low(), histogram.high(), 8, width - 8);
        Axis y = new Axis(0, Math.max(1, histogram.peak()), height - HEIGHT_OF_AXIS, cut == null ? 8 : 24);
        StringBuilder svg = start(width, height, "Histogram of " + name + ", kept and dropped");
        double step = (x.end() - x.start()) / Histogram.BINS;
        for (int i = 0; i < Histogram.BINS; i++) {
            double left = x.start() + i * step;
            double dropped = histogram.dropped(i);
            bar(svg, "dropped", left, step, y.at(dropped), y.at(0));
            bar(svg, "kept", left, step, y.at(dropped + histogram.kept(i)), y.at(dropped));
        }
        axis(svg, x, height - HEIGHT_OF_AXIS, width < 400 ? 4 : 8);
        if (cut != null && Float.isFinite(cut)) {
            double at = Math.max(x.start(), Math.min(x.end(), x.at(cut)));
            boolean right = at > width * 0.7;
            add(
                    svg,
                    "<line class=\"cut\" x1=\"%.1f\" y1=\"6\" x2=\"%.1f\" y2=\"%d\"/>",
                    at,
                    at,
                    height - HEIGHT_OF_AXIS);
            add(
                    svg,
                    "<text class=\"cut-label\" x=\"%.1f\" y=\"16\" text-anchor=\"%s\">cut at %.4f</text>",
                    right ? at - 6 : at + 6,
                    right ? "end" : "start",
                    cut);
        }
        return svg.append("</svg>").toString();
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
        int height = 440;
        Axis x = padded(xs, 52, width - 12);
        Axis y = padded(ys, height - 44, 12);
        StringBuilder svg = start(width, height, names[1] + " against " + names[0] + " of sampled pairs");
        for (double tick : x.ticks(8)) {
            add(
                    svg,
                    "<line class=\"grid\" x1=\"%.1f\" y1=\"12\" x2=\"%.1f\" y2=\"%d\"/>",
                    x.at(tick),
                    x.at(tick),
                    height - 44);
            add(
                    svg,
                    "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                    x.at(tick),
                    height - 28,
                    Axis.label(tick));
        }
        for (double tick : y.ticks(6)) {
            add(
                    svg,
                    "<line class=\"grid\" x1=\"52\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>",
                    y.at(tick),
                    width - 12,
                    y.at(tick));
            add(
                    svg,
                    "<text class=\"tick\" x=\"46\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                    y.at(tick) + 4,
                    Axis.label(tick));
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
        add(
                svg,
                "<text class=\"name\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                width / 2 + 20,
                height - 6,
                names[0]);
        add(
                svg,
                "<text class=\"name\" transform=\"translate(14 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>",
                height / 2 - 16,
                names[1]);
        return svg.append("</svg>").toString();
    }

    private static Axis padded(Histogram values, double start, double end) {
        double margin = 0.02 * (values.high() - values.low());
        return new Axis(values.low() - margin, values.high() + margin, start, end);
    }

    private static void axis(StringBuilder svg, Axis x, int y, int ticks) {
        add(svg, "<line class=\"axis\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>", x.start(), y, x.end(), y);
        for (double tick : x.ticks(ticks)) {
            double at = x.at(tick);
            add(svg, "<line class=\"axis\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>", at, y, at, y + 4);
            String anchor = at - x.start() < 16 ? "start" : x.end() - at < 16 ? "end" : "middle";
            add(
                    svg,
                    "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>",
                    at,
                    y + 21,
                    anchor,
                    Axis.label(tick));
        }
    }

    private static StringBuilder start(int width, int height, String title) {
        StringBuilder svg = new StringBuilder();
        add(svg, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", width, height, title);
        add(svg, "<title>%s</title>", title);
        return svg;
    }

    private static void add(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
