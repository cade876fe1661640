package io.github.hype4j.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A linear axis of a chart, with ticks at round numbers. */
record Axis(double low, double high, double start, double end) {

    /** Where a value stands, in the units of the drawing. */
    double at(double value) {
        return start + (value - low) / (high - low) * (end - start);
    }

    /**
     * A place on an axis that is marked.
     *
     * @param value what stands there
     * @param label the value in as many digits as tell it from its neighbours
     */
    record Tick(double value, String label) {}

    /** About {@code wanted} round numbers within the bounds. */
    List<Tick> ticks(int wanted) {
        double rough = (high - low) / wanted;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = power * (rough / power < 1.5 ? 1 : rough / power < 3.5 ? 2 : rough / power < 7.5 ? 5 : 10);
        List<Tick> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9 && ticks.size() < 50; i++) {
            ticks.add(new Tick(i * step, label(i * step, step)));
        }
        return ticks;
    }

    private static String label(double value, double step) {
        int digits = (int) Math.max(0, Math.min(15, -Math.floor(Math.log10(step) + 1e-9)));
        String text = String.format(Locale.ROOT, "%." + digits + "f", value);
        if (text.contains(".")) {
            text = text.replaceAll("0+$", "").replaceAll("\\.$", "");
        }
        return text.equals("-0") ? "0" : text;
    }
}
