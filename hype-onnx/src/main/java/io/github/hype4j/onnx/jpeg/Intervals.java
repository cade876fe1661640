package io.github.hype4j.onnx.jpeg;

/** Walks through the MCUs of a scan from one restart marker to the next. */
final class Intervals {

    private final EntropyData data;
    private final int length;
    private BitSource source;
    private int interval = -1;
    private int left;

    Intervals(EntropyData data, Scan scan, int mcus) throws UnusualJpegException {
        this.data = data;
        this.length = scan.restartInterval() == 0 ? mcus : scan.restartInterval();
        this.source = data.startInterval(0);
        if ((mcus + length - 1) / length != data.intervals()) {
            throw new UnusualJpegException("restart markers where they do not belong");
        }
    }

    /** Goes on to the next MCU; whether it is the first of an interval, where nothing is known of the MCUs before. */
    boolean isStartOfNext() throws UnusualJpegException {
        if (left > 0) {
            left--;
            return false;
        }
        if (interval >= 0) {
            data.checkEnd(interval);
        }
        interval++;
        source = data.startInterval(interval);
        left = length - 1;
        return true;
    }

    BitSource source() {
        return source;
    }

    /** To be asked after every MCU, since bits are taken unchecked. */
    void checkMcu() throws UnusualJpegException {
        data.checkNotBeyond(interval);
    }

    /** To be asked after the last MCU. */
    void checkEnd() throws UnusualJpegException {
        data.checkEnd(interval);
    }
}
