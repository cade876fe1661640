/**
 * Arrays in numpy's own files: {@code .npy}, one array, and {@code .npz}, a zip of several. Read and written as streams of
 * rows, so that an array may be larger than memory.
 *
 * <p>Little-endian numbers in C order are read and written: floats of 16, 32 and 64 bits, integers of 8 to 64 bits, and the
 * pair of words that uids are stored as. Anything else (objects, Fortran order, big-endian numbers) is refused by name.
 */
@NullMarked
package io.github.hype4j.numpy;

import org.jspecify.annotations.NullMarked;
