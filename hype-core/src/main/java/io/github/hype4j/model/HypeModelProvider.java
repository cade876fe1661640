package io.github.hype4j.model;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Loads models of one kind, found by {@link java.util.ServiceLoader}: what lets {@link HypeModel#load} take a path and
 * nothing else.
 */
public interface HypeModelProvider {

    /**
     * What this provider loads, for error messages.
     *
     * @return a short name, such as {@code onnx}
     */
    String name();

    /**
     * Whether a path looks like a model of this kind. Looks, but does not load.
     *
     * @param path a folder or a file that exists
     * @return true if {@link #load} should be tried
     */
    boolean recognises(Path path);

    /**
     * Loads a model.
     *
     * @param path a path that {@link #recognises} said yes to
     * @return the model, to be closed by the caller
     * @throws IOException if a file cannot be read
     * @throws IllegalArgumentException if the model's description is wrong, naming file, field and value
     */
    HypeModel load(Path path) throws IOException;
}
