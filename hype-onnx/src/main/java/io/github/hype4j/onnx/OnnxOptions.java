package io.github.hype4j.onnx;

/**
 * How a model runs. Immutable; every change gives a new value.
 *
 * @param device where the graphs run; the processor by default, also where there is a GPU
 * @param threads how many threads prepare images and how many ONNX Runtime uses in one operator, in [1, 1024]; the number
 *     of processors by default
 * @param batchSize the largest batch that is given to a graph at once, in [1, 65536]; 64 by default
 */
public record OnnxOptions(OnnxDevice device, int threads, int batchSize) {

    private static final int MAX_THREADS = 1024;
    private static final int MAX_BATCH = 65_536;

    /**
     * Checks the ranges.
     *
     * @param device where the graphs run
     * @param threads in [1, 1024]
     * @param batchSize in [1, 65536]
     * @throws IllegalArgumentException if a value is out of range
     */
    public OnnxOptions {
        check("threads", threads, MAX_THREADS);
        check("batchSize", batchSize, MAX_BATCH);
    }

    private static void check(String field, int value, int largest) {
        if (value < 1 || value > largest) {
            throw new IllegalArgumentException(field + " must be in [1, " + largest + "], got " + value);
        }
    }

    /**
     * The processor, all of its cores, batches of 64.
     *
     * @return the defaults
     */
    public static OnnxOptions defaults() {
        return new OnnxOptions(
                OnnxDevice.cpu(), Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors()), 64);
    }

    /**
     * These options on another device.
     *
     * @param other where the graphs run
     * @return new options
     */
    public OnnxOptions withDevice(OnnxDevice other) {
        return new OnnxOptions(other, threads, batchSize);
    }

    /**
     * These options with another number of threads.
     *
     * @param count in [1, 1024]
     * @return new options
     * @throws IllegalArgumentException if it is out of range
     */
    public OnnxOptions withThreads(int count) {
        return new OnnxOptions(device, count, batchSize);
    }

    /**
     * These options with another batch size.
     *
     * @param size in [1, 65536]
     * @return new options
     * @throws IllegalArgumentException if it is out of range
     */
    public OnnxOptions withBatchSize(int size) {
        return new OnnxOptions(device, threads, size);
    }
}
