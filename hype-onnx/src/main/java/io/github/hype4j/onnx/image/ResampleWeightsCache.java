package io.github.hype4j.onnx.image;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The weights of the sizes that came last, since the images of a pool have few sizes: at most {@value #CAPACITY}, and none
 * that takes more than {@value #LARGEST} ints. Thread-safe.
 */
final class ResampleWeightsCache {

    private static final int CAPACITY = 64;
    private static final int LARGEST = 1 << 16;

    private record Key(int inSize, long outSize, long start) {}

    private final int count;
    private final ImagePreparation.Interpolation interpolation;
    private final Map<Key, ResampleWeights> weights = new LinkedHashMap<>(CAPACITY, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, ResampleWeights> eldest) {
            return size() > CAPACITY;
        }
    };

    private ResampleWeightsCache(int count, ImagePreparation.Interpolation interpolation) {
        this.count = count;
        this.interpolation = interpolation;
    }

    /** For windows of {@code count} pixels. */
    static ResampleWeightsCache of(int count, ImagePreparation.Interpolation interpolation) {
        return new ResampleWeightsCache(count, interpolation);
    }

    /** What {@link ResampleWeights#of} gives. */
    ResampleWeights get(int inSize, long outSize, long start) {
        Key key = new Key(inSize, outSize, start);
        synchronized (weights) {
            ResampleWeights known = weights.get(key);
            if (known != null) {
                return known;
            }
        }
        ResampleWeights made = ResampleWeights.of(inSize, outSize, start, count, interpolation);
        if (made.weights().length <= LARGEST) {
            synchronized (weights) {
                weights.put(key, made);
            }
        }
        return made;
    }
}
