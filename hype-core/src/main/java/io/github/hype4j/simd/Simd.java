package io.github.hype4j.simd;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether this Java can run kernels written with the Vector API, and how wide their vectors are.
 *
 * <p>The module {@code jdk.incubator.vector} has to be asked for when Java is started: {@code --add-modules jdk.incubator.vector}. The system
 * property {@value #PROPERTY} names the kernels to use: {@code scalar}, {@code simd}, or {@code simd-128}, {@code simd-256}
 * and {@code simd-512} for vectors narrower than the machine's own. The width is read once. Safe for use by several threads.
 */
public final class Simd {

    /** The system property that forces a kernel. */
    public static final String PROPERTY = "hype.kernel";

    /** The value of the property that asks for kernels without vectors. */
    public static final String SCALAR = "scalar";

    private static final String HOW_TO_ENABLE = "--add-modules jdk.incubator.vector";

    private static final Pattern WIDTH = Pattern.compile("simd-(128|256|512)");
    private static final int NARROWEST = 128;

    private static final Finding FINDING = look(System.getProperty(PROPERTY, ""));

    private Simd() {}

    /**
     * Whether the kernels can be used.
     *
     * @return true if Java offers the Vector API and compiles it to vector instructions
     */
    public static boolean isUsable() {
        return FINDING.obstacle == null;
    }

    /**
     * Whether the kernels are to be used.
     *
     * @return true if they can be, and the system property does not ask for others
     */
    public static boolean isWanted() {
        return isUsable() && FINDING.isWanted;
    }

    /**
     * Why the kernels cannot be used.
     *
     * @return the reason, as the end of a sentence; empty if they can
     */
    public static Optional<String> obstacle() {
        return Optional.ofNullable(FINDING.obstacle);
    }

    /**
     * The width of vectors.
     *
     * @return 128, 256 or 512 bits; 0 if the kernels cannot be used
     */
    public static int bits() {
        return FINDING.bits;
    }

    private static Finding look(String wanted) {
        if (!isModulePresent()) {
            return Finding.obstacle("Java was started without " + HOW_TO_ENABLE + ", which enables a faster one");
        }
        String mode = System.getProperty("java.vm.info", "");
        if (mode.contains("interpreted") || mode.contains("emulated-client")) {
            return Finding.obstacle("Java's optimizing compiler is switched off (" + mode + ")");
        }
        int widest = Math.min(512, PreferredWidth.bits());
        if (widest < NARROWEST) {
            return Finding.obstacle("the vectors of this machine have " + widest + " bits");
        }
        Matcher width = WIDTH.matcher(wanted);
        int bits = width.matches() ? Integer.parseInt(width.group(1)) : widest;
        if (bits > widest) {
            return Finding.obstacle("the vectors of this machine have " + widest + " bits, not " + bits);
        }
        return new Finding(bits, null, !wanted.equals(SCALAR));
    }

    private static boolean isModulePresent() {
        try {
            Class.forName("jdk.incubator.vector.FloatVector", false, Simd.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private record Finding(int bits, @Nullable String obstacle, boolean isWanted) {
        static Finding obstacle(String why) {
            return new Finding(0, why, false);
        }
    }
}
