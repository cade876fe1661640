package io.github.hype4j.onnx;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * An NVIDIA GPU, by ONNX Runtime's CUDA provider. Needs {@code hype-onnx-gpu} in place of {@code hype-onnx}, and CUDA 12
 * with cuDNN 9 installed.
 *
 * <p>The defaults are for rows that equal the processor's up to rounding and do not change from run to run.
 *
 * @param id the CUDA device, from 0
 * @param memoryLimit how many bytes of the GPU's memory the arena of one graph may take, at least 2<sup>20</sup>; if it is
 *     empty, all. A model has two graphs, and CUDA's libraries take memory beside the arena
 * @param arenaGrowth how the arena grows
 * @param convolutionSearch how cuDNN's algorithm for a convolution is found
 * @param tf32 whether float32 matrices are multiplied with 10 bits of mantissa, on GPUs that can: faster, and off by up to
 *     about 1e-3 of a value
 */
public record CudaDevice(
        int id, OptionalLong memoryLimit, ArenaGrowth arenaGrowth, ConvolutionSearch convolutionSearch, boolean tf32)
        implements OnnxDevice {

    private static final long LEAST_MEMORY = 1L << 20;

    /** How the memory that ONNX Runtime holds on the GPU grows. */
    public enum ArenaGrowth {
        /** By the next power of two: few allocations, up to twice the memory needed. */
        POWER_OF_TWO,
        /** By what is asked for: more allocations, little more memory than needed. */
        AS_REQUESTED
    }

    /** How the algorithm for a convolution is found. */
    public enum ConvolutionSearch {
        /** All are timed, anew for each shape: the first batches are slow, and another run may choose another one. */
        EXHAUSTIVE,
        /** By cuDNN's rule of thumb. */
        HEURISTIC,
        /** One algorithm for all. */
        FIXED
    }

    /**
     * Checks the ranges.
     *
     * @param id the CUDA device, from 0
     * @param memoryLimit in bytes, at least 2<sup>20</sup>, or empty
     * @param arenaGrowth how the arena grows
     * @param convolutionSearch how cuDNN's algorithm for a convolution is found
     * @param tf32 whether float32 matrices are multiplied with 10 bits of mantissa
     * @throws IllegalArgumentException if a value is out of range
     */
    public CudaDevice {
        if (id < 0) {
            throw new IllegalArgumentException("the id of a GPU must be at least 0, got " + id);
        }
        if (memoryLimit.isPresent() && memoryLimit.getAsLong() < LEAST_MEMORY) {
            throw new IllegalArgumentException(
                    "memoryLimit must be at least " + LEAST_MEMORY + " bytes, got " + memoryLimit.getAsLong());
        }
        Objects.requireNonNull(arenaGrowth, "arenaGrowth");
        Objects.requireNonNull(convolutionSearch, "convolutionSearch");
    }

    /**
     * A GPU with the defaults: no limit, growth by powers of two, cuDNN's rule of thumb, full float32.
     *
     * @param id the CUDA device, from 0
     * @return the device
     * @throws IllegalArgumentException if the id is negative
     */
    public static CudaDevice of(int id) {
        return new CudaDevice(id, OptionalLong.empty(), ArenaGrowth.POWER_OF_TWO, ConvolutionSearch.HEURISTIC, false);
    }

    /**
     * These options on another GPU.
     *
     * @param other the CUDA device, from 0
     * @return a new device
     * @throws IllegalArgumentException if the id is negative
     */
    public CudaDevice withId(int other) {
        return new CudaDevice(other, memoryLimit, arenaGrowth, convolutionSearch, tf32);
    }

    /**
     * This device with another limit of memory.
     *
     * @param bytes the largest size of the arena, at least 2<sup>20</sup>
     * @return a new device
     * @throws IllegalArgumentException if it is out of range
     */
    public CudaDevice withMemoryLimit(long bytes) {
        return new CudaDevice(id, OptionalLong.of(bytes), arenaGrowth, convolutionSearch, tf32);
    }

    /**
     * This device with another growth of its memory.
     *
     * @param growth how the arena grows
     * @return a new device
     */
    public CudaDevice withArenaGrowth(ArenaGrowth growth) {
        return new CudaDevice(id, memoryLimit, growth, convolutionSearch, tf32);
    }

    /**
     * This device with another search for convolutions.
     *
     * @param search how cuDNN's algorithm is found
     * @return a new device
     */
    public CudaDevice withConvolutionSearch(ConvolutionSearch search) {
        return new CudaDevice(id, memoryLimit, arenaGrowth, search, tf32);
    }

    /**
     * This device with or without TF32.
     *
     * @param allowed whether float32 matrices are multiplied with 10 bits of mantissa
     * @return a new device
     */
    public CudaDevice withTf32(boolean allowed) {
        return new CudaDevice(id, memoryLimit, arenaGrowth, convolutionSearch, allowed);
    }

    @Override
    public boolean isLike(OnnxDevice other) {
        return other instanceof CudaDevice cuda && cuda.withId(id).equals(this);
    }

    /** The name that {@link OnnxDevice#parse} reads. */
    @Override
    public String toString() {
        return "cuda:" + id;
    }
}
