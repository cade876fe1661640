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

    private static final int CPU_BATCH = 32;

    /** A transformer's values for so many rows stay in the caches: larger runs of a ViT-B/16 were 10 to 20 % slower. */
    private static final int CPU_ROWS = 4;

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
     * How many samples are prepared and encoded together.
     *
     * @return what was set; else 32 on the processor and 128 on a GPU
     */
    public int batchSize() {
        return fixedBatchSize.orElse(isOnProcessor() ? CPU_BATCH : GPU_BATCH);
    }

    /**
     * How many rows of a batch a graph is run on at once: on a GPU all of them, on the processor 4, one run after the other,
     * since all cores work on one run and the values of few rows stay in the caches.
     *
     * @return at least 1, at most {@link #batchSize}
     */
    public int rowsPerRun() {
        return isOnProcessor() ? Math.min(CPU_ROWS, batchSize()) : batchSize();
    }

    private boolean isOnProcessor() {
        return devices.get(0) instanceof CpuDevice;
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
