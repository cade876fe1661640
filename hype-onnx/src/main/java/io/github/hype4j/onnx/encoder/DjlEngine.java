package io.github.hype4j.onnx.encoder;

import ai.djl.engine.Engine;

/** DJL's ONNX Runtime engine, started with what it must be told by system properties before its first use. */
final class DjlEngine {

    static final String NAME = "OnnxRuntime";

    private DjlEngine() {}

    /**
     * Starts the engine, if it does not run yet. It must come before any other use of ONNX Runtime, since it makes the
     * process's one environment. Properties that are set already are left as they are.
     */
    static void start() {
        // DJL asks a cloud metadata address and reports its use, unless it is opted out.
        setIfAbsent("OPT_OUT_TRACKING", "true");
        // No look-ups and no downloads of native libraries.
        setIfAbsent("ai.djl.offline", "true");
        // Another engine on the class path would be picked up silently for array arithmetic that is not needed here.
        setIfAbsent("ai.djl.onnx.disable_alternative", "true");
        Engine.getEngine(NAME);
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
