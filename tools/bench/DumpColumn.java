import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;

/**
 * Writes uids and a column of float of all Parquet files of a folder, in the order of their names, for numpy: {@code uid.npy} of
 * pairs of words and {@code score.npy}. {@code java -cp hype.jar DumpColumn.java METADATA COLUMN OUT}
 */
public final class DumpColumn {

    public static void main(String[] arguments) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of(arguments[0]))) {
            files = all.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
        }
        // Without options the reader asks for Hadoop's configuration, which the jar does not have.
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
        long rows = 0;
        for (Path file : files) {
            try (ParquetFileReader parquet = ParquetFileReader.open(new LocalInputFile(file), options)) {
                rows += parquet.getRecordCount();
            }
        }
        Path out = Files.createDirectories(Path.of(arguments[2]));
        try (DataOutputStream uids = npy(out.resolve("uid.npy"), "[('f0', '>u8'), ('f1', '>u8')]", rows);
                DataOutputStream scores = npy(out.resolve("score.npy"), "'>f4'", rows)) {
            for (Path file : files) {
                try (ParquetReader<Group> reader = new Builder(new LocalInputFile(file)).build()) {
                    for (Group row = reader.read(); row != null; row = reader.read()) {
                        String uid = row.getString("uid", 0);
                        uids.writeLong(Long.parseUnsignedLong(uid, 0, 16, 16));
                        uids.writeLong(Long.parseUnsignedLong(uid, 16, 32, 16));
                        boolean present = row.getFieldRepetitionCount(arguments[1]) > 0;
                        scores.writeFloat(present ? row.getFloat(arguments[1], 0) : Float.NaN);
                    }
                }
            }
        }
    }

    private static DataOutputStream npy(Path path, String type, long rows) throws IOException {
        String header = String.format(Locale.ROOT, "{'descr': %s, 'fortran_order': False, 'shape': (%d,), }", type, rows);
        DataOutputStream file = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path), 1 << 16));
        file.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0});
        file.write((header + " ".repeat(117 - header.length()) + "\n").getBytes(StandardCharsets.US_ASCII));
        return file;
    }

    private static final class Builder extends ParquetReader.Builder<Group> {

        private Builder(InputFile file) {
            super(file, new PlainParquetConfiguration());
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }
}
