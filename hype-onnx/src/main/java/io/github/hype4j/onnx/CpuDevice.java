package io.github.hype4j.onnx;

/** The processor. */
public record CpuDevice() implements OnnxDevice {

    @Override
    public boolean isLike(OnnxDevice other) {
        return equals(other);
    }

    /** The name that {@link OnnxDevice#parse} reads. */
    @Override
    public String toString() {
        return "cpu";
    }
}
