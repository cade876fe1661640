package io.github.hype4j.onnx.encoder;

/** What DJL must be told, by system properties, before its first use. What is set already is left as it is. */
final class DjlSettings {

    private DjlSettings() {}

    static void apply() {
        // DJL asks a cloud metadata address and reports its use, unless it is opted out.
        setIfAbsent("OPT_OUT_TRACKING", "true");
        // No look-ups and no downloads of native libraries.
        setIfAbsent("ai.djl.offline", "true");
        // Another engine on the class path would be picked up silently for array arithmetic that is not needed here.
        setIfAbsent("ai.djl.onnx.disable_alternative", "true");
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
