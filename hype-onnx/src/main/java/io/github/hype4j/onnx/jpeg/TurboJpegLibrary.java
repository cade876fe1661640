package io.github.hype4j.onnx.jpeg;

import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** The functions of libturbojpeg that are used: version 2 of its interface; names and types are those of turbojpeg.h. */
final class TurboJpegLibrary {

    static final int PIXELS_RGB = 0;
    static final int PIXELS_GREY = 6;
    static final int PIXELS_CMYK = 11;

    private TurboJpegLibrary() {}

    /**
     * Binds the functions.
     *
     * @throws LinkageError if there is no such library, or it lacks a function
     */
    static void bind(String library) {
        Native.register(TurboJpegLibrary.class, library);
    }

    static native @Nullable Pointer tjInitDecompress();

    static native int tjDecompressHeader3(
            Pointer handle,
            Pointer file,
            NativeLong length,
            int[] width,
            int[] height,
            int[] subsampling,
            int[] colorspace);

    static native int tjDecompress2(
            Pointer handle,
            Pointer file,
            NativeLong length,
            Pointer pixels,
            int width,
            int pitch,
            int height,
            int format,
            int flags);

    static native String tjGetErrorStr2(Pointer handle);

    static native int tjDestroy(Pointer handle);
}
