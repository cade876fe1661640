package io.github.hype4j.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.hype4j.lorentz.Embeddings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzFileTest {

    private static final float[] VALUES = {1, 2, 3, 4, 5, 6};

    @TempDir
    Path folder = Path.of("");

    @Test
    void arraysComeBackByName() throws IOException {
        Path file = written("a.npz");

        try (NpzFile npz = NpzFile.open(file);
                NpyReader image = npz.read("image")) {
            float[] read = new float[6];
            image.readFloats(read, 0, 6);
            image.expectEnd();

            assertThat(npz.names()).containsExactly("ids", "image");
            assertThat(read).isEqualTo(VALUES);
            npz.verify("image");
            npz.verify("ids");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> npz.read("text"))
                    .withMessageContaining("a.npz")
                    .withMessageContaining("[ids, image]");
        }
    }

    @Test
    void theSameArraysGiveTheSameBytes() throws IOException {
        assertThat(written("a.npz")).hasSameBinaryContentAs(written("b.npz"));
    }

    @Test
    void compressedEntriesWrittenToAStreamAreRead() throws IOException {
        Path file = folder.resolve("stream.npz");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("image.npy"));
            zip.write(NpyFile.toBytes(Embeddings.of(VALUES, 2)));
            zip.closeEntry();
        }
        try (NpzFile npz = NpzFile.open(file);
                NpyReader image = npz.read("image")) {
            assertThat(image.header().shape()).containsExactly(3L, 2L);
            npz.verify("image");
        }
    }

    /** Written by Python 3.11's zipfile to a pipe: one stored entry x.npy, uint8 [1, 2, 3], with a data descriptor. */
    @Test
    void storedEntriesWithADataDescriptorAreRead() throws IOException {
        Path file = Files.write(folder.resolve("pipe.npz"), Base64.getDecoder().decode(PIPED));

        try (NpzFile npz = NpzFile.open(file);
                NpyReader reader = npz.read("x")) {
            long[] read = new long[3];
            reader.readIntegers(read, 0, 3);

            assertThat(read).containsExactly(1, 2, 3);
            npz.verify("x");
        }
    }

    @Test
    void aFileCutAnywhereIsRefusedByName() throws IOException {
        byte[] whole = Files.readAllBytes(written("a.npz"));
        for (int length = 0; length < whole.length; length++) {
            Path cut = Files.write(folder.resolve("cut.npz"), Arrays.copyOf(whole, length));

            assertThatIOException()
                    .as("cut to %d bytes", length)
                    .isThrownBy(() -> NpzFile.open(cut))
                    .withMessageContaining("cut.npz");
        }
    }

    @Test
    void aBitThatTurnedOverIsFound() throws IOException {
        byte[] bytes = Files.readAllBytes(written("a.npz"));
        bytes[200] ^= 1;
        try (NpzFile npz = NpzFile.open(Files.write(folder.resolve("bit.npz"), bytes))) {
            assertThatIOException().isThrownBy(() -> npz.verify("image")).withMessageContaining("damaged");
        }
    }

    @Test
    void anAbsentFileIsNamed() {
        assertThatIOException()
                .isThrownBy(() -> NpzFile.open(folder.resolve("absent.npz")))
                .isInstanceOf(NoSuchFileException.class)
                .withMessageContaining("absent.npz");
    }

    private Path written(String name) throws IOException {
        Path file = folder.resolve(name);
        try (NpzWriter npz = NpzWriter.create(file)) {
            try (NpyWriter image = npz.add("image", NpyHeader.of(NpyType.FLOAT32, 3, 2))) {
                image.writeFloats(VALUES, 0, 6);
            }
            try (NpyWriter ids = npz.add("ids", NpyHeader.of(NpyType.INT32, 2))) {
                ids.writeIntegers(new long[] {7, -8}, 0, 2);
            }
            npz.finish();
        }
        return file;
    }

    private static final String PIPED =
            "UEsDBBQACAAAAAAAIQAAAAAAAAAAAAAAAAAFAAAAeC5ucHmTTlVNUFkBAHYAeydkZXNjcic6ICd8dTEnLCAnZm9ydHJhbl9v"
                    + "cmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMywpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg"
                    + "ICAgICAgICAgICAgICAgICAgCgECA1BLBwgq446xgwAAAIMAAABQSwECFAMUAAgAAAAAACEAKuOOsYMAAACDAAAABQAAAAAA"
                    + "AAAAAAAAgAEAAAAAeC5ucHlQSwUGAAAAAAEAAQAzAAAAtgAAAAAA";
}
