package io.github.hype4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import io.github.hype4j.model.HypeModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done on a GPU, and what is said where there is none. */
class GpuTest {

    private static final List<String> CAPTIONS = List.of("a red circle", "a shape", "two blue squares");

    private static OnnxOptions on(OnnxDevice device) {
        return OnnxOptions.defaults().withDevice(device);
    }

    private static boolean has(OrtProvider provider) {
        return OrtEnvironment.getAvailableProviders().contains(provider);
    }

    private static void assumeGpu() {
        assumeTrue(
                has(OrtProvider.CUDA) && Files.exists(Path.of("/proc/driver/nvidia/version")),
                "needs -Pgpu and an NVIDIA GPU: this ONNX Runtime has no CUDA provider, or there is no driver");
    }

    private static void assertRowsAsOnTheProcessor(OnnxOptions options, double tolerance) throws IOException {
        List<byte[]> images = List.copyOf(
                TarImages.byKey(ExampleModel.EXAMPLES.resolve("shapes-pool").resolve("00000000.tar"))
                        .values());
        try (HypeModel cpu = OnnxHypeModel.load(ExampleModel.FOLDER);
                HypeModel gpu = OnnxHypeModel.load(ExampleModel.FOLDER, options)) {
            assertThat(gpu.imageEncoder().encode(images).rows().values())
                    .containsExactly(cpu.imageEncoder().encode(images).rows().values(), within((float) tolerance));
            assertThat(gpu.textEncoder().encode(CAPTIONS).rows().values())
                    .containsExactly(cpu.textEncoder().encode(CAPTIONS).rows().values(), within((float) tolerance));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cuda:0", "tensorrt:0"})
    void aRuntimeForTheProcessorAloneRefusesAGpuAndSaysWhatToDo(String device) {
        assumeFalse(has(OrtProvider.CUDA), "this ONNX Runtime has a CUDA provider");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnnxHypeModel.load(ExampleModel.FOLDER, on(OnnxDevice.parse(device))))
                .withMessageContaining(device)
                .withMessageContaining("hype-onnx-gpu");
    }

    @Test
    @Tag("gpu")
    void aMachineWithoutAGpuRefusesItAndSaysWhatIsNeeded() {
        assumeTrue(has(OrtProvider.CUDA), "needs -Pgpu: this ONNX Runtime has no CUDA provider");
        assumeFalse(Files.exists(Path.of("/proc/driver/nvidia/version")), "there is a GPU");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnnxHypeModel.load(ExampleModel.FOLDER, on(OnnxDevice.cuda(0))))
                .withMessageContaining("cuda:0")
                .withMessageContaining("cuDNN 9");
    }

    @Test
    @Tag("gpu")
    void cudaGivesTheRowsOfTheProcessor() throws IOException {
        assumeGpu();
        assertRowsAsOnTheProcessor(on(OnnxDevice.cuda(0)), 2e-4);
    }

    @Test
    @Tag("gpu")
    void everyOptionOfCudaIsTaken() throws IOException {
        assumeGpu();
        assertRowsAsOnTheProcessor(
                on(OnnxDevice.cuda(0)
                        .withMemoryLimit(1L << 30)
                        .withArenaGrowth(CudaDevice.ArenaGrowth.AS_REQUESTED)
                        .withConvolutionSearch(CudaDevice.ConvolutionSearch.FIXED)
                        .withTf32(true)),
                1e-2);
    }

    @Test
    @Tag("gpu")
    void tensorRtGivesTheRowsOfTheProcessor(@TempDir Path cache) throws IOException {
        assumeGpu();
        assumeTrue(has(OrtProvider.TENSOR_RT), "this ONNX Runtime has no TensorRT provider");
        assertRowsAsOnTheProcessor(on(OnnxDevice.tensorRt(0).withEngineCache(cache)), 1e-2);
    }

    @Test
    @Tag("gpu")
    void aGpuThatTheMachineDoesNotHaveIsRefused() {
        assumeGpu();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnnxHypeModel.load(ExampleModel.FOLDER, on(OnnxDevice.cuda(999))))
                .withMessageContaining("cuda:999");
    }
}
