package io.github.hype4j.io.reshard;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.hype4j.io.file.AtomicFile;
import io.github.hype4j.io.pool.Pool;
import io.github.hype4j.io.pool.RawSample;
import io.github.hype4j.io.pool.RawShardReader;
import io.github.hype4j.io.pool.Shard;
import io.github.hype4j.io.subset.MappedSubset;
import io.github.hype4j.io.subset.Subset;
import io.github.hype4j.io.subset.SubsetFile;
import io.github.hype4j.io.tar.TarMember;
import io.github.hype4j.io.tar.TarMembers;
import io.github.hype4j.io.tar.TarPart;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes training shards of a subset of a pool, as DataComp's resharder lays them out: {@code 00000000.tar} and so on, with the
 * samples in the order of the pool as {@code UID-J}, J counting the repeats of the uid in the subset from 0; a
 * {@code _stats.json} a tar; {@code sample_ids.npy}, a copy of the subset file; {@code meta.json}. Names and bytes depend on
 * pool, subset and limits alone.
 *
 * <p>A journal in the folder, {@code reshard.json}, tells where to go on after a crash; it is gone when all is done. One
 * process at a time may work in a folder.
 */
public final class Resharder {

    /** The name of the file with the uids of the subset that are in no shard; there is none if all are. */
    public static final String MISSING = "missing_ids.npy";

    private static final String SAMPLE_IDS = "sample_ids.npy";
    private static final String META = "meta.json";

    private final List<Shard> poolShards;
    private final Path subsetFile;
    private final MappedSubset subset;
    private final UidMarks marks;
    private final Path folder;
    private final ReshardOptions options;
    private final String identity;
    private final List<String> damage = new ArrayList<>();

    private long total;
    private long emitted;
    private long notInSubset;
    private long duplicates;
    private long unusable;
    private long copies;
    private int shards;
    private int poolShard;
    private long sampleInShard;
    private @Nullable TrainingShard open;

    private Resharder(Pool pool, Path subsetFile, Path folder, ReshardOptions options) throws IOException {
        this.poolShards = pool.shards();
        this.subsetFile = subsetFile;
        this.subset = MappedSubset.open(subsetFile);
        this.marks = new UidMarks(subset.size());
        this.folder = folder;
        this.options = options;
        this.identity = identity();
    }

    /**
     * Makes training shards.
     *
     * @param pool a pool of tars
     * @param subset a subset file, with or without the header of {@code .npy}, sorted
     * @param folder where the shards go; made if it does not exist. Shards that are in it are removed, unless they are gone on
     *     with
     * @param options limits, and whether to go on with an earlier attempt
     * @return the books
     * @throws IllegalArgumentException if the subset is not one, the pool has shards that are no tars, or the earlier attempt was
     *     made of another pool, subset, or with other limits
     * @throws IOException if a file cannot be read or written; what is done stays done, and {@code resume} goes on with it
     */
    public static ReshardBooks reshard(Pool pool, Path subset, Path folder, ReshardOptions options) throws IOException {
        Files.createDirectories(folder);
        Resharder run = new Resharder(pool, subset, folder, options);
        try {
            return run.reshard();
        } catch (UnsupportedOperationException e) {
            throw new IllegalArgumentException("pool: " + e.getMessage(), e);
        } finally {
            if (run.open != null) {
                run.open.close();
            }
        }
    }

    private ReshardBooks reshard() throws IOException {
        ReshardJournal journal = ReshardJournal.start(identity);
        if (options.resume()) {
            journal = ReshardJournal.read(folder).orElse(journal);
            if (!journal.identity().equals(identity)) {
                throw new IllegalArgumentException("resume: what is in " + folder
                        + " was made of another pool, another subset, or with other limits");
            }
            markWritten(journal.books().shards());
        }
        clean(journal.books().shards());
        restore(journal.books());
        for (poolShard = journal.poolShard(); poolShard < poolShards.size(); poolShard++) {
            boolean isFirst = poolShard == journal.poolShard();
            read(poolShards.get(poolShard), isFirst ? journal.sample() : 0, isFirst ? journal.copy() : 0);
        }
        finishShard(poolShards.size(), 0, 0, books());
        writeRest();
        ReshardJournal.delete(folder);
        return books();
    }

    private void read(Shard shard, long from, long firstCopy) throws IOException {
        try (RawShardReader reader = shard.openRaw()) {
            sampleInShard = 0;
            for (RawSample sample = reader.next(); sample != null; sample = reader.next()) {
                if (sampleInShard >= from) {
                    take(sample, sampleInShard == from ? firstCopy : 0);
                }
                sampleInShard++;
            }
            damage.addAll(reader.damage());
        }
        if (shard.fingerprint().bytes() != shard.bytes()) {
            throw new IOException("shard " + shard.name() + " has changed while it was read: it had " + shard.bytes()
                    + " bytes and has " + shard.fingerprint().bytes() + " now");
        }
    }

