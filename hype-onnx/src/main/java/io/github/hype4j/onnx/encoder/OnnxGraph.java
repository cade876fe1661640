package io.github.hype4j.onnx.encoder;

import io.github.hype4j.onnx.OnnxDevice;
import io.github.hype4j.onnx.OnnxOptions;
import io.github.hype4j.onnx.bundle.BundleDescription.Graph;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An ONNX graph with one input, of which one output is wanted, on one device or several. Any number of threads may run it;
 * each device works on one batch at a time, and batches get devices in the order in which they come.
 */
final class OnnxGraph implements AutoCloseable {

    private final Turns<GraphSession> sessions;

    /** The same graph on several devices, or several times on one. */
    OnnxGraph(List<GraphSession> sessions) {
        this.sessions = Turns.of(sessions);
    }

    /**
     * Loads a graph that has been {@linkplain GraphSignature checked} already, once a device.
     *
     * @param file the graph
     * @param name the file's name for messages
     * @param dimension the length of a row of the output
     * @throws IllegalArgumentException if the graph cannot be loaded, or a device is not there
     */
    static OnnxGraph load(Path file, String name, Graph graph, GraphInput<?> input, int dimension, OnnxOptions options)
            throws IOException {
        List<GraphSession> sessions = new ArrayList<>();
        try {
            for (OnnxDevice device : options.devices()) {
                sessions.add(GraphSession.load(file, name, graph, input, dimension, device, options));
            }
            return new OnnxGraph(sessions);
        } catch (IOException | RuntimeException e) {
            sessions.forEach(GraphSession::close);
            throw e;
        }
    }

    /**
     * Runs the graph on the next device that is free, waiting for one.
     *
     * @param rows a direct buffer in native byte order that holds the rows of the input and nothing else
     * @param count how many there are
     * @return the rows of the output, multiplied by the graph's scale
     */
    float[] run(ByteBuffer rows, int count) {
        GraphSession session = sessions.take();
        try {
            return session.run(rows, count);
        } finally {
            sessions.giveBack(session);
        }
    }

    /** Waits for the batches that run. */
    @Override
    public void close() {
        sessions.close().forEach(GraphSession::close);
    }
}
