package io.github.hype4j.bench;

import java.awt.image.BufferedImage;
import java.util.Random;

/** Pictures with the spectrum of photographs: noise whose amplitude falls with frequency, grey more than coloured. */
final class PhotoLike {

    private static final int COARSEST = 128;
    private static final double COLOUR = 0.35;

    private PhotoLike() {}

    static BufferedImage image(int width, int height) {
        Random random = new Random(width * 31L + height);
        double[][] planes = new double[4][];
        for (int i = 0; i < planes.length; i++) {
            planes[i] = noise(width, height, random);
        }
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int at = 0; at < width * height; at++) {
            int colour = 0;
            for (int band = 1; band < planes.length; band++) {
                double level = 128 + 48 * (planes[0][at] + COLOUR * planes[band][at]);
                colour = colour << 8 | (int) Math.min(Math.max(level, 0), 255);
            }
            image.setRGB(at % width, at / width, colour);
        }
        return image;
    }

    /** Octaves of random levels, each between the points of its grid filled in linearly. */
    private static double[] noise(int width, int height, Random random) {
        double[] sum = new double[width * height];
        for (int cell = COARSEST; cell >= 1; cell /= 2) {
            int columns = width / cell + 2;
            double[] grid = new double[columns * (height / cell + 2)];
            for (int i = 0; i < grid.length; i++) {
                grid[i] = random.nextGaussian() * Math.sqrt((double) cell / COARSEST);
            }
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int corner = y / cell * columns + x / cell;
                    double right = (double) (x % cell) / cell;
                    double down = (double) (y % cell) / cell;
                    sum[y * width + x] += (1 - down) * between(grid[corner], grid[corner + 1], right)
                            + down * between(grid[corner + columns], grid[corner + columns + 1], right);
                }
            }
        }
        return sum;
    }

    private static double between(double from, double to, double share) {
        return from + share * (to - from);
    }
}
