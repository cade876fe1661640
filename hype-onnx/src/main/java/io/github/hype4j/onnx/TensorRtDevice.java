package io.github.hype4j.onnx;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An NVIDIA GPU, by ONNX Runtime's TensorRT provider; what TensorRT does not take runs by CUDA. Needs what
 * {@link CudaDevice} needs, and TensorRT 10 installed.
 *
 * <p>TensorRT compiles each graph for the GPU at hand, for batches of one sample up to the batch size of the model's
 * options. That takes minutes, at every load unless there is an {@link #engineCache()}. It chooses its kernels by timing
 * them and uses TF32 where it is faster, so that rows may differ a little between two compilations; with the same cache
 * they do not.
 *
 * @param cuda the GPU, and the options of what runs by CUDA
 * @param fp16 whether TensorRT may compute in half precision: faster, with about three decimal digits
 * @param workspaceLimit how many bytes of the GPU's memory an algorithm may use for itself, at least 2<sup>20</sup>; if it is
 *     empty, TensorRT decides
 * @param engineCache the folder where compiled graphs are kept, made if it is not there; if it is empty, none are. It belongs
 *     to one kind of GPU and one version of TensorRT
 */
public record TensorRtDevice(CudaDevice cuda, boolean fp16, OptionalLong workspaceLimit, Optional<Path> engineCache)
        implements OnnxDevice {

    private static final long LEAST_WORKSPACE = 1L << 20;

    /**
     * Checks the ranges.
     *
     * @param cuda the GPU, and the options of what runs by CUDA
     * @param fp16 whether TensorRT may compute in half precision
     * @param workspaceLimit in bytes, at least 2<sup>20</sup>, or empty
     * @param engineCache the folder where compiled graphs are kept, or empty
     * @throws IllegalArgumentException if a value is out of range
     */
    public TensorRtDevice {
        Objects.requireNonNull(cuda, "cuda");
        Objects.requireNonNull(engineCache, "engineCache");
        if (workspaceLimit.isPresent() && workspaceLimit.getAsLong() < LEAST_WORKSPACE) {
            throw new IllegalArgumentException(
                    "workspaceLimit must be at least " + LEAST_WORKSPACE + " bytes, got " + workspaceLimit.getAsLong());
        }
    }

    /**
     * A GPU with the defaults: those of {@link CudaDevice#of}, single precision, no limit, no cache.
     *
     * @param id the CUDA device, from 0
     * @return the device
     * @throws IllegalArgumentException if the id is negative
     */
    public static TensorRtDevice of(int id) {
        return new TensorRtDevice(CudaDevice.of(id), false, OptionalLong.empty(), Optional.empty());
    }

    /**
     * This device with another GPU, or other options of what runs by CUDA.
     *
     * @param other the GPU
     * @return a new device
     */
    public TensorRtDevice withCuda(CudaDevice other) {
        return new TensorRtDevice(other, fp16, workspaceLimit, engineCache);
    }

    /**
     * This device with or without half precision.
     *
     * @param allowed whether TensorRT may compute in half precision
     * @return a new device
     */
    public TensorRtDevice withFp16(boolean allowed) {
        return new TensorRtDevice(cuda, allowed, workspaceLimit, engineCache);
    }

    /**
     * This device with another limit of an algorithm's memory.
     *
     * @param bytes at least 2<sup>20</sup>
     * @return a new device
     * @throws IllegalArgumentException if it is out of range
     */
    public TensorRtDevice withWorkspaceLimit(long bytes) {
        return new TensorRtDevice(cuda, fp16, OptionalLong.of(bytes), engineCache);
    }

    /**
     * This device with a cache.
     *
     * @param folder where compiled graphs are kept
     * @return a new device
     */
    public TensorRtDevice withEngineCache(Path folder) {
        return new TensorRtDevice(cuda, fp16, workspaceLimit, Optional.of(folder));
    }

    @Override
    public boolean isLike(OnnxDevice other) {
        return other instanceof TensorRtDevice device
                && device.withCuda(device.cuda().withId(cuda.id())).equals(this);
    }

    /** The name that {@link OnnxDevice#parse} reads. */
    @Override
    public String toString() {
        return "tensorrt:" + cuda.id();
    }
}
