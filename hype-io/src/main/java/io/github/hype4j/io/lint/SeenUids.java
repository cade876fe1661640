package io.github.hype4j.io.lint;

import io.github.hype4j.io.file.TemporaryFolder;
import io.github.hype4j.selection.Uid;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the uids that come back in a pool of any size: they are written to 256 temporary files by their hash, and each file
 * is looked at by itself. What is in memory then is 8 bytes for each uid of one file, and the uids that may be repeated.
 */
final class SeenUids implements AutoCloseable {

    private static final int PARTITIONS = 256;

    private final TemporaryFolder folder;
    private final @Nullable DataOutputStream[] files = new DataOutputStream[PARTITIONS];
    private final long[] counts = new long[PARTITIONS];

    private record Seen(Uid uid, int shard, String member) {}

    SeenUids() throws IOException {
        folder = TemporaryFolder.in(Path.of(System.getProperty("java.io.tmpdir")));
    }

    void add(Uid uid, int shard, String member) throws IOException {
        int partition = partition(uid);
        DataOutputStream out = files[partition];
        if (out == null) {
            out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file(partition))));
            files[partition] = out;
        }
        byte[] name = member.getBytes(StandardCharsets.UTF_8);
        out.writeLong(uid.high());
        out.writeLong(uid.low());
        out.writeInt(shard);
        out.writeInt(name.length);
        out.write(name);
        counts[partition]++;
    }

    /** Tells of every uid that was added before, in an order that depends on the uids alone. */
    void tell(List<String> shards, Findings findings) throws IOException {
        for (int i = 0; i < PARTITIONS; i++) {
            DataOutputStream out = files[i];
            if (out != null) {
                out.close();
                tell(i, repeatedHashes(i), shards, findings);
                Files.delete(file(i));
            }
        }
    }

    private long[] repeatedHashes(int partition) throws IOException {
        long[] hashes = new long[Math.toIntExact(counts[partition])];
        try (DataInputStream in = open(partition)) {
            for (int i = 0; i < hashes.length; i++) {
                hashes[i] = hash(read(in).uid());
            }
        }
        Arrays.sort(hashes);
        int repeated = 0;
        for (int i = 1; i < hashes.length; i++) {
            if (hashes[i] == hashes[i - 1] && (repeated == 0 || hashes[repeated - 1] != hashes[i])) {
                hashes[repeated++] = hashes[i];
            }
        }
        return Arrays.copyOf(hashes, repeated);
    }

    private void tell(int partition, long[] repeated, List<String> shards, Findings findings) throws IOException {
        if (repeated.length == 0) {
            return;
        }
        Map<Uid, Seen> first = new HashMap<>();
        try (DataInputStream in = open(partition)) {
            for (long i = 0; i < counts[partition]; i++) {
                Seen seen = read(in);
                if (Arrays.binarySearch(repeated, hash(seen.uid())) < 0) {
                    continue;
                }
                Seen before = first.putIfAbsent(seen.uid(), seen);
                if (before != null) {
                    findings.add(
                            LintKind.REPEATED_UID,
                            shards.get(seen.shard()),
                            seen.member(),
                            "the uid " + seen.uid() + " is that of " + before.member() + " in shard "
                                    + shards.get(before.shard()) + " too");
                }
            }
        }
    }

    private static Seen read(DataInputStream in) throws IOException {
        Uid uid = new Uid(in.readLong(), in.readLong());
        int shard = in.readInt();
        byte[] name = in.readNBytes(in.readInt());
        return new Seen(uid, shard, new String(name, StandardCharsets.UTF_8));
    }

    private DataInputStream open(int partition) throws IOException {
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(file(partition))));
    }

    private Path file(int partition) {
        return folder.path().resolve(Integer.toString(partition));
    }

    private static int partition(Uid uid) {
        return (int) (hash(uid) >>> 56);
    }

    /** Mixes all bits: uids of one source may share some of them. */
    private static long hash(Uid uid) {
        long mixed = (uid.high() ^ Long.rotateLeft(uid.low() * 0x9E3779B97F4A7C15L, 31)) * 0xD6E8FEB86659FD93L;
        mixed ^= mixed >>> 32;
        mixed *= 0xD6E8FEB86659FD93L;
        return mixed ^ (mixed >>> 32);
    }

    @Override
    public void close() throws IOException {
        for (int i = 0; i < PARTITIONS; i++) {
            DataOutputStream out = files[i];
            if (out != null) {
                out.close();
            }
        }
        folder.close();
    }
}
