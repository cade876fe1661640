package io.github.hype4j.onnx.encoder;

import ai.djl.ndarray.types.Shape;
import io.github.hype4j.onnx.CudaDevice;
import io.github.hype4j.onnx.TensorRtDevice;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The options of GPUs in the words of ONNX Runtime's providers, which take text and are particular about it. */
final class ProviderOptions {

    private ProviderOptions() {}

    static Map<String, String> of(CudaDevice device) {
        Map<String, String> options = new TreeMap<>();
        options.put("device_id", Integer.toString(device.id()));
        device.memoryLimit().ifPresent(bytes -> options.put("gpu_mem_limit", Long.toString(bytes)));
        options.put(
                "arena_extend_strategy",
                switch (device.arenaGrowth()) {
                    case POWER_OF_TWO -> "kNextPowerOfTwo";
                    case AS_REQUESTED -> "kSameAsRequested";
                });
        options.put(
                "cudnn_conv_algo_search",
                switch (device.convolutionSearch()) {
                    case EXHAUSTIVE -> "EXHAUSTIVE";
                    case HEURISTIC -> "HEURISTIC";
                    case FIXED -> "DEFAULT";
                });
        options.put("use_tf32", flag(device.tf32()));
        return options;
    }

    /**
     * TensorRT's options.
     *
     * @param input the name of the graph's input
     * @param rowShape the shape of one of its rows
     * @param batchSize the largest batch
     */
    static Map<String, String> of(TensorRtDevice device, String input, Shape rowShape, int batchSize) {
        Map<String, String> options = new TreeMap<>();
        options.put("device_id", Integer.toString(device.cuda().id()));
        options.put("trt_fp16_enable", flag(device.fp16()));
        device.workspaceLimit().ifPresent(bytes -> options.put("trt_max_workspace_size", Long.toString(bytes)));
        device.engineCache().ifPresent(folder -> {
            options.put("trt_engine_cache_enable", flag(true));
            options.put("trt_engine_cache_path", folder.toString());
            options.put("trt_timing_cache_enable", flag(true));
            options.put("trt_timing_cache_path", folder.toString());
        });
        // Without these, each batch that is larger or smaller than any before it is a compilation.
        options.put("trt_profile_min_shapes", shape(input, 1, rowShape));
        options.put("trt_profile_opt_shapes", shape(input, batchSize, rowShape));
        options.put("trt_profile_max_shapes", shape(input, batchSize, rowShape));
        return options;
    }

    private static String flag(boolean value) {
        return value ? "1" : "0";
    }

    private static String shape(String input, int rows, Shape rowShape) {
        return input + ":" + rows + "x"
                + Arrays.stream(rowShape.getShape()).mapToObj(Long::toString).collect(Collectors.joining("x"));
    }
}
