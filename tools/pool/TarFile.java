import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A USTAR archive of samples, which can be damaged. */
final class TarFile implements Closeable {

    private static final int BLOCK = 512;

    private final RandomAccessFile file;

    /** Where the members of the last sample begin. */
    private final List<Long> members = new ArrayList<>();

    private int samples;

    TarFile(Path path) throws IOException {
        Files.deleteIfExists(path);
        this.file = new RandomAccessFile(path.toFile(), "rw");
    }

    /** The members that follow are of one sample. */
    void begin() {
        samples++;
        members.clear();
    }

    int samples() {
        return samples;
    }

    void add(String name, byte[] content) throws IOException {
        members.add(file.length());
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000444\0");
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        put(header, 124, String.format(Locale.ROOT, "%011o", content.length));
        put(header, 136, "00000000000");
        put(header, 148, "        ");
        header[156] = '0';
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte value : header) {
            sum += value & 0xFF;
        }
        put(header, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
        byte[] blocks = new byte[BLOCK + (content.length + BLOCK - 1) / BLOCK * BLOCK];
        System.arraycopy(header, 0, blocks, 0, BLOCK);
        System.arraycopy(content, 0, blocks, BLOCK, content.length);
        file.write(blocks);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(ascii, 0, header, at, ascii.length);
    }

    /** Overwrites the header of a member of the last sample. */
    void breakHeader(int member) throws IOException {
        byte[] noise = new byte[BLOCK];
        Arrays.fill(noise, (byte) 'x');
        file.seek(members.get(member));
        file.write(noise);
        file.seek(file.length());
    }

    /** Cuts the archive within the first member of the last sample. */
    void tear() throws IOException {
        file.setLength(members.get(0) + BLOCK + BLOCK / 2);
    }

    void end() throws IOException {
        file.write(new byte[2 * BLOCK]);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
