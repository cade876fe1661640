package io.github.hype4j.io.clusters;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.specificity.Parallelism;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Chooses the first centroids among a sample: each with a probability that grows with its distance from those chosen before
 * (D. Arthur, S. Vassilvitskii, "k-means++: the advantages of careful seeding", 2007). The squared distance of unit vectors is
 * twice 1 minus their cosine.
 */
final class FirstCentroids {

    private static final int PART = 4096;

    private FirstCentroids() {}

    static float[] choose(Embeddings sample, int clusters, SplittableRandom random, Parallelism parallelism) {
        int d = sample.dimension();
        int rows = sample.rows();
        double[] distances = new double[rows];
        Arrays.fill(distances, 2);
        float[] centroids = new float[Math.multiplyExact(clusters, d)];
        for (int j = 0; j < clusters; j++) {
            int chosen = draw(distances, random);
            System.arraycopy(sample.values(), chosen * d, centroids, j * d, d);
            parallelism.run((rows + PART - 1) / PART, part -> {
                for (int i = part * PART; i < Math.min(rows, (part + 1) * PART); i++) {
                    double cosine = UnitRows.product(sample.values(), i * d, sample.values(), chosen * d, d);
                    distances[i] = Math.min(distances[i], Math.max(0, 1 - cosine));
                }
            });
            distances[chosen] = 0;
        }
        return centroids;
    }

    /** A row by its share of the sum; any row where all are 0, as where there are fewer different rows than clusters. */
    private static int draw(double[] distances, SplittableRandom random) {
        double sum = 0;
        for (double distance : distances) {
            sum += distance;
        }
        double place = random.nextDouble() * sum;
        int last = random.nextInt(distances.length);
        for (int i = 0; i < distances.length; i++) {
            if (distances[i] > 0) {
                last = i;
                place -= distances[i];
                if (place < 0) {
                    break;
                }
            }
        }
        return last;
    }
}
