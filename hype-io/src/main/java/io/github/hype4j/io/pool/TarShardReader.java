package io.github.hype4j.io.pool;

import io.github.hype4j.model.FailureReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** Groups the members of a tar into samples, as WebDataset does. */
final class TarShardReader implements ShardReader {

    /** The path up to the first dot of the base name, and the rest. */
    private static final Pattern MEMBER = Pattern.compile("((?:.*/|)[^.]+)[.]([^/]*)", Pattern.DOTALL);

    private static final int BLOCK = 512;

    private final String shard;
    private final PoolOptions options;
    private final CountedInput input;
    private final TarArchiveInputStream tar;
    private final Deque<PoolSample> ready = new ArrayDeque<>();

    private @Nullable SampleParts current;
    private @Nullable String damage;
    private String member = "";
    private long endOfMember;
    private boolean hasMetadata;
    private boolean ended;

    TarShardReader(String shard, InputStream in, PoolOptions options) {
        this.shard = shard;
        this.options = options;
        this.input = new CountedInput(in);
        // Names are UTF-8 whatever the platform's charset, and a block is a record, so that no byte after the end is
        // passed over unseen.
        this.tar = new TarArchiveInputStream(input, BLOCK, BLOCK, StandardCharsets.UTF_8.name());
    }

    @Override
    public @Nullable PoolSample next() throws IOException {
        while (ready.isEmpty() && !ended) {
            advance();
        }
        return ready.poll();
    }

    /** Reads one member, or finds the end. */
    private void advance() throws IOException {
        try {
            TarArchiveEntry entry = tar.getNextEntry();
            if (entry == null) {
                end();
                return;
            }
            member = entry.getName();
            if (!entry.isCheckSumOK()) {
                throw new IOException("the header of " + member + " has a wrong checksum");
            }
            endOfMember = input.position() + (entry.getSize() + BLOCK - 1) / BLOCK * BLOCK;
            take(entry);
        } catch (IOException | RuntimeException e) {
            // The storage may give another result another time; bad bytes do not. The tar reader throws runtime
            // exceptions too for headers that make no sense.
            input.throwFailure();
            damaged(String.valueOf(e.getMessage()));
        }
    }

    private void take(TarArchiveEntry entry) throws IOException {
        Matcher name = MEMBER.matcher(entry.getName());
        if (!isFile(entry) || !name.matches() || isPassedOver(entry.getName())) {
            return;
        }
        String key = name.group(1);
        String extension = SampleParts.lowerCase(name.group(2));
        if (current == null || !current.key().equals(key)) {
            finish();
            current = new SampleParts(shard, key, shard + "/" + key, options);
        }
        if (!isPart(extension) || !current.claim(extension) || !current.wants(extension)) {
            return;
        }
        Part<byte[]> refusal = current.refusal(extension, entry.getSize());
        if (refusal == null) {
            // Stands unless the data can be read: metadata that is cut must not pass for none.
            current.put(extension, Part.failed(FailureReason.UNREADABLE, "the shard is cut within " + member));
            current.put(extension, Part.of(read(entry)));
        } else {
            current.put(extension, refusal);
        }
        hasMetadata |= current.hasMetadata();
    }

    private static boolean isPart(String extension) {
        return extension.equals(SampleParts.CAPTION_EXTENSION)
                || extension.equals(SampleParts.METADATA_EXTENSION)
                || SampleParts.IMAGE_EXTENSIONS.contains(extension);
    }

    /** The library calls links files too. */
    private static boolean isFile(TarArchiveEntry entry) {
        return entry.isFile()
                && !entry.isSymbolicLink()
                && !entry.isLink()
                && !entry.isFIFO()
                && !entry.isCharacterDevice()
                && !entry.isBlockDevice();
    }

    /** Hidden files, as macOS puts between the members, and names such as {@code __url__}, kept by WebDataset. */
    private static boolean isPassedOver(String name) {
        String base = name.substring(name.lastIndexOf('/') + 1);
        return base.startsWith(".") || (base.startsWith("__") && base.endsWith("__"));
    }

    private byte[] read(TarArchiveEntry entry) throws IOException {
        int size = Math.toIntExact(entry.getSize());
        byte[] content = tar.readNBytes(size);
        if (content.length < size) {
            throw new IOException("the data ends after " + content.length + " of " + size + " bytes");
        }
        return content;
    }

    private void finish() {
        if (current != null) {
            ready.add(current.toSample());
            current = null;
        }
    }

    private void end() throws IOException {
        readToTheEnd();
        // An archive ends with blocks of zeros. Without them it may have been cut, on the boundary of a member too.
        if (input.position() <= endOfMember || input.position() % BLOCK != 0) {
            damaged("it has no end-of-archive mark");
            return;
        }
        if (input.endOfNonZero() > endOfMember) {
            // A header whose member is cut off, or members after zeros that are not the end but a hole.
            damaged("its last member is followed by bytes that are neither a member nor an end-of-archive mark");
            return;
        }
        ended = true;
        finish();
    }

    private void readToTheEnd() throws IOException {
        byte[] rest = new byte[BLOCK];
        while (input.read(rest, 0, rest.length) >= 0) {
            // Only whether it is zero counts.
        }
    }

    private void damaged(String cause) {
        ended = true;
        String place = member.isEmpty() ? "has no readable member" : "is cut or damaged in or after " + member;
        damage = "shard " + shard + ".tar " + place + " (at byte " + input.position() + ": " + cause
                + "); what follows is lost";
        if (current != null && !current.isComplete(hasMetadata)) {
            current.cutOff(hasMetadata, damage);
        }
        finish();
    }

    @Override
    public Optional<String> damage() {
        return Optional.ofNullable(damage);
    }

    @Override
    public long bytesRead() {
        return input.position();
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
