package io.github.hype4j.io.lint;

import io.github.hype4j.io.tar.TarMembers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks through the tars of a WebDataset for what readers trip over ({@link LintKind}). Immutable and safe for use by
 * several threads.
 *
 * <p>Tars are read one after the other in the order of their names; of an image only the first bytes are looked at.
 * Memory holds the keys of one shard; it does not grow with the pool, but for 8 bytes for every 256th uid, and more where
 * most uids are repeated. Uids are kept aside in temporary files, about 50 bytes each, unless
 * {@link LintKind#REPEATED_UID} is ignored.
 */
public final class PoolLint {

    private static final String SUFFIX = ".tar";

    private final List<Path> tars;
    private final Set<LintKind> ignored;

    private PoolLint(List<Path> tars, Set<LintKind> ignored) {
        this.tars = tars;
        this.ignored = ignored;
    }

    /**
     * Finds the tars of a pool.
     *
     * @param pool a {@code .tar} file, or a folder with such files in it; hidden ones are passed over
     * @return a search for all kinds
     * @throws NoSuchFileException if there is nothing
     * @throws IOException if the folder cannot be listed
     * @throws IllegalArgumentException if there is no tar
     */
    public static PoolLint of(Path pool) throws IOException {
        if (!Files.exists(pool)) {
            throw new NoSuchFileException(pool.toString(), null, "no pool there");
        }
        if (!Files.isDirectory(pool)) {
            if (!isTar(pool)) {
                throw new IllegalArgumentException(pool + " is neither a folder nor a .tar file");
            }
            return new PoolLint(List.of(pool), Set.of());
        }
        List<Path> tars;
        try (Stream<Path> files = Files.list(pool)) {
            tars = files.filter(PoolLint::isTar).sorted().toList();
        }
        if (tars.isEmpty()) {
            throw new IllegalArgumentException(pool + " has no .tar shards to look through");
        }
        return new PoolLint(tars, Set.of());
    }

    private static boolean isTar(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.endsWith(SUFFIX) && !name.startsWith(".") && Files.isRegularFile(path);
    }

    /**
     * Sets what is not to be told or counted.
     *
     * @param kinds the kinds that are all right in this pool
     * @return the changed search
     */
    public PoolLint ignoring(Collection<LintKind> kinds) {
        Set<LintKind> set = EnumSet.noneOf(LintKind.class);
        set.addAll(kinds);
        return new PoolLint(tars, set);
    }

    /**
     * Reads the pool.
     *
     * @param listener is told of every finding: those of a shard as it is read, those of the whole pool at the end. The
     *     same pool gives the same findings in the same order
     * @return what was found, counted
     * @throws IOException if the storage fails, a shard has gone since {@link #of}, or the listener throws it; never for
     *     what the bytes say
     */
    public LintReport run(LintListener listener) throws IOException {
        Findings findings = new Findings(ignored, listener);
        if (!findings.wants(LintKind.REPEATED_UID)) {
            return run(findings, null);
        }
        try (SeenUids uids = new SeenUids()) {
            return run(findings, uids);
        }
    }

    private LintReport run(Findings findings, @Nullable SeenUids uids) throws IOException {
        List<String> shards = tars.stream().map(PoolLint::shardName).toList();
        ImageFormats formats = new ImageFormats();
        long members = 0;
        long samples = 0;
        for (int i = 0; i < tars.size(); i++) {
            String shard = shards.get(i);
            ShardLint lint = new ShardLint(shard, findings, new MemberContentLint(shard, i, findings, formats, uids));
            try (TarMembers tar = open(tars.get(i))) {
                lint.read(tar);
            }
            members += lint.members();
            samples += lint.samples();
        }
        formats.tell(findings);
        if (uids != null) {
            uids.tell(shards, findings);
        }
        return new LintReport(tars.size(), members, samples, findings.counts());
    }

    private static TarMembers open(Path tar) throws IOException {
        try {
            return TarMembers.open(tar);
        } catch (NoSuchFileException e) {
            throw new IOException("shard " + tar + " has gone since the pool was listed", e);
        }
    }

    private static String shardName(Path tar) {
        String name = String.valueOf(tar.getFileName());
        return name.substring(0, name.length() - SUFFIX.length());
    }
}
