package io.github.hype4j.io.pool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A shard that is a tar, to be copied member by member; its samples have the uids that scoring gives them. Immutable. */
public final class RawShard {

    private final Shard shard;
    private final Path tar;
    private final List<JoinedShard> joined;

    private RawShard(Shard shard, Path tar, List<JoinedShard> joined) {
        this.shard = shard;
        this.tar = tar;
        this.joined = joined;
    }

    static RawShard of(Shard shard, Path tar) {
        return new RawShard(shard, tar, List.of());
    }

    /** The same shard, with the uids of metadata where it has none. */
    RawShard with(JoinedShard metadata) {
        return new RawShard(
                shard, tar, Stream.concat(joined.stream(), Stream.of(metadata)).toList());
    }

    /**
     * The name.
     *
     * @return {@link Shard#name()}
     */
    public String name() {
        return shard.name();
    }

    /**
     * The file.
     *
     * @return the tar
     */
    public Path tar() {
        return tar;
    }

    /**
     * Starts reading.
     *
     * @return a reader before the first sample, to be closed
     * @throws IOException if the tar, or metadata that are joined to it, cannot be opened; the message names the file
     */
    public RawShardReader open() throws IOException {
        List<ShardJoin> joins = new ArrayList<>();
        for (JoinedShard metadata : joined) {
            joins.add(metadata.openUids());
        }
        try {
            return new RawShardReader(name(), tar, joins);
        } catch (NoSuchFileException e) {
            throw TarShard.gone(tar, e);
        }
    }

    /**
     * Checks that the tar is as long as it was when the pool was opened.
     *
     * @throws IOException if it is not, or it has gone
     */
    public void checkUnchanged() throws IOException {
        long bytes = Files.size(tar);
        if (bytes != shard.bytes()) {
            throw new IOException("shard " + name() + " has changed while it was read: it had " + shard.bytes()
                    + " bytes and has " + bytes + " now");
        }
    }

    /**
     * Adds to a digest by what the shard is known: name and size, and the footers of metadata that are joined to it.
     *
     * @param digest what is added to
     * @throws IOException if a file of metadata cannot be read
     */
    public void addTo(MessageDigest digest) throws IOException {
        ShardFingerprint.add(digest, name() + " " + shard.bytes());
        for (JoinedShard metadata : joined) {
            metadata.addMetadataTo(digest);
        }
    }
}
