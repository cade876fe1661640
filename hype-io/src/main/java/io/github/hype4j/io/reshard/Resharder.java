package io.github.hype4j.io.reshard;

import io.github.hype4j.io.file.AtomicFile;
import io.github.hype4j.io.pool.Pool;
import io.github.hype4j.io.pool.RawSample;
import io.github.hype4j.io.pool.RawShard;
import io.github.hype4j.io.pool.RawShardReader;
import io.github.hype4j.io.subset.MappedSubset;
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
import java.util.Optional;
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
    private static final String SHARD_NAME = "\\d{8}(\\.tar|_stats\\.json)";

    private final List<RawShard> poolShards;
    private final Path subsetFile;
    private final MappedSubset subset;
    private final UidMarks marks;
    private final Path folder;
    private final ReshardOptions options;
    private final String identity;

    /** Immutable, so that the books before a sample are had without copying it. */
    private List<String> damage = List.of();

    private long damaged;
    private long total;
    private long emitted;
    private long notInSubset;
    private long duplicates;
    private long unusable;
    private long copies;
    private long copiesMissing;
    private int shards;
    private int poolShard;
    private long sampleInShard;
    private @Nullable TrainingShard open;

    private Resharder(List<RawShard> poolShards, Path subsetFile, Path folder, ReshardOptions options)
            throws IOException {
        this.poolShards = poolShards;
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
     * @param folder where the shards go; made if it does not exist, and not where the pool is. What reshard has left in it is
     *     removed, unless it is gone on with; what is finished is left as it is if it is resumed
     * @param options limits, and whether to go on with an earlier attempt
     * @return the books
     * @throws IllegalArgumentException if the subset is not one, the pool has shards that are no tars or that are in the folder,
     *     or what is in the folder was not made by this class, or of another pool, subset, or with other limits; the folder is as
     *     it was then
     * @throws IOException if a file cannot be read or written; what is done stays done, and {@code resume} goes on with it
     */
    public static ReshardBooks reshard(Pool pool, Path subset, Path folder, ReshardOptions options) throws IOException {
        Files.createDirectories(folder);
        List<RawShard> tars = tars(pool);
        checkOutput(tars, folder);
        Resharder run = new Resharder(tars, subset, folder, options);
        try {
            return run.reshard();
        } finally {
            if (run.open != null) {
                run.open.close();
            }
        }
    }

    private static List<RawShard> tars(Pool pool) {
        return pool.shards().stream()
                .map(shard -> shard.raw()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "pool: shard " + shard.name() + " is no tar: only tars are copied member by member")))
                .toList();
    }

    /** Before anything is removed: the shards that reshard makes are called as those of a pool may be. */
    private static void checkOutput(List<RawShard> shards, Path folder) throws IOException {
        Path output = folder.toRealPath();
        for (RawShard shard : shards) {
            Path tar = shard.tar();
            Path parent = tar.toAbsolutePath().getParent();
            boolean isInOutput = parent != null && Files.exists(parent) && output.equals(parent.toRealPath());
            if (isInOutput
                    || (Files.exists(tar) && output.equals(tar.toRealPath().getParent()))) {
                throw new IllegalArgumentException(
                        "output: the folder " + folder + " must not be where the pool is; it holds " + tar);
            }
        }
    }

    private ReshardBooks reshard() throws IOException {
        ReshardJournal journal = ReshardJournal.start(identity);
        if (options.resume()) {
            Optional<ReshardJournal> begun = ReshardJournal.read(folder);
            Optional<ReshardMeta> finished = begun.isPresent() ? Optional.empty() : ReshardMeta.read(folder);
            begun.map(ReshardJournal::identity).ifPresent(this::checkIdentity);
            finished.map(ReshardMeta::identity).ifPresent(this::checkIdentity);
            if (finished.isPresent()) {
                return finished.get().books();
            }
            if (begun.isEmpty()) {
                checkNoShards();
            }
            journal = begun.orElse(journal);
            checkWritten(journal.books());
        }
        // From here on the folder is that of this attempt, whenever it is killed.
        journal.write(folder);
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

    private void checkIdentity(String made) {
        if (!made.equals(identity)) {
            throw new IllegalArgumentException(
                    "resume: what is in " + folder + " was made of another pool, another subset, or with other limits");
        }
    }

    private void checkNoShards() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            if (files.anyMatch(file -> String.valueOf(file.getFileName()).matches(SHARD_NAME))) {
                throw new IllegalArgumentException("resume: " + folder
                        + " holds shards, but neither a journal nor a meta.json that tells whose they are");
            }
        }
    }

    private void read(RawShard shard, long from, long firstCopy) throws IOException {
        try (RawShardReader reader = shard.open()) {
            sampleInShard = 0;
            for (RawSample sample = reader.next(); sample != null; sample = reader.next()) {
                if (sampleInShard >= from) {
                    take(sample, sampleInShard == from ? firstCopy : 0);
                }
                sampleInShard++;
            }
            reader.damage().forEach(this::tell);
        }
        shard.checkUnchanged();
    }

    private void take(RawSample sample, long firstCopy) throws IOException {
        long index = subset.indexOf(sample.uid());
        if (sample.unusable() != null) {
            unusable++;
            tell("sample " + sample.key() + " in shard "
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
                    0,
                    0,
                    shards,
                    before.damage(),
                    before.damaged());
            new ReshardJournal(identity, nextPoolShard, nextSample, nextCopy, counted).write(folder);
        }
    }

    private ReshardBooks books() {
        return new ReshardBooks(
                total,
                emitted,
                notInSubset,
                duplicates,
                unusable,
                copies,
                wanted(),
                subset.size(),
                copiesMissing,
                shards,
                damage,
                damaged);
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
        damage = books.damage();
        damaged = books.damaged();
    }

    /** What the shards hold that are done is not written again, and must be all that was written. */
    private void checkWritten(ReshardBooks books) throws IOException {
        long found = 0;
        for (int number = 0; number < books.shards(); number++) {
            try (TarMembers tar = TarMembers.open(TrainingShard.file(folder, number))) {
                String last = "";
                for (TarPart part = tar.next(); part != null; part = tar.next()) {
                    if (part instanceof TarMember member) {
                        String key = member.name().substring(0, member.name().indexOf('.'));
                        found += key.equals(last) ? 0 : 1;
                        last = key;
                        long index = subset.indexOf(uidOf(key));
                        if (index >= 0) {
                            marks.set(index);
                        }
                    }
                }
            }
        }
        if (found != books.copies()) {
            throw new IOException("resume: the shards in " + folder + " hold " + found + " samples, and "
                    + books.copies() + " were written; they were changed since, and must be made anew");
        }
    }

    /** The key is one of ours: a uid, a hyphen, the number of the copy. */
    private static Uid uidOf(String key) {
        return Uid.parse(key.substring(0, key.indexOf('-')));
    }

    /** Removes what earlier attempts have left, but for the shards that are done and the journal. */
    private void clean(int done) throws IOException {
        ReshardMeta.delete(folder);
        Files.deleteIfExists(folder.resolve(SAMPLE_IDS));
        Files.deleteIfExists(folder.resolve(MISSING));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                boolean isTemporary = name.startsWith(".") && name.contains(".tmp-");
                boolean isShard = name.matches(SHARD_NAME) && Integer.parseInt(name.substring(0, 8)) >= done;
                if (isTemporary || isShard) {
                    Files.delete(file);
                }
            }
        }
    }

    private void writeRest() throws IOException {
        AtomicFile.write(folder.resolve(SAMPLE_IDS), true, out -> Files.copy(subsetFile, out));
        if (emitted != wanted()) {
            SubsetFile.write(
                    folder.resolve(MISSING),
                    uids -> {
                        long repeats;
                        for (long i = 0; i < subset.size(); i += repeats) {
                            repeats = subset.multiplicity(i);
                            if (!marks.get(i)) {
                                uids.accept(subset.uid(i));
                                copiesMissing += repeats;
                            }
                        }
                    },
                    true);
        }
        new ReshardMeta(identity, books()).write(folder, options);
    }

    private void tell(String line) {
        damaged++;
        if (damage.size() < ReshardBooks.TOLD) {
            List<String> lines = new ArrayList<>(damage);
            lines.add(line);
            damage = List.copyOf(lines);
        }
    }

    /** All that the result depends on: the subset's bytes, the shards' names and sizes and the metadata that name their
     * samples, the limits. */
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
        for (RawShard shard : poolShards) {
            shard.addTo(digest);
        }
        digest.update((options.maxSamples() + " " + options.maxBytes()).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }
}
