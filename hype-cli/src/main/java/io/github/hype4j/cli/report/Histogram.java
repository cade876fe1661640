package io.github.hype4j.cli.report;

/** How often values fall into equal bins between two bounds, kept and dropped apart. */
final class Histogram {

    static final int BINS = 64;

    private final double low;
    private final double high;
    private final long[] kept = new long[BINS];
    private final long[] dropped = new long[BINS];
    private long total;

    Histogram(double low, double high) {
        // One value alone stands in the middle of its chart.
        double margin = high > low ? 0 : 0.05 * Math.max(1, Math.abs(low));
        this.low = low - margin;
        this.high = Math.max(low, high) + margin;
    }

    /** Counts a value; those that are not numbers are left out. */
    void add(float value, boolean isKept) {
        if (Float.isFinite(value)) {
            (isKept ? kept : dropped)[bin(value)]++;
            total++;
        }
    }

    private int bin(double value) {
        return (int) Math.max(0, Math.min(BINS - 1, (value - low) / (high - low) * BINS));
    }

    /** About which share of the values is smaller, in [0, 1]; exact to within a bin. */
    double rank(float value) {
        if (total == 0 || !Float.isFinite(value)) {
            return 0;
        }
        int bin = bin(value);
        long below = 0;
        for (int i = 0; i < bin; i++) {
            below += kept[i] + dropped[i];
        }
        double within = Math.max(0, Math.min(1, (value - low) / (high - low) * BINS - bin));
        return (below + within * (kept[bin] + dropped[bin])) / total;
    }

    double low() {
        return low;
    }

    double high() {
        return high;
    }

    long kept(int bin) {
        return kept[bin];
    }

    long dropped(int bin) {
        return dropped[bin];
    }

    /** The largest count of any bin, kept and dropped together. */
    long peak() {
        long peak = 0;
        for (int i = 0; i < BINS; i++) {
            peak = Math.max(peak, kept[i] + dropped[i]);
        }
        return peak;
    }

    boolean isEmpty() {
        return total == 0;
    }
}
