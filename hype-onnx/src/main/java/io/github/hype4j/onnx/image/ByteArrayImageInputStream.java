package io.github.hype4j.onnx.image;

import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Image bytes for a reader, without a copy and without a cache file; remembers whether a reader wanted more than there
 * was, which is how a file that is cut short shows itself even where the reader makes do.
 */
final class ByteArrayImageInputStream extends ImageInputStreamImpl {

    private final byte[] bytes;
    private boolean ranOut;

    ByteArrayImageInputStream(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean ranOut() {
        return ranOut;
    }

    @Override
    public int read() {
        bitOffset = 0;
        if (streamPos >= bytes.length) {
            ranOut = true;
            return -1;
        }
        return bytes[(int) streamPos++] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        if (streamPos >= bytes.length) {
            ranOut = true;
            return -1;
        }
        int count = Math.min(length, bytes.length - (int) streamPos);
        System.arraycopy(bytes, (int) streamPos, target, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return bytes.length;
    }
}
