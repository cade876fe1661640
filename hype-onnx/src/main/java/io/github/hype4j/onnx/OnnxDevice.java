package io.github.hype4j.onnx;

/** Where graphs run. Immutable. */
public sealed interface OnnxDevice permits CpuDevice, CudaDevice, TensorRtDevice {

    /**
     * The processor.
     *
     * @return the device
     */
    static CpuDevice cpu() {
        return new CpuDevice();
    }

    /**
     * An NVIDIA GPU, by CUDA, with {@linkplain CudaDevice#of default options}.
     *
     * @param id the CUDA device, from 0
     * @return the device
     * @throws IllegalArgumentException if the id is negative
     */
    static CudaDevice cuda(int id) {
        return CudaDevice.of(id);
    }

    /**
     * An NVIDIA GPU, by TensorRT, with {@linkplain TensorRtDevice#of default options}.
     *
     * @param id the CUDA device, from 0
     * @return the device
     * @throws IllegalArgumentException if the id is negative
     */
    static TensorRtDevice tensorRt(int id) {
        return TensorRtDevice.of(id);
    }

    /**
     * Reads a device's name.
     *
     * @param name {@code cpu}, {@code cuda}, {@code tensorrt}, or one of the latter with {@code :<id>} after it; without
     *     it the id is 0
     * @return the device, with default options
     * @throws IllegalArgumentException for any other name
     */
    static OnnxDevice parse(String name) {
        if (name.equals("cpu")) {
            return cpu();
        }
        if (name.matches("(cuda|tensorrt)(:\\d{1,4})?")) {
            int colon = name.indexOf(':');
            int id = colon < 0 ? 0 : Integer.parseInt(name.substring(colon + 1));
            return name.startsWith("cuda") ? cuda(id) : tensorRt(id);
        }
        throw new IllegalArgumentException(
                "device must be cpu, cuda, cuda:<id>, tensorrt or tensorrt:<id>, got \"" + name + "\"");
    }

    /**
     * Whether another device is of the same kind and has the same options, whatever its id.
     *
     * @param other a device
     * @return true if they differ in nothing but their id
     */
    boolean isLike(OnnxDevice other);
}
