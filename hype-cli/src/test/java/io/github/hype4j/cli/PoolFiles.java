package io.github.hype4j.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** The members of a shard, to be changed and written. */
final class PoolFiles {

    private final Map<String, byte[]> members = new LinkedHashMap<>();

    /** The first clean pairs of the example pool, from its first shard. */
    static PoolFiles clean(int pairs) {
        PoolFiles files = new PoolFiles();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                Files.newInputStream(Cli.EXAMPLES.resolve("shapes-pool").resolve("00000000.tar")))) {
            Map<String, String> kinds = Labels.byKey();
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String key = entry.getName().substring(0, entry.getName().indexOf('.'));
                if ("clean".equals(kinds.get(key)) && (files.has(key) || files.keys() < pairs)) {
                    files.put(entry.getName(), tar.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private boolean has(String key) {
        return members.keySet().stream().anyMatch(name -> name.startsWith(key + "."));
    }

    private long keys() {
        return members.keySet().stream()
                .map(name -> name.substring(0, name.indexOf('.')))
                .distinct()
                .count();
    }

    PoolFiles put(String name, byte[] content) {
        members.put(name, content);
        return this;
    }

    PoolFiles put(String name, String content) {
        return put(name, content.getBytes(StandardCharsets.UTF_8));
    }

    PoolFiles pair(String key, byte[] image, String caption) {
        return put(key + ".png", image).put(key + ".txt", caption);
    }

    byte[] firstImage() {
        return members.entrySet().stream()
                .filter(member -> member.getKey().endsWith(".png"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    Path write(Path shard) {
        try {
            Files.createDirectories(shard.getParent());
            try (OutputStream file = Files.newOutputStream(shard);
                    TarArchiveOutputStream tar = new TarArchiveOutputStream(file)) {
                for (Map.Entry<String, byte[]> member : members.entrySet()) {
                    TarArchiveEntry entry = new TarArchiveEntry(member.getKey());
                    entry.setSize(member.getValue().length);
                    tar.putArchiveEntry(entry);
                    tar.write(member.getValue());
                    tar.closeArchiveEntry();
                }
            }
            return shard;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
