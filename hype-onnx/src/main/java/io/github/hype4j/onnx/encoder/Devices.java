package io.github.hype4j.onnx.encoder;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import io.github.hype4j.onnx.OnnxDevice;

/** Which devices this ONNX Runtime can use. */
final class Devices {

    private Devices() {}

    /** Refuses a device that is not there, before anything is loaded for it. */
    static void require(OnnxDevice device) {
        if (device instanceof OnnxDevice.Cuda
                && !OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
            throw new IllegalArgumentException("device " + device
                    + " was asked for, but this ONNX Runtime runs on the CPU only: use the artifact onnxruntime_gpu in"
                    + " place of onnxruntime, on a machine with an NVIDIA GPU");
        }
    }
}
