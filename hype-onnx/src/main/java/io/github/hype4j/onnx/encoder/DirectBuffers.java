package io.github.hype4j.onnx.encoder;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** Direct buffers, used again and again: as many as there are batches at once. Safe for use by several threads. */
final class DirectBuffers {

    private final int usualBytes;
    private final Deque<ByteBuffer> free = new ArrayDeque<>();

    /** Buffers that hold at least so much, so that the next batch can use them too. */
    DirectBuffers(int usualBytes) {
        this.usualBytes = usualBytes;
    }

    /** A buffer with at least so many bytes, whose contents are anything. */
    synchronized ByteBuffer take(int bytes) {
        for (Iterator<ByteBuffer> buffers = free.iterator(); buffers.hasNext(); ) {
            ByteBuffer buffer = buffers.next();
            if (buffer.capacity() >= bytes) {
                buffers.remove();
                return buffer;
            }
        }
        return ByteBuffer.allocateDirect(Math.max(bytes, usualBytes)).order(ByteOrder.nativeOrder());
    }

    synchronized void giveBack(ByteBuffer buffer) {
        free.push(buffer);
    }

    /** Leaves the buffers to the garbage collector. */
    synchronized void clear() {
        free.clear();
    }
}
