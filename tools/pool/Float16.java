/** Half precision, which Java 17 does not have: finite numbers of magnitude below 65,504, to nearest, ties to even. */
final class Float16 {

    private Float16() {}

    static short toBits(float value) {
        int sign = Float.floatToRawIntBits(value) >>> 16 & 0x8000;
        float magnitude = Math.abs(value);
        if (!(magnitude < 65_504)) {
            throw new IllegalArgumentException("value must lie within 65504 of 0, got " + value);
        }
        // The step at this magnitude: 10 bits below the leading one, and no finer than 2^-24.
        int exponent = Math.max(Math.getExponent(magnitude), -14);
        int steps = (int) Math.rint(Math.scalb((double) magnitude, 10 - exponent));
        return (short) (sign | (exponent + 14 << 10) + steps);
    }

    static float toFloat(short bits) {
        int exponent = Math.max(bits >> 10 & 0x1F, 1);
        int steps = (bits & 0x3FF) + ((bits & 0x7C00) == 0 ? 0 : 0x400);
        float magnitude = Math.scalb((float) steps, exponent - 25);
        return bits < 0 ? -magnitude : magnitude;
    }

    static float rounded(float value) {
        return toFloat(toBits(value));
    }
}
