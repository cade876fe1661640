package io.github.hype4j;

import io.github.hype4j.model.SampleFailure;
import io.github.hype4j.selection.Uid;
import java.util.ArrayList;
import java.util.List;

/** Writes down what it is told. */
final class RecordingListener implements ProgressListener {

    final List<String> progress = new ArrayList<>();
    final List<String> failures = new ArrayList<>();

    @Override
    public void progress(long seen, long failed) {
        progress.add(seen + "/" + failed);
    }

    @Override
    public void failed(Uid uid, SampleFailure failure) {
        failures.add(uid + " " + failure);
    }
}
