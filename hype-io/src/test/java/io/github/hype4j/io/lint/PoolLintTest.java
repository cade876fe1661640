package io.github.hype4j.io.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hype4j.io.pool.Tar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolLintTest {

    private static final byte[] JPEG = {
        (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1
    };
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13};

    @TempDir
    Path folder;

    private static String uid(int number) {
        return String.format("{\"uid\": \"%032x\"}", number);
    }

    private static Tar whole(Tar tar, String key, int uid) {
        return tar.add(key + ".jpg", JPEG).add(key + ".json", uid(uid)).add(key + ".txt", "a cat");
    }

    private static Tar whole() {
        return whole(new Tar(), "whole", 1);
    }

    /** Kind, shard and member of everything found. */
    private static List<String> found(Path pool, LintKind... ignored) throws IOException {
        List<String> found = new ArrayList<>();
        PoolLint.of(pool)
                .ignoring(List.of(ignored))
                .run(finding -> found.add(String.join(" ", finding.kind().label(), finding.shard(), finding.member())
                        .trim()));
        return found;
    }

    private List<String> found(Tar tar, LintKind... ignored) throws IOException {
        return found(tar.write(folder.resolve("0.tar")), ignored);
    }

    private static List<LintFinding> findings(Path pool) throws IOException {
        List<LintFinding> findings = new ArrayList<>();
        PoolLint.of(pool).run(findings::add);
        return findings;
    }

    @Test
    void nothingIsFoundInShardsThatAreInOrder() throws IOException {
        whole(whole(new Tar().folder("a"), "a/0", 1), "a/1", 2)
                .add("__url__", "x")
                .write(folder.resolve("0.tar"));
        whole(new Tar(), "a/0", 3).write(folder.resolve("1.tar"));

        List<LintFinding> findings = new ArrayList<>();
        LintReport report = PoolLint.of(folder).run(findings::add);

        assertThat(findings).isEmpty();
        assertThat(report.isClean()).isTrue();
        assertThat(report.shards()).isEqualTo(2);
        assertThat(report.members()).isEqualTo(11);
        assertThat(report.samples()).isEqualTo(3);
    }

    @Test
    void aKeyThatComesBackIsFound() throws IOException {
        Tar tar = new Tar().add("a.jpg", JPEG).add("a.json", uid(1));
        whole(tar, "b", 2).add("a.txt", "a cat");

        assertThat(found(tar))
                .containsExactly(
                        "missing_caption 0 a", "interleaved_key 0 a.txt", "missing_image 0 a", "missing_metadata 0 a");
    }

    @Test
    void anExtensionTwiceInASampleIsFoundWhateverItsCase() throws IOException {
        assertThat(found(whole().add("whole.JPG", JPEG))).containsExactly("duplicate_extension 0 whole.JPG");
    }

    @Test
    void aDotInTheBaseNameIsFoundAndSaysWhereTheKeyEnds() throws IOException {
        Path shard = whole().add("a.b.jpg", JPEG).write(folder.resolve("0.tar"));

        LintFinding finding = findings(shard).get(0);

        assertThat(finding.kind()).isEqualTo(LintKind.DOTTED_NAME);
        assertThat(finding.member()).isEqualTo("a.b.jpg");
        assertThat(finding.detail()).isEqualTo("the key is a, the extension b.jpg");
    }

    @Test
    void aDotInAFolderIsAllRight() throws IOException {
        assertThat(found(whole(new Tar(), "v1.0/a", 1))).isEmpty();
    }

    @Test
    void missingPartsAreFoundOneByOne() throws IOException {
        Tar tar = new Tar()
                .add("a.jpg", JPEG)
                .add("b.txt", "a dog")
                .add("c.json", uid(1))
                .add("d.npy", "numbers");

        assertThat(found(tar))
                .containsExactly(
                        "missing_caption 0 a",
                        "missing_metadata 0 a",
                        "missing_image 0 b",
                        "missing_metadata 0 b",
                        "missing_image 0 c",
                        "missing_caption 0 c",
                        "missing_image 0 d",
                        "missing_caption 0 d",
                        "missing_metadata 0 d");
    }

    @Test
    void whatIsIgnoredIsNeitherToldNorCounted() throws IOException {
        Path shard = new Tar().add("a.jpg", JPEG).add("a.txt", "a cat").write(folder.resolve("0.tar"));

        LintReport report = PoolLint.of(shard)
                .ignoring(Set.of(LintKind.MISSING_METADATA))
                .run(finding -> {
                    throw new AssertionError(finding);
                });

        assertThat(report.isClean()).isTrue();
        assertThat(found(shard)).containsExactly("missing_metadata 0 a");
    }

    @Test
    void anImageThatIsNotWhatItsExtensionSaysIsFoundAndSoAreMixedFormats() throws IOException {
        whole().write(folder.resolve("0.tar"));
        new Tar()
                .add("a.jpeg", PNG)
                .add("a.json", uid(2))
                .add("a.txt", "a cat")
                .add("b.png", "<html>gone</html>")
                .add("b.json", uid(3))
                .add("b.txt", "a cat")
                .write(folder.resolve("1.tar"));

        List<LintFinding> findings = findings(folder);

        assertThat(findings)
                .extracting(LintFinding::detail)
                .containsExactly(
                        "its bytes are those of a PNG",
                        "its bytes do not begin as those of an image do",
                        "the pool's images are 1 JPEG, 1 PNG");
        assertThat(findings)
                .extracting(LintFinding::kind)
                .containsExactly(LintKind.IMAGE_FORMAT, LintKind.IMAGE_FORMAT, LintKind.MIXED_FORMATS);
    }

    @ParameterizedTest
    @CsvSource({
        "jpg, FFD8FFE000104A4649460001",
        "jpeg, FFD8FFDB0043000101010101",
        "png, 89504E470D0A1A0A0000000D",
        "webp, 524946461234567857454250",
        "gif, 474946383961010001000000",
        "bmp, 424D46000000000000003600",
        "tif, 49492A000800000000000000",
        "tiff, 4D4D002A0000000800000000"
    })
    void everyFormatIsKnownByItsFirstBytes(String extension, String hex) throws IOException {
        byte[] image = HexFormat.of().parseHex(hex);
        Tar tar = new Tar().add("a." + extension, image).add("a.json", uid(1)).add("a.txt", "a cat");

        assertThat(found(tar)).isEmpty();
    }

    @Test
    void captionsThatAreNotUtf8OrHaveAByteOrderMarkAreFound() throws IOException {
        Tar tar = new Tar()
                .add("a.jpg", JPEG)
                .add("a.json", uid(1))
                .add("a.txt", "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1))
                .add("b.jpg", JPEG)
                .add("b.json", uid(2))
                .add("b.txt", "\ufeffa cat");

        assertThat(found(tar)).containsExactly("caption_not_utf8 0 a.txt", "caption_bom 0 b.txt");
    }

    @Test
    void emptyMembersAreFound() throws IOException {
        Tar tar = new Tar().add("a.jpg", new byte[0]).add("a.json", "").add("a.txt", "");

        assertThat(found(tar)).containsExactly("empty_member 0 a.jpg", "empty_member 0 a.json", "empty_member 0 a.txt");
    }

    @Test
    void aTextThatIsTooLongToBeLoadedIsFound() throws IOException {
        Tar tar = new Tar().add("a.jpg", JPEG).add("a.json", uid(1)).add("a.txt", new byte[(16 << 20) + 1]);

        assertThat(found(tar)).containsExactly("too_long 0 a.txt");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                                   | bad_metadata",
                "[]                                                  | bad_metadata",
                "{} {}                                               | bad_metadata",
                "{\"url\": \"x\"}                                    | missing_uid",
                "{\"uid\": null}                                     | missing_uid",
                "{\"a\": {\"uid\": \"0123\"}}                        | missing_uid",
                "{\"uid\": \"0123\"}                                 | bad_uid",
                "{\"uid\": 12345678901234567890123456789012}         | bad_uid",
                "{\"uid\": \"0123456789abcdef0123456789abcdeg\"}     | bad_uid"
            })
    void metadataWithoutAGoodUidIsFound(String json, String kind) throws IOException {
        Tar tar = new Tar().add("a.jpg", JPEG).add("a.json", json).add("a.txt", "a cat");

        assertThat(found(tar)).containsExactly(kind + " 0 a.json");
    }

    @Test
    void metadataInBadUtf32IsFoundLikeOtherBadMetadata() throws IOException {
        byte[] json = {0, 0, 0, '{', 0, 0x7f, 0x7f, 0x7f};
        Tar tar = new Tar().add("a.jpg", JPEG).add("a.json", json).add("a.txt", "a cat");

        assertThat(found(tar)).containsExactly("bad_metadata 0 a.json");
    }

    @Test
    void repeatedUidsAreFoundWithinAShardAndAcrossShards() throws IOException {
        whole(whole(whole(), "a", 2), "b", 1).write(folder.resolve("0.tar"));
        whole(whole(new Tar(), "c", 3), "d", 1).write(folder.resolve("1.tar"));

        List<LintFinding> findings = findings(folder);

        assertThat(found(folder)).containsExactly("repeated_uid 0 b.json", "repeated_uid 1 d.json");
        assertThat(findings.get(1).detail())
                .isEqualTo("the uid 00000000000000000000000000000001 is that of whole.json in shard 0 too");
        assertThat(found(folder, LintKind.REPEATED_UID)).isEmpty();
    }

    @Test
    void everyRepeatedUidOfManyIsFound() throws IOException {
        int count = 3000;
        Tar tar = new Tar();
        for (int i = 0; i < count; i++) {
            whole(tar, "k" + i, i);
        }
        tar.write(folder.resolve("0.tar"));
        Files.copy(folder.resolve("0.tar"), folder.resolve("1.tar"));

        List<LintFinding> findings = findings(folder);

        assertThat(findings).hasSize(count).allSatisfy(finding -> {
            assertThat(finding.kind()).isEqualTo(LintKind.REPEATED_UID);
            assertThat(finding.shard()).isEqualTo("1");
        });
        assertThat(findings.stream().map(LintFinding::member).distinct()).hasSize(count);
        assertThat(findings(folder)).isEqualTo(findings);
    }

    @Test
    void unsafeNamesAreFound() throws IOException {
        Tar tar = whole().addAsIs("/etc/a.npy", "x")
                .addAsIs("../b.npy", "x")
                .addAsIs("c/../../d.npy", "x")
                .addAsIs("fine..name/e.npy", "x");

        assertThat(found(tar, LintKind.MISSING_IMAGE, LintKind.MISSING_CAPTION, LintKind.MISSING_METADATA))
                .containsExactly("unsafe_name 0 /etc/a.npy", "unsafe_name 0 ../b.npy", "unsafe_name 0 c/../../d.npy");
    }

    @Test
    void namesThatReadersPassOverAreFound() throws IOException {
        assertThat(found(whole().add("README", "x").add(".hidden", "x")))
                .containsExactly("unnamed_part 0 README", "unnamed_part 0 .hidden");
    }

    @Test
    void linksAndTypesThatAreNoFileAreFound() throws IOException {
        Tar tar = whole().link("whole.png", TarConstants.LF_SYMLINK, "whole.jpg")
                .link("pipe.png", TarConstants.LF_FIFO, "")
                .link("volume.png", (byte) 'V', "");

        assertThat(found(tar))
                .containsExactly(
                        "unsupported_type 0 whole.png", "unsupported_type 0 pipe.png", "unsupported_type 0 volume.png");
    }

    @Test
    void aTarWithoutSamplesIsFound() throws IOException {
        assertThat(found(new Tar())).containsExactly("no_samples 0");
    }

    @Test
    void aTarCutWithinAMemberIsFound() throws IOException {
        byte[] bytes = whole(whole(), "b", 2).bytes();
        // Header and data of the image of the second sample begin at the seventh block; its data is a block too.
        Files.write(folder.resolve("0.tar"), Arrays.copyOf(bytes, 7 * 512 + 5));

        assertThat(found(folder)).containsExactly("cut 0 b.jpg");
    }

    @Test
    void aTarWithoutAnEndMarkIsFound() throws IOException {
        Files.write(folder.resolve("0.tar"), Arrays.copyOf(whole().bytes(), 6 * 512));

        assertThat(found(folder)).containsExactly("no_end_mark 0 whole.txt");
    }

    @Test
    void aHoleIsFoundAndWhatItMayHaveTakenIsNotCalledMissing() throws IOException {
        byte[] bytes = whole(whole(whole(), "b", 2), "c", 3).bytes();
        Arrays.fill(bytes, 8 * 512, 9 * 512, (byte) 'x');
        Files.write(folder.resolve("0.tar"), bytes);

        LintFinding finding = findings(folder).get(0);

        assertThat(found(folder)).containsExactly("hole 0 b.jpg");
        assertThat(finding.detail()).contains("reading goes on at byte " + 10 * 512);
    }

    @Test
    void aHoleDoesNotMakeAKeyComeBack() throws IOException {
        byte[] bytes = whole(whole(), "b", 2).bytes();
        Arrays.fill(bytes, 2 * 512, 3 * 512, (byte) 'x');
        Files.write(folder.resolve("0.tar"), bytes);

        assertThat(found(folder)).containsExactly("hole 0 whole.jpg");
    }

    @Test
    void hiddenTarsAndOtherFilesArePassedOver() throws IOException {
        whole().write(folder.resolve("0.tar"));
        Files.writeString(folder.resolve(".1.tar"), "x");
        Files.writeString(folder.resolve("0.parquet"), "x");

        assertThat(found(folder)).isEmpty();
    }

    @Test
    void whatIsNoPoolIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "x");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PoolLint.of(folder))
                .withMessageContaining("no .tar shards");
        assertThatIllegalArgumentException().isThrownBy(() -> PoolLint.of(file)).withMessageContaining("neither");
        assertThatThrownBy(() -> PoolLint.of(folder.resolve("nowhere"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aShardThatHasGoneEndsTheSearchAndIsNamed() throws IOException {
        Path shard = whole().write(folder.resolve("0.tar"));
        PoolLint lint = PoolLint.of(folder);
        Files.delete(shard);

        assertThatIOException().isThrownBy(() -> lint.run(finding -> {})).withMessageContaining("0.tar has gone");
    }

    @Test
    void aListenerThatFailsEndsTheSearch() throws IOException {
        new Tar().add("a.jpg", JPEG).write(folder.resolve("0.tar"));
        PoolLint lint = PoolLint.of(folder);

        assertThatIOException()
                .isThrownBy(() -> lint.run(finding -> {
                    throw new IOException("disk full");
                }))
                .withMessage("disk full");
    }
}
