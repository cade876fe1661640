package io.github.hype4j.onnx.encoder;

import ai.djl.ndarray.types.Shape;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import io.github.hype4j.model.EncoderException;
import io.github.hype4j.onnx.CpuDevice;
import io.github.hype4j.onnx.CudaDevice;
import io.github.hype4j.onnx.OnnxDevice;
import io.github.hype4j.onnx.OnnxOptions;
import io.github.hype4j.onnx.TensorRtDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;

/** What ONNX Runtime is told of a session: the device with its options, and the threads. */
final class SessionSettings {

    private SessionSettings() {}

    /**
     * Settings, to be closed after their session.
     *
     * @param input the name of the graph's input
     * @param rowShape the shape of one of its rows
     * @throws IllegalArgumentException if the device is not there
     * @throws IOException if the folder for compiled graphs cannot be made
     */
    static SessionOptions of(OnnxDevice device, OnnxOptions options, String input, Shape rowShape) throws IOException {
        SessionOptions settings = new SessionOptions();
        try {
            settings.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
            // On a GPU, the processor has little more to do than to start kernels.
            settings.setIntraOpNumThreads(device instanceof CpuDevice ? options.threads() : 1);
            // Threads that wait in a loop for the next operator keep cores from those that prepare the next batch.
            settings.addConfigEntry("session.intra_op.allow_spinning", "0");
            if (device instanceof CudaDevice cuda) {
                require(OrtProvider.CUDA, device);
                addCuda(settings, ProviderOptions.of(cuda));
            } else if (device instanceof TensorRtDevice tensorRt) {
                require(OrtProvider.TENSOR_RT, device);
                for (Path folder : tensorRt.engineCache().stream().toList()) {
                    Files.createDirectories(folder);
                }
                addTensorRt(settings, ProviderOptions.of(tensorRt, input, rowShape, options.rowsPerRun()));
                addCuda(settings, ProviderOptions.of(tensorRt.cuda()));
            }
            return settings;
        } catch (OrtException e) {
            settings.close();
            throw refusal(device, e);
        } catch (IOException | RuntimeException e) {
            settings.close();
            throw e;
        }
    }

    private static RuntimeException refusal(OnnxDevice device, OrtException e) {
        String says = String.valueOf(e.getMessage()).strip();
        return device instanceof CpuDevice
                ? new EncoderException("ONNX Runtime refused the settings of a session: " + says, e)
                : new IllegalArgumentException("device " + device + " cannot be used: " + says + needs(device), e);
    }

    /** What a device needs beside the libraries of Java, to be put behind a message; empty for the processor. */
    static String needs(OnnxDevice device) {
        if (device instanceof CpuDevice) {
            return "";
        }
        return " (needed are an NVIDIA GPU with its driver and, where the system looks for libraries, CUDA 12 and cuDNN 9"
                + (device instanceof TensorRtDevice ? " and TensorRT 10)" : ")");
    }

    private static void require(OrtProvider provider, OnnxDevice device) throws IOException {
        if (OrtEnvironment.getAvailableProviders().contains(provider)) {
            return;
        }
        int runtimes = Collections.list(
                        SessionSettings.class.getClassLoader().getResources("ai/onnxruntime/OrtEnvironment.class"))
                .size();
        throw new IllegalArgumentException(
                "device " + device + " was asked for, but this ONNX Runtime runs on the CPU only: "
                        + (runtimes > 1
                                ? "onnxruntime is on the class path before onnxruntime_gpu; exclude it wherever it comes from"
                                : "depend on hype-onnx-gpu in place of hype-onnx, which brings onnxruntime_gpu in place of onnxruntime"));
    }

    private static void addCuda(SessionOptions settings, Map<String, String> values) throws OrtException {
        try (OrtCUDAProviderOptions options = new OrtCUDAProviderOptions()) {
            for (Map.Entry<String, String> entry : values.entrySet()) {
                options.add(entry.getKey(), entry.getValue());
            }
            settings.addCUDA(options);
        }
    }

    private static void addTensorRt(SessionOptions settings, Map<String, String> values) throws OrtException {
        try (OrtTensorRTProviderOptions options = new OrtTensorRTProviderOptions()) {
            for (Map.Entry<String, String> entry : values.entrySet()) {
                options.add(entry.getKey(), entry.getValue());
            }
            settings.addTensorrt(options);
        }
    }
}
