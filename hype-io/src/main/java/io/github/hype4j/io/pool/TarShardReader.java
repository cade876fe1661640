package io.github.hype4j.io.pool;

import io.github.hype4j.io.tar.MemberName;
import io.github.hype4j.io.tar.TarContentException;
import io.github.hype4j.io.tar.TarHole;
import io.github.hype4j.io.tar.TarMember;
import io.github.hype4j.io.tar.TarMembers;
import io.github.hype4j.io.tar.TarPart;
import io.github.hype4j.model.FailureReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Groups the members of a tar into samples, as WebDataset does. What stands before a hole and what stands behind it never
 * make a sample together.
 */
final class TarShardReader implements ShardReader {

    /** Holes are told of one by one up to here, then counted. */
    private static final int TOLD_HOLES = 10;

    private final String shard;
    private final PoolOptions options;
    private final TarMembers tar;
    private final Deque<PoolSample> ready = new ArrayDeque<>();
    private final List<String> holes = new ArrayList<>();

    private @Nullable SampleParts current;
    /** The hole beside the current sample, where there is one. */
    private @Nullable String besideCurrent;
    /** The hole that was read last, if no sample has begun since. */
    private @Nullable String lastHole;

    private long countOfHoles;
    private long bytesRead;
    private boolean hasMetadata;
    private boolean hasWholeSample;
    private boolean ended;

    TarShardReader(String shard, Path file, PoolOptions options) throws IOException {
        this.shard = shard;
        this.options = options;
        this.tar = TarMembers.open(file);
    }

    @Override
    public @Nullable PoolSample next() throws IOException {
        while (ready.isEmpty() && !ended) {
            TarPart part = tar.next();
            if (part instanceof TarMember member) {
                take(member);
            } else if (part instanceof TarHole hole) {
                take(hole);
            } else {
                ended = true;
                finish();
            }
            bytesRead = tar.position();
        }
        return ready.poll();
    }

    private void take(TarHole hole) {
        String line = hole.describe("shard " + shard + TarShard.SUFFIX);
        countOfHoles++;
        if (countOfHoles <= TOLD_HOLES) {
            holes.add(line);
        }
        lastHole = line;
        if (current != null) {
            besideCurrent = line;
            if (hole.reachesIntoMember()) {
                current.spoil(FailureReason.UNREADABLE, line);
            }
        }
    }

    private void take(TarMember member) throws IOException {
        MemberName name = MemberName.of(member.name()).orElse(null);
        if (!member.isFile() || name == null) {
            return;
        }
        SampleParts sample = sampleOf(name.key());
        String extension = name.extension();
        if (!isPart(extension) || !sample.claim(extension) || !sample.wants(extension)) {
            return;
        }
        Part<byte[]> refusal = sample.refusal(extension, member.size());
        sample.put(extension, refusal == null ? read(member) : refusal);
        hasMetadata |= sample.hasMetadata();
    }

    /** The sample that a member belongs to. */
    private SampleParts sampleOf(String key) {
        if (current != null && current.key().equals(key)) {
            if (lastHole != null) {
                current.spoil(FailureReason.UNREADABLE, lastHole);
                lastHole = null;
            }
            return current;
        }
        finish();
        SampleParts sample = new SampleParts(shard, key, shard + "/" + key, options);
        current = sample;
        besideCurrent = lastHole;
        lastHole = null;
        return sample;
    }

    private static boolean isPart(String extension) {
        return extension.equals(SampleParts.CAPTION_EXTENSION)
                || extension.equals(SampleParts.METADATA_EXTENSION)
                || SampleParts.IMAGE_EXTENSIONS.contains(extension);
    }

    private Part<byte[]> read(TarMember member) throws IOException {
        if (member.isCut()) {
            return Part.failed(FailureReason.UNREADABLE, "the shard is cut within " + member.name());
        }
        try {
            return Part.of(tar.content());
        } catch (TarContentException e) {
            return Part.failed(FailureReason.UNREADABLE, String.valueOf(e.getMessage()));
        }
    }

    private void finish() {
        if (current == null) {
            return;
        }
        // Until a sample was whole it is not known whether samples have metadata here, and a uid hangs on it.
        boolean metadataExpected = hasMetadata || !hasWholeSample;
        if (besideCurrent == null) {
            hasWholeSample = true;
        } else if (!current.isComplete(metadataExpected)) {
            current.cutOff(metadataExpected, besideCurrent);
        }
        ready.add(current.toSample());
        current = null;
        besideCurrent = null;
    }

    @Override
    public Optional<String> damage() {
        if (holes.isEmpty()) {
            return Optional.empty();
        }
        String more = countOfHoles > holes.size() ? "; and " + (countOfHoles - holes.size()) + " more holes" : "";
        return Optional.of(String.join("; ", holes) + more);
    }

    @Override
    public long bytesRead() {
        return bytesRead;
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
