package io.github.hype4j.specificity;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.lorentz.LorentzPoints;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Specificity of pools larger than memory: points come as a stream and results leave as one, in the same order.
 *
 * <p>Points are computed a batch at a time by the threads of the {@link Specificity}, and a batch is all that is held. The
 * results are those that the batch methods of {@link Specificity} give. Immutable and safe for use by several threads, each
 * with streams of its own.
 */
public final class SpecificityScorer {

    private final Specificity specificity;
    private final int batchSize;

    private SpecificityScorer(Specificity specificity, int batchSize) {
        this.specificity = specificity;
        this.batchSize = batchSize;
    }

    /**
     * A scorer.
     *
     * @param specificity against a reference set
     * @param batchSize how many points are computed at once, in [1, 1048576]; some hundreds for each thread keep them busy
     * @return the scorer
     * @throws IllegalArgumentException if the batch size is out of range
     */
    public static SpecificityScorer of(Specificity specificity, int batchSize) {
        if (batchSize < 1 || batchSize > 1 << 20) {
            throw new IllegalArgumentException("batchSize must be in [1, 1048576], got " + batchSize);
        }
        return new SpecificityScorer(specificity, batchSize);
    }

    /**
     * Specificity of images.
     *
     * @param images space components of points, one array a point; an array may be used again for the next point
     * @return one value an image, in radians, in order; NaN for a point with a NaN or infinite element. Lazy; closing it
     *     closes the images. A point of another dimension is an {@link IllegalArgumentException} that tells its place, thrown
     *     when its batch is reached.
     */
    public DoubleStream ofImages(Stream<float[]> images) {
        return stream("images", images, specificity::ofImages);
    }

    /**
     * Specificity of texts.
     *
     * @param texts space components of points, as in {@link #ofImages}
     * @return one value a text, in radians, as in {@link #ofImages}
     */
    public DoubleStream ofTexts(Stream<float[]> texts) {
        return stream("texts", texts, specificity::ofTexts);
    }

    private DoubleStream stream(String name, Stream<float[]> points, Batch batch) {
        PrimitiveIterator.OfDouble results =
                new Results(name, points.sequential().iterator(), batch);
        return StreamSupport.doubleStream(
                        Spliterators.spliteratorUnknownSize(results, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(points::close);
    }

    @FunctionalInterface
    private interface Batch {
        void compute(LorentzPoints points, double[] results);
    }

    private final class Results implements PrimitiveIterator.OfDouble {
        private final String name;
        private final Iterator<float[]> points;
        private final Batch batch;
        private final int dimension = specificity.reference().dimension();
        private final double[] results = new double[batchSize];
        private final boolean[] isBad = new boolean[batchSize];
        private long taken;
        private int size;
        private int next;

        Results(String name, Iterator<float[]> points, Batch batch) {
            this.name = name;
            this.points = points;
            this.batch = batch;
        }

        @Override
        public boolean hasNext() {
            return next < size || points.hasNext();
        }

        @Override
        public double nextDouble() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            if (next == size) {
                compute();
            }
            double result = isBad[next] ? Double.NaN : results[next];
            next++;
            return result;
        }

        private void compute() {
            float[] values = new float[Math.multiplyExact(batchSize, dimension)];
            int count = 0;
            for (; count < batchSize && points.hasNext(); count++) {
                float[] point = points.next();
                if (point.length != dimension) {
                    throw new IllegalArgumentException(name + ": point " + taken + " has dimension " + point.length
                            + " but the reference set has dimension " + dimension);
                }
                isBad[count] = !isFinite(point);
                // A bad point stands at the origin while its batch is computed.
                if (!isBad[count]) {
                    System.arraycopy(point, 0, values, count * dimension, dimension);
                }
                taken++;
            }
            float[] filled = count == batchSize ? values : Arrays.copyOf(values, count * dimension);
            batch.compute(specificity.reference().space().points(Embeddings.of(filled, dimension)), results);
            size = count;
            next = 0;
        }

        private static boolean isFinite(float[] point) {
            for (float value : point) {
                if (!Float.isFinite(value)) {
                    return false;
                }
            }
            return true;
        }
    }
}
