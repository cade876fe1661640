package io.github.hype4j.onnx;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;

/**
 * How a model runs. Immutable; every change gives a new value.
 *
 * @param devices where the graphs run: each device holds the model once, and a batch goes to whichever is free; the processor
 *     by default, also where there is a GPU. Since it is chance who takes a batch, several devices must be alike: of one kind
 *     and with the same options, different in their ids. That GPUs of one model are meant is left to the caller
 * @param threads how many threads prepare samples, and how many ONNX Runtime uses in one operator on the processor, in
 *     [1, 1024]; the number of processors by default
 * @param fixedBatchSize the batch size, in [1, 65536], where it is not left to the device
 */
public record OnnxOptions(List<OnnxDevice> devices, int threads, OptionalInt fixedBatchSize) {

    private static final int MAX_THREADS = 1024;
    private static final int MAX_BATCH = 65_536;

    /** Larger ones were not faster: a graph of such a size keeps all cores busy, and the values stay in the caches. */
    private static final int CPU_BATCH = 32;

    private static final int GPU_BATCH = 128;

    /**
     * Checks the ranges.
     *
     * @param devices one or more, alike and different in their ids
     * @param threads in [1, 1024]
     * @param fixedBatchSize in [1, 65536], or empty
     * @throws IllegalArgumentException if a value is out of range
     */
    public OnnxOptions {
        devices = List.copyOf(devices);
        checkDevices(devices);
        check("threads", threads, MAX_THREADS);
        fixedBatchSize.ifPresent(size -> check("batchSize", size, MAX_BATCH));
    }

    private static void checkDevices(List<OnnxDevice> devices) {
        boolean alike = !devices.isEmpty() && devices.stream().allMatch(devices.get(0)::isLike);
        if (!alike || new HashSet<>(devices).size() < devices.size()) {
            throw new IllegalArgumentException(
                    "devices must be one, or several of one kind and with the same options but"
                            + " each with another id, got " + devices);
        }
    }

    private static void check(String field, int value, int largest) {
        if (value < 1 || value > largest) {
            throw new IllegalArgumentException(field + " must be in [1, " + largest + "], got " + value);
        }
    }

    /**
     * The processor, all of its cores, and the batch size that suits the device.
     *
     * @return the defaults
     */
    public static OnnxOptions defaults() {
        int threads = Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors());
        return new OnnxOptions(List.of(OnnxDevice.cpu()), threads, OptionalInt.empty());
    }

    /**
     * The largest batch that is given to a graph at once.
     *
     * @return what was set; else 32 on the processor and 128 on a GPU
     */
    public int batchSize() {
        return fixedBatchSize.orElse(devices.get(0) instanceof CpuDevice ? CPU_BATCH : GPU_BATCH);
    }

    /**
     * These options on another device.
     *
     * @param device where the graphs run
     * @return new options
     */
    public OnnxOptions withDevice(OnnxDevice device) {
        return withDevices(List.of(device));
    }

    /**
     * These options on other devices.
     *
     * @param others one or more, alike and different in their ids
     * @return new options
     * @throws IllegalArgumentException if there are none, or they are not alike, or one comes twice
     */
    public OnnxOptions withDevices(List<? extends OnnxDevice> others) {
        return new OnnxOptions(List.copyOf(others), threads, fixedBatchSize);
    }

    /**
     * These options with another number of threads.
     *
     * @param count in [1, 1024]
     * @return new options
     * @throws IllegalArgumentException if it is out of range
     */
    public OnnxOptions withThreads(int count) {
        return new OnnxOptions(devices, count, fixedBatchSize);
    }

    /**
     * These options with another batch size.
     *
     * @param size in [1, 65536]
     * @return new options
     * @throws IllegalArgumentException if it is out of range
     */
    public OnnxOptions withBatchSize(int size) {
        return new OnnxOptions(devices, threads, OptionalInt.of(size));
    }
}
