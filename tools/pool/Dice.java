/** Seeded random numbers, the same on every Java: the state is mixed as by SplitMix64. */
final class Dice {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    private Dice(long state) {
        this.state = state;
    }

    /** Dice for one purpose of one numbered thing. */
    static Dice of(long seed, long number, String purpose) {
        return new Dice(mixed(mixed(seed * GOLDEN + number) ^ purpose.hashCode() * 0xD1B54A32D192ED03L));
    }

    long bits() {
        state += GOLDEN;
        return mixed(state);
    }

    /** A number in [0, bound). */
    int below(int bound) {
        return (int) Long.remainderUnsigned(bits(), bound);
    }

    /** A number in [from, to]. */
    int between(int from, int to) {
        return from + below(to - from + 1);
    }

    /** A number in [0, 1). */
    double unit() {
        return (bits() >>> 11) * 0x1p-53;
    }

    boolean chance(double probability) {
        return unit() < probability;
    }

    /** Bell-shaped, of mean 0 and deviation 1, within 3. */
    float bell() {
        long bits = bits();
        long sum = (bits & 0x1FFFFF) + (bits >>> 21 & 0x1FFFFF) + (bits >>> 42 & 0x1FFFFF);
        return (sum - 0x2FFFFE) * 0x1p-20f;
    }

    <T> T of(T[] choices) {
        return choices[below(choices.length)];
    }

    private static long mixed(long word) {
        long z = (word ^ (word >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
