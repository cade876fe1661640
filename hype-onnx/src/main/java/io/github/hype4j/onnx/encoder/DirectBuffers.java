package io.github.hype4j.onnx.encoder;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Direct buffers of one size, used again and again: as many as there are callers at once. */
final class DirectBuffers {

    private final int bytes;
    private final Queue<ByteBuffer> free = new ConcurrentLinkedQueue<>();

    DirectBuffers(int bytes) {
        this.bytes = bytes;
    }

    ByteBuffer take() {
        ByteBuffer buffer = free.poll();
        return buffer == null ? ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()) : buffer;
    }

    void giveBack(ByteBuffer buffer) {
        free.add(buffer);
    }
}
