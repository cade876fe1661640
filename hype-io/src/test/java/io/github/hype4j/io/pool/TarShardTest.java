package io.github.hype4j.io.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members of a tar become samples by WebDataset's rules, and damage loses no more than it must. */
class TarShardTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Told told(Tar tar) throws IOException {
        return Told.of(tar.write(folder.resolve("s.tar")));
    }

    private List<PoolSample> samples(Tar tar) throws IOException {
        Shard shard = Pool.open(tar.write(folder.resolve("s.tar"))).shards().get(0);
        List<PoolSample> samples = new ArrayList<>();
        try (ShardReader reader = shard.open()) {
            for (PoolSample sample = reader.next(); sample != null; sample = reader.next()) {
                samples.add(sample);
            }
        }
        return samples;
    }

    @Test
    void adjacentMembersWithOneKeyAreASample() throws IOException {
        Told told = told(new Tar()
                .add("a.png", "A")
                .add("a.txt", "one")
                .add("b.txt", "two")
                .add("b.JPG", "B")
                .add("b.json", "{}"));

        assertThat(told).isEqualTo(new Told(List.of("a A one", "b B two"), ""));
    }

    @Test
    void theKeyEndsAtTheFirstDotOfTheBaseName() throws IOException {
        Told told = told(new Tar()
                .add("x.y/1.png", "A")
                .add("x.y/1.txt", "one")
                .add("x.y/1.seg.png", "not an image part")
                .add("z/1.png", "B")
                .add("z/1.txt", "two"));

        assertThat(told.samples()).containsExactly("x.y/1 A one", "z/1 B two");
    }

    @Test
    void foldersHiddenReservedAndExtensionlessMembersAreSkipped() throws IOException {
        Told told = told(new Tar()
                .folder("dir")
                .add("a.png", "A")
                .add("README", "no extension")
                .add(".hidden", "hidden")
                .add("__meta__", "reserved")
                .add("a.txt", "one"));

        assertThat(told.samples()).containsExactly("a A one");
    }

    @Test
    void membersThatAreApartAreSamplesOfTheirOwn() throws IOException {
        Told told = told(new Tar()
                .add("a.png", "A")
                .add("b.png", "B")
                .add("a.txt", "one")
                .add("b.txt", "two"));

        assertThat(told.samples())
                .containsExactly(
                        "a A missing_caption", "b B missing_caption", "a missing_image one", "b missing_image two");
    }

    @Test
    void anExtensionTwiceSpoilsItsSampleAlone() throws IOException {
        Told told = told(new Tar()
                .add("a.png", "A")
                .add("a.PNG", "again")
                .add("a.txt", "one")
                .add("b.png", "B")
                .add("b.txt", "two"));

        assertThat(told.samples()).containsExactly("a bad_metadata bad_metadata", "b B two");
    }

    @Test
    void ofSeveralImagesTheFirstKindIsTaken() throws IOException {
        assertThat(told(new Tar().add("a.webp", "W").add("a.jpg", "J").add("a.txt", "one"))
                        .samples())
                .containsExactly("a J one");
    }

    @Test
    void theUidIsThatOfTheJsonOrElseMadeOfShardAndKey() throws IOException {
        List<PoolSample> samples = samples(new Tar()
                .add("a.json", "{\"uid\": \"00112233445566778899aabbccddeeff\", \"clip\": 0.25, \"name\": \"x\"}")
                .add("a.png", "A")
                .add("b.png", "B"));

        assertThat(samples.get(0).uid()).isEqualTo(Uid.parse("00112233445566778899aabbccddeeff"));
        assertThat(samples.get(0).column("clip")).isEqualTo(OptionalDouble.of(0.25));
        assertThat(samples.get(0).column("name")).isEmpty();
        assertThat(samples.get(1).uid()).isEqualTo(Uid.ofName("s/b"));
    }

    @Test
    void metadataThatMakesNoSenseFailsItsSampleAlone() throws IOException {
        Told told = told(new Tar()
                .add("a.json", "{broken")
                .add("a.png", "A")
                .add("a.txt", "one")
                .add("b.json", "{\"uid\": \"17\"}")
                .add("b.png", "B")
                .add("b.txt", "two")
                .add("c.png", "C")
                .add("c.txt", "three"));

        assertThat(told.samples())
                .containsExactly("a bad_metadata bad_metadata", "b bad_metadata bad_metadata", "c C three");
    }

    @Test
    void captionsAreUtf8UnlessTheyMayBeMended() throws IOException {
        Tar tar = new Tar().add("a.png", "A").add("a.txt", new byte[] {'c', 'a', 'f', (byte) 0xE9});
        Path file = tar.write(folder.resolve("s.tar"));

        assertThat(Told.of(file).samples()).containsExactly("a A caption_not_utf8");
        assertThat(Told.of(Pool.open(file, PoolOptions.defaults().withReplaceMalformed(true)))
                        .samples())
                .containsExactly("a A caf\uFFFD");
    }

    @Test
    void theCaptionMayComeFromTheJsonWhereThatIsAskedFor() throws IOException {
        Path file = new Tar()
                .add("a.json", "{\"caption\": \"one\"}")
                .add("a.png", "A")
                .write(folder.resolve("s.tar"));

        assertThat(Told.of(file).samples()).containsExactly("a A missing_caption");
        assertThat(Told.of(Pool.open(file, PoolOptions.defaults().withCaptionFromMetadata(true)))
                        .samples())
                .containsExactly("a A one");
    }

    @Test
    void whatIsLargerThanItsLimitIsNotLoaded() throws IOException {
        Path file = new Tar()
                .add("a.png", "0123456789")
                .add("a.txt", "one")
                .add("b.png", "B")
                .add("b.txt", "0123456789")
                .add("c.png", "")
                .add("c.txt", "three")
                .write(folder.resolve("s.tar"));

        PoolOptions small = PoolOptions.defaults().withMaxImageBytes(9).withMaxCaptionBytes(9);
        assertThat(Told.of(Pool.open(file, small)).samples())
                .containsExactly("a image_too_large one", "b B caption_too_long", "c empty_image three");
    }

    @Test
    void longNamesAreRead() throws IOException {
        String name = "d/".repeat(80) + "long-name".repeat(20);
        assertThat(told(new Tar().add(name + ".png", "A").add(name + ".txt", "one"))
                        .samples())
                .containsExactly(name + " A one");
    }

    @Test
    void whereverATarIsCutWhatComesBeforeIsWholeAndTheCutIsTold() throws IOException {
        Tar tar = new Tar();
        for (int i = 0; i < 6; i++) {
            tar.add("k" + i + ".png", "image " + "x".repeat(300 * i))
                    .add("k" + i + ".json", "{}")
                    .add("k" + i + ".txt", "caption " + i);
        }
        byte[] whole = tar.bytes();
        Path file = folder.resolve("s.tar");
        List<String> expected = Told.of(Files.write(file, whole)).samples();
        assertThat(expected).hasSize(6);

        for (int length = 0; length < whole.length - 1024; length += 37) {
            Told told = Told.of(Files.write(file, Arrays.copyOf(whole, length)));

            assertThat(told.damage()).as("cut at %d", length).contains("s.tar").contains("what follows is lost");
            int count = told.samples().size();
            for (int i = 0; i < count - 1; i++) {
                assertThat(told.samples().get(i)).as("cut at %d", length).isEqualTo(expected.get(i));
            }
            if (count > 0 && !told.samples().get(count - 1).equals(expected.get(count - 1))) {
                assertThat(told.samples().get(count - 1))
                        .as("cut at %d", length)
                        .contains("unreadable");
            }
        }
    }

    @Test
    void metadataThatIsCutFailsItsSampleRatherThanGivingItAnotherUid() throws IOException {
        byte[] bytes = new Tar()
                .add("a.png", "A")
                .add("a.txt", "one")
                .add("a.json", "{\"uid\": \"" + "0".repeat(32) + "\"}")
                .bytes();

        Told told = Told.of(Files.write(folder.resolve("s.tar"), Arrays.copyOf(bytes, 5 * 512 + 10)));

        assertThat(told.samples()).containsExactly("a unreadable unreadable");
        assertThat(told.damage()).contains("a.json");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTarOfLongNamesThatIsCutAtAnyBlockIsDamaged(boolean gnu) throws IOException {
        Tar tar = gnu ? new Tar().withGnuNames() : new Tar();
        String key = "x".repeat(150);
        byte[] whole = tar.add(key + "0.png", "A")
                .add(key + "0.txt", "one")
                .add(key + "1.png", "B")
                .add(key + "1.txt", "two")
                .bytes();
        Path file = folder.resolve("s.tar");
        assertThat(Told.of(Files.write(file, whole)).damage()).isEmpty();

        for (int length = 512; length <= whole.length - 1024; length += 512) {
            assertThat(Told.of(Files.write(file, Arrays.copyOf(whole, length))).damage())
                    .as("cut at %d", length)
                    .contains("what follows is lost");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 7})
    void aHoleOfZerosIsNotTheEnd(int blocks) throws IOException {
        Tar tar = new Tar();
        for (int i = 0; i < 5; i++) {
            tar.add("k" + i + ".png", "image").add("k" + i + ".txt", "caption");
        }
        byte[] bytes = tar.bytes();
        Arrays.fill(bytes, 8 * 512, (8 + blocks) * 512, (byte) 0);

        Told told = Told.of(Files.write(folder.resolve("s.tar"), bytes));

        assertThat(told.samples())
                .startsWith("k0 image caption", "k1 image caption")
                .endsWith("k4 image caption")
                .allMatch(sample -> sample.endsWith(" image caption") || sample.contains(" unreadable"));
        assertThat(told.damage()).contains("s.tar").contains("k1.txt").contains("reading goes on at byte");
    }

    private static final int DAMAGED_SAMPLES = 6;

    /** Members of one block each, so that the even blocks are headers, and six blocks are a sample. */
    private static byte[] tarOfSmallSamples() {
        Tar tar = new Tar();
        for (int i = 0; i < DAMAGED_SAMPLES; i++) {
            tar.add("k" + i + ".png", "image " + i).add("k" + i + ".json", "{}").add("k" + i + ".txt", "caption " + i);
        }
        return tar.bytes();
    }

    private void assertOnlyTheSampleOfBlockIsLost(int block, byte[] damaged) throws IOException {
        Told told = Told.of(Files.write(folder.resolve("s.tar"), damaged));

        assertThat(told.damage()).as("block %d", block).contains("s.tar");
        List<String> whole = new ArrayList<>();
        for (int i = 0; i < DAMAGED_SAMPLES; i++) {
            if (i != block / 6) {
                whole.add("k" + i + " image " + i + " caption " + i);
            }
        }
        assertThat(told.samples())
                .as("block %d", block)
                .filteredOn(sample -> !sample.contains("unreadable"))
                .containsExactlyElementsOf(whole);
        assertThat(told.samples()).as("block %d", block).hasSizeLessThanOrEqualTo(DAMAGED_SAMPLES);
    }

    @ParameterizedTest
    @ValueSource(bytes = {0, (byte) 0xA7})
    void aHeaderThatIsOverwrittenLosesItsSampleAlone(byte filler) throws IOException {
        for (int block = 0; block < 6 * DAMAGED_SAMPLES; block += 2) {
            byte[] bytes = tarOfSmallSamples();
            Arrays.fill(bytes, block * 512, (block + 1) * 512, filler);
            assertOnlyTheSampleOfBlockIsLost(block, bytes);
        }
    }

    @Test
    void checksumsThatAreNoNumbersLoseTheirSampleAlone() throws IOException {
        for (int block = 0; block < 6 * DAMAGED_SAMPLES; block += 6) {
            byte[] bytes = tarOfSmallSamples();
            for (int header = block; header < block + 6; header += 2) {
                Arrays.fill(bytes, header * 512 + 148, header * 512 + 156, (byte) 'x');
            }
            assertOnlyTheSampleOfBlockIsLost(block, bytes);
        }
    }

    @Test
    void aBlockThatIsLostLosesItsSampleAlone() throws IOException {
        // Without its last block of data, the last member ends in zeros of the end-of-archive mark, and nothing tells.
        for (int block = 0; block < 6 * DAMAGED_SAMPLES - 1; block++) {
            byte[] bytes = tarOfSmallSamples();
            System.arraycopy(bytes, (block + 1) * 512, bytes, block * 512, bytes.length - (block + 1) * 512);
            assertOnlyTheSampleOfBlockIsLost(block, Arrays.copyOf(bytes, bytes.length - 512));
        }
    }

    @Test
    void membersOfOneKeyOnBothSidesOfAHoleAreNoSample() throws IOException {
        byte[] bytes = new Tar()
                .add("x.png", "X")
                .add("x.txt", "zero")
                .add("a.png", "A")
                .add("b.png", "B")
                .add("a.txt", "of another a")
                .add("c.png", "C")
                .add("c.txt", "three")
                .bytes();
        Arrays.fill(bytes, 6 * 512, 7 * 512, (byte) 0xA7);

        assertThat(Told.of(Files.write(folder.resolve("s.tar"), bytes)).samples())
                .containsExactly("x X zero", "a unreadable unreadable", "c C three");
    }

    @Test
    void membersAfterAnEndOfArchiveMarkAreReadAndTold() throws IOException {
        byte[] first = new Tar()
                .add("a.json", "{}")
                .add("a.png", "A")
                .add("a.txt", "one")
                .bytes();
        byte[] second = new Tar()
                .add("b.json", "{}")
                .add("b.png", "B")
                .add("b.txt", "two")
                .bytes();
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);

        Told told = Told.of(Files.write(folder.resolve("s.tar"), both));

        assertThat(told.samples()).containsExactly("a A one", "b B two");
        assertThat(told.damage()).contains("a.txt").contains("1024 bytes are skipped");
    }

    @Test
    void linksAreNotFiles() throws IOException {
        Told told = told(new Tar()
                .link("a.jpg", TarConstants.LF_SYMLINK, "b.jpg")
                .link("a.jpeg", TarConstants.LF_LINK, "b.jpg")
                .add("a.png", "A")
                .add("a.txt", "one"));

        assertThat(told).isEqualTo(new Told(List.of("a A one"), ""));
    }

    @Test
    void aHiddenMemberInAFolderDoesNotPartASample() throws IOException {
        Told told =
                told(new Tar().add("d/a.png", "A").add("d/._a.txt", "hidden").add("d/a.txt", "one"));

        assertThat(told).isEqualTo(new Told(List.of("d/a A one"), ""));
    }

    @Test
    void whetherSamplesHaveMetadataIsNotGuessedBesideAHole() throws IOException {
        byte[] bytes = new Tar()
                .add("a.png", "A")
                .add("a.txt", "one")
                .add("b.png", "B")
                .add("b.txt", "two")
                .bytes();
        Arrays.fill(bytes, 2048, 2560, (byte) 0xA7);

        Told told = Told.of(Files.write(folder.resolve("s.tar"), bytes));

        assertThat(told.samples()).containsExactly("a unreadable unreadable", "b unreadable unreadable");
        assertThat(told.damage()).contains("s.tar").contains("1024 bytes are skipped");
    }

    @Test
    void anEmptyFileIsDamagedAndAnEmptyArchiveIsNot() throws IOException {
        assertThat(Told.of(Files.write(folder.resolve("e.tar"), new byte[0])).damage())
                .contains("e.tar");
        assertThat(Told.of(new Tar().write(folder.resolve("f.tar")))).isEqualTo(new Told(List.of(), ""));
    }
}
