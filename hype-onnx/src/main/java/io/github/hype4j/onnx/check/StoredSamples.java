package io.github.hype4j.onnx.check;

import io.github.hype4j.numpy.NpyHeader;
import io.github.hype4j.numpy.NpyReader;
import io.github.hype4j.onnx.bundle.Bundle;
import io.github.hype4j.onnx.bundle.BundleDescription;
import io.github.hype4j.onnx.bundle.CheckDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The check folder of a bundle: samples, and what another framework made of each.
 *
 * @param images the bytes of the image files
 */
record StoredSamples(
        CheckDescription description,
        List<byte[]> images,
        List<long[]> inputIds,
        List<float[]> pixelValues,
        List<float[]> textEmbeddings,
        List<float[]> imageEmbeddings) {

    /**
     * Reads the check folder.
     *
     * @throws NoSuchFileException if there is none, or it lacks a file
     * @throws IllegalArgumentException if a file is not what the samples and the bundle's description ask for
     */
    static StoredSamples read(Bundle bundle) throws IOException {
        if (!bundle.contains(CheckDescription.FILE)) {
            throw new NoSuchFileException(
                    bundle.name(CheckDescription.FILE),
                    null,
                    "the bundle has no check folder to be verified against; exporting the checkpoint with"
                            + " 'python -m hype_export ... --verify' writes one");
        }
        CheckDescription check =
                CheckDescription.parse(bundle.read(CheckDescription.FILE), bundle.name(CheckDescription.FILE));
        BundleDescription model = bundle.description();
        int captions = check.captions().size();
        int images = check.images().size();
        int size = model.imagePreparation().size();
        List<byte[]> files = new ArrayList<>();
        for (String image : check.images()) {
            files.add(bundle.read(CheckDescription.FOLDER + image));
        }
        return new StoredSamples(
                check,
                files,
                rows(
                        bundle,
                        "input_ids.npy",
                        StoredSamples::integers,
                        captions,
                        model.textPreparation().contextLength()),
                rows(bundle, "pixel_values.npy", StoredSamples::floats, images, 3, size, size),
                rows(bundle, "text_embedding.npy", StoredSamples::floats, captions, model.dimension()),
                rows(bundle, "image_embedding.npy", StoredSamples::floats, images, model.dimension()));
    }

    /** Reads the next row of an array. */
    @FunctionalInterface
    private interface RowReader<T> {
        T read(NpyReader reader, int length) throws IOException;
    }

    private static long[] integers(NpyReader reader, int length) throws IOException {
        long[] values = new long[length];
        reader.readIntegers(values, 0, length);
        return values;
    }

    private static float[] floats(NpyReader reader, int length) throws IOException {
        float[] values = new float[length];
        reader.readFloats(values, 0, length);
        return values;
    }

    private static <T> List<T> rows(Bundle bundle, String file, RowReader<T> row, long... shape) throws IOException {
        try (NpyReader reader = open(bundle, file, shape)) {
            List<T> rows = new ArrayList<>();
            for (int i = 0; i < shape[0]; i++) {
                rows.add(row.read(reader, (int) reader.header().rowLength()));
            }
            reader.expectEnd();
            return rows;
        }
    }

    private static NpyReader open(Bundle bundle, String file, long... shape) throws IOException {
        String path = CheckDescription.FOLDER + file;
        NpyReader reader = NpyReader.open(Files.newInputStream(bundle.path(path)), bundle.name(path));
        NpyHeader header = reader.header();
        if (header.shape().equals(LongStream.of(shape).boxed().toList())) {
            return reader;
        }
        try (reader) {
            throw new IllegalArgumentException(bundle.name(path) + " has shape " + header.shape() + " but "
                    + CheckDescription.FILE + " and " + BundleDescription.FILE + " ask for " + Arrays.toString(shape));
        }
    }

    /** A caption by its number, in the words that reports use. */
    String caption(int index) {
        String caption = description.captions().get(index);
        return "caption " + index + " \"" + (caption.length() > 40 ? caption.substring(0, 40) + "..." : caption) + '"';
    }

    /** An image by its number, in the words that reports use. */
    String image(int index) {
        return description.images().get(index);
    }
}
