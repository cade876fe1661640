package io.github.hype4j.io.pool;

import io.github.hype4j.io.tar.MemberName;
import io.github.hype4j.io.tar.TarContentException;
import io.github.hype4j.io.tar.TarHole;
import io.github.hype4j.io.tar.TarMember;
import io.github.hype4j.io.tar.TarMembers;
import io.github.hype4j.io.tar.TarPart;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the samples of a tar with all their members, for copying: one sample in memory at a time. A sample that a hole may have
 * robbed of members (one beside it that lacks image, caption, or json where samples of the shard have one) is delivered as unusable, and so is one with a member that
 * is cut, too long, or there twice, or with a json without sense. Made by {@link RawShard#open}; for use by one thread.
 */
public final class RawShardReader implements AutoCloseable {

    private static final long LONGEST_MEMBER = Integer.MAX_VALUE - 8L;

    private final String shard;
    private final List<ShardJoin> joins;
    private final TarMembers tar;
    private final List<String> damage = new ArrayList<>();

    private @Nullable Group current;
    private boolean afterHole;
    private boolean hasMetadata;
    private boolean hasWholeSample;
    private boolean ended;

    RawShardReader(String shard, Path file, List<ShardJoin> joins) throws IOException {
        this.shard = shard;
        this.joins = joins;
        this.tar = TarMembers.open(file);
        joins.forEach(join -> join.damage().ifPresent(damage::add));
    }

    /**
     * Reads the next sample.
     *
     * @return the sample, null at the end
     * @throws IOException if the storage fails; never for what the bytes say
     */
    public @Nullable RawSample next() throws IOException {
        while (!ended) {
            TarPart part = tar.next();
            if (part instanceof TarMember member) {
                Group finished = take(member);
                if (finished != null) {
                    return finish(finished);
                }
            } else if (part instanceof TarHole hole) {
                take(hole);
            } else {
                ended = true;
            }
        }
        Group last = current;
        current = null;
        return last == null ? null : finish(last);
    }

    /** The rule of scoring: until a sample was whole it is not known whether samples have metadata here. */
    private RawSample finish(Group group) throws IOException {
        hasMetadata |= group.has(SampleParts.METADATA_EXTENSION);
        boolean metadataExpected = hasMetadata || !hasWholeSample;
        if (!group.besideHole) {
            hasWholeSample = true;
        } else if (!group.isComplete(metadataExpected)) {
            group.spoil("it stands beside a hole, which may have taken parts of it");
        }
        return toSample(group);
    }

    private RawSample toSample(Group group) throws IOException {
        Uid uid = group.uid();
        if (uid == null) {
            uid = Uid.ofName(shard + "/" + group.key);
        }
        if (group.unusable == null) {
            for (ShardJoin join : joins) {
                uid = join.uid(uid, shard, group.key);
            }
        }
        return new RawSample(uid, group.key, group.parts, group.unusable);
    }

    private void take(TarHole hole) {
        damage.add(hole.describe("shard " + shard + TarShard.SUFFIX));
        afterHole = true;
        if (current != null) {
            current.besideHole = true;
            if (hole.reachesIntoMember()) {
                current.spoil("a piece of it is lost");
            }
        }
    }

    /** Takes a member into its sample; returns the sample before, if that is finished. */
    private @Nullable Group take(TarMember member) throws IOException {
        MemberName name = MemberName.of(member.name()).orElse(null);
        if (!member.isFile() || name == null) {
            return null;
        }
        Group finished = null;
        Group group = current;
        if (group == null || !group.key.equals(name.key())) {
            finished = group;
            group = new Group(name.key());
            group.besideHole = afterHole;
            current = group;
        } else if (afterHole) {
            group.spoil("it stands on both sides of a hole");
        }
        afterHole = false;
        read(member, name.extension(), group);
        return finished;
    }

    private void read(TarMember member, String extension, Group group) throws IOException {
        if (member.isCut()) {
            group.spoil(member.name() + " is cut");
        } else if (member.size() > LONGEST_MEMBER) {
            group.spoil(member.name() + " has " + member.size() + " bytes");
        } else {
            try {
                if (group.parts.put(extension, tar.content()) != null) {
                    group.spoil("it has two parts of extension \"" + extension + "\"");
                }
            } catch (TarContentException e) {
                group.spoil(String.valueOf(e.getMessage()));
            }
        }
    }

    /**
     * What is wrong with the shard itself; complete only when {@link #next()} has returned null.
     *
     * @return a line for damaged metadata that are joined to it, and one for each hole, in order
     */
    public List<String> damage() {
        return List.copyOf(damage);
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }

    /** A sample that is being collected. */
    private static final class Group {
        private final String key;
        private final SortedMap<String, byte[]> parts = new TreeMap<>();
        private boolean besideHole;
        private @Nullable String unusable;

        Group(String key) {
            this.key = key;
        }

        void spoil(String why) {
            if (unusable == null) {
                unusable = why;
            }
        }

        boolean has(String extension) {
            return parts.containsKey(extension);
        }

        boolean isComplete(boolean metadataExpected) {
            return has(SampleParts.CAPTION_EXTENSION)
                    && SampleParts.IMAGE_EXTENSIONS.stream().anyMatch(this::has)
                    && (has(SampleParts.METADATA_EXTENSION) || !metadataExpected);
        }

        /** Of the json; null if there is none, or it has none. */
        @Nullable
        Uid uid() {
            byte[] json = parts.get(SampleParts.METADATA_EXTENSION);
            if (json != null) {
                try {
                    return SampleMetadata.parse(json).uid();
                } catch (IOException e) {
                    spoil(String.valueOf(e.getMessage()));
                }
            }
            return null;
        }
    }
}
