package io.github.hype4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.hype4j.onnx.CudaDevice.ArenaGrowth;
import io.github.hype4j.onnx.CudaDevice.ConvolutionSearch;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Devices and their options as values. */
class OnnxDeviceTest {

    @ParameterizedTest
    @CsvSource({
        "cpu, cpu",
        "cuda, cuda:0",
        "cuda:3, cuda:3",
        "tensorrt, tensorrt:0",
        "tensorrt:12, tensorrt:12",
    })
    void aNameIsReadAndWritten(String name, String written) {
        assertThat(OnnxDevice.parse(name)).hasToString(written);
        assertThat(OnnxDevice.parse(written)).isEqualTo(OnnxDevice.parse(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "gpu", "CPU", "cpu:0", "cuda:", "cuda:-1", "cuda:x", "cuda:12345", "cuda0", "tensorrt:"})
    void anotherNameIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnnxDevice.parse(name))
                .withMessageContaining("device must be cpu, cuda, cuda:<id>, tensorrt or tensorrt:<id>")
                .withMessageContaining("\"" + name + "\"");
    }

    @Test
    void eachOptionChangesNothingElse() {
        CudaDevice cuda = OnnxDevice.cuda(1)
                .withMemoryLimit(1L << 33)
                .withArenaGrowth(ArenaGrowth.AS_REQUESTED)
                .withConvolutionSearch(ConvolutionSearch.FIXED)
                .withTf32(true)
                .withId(2);
        assertThat(cuda.id()).isEqualTo(2);
        assertThat(cuda.memoryLimit()).hasValue(1L << 33);
        assertThat(cuda.arenaGrowth()).isEqualTo(ArenaGrowth.AS_REQUESTED);
        assertThat(cuda.convolutionSearch()).isEqualTo(ConvolutionSearch.FIXED);
        assertThat(cuda.tf32()).isTrue();

        TensorRtDevice tensorRt = OnnxDevice.tensorRt(0)
                .withFp16(true)
                .withWorkspaceLimit(1L << 30)
                .withEngineCache(Path.of("engines"))
                .withCuda(cuda);
        assertThat(tensorRt.cuda()).isEqualTo(cuda);
        assertThat(tensorRt.fp16()).isTrue();
        assertThat(tensorRt.workspaceLimit()).hasValue(1L << 30);
        assertThat(tensorRt.engineCache()).contains(Path.of("engines"));
    }

    @Test
    void valuesOutsideTheirRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnnxDevice.cuda(-1))
                .withMessageContaining("got -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnnxDevice.tensorRt(-1))
                .withMessageContaining("got -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnnxDevice.cuda(0).withMemoryLimit(1000))
                .withMessage("memoryLimit must be at least 1048576 bytes, got 1000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnnxDevice.tensorRt(0).withWorkspaceLimit(0))
                .withMessage("workspaceLimit must be at least 1048576 bytes, got 0");
    }

    @Test
    void severalDevicesMustBeAlike() {
        OnnxOptions options = OnnxOptions.defaults();
        assertThat(options.withDevices(List.of(OnnxDevice.cuda(0), OnnxDevice.cuda(1)))
                        .devices())
                .hasSize(2);
        assertThat(options.withDevices(List.of(OnnxDevice.tensorRt(0), OnnxDevice.tensorRt(1)))
                        .devices())
                .hasSize(2);
        for (List<OnnxDevice> devices : List.<List<OnnxDevice>>of(
                List.of(),
                List.of(OnnxDevice.cpu(), OnnxDevice.cpu()),
                List.of(OnnxDevice.cpu(), OnnxDevice.cuda(0)),
                List.of(OnnxDevice.cuda(0), OnnxDevice.cuda(0)),
                List.of(OnnxDevice.cuda(0), OnnxDevice.tensorRt(1)),
                List.of(OnnxDevice.cuda(0), OnnxDevice.cuda(1).withTf32(true)),
                List.of(OnnxDevice.tensorRt(0), OnnxDevice.tensorRt(1).withFp16(true)))) {
            assertThatIllegalArgumentException()
                    .as("%s", devices)
                    .isThrownBy(() -> options.withDevices(devices))
                    .withMessageStartingWith("devices must be")
                    .withMessageContaining(devices.toString());
        }
    }

    @Test
    void theBatchSizeIsTheDevicesUnlessItIsSet() {
        OnnxOptions options = OnnxOptions.defaults();
        assertThat(options.batchSize()).isEqualTo(32);
        assertThat(options.rowsPerRun()).isEqualTo(4);
        assertThat(options.withBatchSize(3).rowsPerRun()).isEqualTo(3);
        assertThat(options.withDevice(OnnxDevice.cuda(0)).batchSize()).isEqualTo(128);
        assertThat(options.withDevice(OnnxDevice.cuda(0)).rowsPerRun()).isEqualTo(128);
        assertThat(options.withBatchSize(7).withDevice(OnnxDevice.cuda(0)).batchSize())
                .isEqualTo(7);
        assertThat(options.withDevice(OnnxDevice.tensorRt(0)).withBatchSize(7).batchSize())
                .isEqualTo(7);
        assertThat(options.threads()).isEqualTo(Runtime.getRuntime().availableProcessors());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.withBatchSize(0))
                .withMessage("batchSize must be in [1, 65536], got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.withThreads(1025))
                .withMessage("threads must be in [1, 1024], got 1025");
    }
}
