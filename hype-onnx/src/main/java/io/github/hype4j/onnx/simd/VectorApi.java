package io.github.hype4j.onnx.simd;

/**
 * Whether code written with the Vector API can be run and is worth it. The module {@code jdk.incubator.vector} has to be
 * asked for when Java is started: {@code --add-modules jdk.incubator.vector}.
 */
public final class VectorApi {

    /** Stores of some lanes only are compiled to instructions from that Java on. */
    private static final int FIRST_JAVA = 21;

    /** The vectors that are used: eight ints. */
    private static final int BITS = 256;

    private static final boolean IS_USABLE = look();

    private VectorApi() {}

    /**
     * Whether classes that use the Vector API may be loaded and are compiled to vector instructions.
     *
     * @return true on Java 21 and later that was started with the module, where its optimizing compiler is on and the
     *     machine's vectors have 256 bits at least
     */
    public static boolean isUsable() {
        return IS_USABLE;
    }

    private static boolean look() {
        String mode = System.getProperty("java.vm.info", "");
        return Runtime.version().feature() >= FIRST_JAVA
                && !mode.contains("interpreted")
                && !mode.contains("emulated-client")
                && isModulePresent()
                && PreferredWidth.bits() >= BITS;
    }

    private static boolean isModulePresent() {
        try {
            Class.forName("jdk.incubator.vector.IntVector", false, VectorApi.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
