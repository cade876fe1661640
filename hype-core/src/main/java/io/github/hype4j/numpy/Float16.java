package io.github.hype4j.numpy;

/** Numbers of 16 bits as IEEE 754 has them (binary16): one of sign, five of exponent, ten of fraction. */
public final class Float16 {

    private static final int SIGN = 0x8000;
    private static final int INFINITY = 0x7C00;

    private static final int FLOAT_INFINITY = 0x7F800000;
    /** The bits that a fraction of 32-bit floats has more. */
    private static final int SHIFT = 13;
    /** The smallest float that is a normal number in 16 bits, {@code 2^-14}. */
    private static final int SMALLEST_NORMAL = 0x38800000;
    /** The first float whose exponent is beyond 16 bits, {@code 2^16}. */
    private static final int TOO_LARGE = 0x47800000;
    /** The difference of the biases of the exponents, as it stands in 16 bits. */
    private static final int BIAS = 112 << 10;

    private Float16() {}

    /**
     * The number as a float.
     *
     * @param bits the number
     * @return the same number exactly; infinities and NaN (with its payload) stay what they are
     */
    public static float toFloat(short bits) {
        int magnitude = bits & 0x7FFF;
        int sign = (bits & SIGN) << 16;
        if (magnitude >= INFINITY) {
            return Float.intBitsToFloat(sign | FLOAT_INFINITY | (magnitude & 0x3FF) << SHIFT);
        }
        // Off by the difference of the biases, subnormal numbers too, and multiplication by a power of two is exact.
        float scaled = Float.intBitsToFloat(magnitude << SHIFT) * 0x1p112f;
        return Float.intBitsToFloat(sign | Float.floatToRawIntBits(scaled));
    }

    /**
     * The nearest number of 16 bits, as numpy's {@code astype} gives it.
     *
     * @param value any float
     * @return the nearest number; of two as near, the one whose last bit is 0; infinity from 65520 on; NaN for NaN
     */
    public static short fromFloat(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & SIGN;
        int magnitude = bits & Integer.MAX_VALUE;
        return (short) (sign | magnitude(magnitude));
    }

    private static int magnitude(int bits) {
        if (bits > FLOAT_INFINITY) {
            int payload = bits >> SHIFT & 0x3FF;
            return INFINITY | Math.max(1, payload);
        }
        if (bits >= TOO_LARGE) {
            return INFINITY;
        }
        if (bits < SMALLEST_NORMAL) {
            // 0.5 has an ulp of 2^-24, that of subnormal numbers in 16 bits: the addition rounds.
            float rounded = Float.intBitsToFloat(bits) + 0.5f;
            return Float.floatToRawIntBits(rounded) - Float.floatToRawIntBits(0.5f);
        }
        int toEven = bits >> SHIFT & 1;
        return (bits + 0xFFF + toEven >> SHIFT) - BIAS;
    }
}