    private void take(RawSample sample, long firstCopy) throws IOException {
        long index = subset.indexOf(sample.uid());
        if (sample.unusable() != null) {
            unusable++;
            damage.add("sample " + sample.key() + " in shard "
                    + poolShards.get(poolShard).name() + " is not copied: " + sample.unusable());
        } else if (index < 0) {
            notInSubset++;
        } else if (firstCopy == 0 && marks.get(index)) {
            duplicates++;
        } else {
            emit(sample, index, firstCopy);
            emitted++;
        }
        total++;
    }

    private void emit(RawSample sample, long index, long firstCopy) throws IOException {
        // The journal has the books before the sample, whichever of its copies begins the next shard.
        ReshardBooks before = books();
        long end = subset.multiplicity(index);
        for (long copy = firstCopy; copy < end; copy++) {
            if (open != null && !open.hasRoomFor(sample, options)) {
                finishShard(poolShard, sampleInShard, copy, before);
            }
            if (open == null) {
                open = TrainingShard.create(folder, shards);
            }
            open.add(sample, copy);
            copies++;
        }
        marks.set(index);
    }

    private void finishShard(int nextPoolShard, long nextSample, long nextCopy, ReshardBooks before)
            throws IOException {
        TrainingShard finished = open;
        if (finished != null) {
            finished.commit();
            open = null;
            shards++;
            ReshardBooks counted = new ReshardBooks(
                    before.total(),
                    before.emitted(),
                    before.notInSubset(),
                    before.duplicates(),
                    before.unusable(),
                    copies,
                    0,
                    shards,
                    before.damage());
            new ReshardJournal(identity, nextPoolShard, nextSample, nextCopy, counted).write(folder);
        }
    }

    private ReshardBooks books() {
        return new ReshardBooks(total, emitted, notInSubset, duplicates, unusable, copies, wanted(), shards, damage);
    }

    private long wanted() {
        return marks.distinct(subset);
    }

    private void restore(ReshardBooks books) {
        total = books.total();
        emitted = books.emitted();
        notInSubset = books.notInSubset();
        duplicates = books.duplicates();
        unusable = books.unusable();
        copies = books.copies();
        shards = books.shards();
        damage.addAll(books.damage());
    }

    /** What the shards hold that are done is not written again. */
    private void markWritten(int done) throws IOException {
        for (int number = 0; number < done; number++) {
            try (TarMembers tar = TarMembers.open(TrainingShard.file(folder, number))) {
                for (TarPart part = tar.next(); part != null; part = tar.next()) {
                    if (part instanceof TarMember member) {
                        long index = subset.indexOf(uidOf(member));
                        if (index >= 0) {
                            marks.set(index);
                        }
                    }
                }
            }
        }
    }

    /** The name is one of ours: a uid, a hyphen, the number of the copy. */
    private static Uid uidOf(TarMember member) {
        return Uid.parse(member.name().substring(0, member.name().indexOf('-')));
    }

    /** Removes what earlier attempts have left, but for the shards that are done. */
    private void clean(int done) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                boolean isTemporary = name.startsWith(".") && name.contains(".tmp-");
                boolean isShard =
                        name.matches("\\d{8}(\\.tar|_stats\\.json)") && Integer.parseInt(name.substring(0, 8)) >= done;
                if (isTemporary || isShard) {
                    Files.delete(file);
                }
            }
        }
    }

    private void writeRest() throws IOException {
        AtomicFile.write(folder.resolve(SAMPLE_IDS), true, out -> Files.copy(subsetFile, out));
        Path missing = folder.resolve(MISSING);
        if (emitted == wanted()) {
            Files.deleteIfExists(missing);
        } else {
            Subset.Builder uids = Subset.builder();
            for (long i = 0; i < subset.size(); i += subset.multiplicity(i)) {
                if (!marks.get(i)) {
                    Uid uid = subset.uid(i);
                    uids.add(uid.high(), uid.low());
                }
            }
            SubsetFile.write(missing, uids.build(), true);
        }
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode meta = mapper.createObjectNode();
        meta.put("output_shard_count", shards)
                .put("output_shard_format", "{:08d}.tar")
                .put("output_count", copies)
                .put("processed_count", total)
                .put("max_samples_per_shard", Integer.toString(options.maxSamples()))
                .put("max_bytes_per_shard", Long.toString(options.maxBytes()))
                .put("not_in_subset", notInSubset)
                .put("duplicates", duplicates)
                .put("unusable", unusable)
                .put("missing", wanted() - emitted)
                .put("identity", identity);
        byte[] json = mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(meta);
        AtomicFile.write(folder.resolve(META), true, out -> out.write(json));
    }

    /** All that the result depends on: the subset's bytes, the shards' names and sizes, the limits. */
    private String identity() throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
        try (InputStream in = new DigestInputStream(Files.newInputStream(subsetFile), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        for (Shard shard : poolShards) {
            digest.update((shard.name() + " " + shard.bytes() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        digest.update((options.maxSamples() + " " + options.maxBytes()).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }
}
