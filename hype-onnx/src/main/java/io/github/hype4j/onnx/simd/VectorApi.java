package io.github.hype4j.onnx.simd;

/**
 * Whether code written with the Vector API can be run and is worth it. The module {@code jdk.incubator.vector} has to be
 * asked for when Java is started: {@code --add-modules jdk.incubator.vector}. Safe for use by several threads.
 */
public final class VectorApi {

    /** Stores of some lanes only are compiled to instructions from that Java on. */
    private static final int FIRST_WITH_PARTIAL_STORES = 21;

    private static final int BITS_OF_EIGHT_INTS = 256;

    private static final boolean IS_USABLE = look();
    private static final boolean HAS_PARTIAL_STORES = IS_USABLE
            && Runtime.version().feature() >= FIRST_WITH_PARTIAL_STORES
            && PreferredWidth.bits() >= BITS_OF_EIGHT_INTS;

    private VectorApi() {}

    /**
     * Whether classes that use the Vector API may be loaded and are compiled to vector instructions.
     *
     * @return true where Java was started with the module and its optimizing compiler is on
     */
    public static boolean isUsable() {
        return IS_USABLE;
    }

    /**
     * Whether, beside that, vectors of eight ints may be stored in part.
     *
     * @return true on Java 21 and later where the machine's vectors have 256 bits at least
     */
    public static boolean storesPartsOfEightInts() {
        return HAS_PARTIAL_STORES;
    }

    private static boolean look() {
        String mode = System.getProperty("java.vm.info", "");
        return !mode.contains("interpreted") && !mode.contains("emulated-client") && isModulePresent();
    }

    private static boolean isModulePresent() {
        try {
            Class.forName("jdk.incubator.vector.VectorSpecies");
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
