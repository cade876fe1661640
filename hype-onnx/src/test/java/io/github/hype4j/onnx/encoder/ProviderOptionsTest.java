package io.github.hype4j.onnx.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import io.github.hype4j.onnx.CudaDevice.ArenaGrowth;
import io.github.hype4j.onnx.CudaDevice.ConvolutionSearch;
import io.github.hype4j.onnx.OnnxDevice;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The words of ONNX Runtime 1.28's providers. */
class ProviderOptionsTest {

    @Test
    void cudaIsToldEveryOption() {
        assertThat(ProviderOptions.of(OnnxDevice.cuda(3)))
                .isEqualTo(Map.of(
                        "device_id", "3",
                        "arena_extend_strategy", "kNextPowerOfTwo",
                        "cudnn_conv_algo_search", "HEURISTIC",
                        "use_tf32", "0"));
        assertThat(ProviderOptions.of(OnnxDevice.cuda(0)
                        .withMemoryLimit(6_000_000_000L)
                        .withArenaGrowth(ArenaGrowth.AS_REQUESTED)
                        .withConvolutionSearch(ConvolutionSearch.FIXED)
                        .withTf32(true)))
                .isEqualTo(Map.of(
                        "device_id", "0",
                        "gpu_mem_limit", "6000000000",
                        "arena_extend_strategy", "kSameAsRequested",
                        "cudnn_conv_algo_search", "DEFAULT",
                        "use_tf32", "1"));
    }

    @Test
    void tensorRtIsToldTheShapesThatWillCome() {
        assertThat(ProviderOptions.of(OnnxDevice.tensorRt(1), "pixels", new Shape(3, 224, 224), 64))
                .isEqualTo(Map.of(
                        "device_id", "1",
                        "trt_fp16_enable", "0",
                        "trt_profile_min_shapes", "pixels:1x3x224x224",
                        "trt_profile_opt_shapes", "pixels:64x3x224x224",
                        "trt_profile_max_shapes", "pixels:64x3x224x224"));
    }

    @Test
    void tensorRtIsToldEveryOption() {
        Path cache = Path.of("engines");
        assertThat(ProviderOptions.of(
                        OnnxDevice.tensorRt(0)
                                .withFp16(true)
                                .withWorkspaceLimit(1L << 31)
                                .withEngineCache(cache),
                        "input_ids",
                        new Shape(77),
                        8))
                .containsEntry("trt_fp16_enable", "1")
                .containsEntry("trt_max_workspace_size", "2147483648")
                .containsEntry("trt_engine_cache_enable", "1")
                .containsEntry("trt_engine_cache_path", cache.toString())
                .containsEntry("trt_timing_cache_enable", "1")
                .containsEntry("trt_timing_cache_path", cache.toString())
                .containsEntry("trt_profile_max_shapes", "input_ids:8x77");
    }
}
