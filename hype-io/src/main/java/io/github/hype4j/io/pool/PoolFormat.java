package io.github.hype4j.io.pool;

/** How the samples of a pool lie in files. */
public enum PoolFormat {
    /** Tars of a WebDataset; a Parquet file of img2dataset's beside a tar, of the same name, is joined to it. */
    WEBDATASET,
    /** Parquet files with the images in a column. */
    PARQUET,
    /** Image files with captions beside them, in a folder and its sub-folders. */
    FOLDER
}
