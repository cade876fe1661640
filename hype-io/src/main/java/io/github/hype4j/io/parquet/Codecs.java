package io.github.hype4j.io.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * Parquet's codecs without Hadoop's: pages are written as Zstandard, whose bytes depend on the library's version only,
 * and read as any codec that DuckDB, Arrow and Spark write by default. Holds nothing; safe for use by several threads.
 */
public final class Codecs implements CompressionCodecFactory {

    private static final int ZSTD_LEVEL = 3;

    /** The codecs. */
    public Codecs() {}

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        if (codec != CompressionCodecName.ZSTD) {
            throw new IllegalArgumentException("codec must be ZSTD for writing, got " + codec);
        }
        return new ZstdCompressor();
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return switch (codec) {
            case ZSTD -> new Decompressor(Codecs::unzstd);
            case SNAPPY -> new Decompressor(Codecs::unsnap);
            case GZIP -> new Decompressor(Codecs::gunzip);
            case UNCOMPRESSED ->
                new Decompressor((bytes, from, length, size) -> Arrays.copyOfRange(bytes, from, from + length));
            default ->
                throw new IllegalArgumentException(
                        "pages are compressed by " + codec + "; ZSTD, SNAPPY, GZIP and UNCOMPRESSED are read");
        };
    }

    @Override
    public void release() {}

    private static byte[] unzstd(byte[] bytes, int from, int length, int size) throws IOException {
        byte[] result = new byte[size];
        long written = Zstd.decompressByteArray(result, 0, size, bytes, from, length);
        if (Zstd.isError(written)) {
            throw new IOException("bad Zstandard data: " + Zstd.getErrorName(written));
        }
        return written == size ? result : Arrays.copyOf(result, (int) written);
    }

    private static byte[] unsnap(byte[] bytes, int from, int length, int size) throws IOException {
        if (Snappy.uncompressedLength(bytes, from, length) != size) {
            throw new EOFException("a page has " + Snappy.uncompressedLength(bytes, from, length)
                    + " bytes where its header says " + size);
        }
        byte[] result = new byte[size];
        Snappy.uncompress(bytes, from, length, result, 0);
        return result;
    }

    private static byte[] gunzip(byte[] bytes, int from, int length, int size) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes, from, length))) {
            // One byte more than promised, so that a page that is too long is seen below.
            return in.readNBytes(size + 1);
        }
    }

    /** Turns the bytes of a page into those that were compressed. */
    @FunctionalInterface
    private interface Inflation {
        byte[] inflate(byte[] bytes, int from, int length, int size) throws IOException;
    }

    private static final class ZstdCompressor implements BytesInputCompressor {

        @Override
        public BytesInput compress(BytesInput bytes) {
            return BytesInput.from(Zstd.compress(copyOf(bytes), ZSTD_LEVEL));
        }

        private static byte[] copyOf(BytesInput bytes) {
            try {
                return bytes.toByteArray();
            } catch (IOException e) {
                throw new AssertionError("bytes in memory can be read", e);
            }
        }

        @Override
        public CompressionCodecName getCodecName() {
            return CompressionCodecName.ZSTD;
        }

        @Override
        public void release() {}
    }

    private record Decompressor(Inflation inflation) implements BytesInputDecompressor {

        @Override
        public BytesInput decompress(BytesInput bytes, int uncompressedSize) throws IOException {
            ByteBuffer in = bytes.toByteBuffer();
            byte[] result = in.hasArray()
                    ? inflation.inflate(in.array(), in.arrayOffset() + in.position(), in.remaining(), uncompressedSize)
                    : inflation.inflate(bytes.toByteArray(), 0, (int) bytes.size(), uncompressedSize);
            if (result.length != uncompressedSize) {
                throw new EOFException(
                        "a page has " + result.length + " bytes where its header says " + uncompressedSize);
            }
            return BytesInput.from(result);
        }

        @Override
        public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int uncompressedSize)
                throws IOException {
            byte[] compressed = new byte[compressedSize];
            input.get(compressed);
            output.put(decompress(BytesInput.from(compressed), uncompressedSize).toByteBuffer());
        }

        @Override
        public void release() {}
    }
}
