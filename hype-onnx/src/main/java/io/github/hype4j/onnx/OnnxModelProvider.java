package io.github.hype4j.onnx;

import io.github.hype4j.model.HypeModel;
import io.github.hype4j.model.HypeModelProvider;
import io.github.hype4j.onnx.bundle.Bundle;
import java.io.IOException;
import java.nio.file.Path;

/** Lets {@link HypeModel#load} find model bundles with ONNX graphs. */
public final class OnnxModelProvider implements HypeModelProvider {

    /** Called by {@link java.util.ServiceLoader}. */
    public OnnxModelProvider() {}

    @Override
    public String name() {
        return "onnx";
    }

    @Override
    public boolean recognises(Path path) {
        return Bundle.isBundle(path);
    }

    @Override
    public HypeModel load(Path path) throws IOException {
        return OnnxHypeModel.load(path);
    }
}
