package io.github.hype4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** All that is in a folder, to be compared. */
final class FolderBytes {

    private FolderBytes() {}

    /** The bytes of each file by its path in the folder; folders are there with none. */
    static Map<String, byte[]> of(Path folder) throws IOException {
        Map<String, byte[]> bytes = new TreeMap<>();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(path -> !path.equals(folder)).toList()) {
                bytes.put(
                        folder.relativize(file).toString(),
                        Files.isDirectory(file) ? new byte[0] : Files.readAllBytes(file));
            }
        }
        return bytes;
    }
}
