package io.github.hype4j.onnx;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The images of one of the example shards, which are plain USTAR files with short names. */
public final class TarImages {

    private static final int BLOCK = 512;

    private TarImages() {}

    public static Map<String, byte[]> byKey(Path shard) throws IOException {
        byte[] tar = Files.readAllBytes(shard);
        Map<String, byte[]> images = new HashMap<>();
        int header = 0;
        while (header < tar.length && tar[header] != 0) {
            String name = text(tar, header, 100);
            int size = Integer.parseInt(text(tar, header + 124, 11), 8);
            int start = header + BLOCK;
            if (name.matches(".*\\.(png|jpg|webp)")) {
                images.put(name.substring(0, name.indexOf('.')), Arrays.copyOfRange(tar, start, start + size));
            }
            header = start + (size + BLOCK - 1) / BLOCK * BLOCK;
        }
        return images;
    }

    private static String text(byte[] tar, int offset, int length) {
        String field = new String(tar, offset, length, StandardCharsets.US_ASCII);
        int end = field.indexOf('\0');
        return end < 0 ? field : field.substring(0, end);
    }
}
