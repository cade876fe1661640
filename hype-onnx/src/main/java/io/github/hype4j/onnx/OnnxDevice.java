package io.github.hype4j.onnx;

/** Where graphs run. Immutable. */
public sealed interface OnnxDevice {

    /** The processor. */
    record Cpu() implements OnnxDevice {
        @Override
        public String toString() {
            return "cpu";
        }
    }

    /**
     * An NVIDIA GPU, by CUDA. Needs {@code com.microsoft.onnxruntime:onnxruntime_gpu} in place of {@code onnxruntime}.
     *
     * @param id the CUDA device, from 0
     */
    record Cuda(int id) implements OnnxDevice {
        /**
         * Checks the range.
         *
         * @param id the CUDA device, from 0
         * @throws IllegalArgumentException if it is negative
         */
        public Cuda {
            if (id < 0) {
                throw new IllegalArgumentException("device cuda:<id> must have an id of at least 0, got " + id);
            }
        }

        @Override
        public String toString() {
            return "cuda:" + id;
        }
    }

    /**
     * The processor.
     *
     * @return the device
     */
    static OnnxDevice cpu() {
        return new Cpu();
    }

    /**
     * An NVIDIA GPU.
     *
     * @param id the CUDA device, from 0
     * @return the device
     */
    static OnnxDevice cuda(int id) {
        return new Cuda(id);
    }

    /**
     * Reads a device's name.
     *
     * @param name {@code cpu}, {@code cuda} or {@code cuda:<id>}
     * @return the device
     * @throws IllegalArgumentException for any other name
     */
    static OnnxDevice parse(String name) {
        if (name.equals("cpu")) {
            return cpu();
        }
        if (name.matches("cuda(:\\d{1,4})?")) {
            return cuda(name.length() == 4 ? 0 : Integer.parseInt(name.substring(5)));
        }
        throw new IllegalArgumentException("device must be cpu, cuda or cuda:<id>, got \"" + name + "\"");
    }
}
