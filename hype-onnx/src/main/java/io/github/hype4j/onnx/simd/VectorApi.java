package io.github.hype4j.onnx.simd;

/**
 * Whether code written with the Vector API can be run and is worth it. The module {@code jdk.incubator.vector} has to be
 * asked for when Java is started: {@code --add-modules jdk.incubator.vector}.
 */
public final class VectorApi {

    /** Stores of some lanes only are compiled to instructions from that Java on. */
    private static final int FIRST_JAVA = 21;

    private static final boolean IS_USABLE = look();

    private VectorApi() {}

    /**
     * Whether classes that use the Vector API may be loaded and are compiled to vector instructions.
     *
     * @return true on Java 21 and later, where it was started with the module and its optimizing compiler is on
     */
    public static boolean isUsable() {
        return IS_USABLE;
    }

    private static boolean look() {
        String mode = System.getProperty("java.vm.info", "");
        return Runtime.version().feature() >= FIRST_JAVA
                && !mode.contains("interpreted")
                && !mode.contains("emulated-client")
                && isModulePresent();
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
