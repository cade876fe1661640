package io.github.hype4j.onnx.image;

import java.io.EOFException;
import java.io.IOException;
import javax.imageio.IIOException;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;
import javax.imageio.event.IIOReadWarningListener;

/**
 * Notices what the platform's GIF reader lets pass: codes that cannot be, and a frame whose codes end before its last row.
 * Pillow refuses such files.
 */
final class GifFrameWatch implements IIOReadProgressListener, IIOReadWarningListener {

    private boolean complete;
    private boolean outOfSequence;

    static GifFrameWatch on(ImageReader reader) {
        GifFrameWatch watch = new GifFrameWatch();
        reader.addIIOReadProgressListener(watch);
        reader.addIIOReadWarningListener(watch);
        return watch;
    }

    /** To be called when the frame was read. */
    void check() throws IOException {
        if (outOfSequence) {
            throw new IIOException("a code that is out of sequence");
        }
        if (!complete) {
            throw new EOFException("the codes end before the last row");
        }
    }

    @Override
    public void imageProgress(ImageReader source, float percentageDone) {
        complete |= percentageDone >= 100;
    }

    @Override
    public void warningOccurred(ImageReader source, String warning) {
        outOfSequence |= !complete && warning.startsWith("Out-of-sequence");
    }

    @Override
    public void sequenceStarted(ImageReader source, int minIndex) {}

    @Override
    public void sequenceComplete(ImageReader source) {}

    @Override
    public void imageStarted(ImageReader source, int imageIndex) {}

    @Override
    public void imageComplete(ImageReader source) {}

    @Override
    public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

    @Override
    public void thumbnailProgress(ImageReader source, float percentageDone) {}

    @Override
    public void thumbnailComplete(ImageReader source) {}

    @Override
    public void readAborted(ImageReader source) {}
}
