package io.github.hype4j.bench;

import io.github.hype4j.model.SampleFailureException;
import io.github.hype4j.onnx.image.ImagePreparation;
import io.github.hype4j.onnx.image.ImagePreparer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The Java side of {@code tools/bench/preparation.py}: prepares the images of a folder when a line of standard input asks
 * for it, so that two processes can take turns on one processor. {@code round N} answers the nanoseconds of {@code N} passes
 * over all images, {@code digest} the SHA-256 of all tensors as little-endian floats, in the order of the file names.
 */
public final class PreparationRounds {

    private static final ImagePreparer PREPARER = ImagePreparer.of(ImagePreparation.clip(224));

    private PreparationRounds() {}

    /**
     * Answers until standard input ends.
     *
     * @param args the folder
     * @throws IOException if the folder or a file cannot be read
     * @throws SampleFailureException if an image cannot be prepared
     */
    public static void main(String[] args) throws IOException, SampleFailureException {
        List<byte[]> files = files(Path.of(args[0]));
        ByteBuffer tensor = ByteBuffer.allocateDirect(PREPARER.preparation().tensorLength() * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        System.out.println(System.getProperty("java.vm.version") + " (" + System.getProperty("java.vendor") + ")");
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            System.out.println(
                    line.equals("digest")
                            ? digest(files, tensor)
                            : nanoseconds(files, tensor, Integer.parseInt(line.substring("round ".length()))));
        }
    }

    private static List<byte[]> files(Path folder) throws IOException {
        List<byte[]> files = new ArrayList<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                files.add(Files.readAllBytes(path));
            }
        }
        return files;
    }

    private static String nanoseconds(List<byte[]> files, ByteBuffer tensor, int passes) throws SampleFailureException {
        long start = System.nanoTime();
        for (int pass = 0; pass < passes; pass++) {
            for (byte[] file : files) {
                PREPARER.prepare(file, tensor.asFloatBuffer(), 0);
            }
        }
        return Long.toString(System.nanoTime() - start);
    }

    private static String digest(List<byte[]> files, ByteBuffer tensor) throws SampleFailureException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] file : files) {
                PREPARER.prepare(file, tensor.asFloatBuffer(), 0);
                digest.update(tensor.duplicate().clear());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
