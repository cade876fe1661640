package io.github.hype4j.io.subset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubsetFileTest {

    private static final String UIDS = "[('f0', '<u8'), ('f1', '<u8')]";

    @TempDir
    Path folder = Path.of("");

    // Written by NumPy 1.24.2 on a little-endian machine: for i below n, with k = i % 12000,
    // a[i] = (k * 0x9E3779B97F4A7C15, k * 0xC2B2AE3D27D4EB4F + 1), both modulo 2^64; numpy.save(f, numpy.sort(a)).
    @ParameterizedTest
    @CsvSource({
        "0, 128, 524fceb17d802f4d9d5e22034f3fe85c8f1cd89e3d69344aafc55f0c7a23b2fc",
        "1, 144, b4183d782fa92339716d0f822f8bdb6b49763ef3b1f81ff261eb108e9a0efc8d",
        "3, 176, 2e2bfb68b42d3c02f6924f7460648f2cb515228bc2e3f5871c8c7e4b4bfdd357",
        "12345, 197648, dc8bf4e2c54f73df6878e289d479da633d47ae52252330615aad910979e5fa76",
    })
    void theBytesAreThoseOfNumPy(int uids, int length, String sha256) throws IOException {
        List<Uid> shuffled = new ArrayList<>(numbered(uids));
        Collections.shuffle(shuffled, new Random(7));

        byte[] bytes = Files.readAllBytes(write(Subset.of(shuffled)));

        assertThat(bytes).hasSize(length);
        assertThat(sha256(bytes)).isEqualTo(sha256);
    }

    @Test
    void theHeaderIsThatOfNumPyAndTheWordsAreLittleEndian() throws IOException {
        byte[] bytes = Files.readAllBytes(write(Subset.of(numbered(3))));

        assertThat(HexFormat.of().formatHex(bytes, 0, 10)).isEqualTo("934e554d505901007600");
        assertThat(new String(bytes, 10, 118, StandardCharsets.US_ASCII))
                .startsWith("{'descr': " + UIDS + ", 'fortran_order': False, 'shape': (3,), } ")
                .endsWith(" \n");
        assertThat(HexFormat.of().formatHex(bytes, 128, bytes.length))
                .isEqualTo("00000000000000000100000000000000"
                        + "2af894fe72f36e3c9fd6a94f7a5c6585"
                        + "157c4a7fb979379e50ebd4273daeb2c2");
    }

    @Test
    void wordsWithTheTopBitSetComeLast() {
        Subset subset = Subset.ofWords(
                new long[] {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE, 0, 0}, new long[] {0, 0, -1, 0, 1, Long.MIN_VALUE});

        assertThat(uids(subset))
                .containsExactly(
                        new Uid(0, 1),
                        new Uid(0, Long.MIN_VALUE),
                        new Uid(0, -1),
                        new Uid(Long.MAX_VALUE, 0),
                        new Uid(Long.MIN_VALUE, 0),
                        new Uid(-1, 0));
    }

    @Test
    void repeatsAreKept() throws IOException {
        Uid once = new Uid(5, 6);
        Uid thrice = new Uid(-5, 6);

        Subset read = SubsetFile.read(write(Subset.of(List.of(thrice, once, thrice, thrice))));

        assertThat(uids(read)).containsExactly(once, thrice, thrice, thrice);
        assertThat(read.count(thrice)).isEqualTo(3);
        assertThat(read.count(once)).isEqualTo(1);
        assertThat(read.count(new Uid(5, 7))).isZero();
    }

    @Property(tries = 200)
    void whatIsReadIsWhatWasWrittenAndSorted(@ForAll("uidLists") List<Uid> uids) throws IOException {
        Path file = Files.createTempFile("subset", ".npy");
        try {
            SubsetFile.write(file, Subset.of(uids), true);
            Subset read = SubsetFile.read(file);

            assertThat(uids(read)).isEqualTo(uids.stream().sorted().toList());
            assertThat(read).isEqualTo(Subset.of(uids)).hasSameHashCodeAs(Subset.of(uids));
            assertThat(uids).allMatch(read::contains);
        } finally {
            Files.delete(file);
        }
    }

    /** Few high words, so that low words decide; enough uids that both of the sort's ways are taken. */
    @Provide
    Arbitrary<List<Uid>> uidLists() {
        Arbitrary<Long> words = Arbitraries.oneOf(
                Arbitraries.longs(), Arbitraries.of(0L, 1L, -1L, 256L, Long.MIN_VALUE, Long.MAX_VALUE));
        return Combinators.combine(words, words).as(Uid::new).list().ofMaxSize(300);
    }

    @Test
    void anUnsortedFileIsReadSorted() throws IOException {
        byte[] bytes = Files.readAllBytes(write(Subset.of(numbered(3))));
        byte[] turned = bytes.clone();
        System.arraycopy(bytes, 128, turned, 160, 16);
        System.arraycopy(bytes, 160, turned, 128, 16);
        assertThat(turned).isNotEqualTo(bytes);

        assertThat(SubsetFile.read(file(turned))).isEqualTo(Subset.of(numbered(3)));
    }

    @Test
    void aFileWithoutHeaderIsReadAsSuch() throws IOException {
        Subset subset = Subset.of(numbered(12_345));
        byte[] bytes = Files.readAllBytes(write(subset));

        Path headerless = file(Arrays.copyOfRange(bytes, 128, bytes.length));

        assertThat(SubsetFile.readHeaderless(headerless)).isEqualTo(subset);
    }

    @Test
    void theTwoKindsOfFileAreNotTakenForEachOther() throws IOException {
        Path withHeader = write(Subset.of(numbered(3)));
        assertThatThrownBy(() -> SubsetFile.readHeaderless(withHeader))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(withHeader.toString())
                .hasMessageContaining("has a .npy header");

        Path headerless = file(new byte[32]);
        assertThatThrownBy(() -> SubsetFile.read(headerless))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(headerless.toString())
                .hasMessageContaining("is not a .npy file");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 17})
    void aHeaderlessFileOfBrokenUidsIsRefused(int length) throws IOException {
        Path file = file(new byte[length]);
        assertThatThrownBy(() -> SubsetFile.readHeaderless(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(length + " bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'<u8' | (2,) | holds elements of type '<u8'",
                "[('f0', '>u8'), ('f1', '>u8')] | (2,) | holds elements of type",
                "[('f0', '<u8')] | (2,) | holds elements of type",
                "[('f0', '<i8'), ('f1', '<i8')] | (2,) | holds elements of type",
                "[('f0', '<u8'), ('f1', '<u8')] | (1, 2) | without a one-dimensional shape",
                "[('f0', '<u8'), ('f1', '<u8')] | () | without a one-dimensional shape",
                "[('f0', '<u8'), ('f1', '<u8')] | (-2,) | without a shape",
                "[('f0', '<u8'), ('f1', '<u8')] | (3,) | header says 3 uids",
                "[('f0', '<u8'), ('f1', '<u8')] | (1,) | header says 1 uids",
                "[('f0', '<u8'), ('f1', '<u8')] | (999999999999999999,) | is too large",
            },
            quoteCharacter = '"')
    void otherArraysAreRefused(String descr, String shape, String message) throws IOException {
        Path file = file(npy(1, "{'descr': " + descr + ", 'fortran_order': False, 'shape': " + shape + ", }\n", 32));
        assertThatThrownBy(() -> SubsetFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(message);
    }

    @Test
    void aHeaderWithoutOrderIsRefused() throws IOException {
        Path file = file(npy(1, "{'descr': " + UIDS + ", 'shape': (2,), }\n", 32));
        assertThatThrownBy(() -> SubsetFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without a fortran_order");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everyFormatVersionIsRead(int version) throws IOException {
        Path file = file(npy(version, "{'descr': " + UIDS + ", 'fortran_order': False, 'shape': (2,), }\n", 32));
        assertThat(uids(SubsetFile.read(file))).containsExactly(new Uid(0, 0), new Uid(0, 0));
    }

    @Test
    void anUnknownFormatVersionIsRefused() throws IOException {
        Path file = file(npy(4, "{'descr': " + UIDS + ", 'fortran_order': False, 'shape': (2,), }\n", 32));
        assertThatThrownBy(() -> SubsetFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is of .npy format 4.0");
    }

    @Test
    void aFileCutAnywhereIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(write(Subset.of(numbered(3))));
        for (int length = 0; length < bytes.length; length++) {
            Path cut = file(Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> SubsetFile.read(cut))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(cut.toString());
        }
    }

    @Test
    void anAbsentFileIsNamed() {
        Path absent = folder.resolve("absent.npy");
        assertThatThrownBy(() -> SubsetFile.read(absent))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(absent.toString());
    }

    @Test
    void anExistingFileIsReplacedOnlyIfAskedFor() throws IOException {
        Subset old = Subset.of(numbered(1));
        Subset young = Subset.of(numbered(3));
        Path file = write(old);

        assertThatThrownBy(() -> SubsetFile.write(file, young, false))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining(file.toString());
        assertThat(SubsetFile.read(file)).isEqualTo(old);

        SubsetFile.write(file, young, true);
        assertThat(SubsetFile.read(file)).isEqualTo(young);
    }

    @Test
    void wordsOfDifferentNumberAreRefused() {
        assertThatThrownBy(() -> Subset.ofWords(new long[3], new long[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("low must be as long as high (3 words), got 2");
    }

    private Path write(Subset subset) throws IOException {
        Path file = folder.resolve("subset.npy");
        SubsetFile.write(file, subset, false);
        return file;
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("given.npy"), bytes);
    }

    private static byte[] npy(int version, String dictionary, int dataBytes) {
        byte[] text = dictionary.getBytes(StandardCharsets.US_ASCII);
        int prefix = version == 1 ? 10 : 12;
        byte[] bytes = new byte[prefix + text.length + dataBytes];
        System.arraycopy(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version}, 0, bytes, 0, 7);
        bytes[8] = (byte) text.length;
        System.arraycopy(text, 0, bytes, prefix, text.length);
        return bytes;
    }

    private static List<Uid> numbered(int count) {
        List<Uid> uids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long k = i % 12_000;
            uids.add(new Uid(k * 0x9E3779B97F4A7C15L, k * 0xC2B2AE3D27D4EB4FL + 1));
        }
        return uids;
    }

    private static List<Uid> uids(Subset subset) {
        List<Uid> uids = new ArrayList<>();
        for (int i = 0; i < subset.size(); i++) {
            uids.add(subset.uid(i));
        }
        return uids;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
