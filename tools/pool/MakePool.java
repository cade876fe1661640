import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.CRC32;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Writes a pool in the forms of img2dataset ({@code shards}) and DataComp ({@code metadata}). See README.md. */
public final class MakePool {

    private static final MessageType METADATA = MessageTypeParser.parseMessageType("message schema {"
            + " optional binary uid (STRING); optional binary url (STRING); optional binary text (STRING);"
            + " optional int64 original_width; optional int64 original_height;"
            + " optional float clip_b32_similarity_score; optional float clip_l14_similarity_score;"
            + " optional group face_bboxes (LIST) { repeated group list { optional group element (LIST) {"
            + " repeated group list { optional double element; } } } }"
            + " optional binary sha256 (STRING); }");

    private static final MessageType DOWNLOADS = MessageTypeParser.parseMessageType("message schema {"
            + " optional binary uid (STRING); optional binary url (STRING); optional binary caption (STRING);"
            + " optional binary key (STRING); optional binary status (STRING); optional binary error_message (STRING);"
            + " optional int32 width; optional int32 height; optional int32 original_width;"
            + " optional int32 original_height; optional binary exif (STRING); optional binary sha256 (STRING); }");

    private final Path folder;
    private final long seed;
    private final Damage damage;

    private MakePool(Path folder, long seed, Damage damage) {
        this.folder = folder;
        this.seed = seed;
        this.damage = damage;
    }

    public static void main(String[] arguments) throws IOException {
        Map<String, String> options = new HashMap<>(Map.of("--shards", "10", "--pairs", "1000", "--seed", "1", "--damage", "0"));
        for (int i = 0; i < arguments.length; i += 2) {
            if (!List.of("--output", "--shards", "--pairs", "--seed", "--damage").contains(arguments[i])
                    || i + 1 == arguments.length) {
                throw new IllegalArgumentException(
                        "--output, --shards, --pairs, --seed, --damage and a value, got " + arguments[i]);
            }
            options.put(arguments[i], arguments[i + 1]);
        }
        if (!options.containsKey("--output")) {
            throw new IllegalArgumentException("--output DIR is needed");
        }
        System.setProperty("java.awt.headless", "true");
        long seed = Long.parseLong(options.get("--seed"));
        int shards = Integer.parseInt(options.get("--shards"));
        Damage damage = Damage.of(seed, Double.parseDouble(options.get("--damage")), shards);
        MakePool pool = new MakePool(Path.of(options.get("--output")), seed, damage);
        Files.createDirectories(pool.folder.resolve("shards"));
        Files.createDirectories(pool.folder.resolve("metadata"));
        int pairs = Integer.parseInt(options.get("--pairs"));
        for (int shard = 0; shard < shards; shard++) {
            List<Pair> rows = new ArrayList<>();
            for (long number = (long) shard * pairs; rows.size() < pairs; number++) {
                rows.add(Pair.of(pool.seed, number));
            }
            pool.writeShard(shard, rows);
            pool.writeMetadata(shard, rows);
        }
        System.out.println(damage.list());
    }

    private void writeShard(int shard, List<Pair> rows) throws IOException {
        String name = String.format(Locale.ROOT, "%08d", shard);
        Path shards = folder.resolve("shards");
        long undecoded = rows.stream().filter(row -> row.download() == Pair.Download.FAILED_TO_RESIZE).count();
        int successes = (int) rows.stream().filter(row -> row.download() == Pair.Download.SUCCESS).count();
        int tornFrom = damage.tornFrom(shard, successes);
        List<String> torn = new ArrayList<>();
        Pair sound = null;
        try (ParquetWriter<Group> table = parquet(shards.resolve(name + ".parquet"), DOWNLOADS);
                TarFile tar = new TarFile(shards.resolve(name + ".tar"))) {
            for (int i = 0; i < rows.size(); i++) {
                Pair pair = rows.get(i);
                String key = String.format(Locale.ROOT, "%05d%04d", shard, i);
                boolean success = pair.download() == Pair.Download.SUCCESS;
                table.write(download(pair, key, success));
                if (success && (tar.samples() < tornFrom || torn.isEmpty())) {
                    boolean isTorn = tar.samples() == tornFrom;
                    Damage.Kind kind = isTorn ? null : damage.of(pair);
                    if (kind == Damage.Kind.REPEATED_UID && sound == null) {
                        kind = null;
                    }
                    writeSample(tar, pair, key, kind, sound);
                    if (kind != null) {
                        damage.tell(kind, "shards/" + name + ".tar", key);
                    } else if (isTorn) {
                        torn.add(key);
                    } else {
                        sound = pair;
                    }
                } else if (success) {
                    torn.add(key);
                }
            }
            if (torn.isEmpty()) {
                tar.end();
            } else {
                tar.tear();
                damage.tell("torn_tail", "shards/" + name + ".tar", torn);
            }
        }
        if (damage.cutsTable(shard)) {
            Path table = shards.resolve(name + ".parquet");
            Files.write(table, Damage.half(Files.readAllBytes(table)));
            damage.tell("cut_parquet", "shards/" + name + ".parquet", List.of());
        }
        Files.writeString(shards.resolve(name + "_stats.json"), "{\"count\": " + rows.size() + ", \"successes\": " + successes
                + ", \"failed_to_download\": " + (rows.size() - successes - undecoded) + ", \"failed_to_resize\": " + undecoded + "}");
    }

    private void writeSample(TarFile tar, Pair pair, String key, Damage.Kind kind, Pair earlier) throws IOException {
        byte[] image = pair.scene().toJpeg(pair.width(), pair.height());
        byte[] json = json(kind == Damage.Kind.REPEATED_UID ? pair.withUid(earlier.uid()) : pair, key)
                .getBytes(StandardCharsets.UTF_8);
        tar.begin();
        tar.add(key + ".jpg", kind == Damage.Kind.CUT_IMAGE ? Damage.half(image) : image);
        if (kind != Damage.Kind.MISSING_CAPTION) {
            tar.add(key + ".txt", pair.caption().getBytes(StandardCharsets.UTF_8));
        }
        tar.add(key + ".json", kind == Damage.Kind.BAD_JSON ? Damage.half(json) : json);
        if (kind == Damage.Kind.BROKEN_HEADER) {
            tar.breakHeader(damage.brokenMember(pair, 3));
        }
    }

    private static Group download(Pair pair, String key, boolean success) {
        Group row = new SimpleGroup(DOWNLOADS);
        row.append("uid", pair.uid().toString()).append("url", pair.url()).append("caption", pair.caption());
        row.append("key", key).append("status", pair.download().label());
        if (success) {
            row.append("width", pair.width()).append("height", pair.height());
            row.append("original_width", pair.width() * pair.scale()).append("original_height", pair.height() * pair.scale());
            row.append("exif", "{}").append("sha256", pair.sha256());
        } else {
            row.append("error_message", pair.download().message());
        }
        return row;
    }

    private static String json(Pair pair, String key) {
        // No caption or address holds a quote, a backslash or a control character.
        return "{\"uid\": \"" + pair.uid() + "\", \"url\": \"" + pair.url() + "\", \"caption\": \"" + pair.caption()
                + "\", \"key\": \"" + key + "\", \"status\": \"success\", \"error_message\": null, \"width\": " + pair.width()
                + ", \"height\": " + pair.height() + ", \"original_width\": " + pair.width() * pair.scale()
                + ", \"original_height\": " + pair.height() * pair.scale() + ", \"exif\": \"{}\", \"sha256\": \""
                + pair.sha256() + "\"}";
    }

    private void writeMetadata(int shard, List<Pair> rows) throws IOException {
        Dice dice = Dice.of(seed, shard, "metadata");
        String stem = String.format(Locale.ROOT, "%016x%016x", dice.bits(), dice.bits());
        try (ParquetWriter<Group> table = parquet(folder.resolve("metadata").resolve(stem + ".parquet"), METADATA)) {
            for (Pair pair : rows) {
                Group row = new SimpleGroup(METADATA);
                row.append("uid", pair.uid().toString()).append("url", pair.url()).append("text", pair.caption());
                row.append("original_width", (long) pair.width() * pair.scale());
                row.append("original_height", (long) pair.height() * pair.scale());
                row.append("clip_b32_similarity_score", pair.b32()).append("clip_l14_similarity_score", pair.l14());
                Group faces = row.addGroup("face_bboxes");
                for (double[] face : pair.faces()) {
                    Group box = faces.addGroup("list").addGroup("element");
                    for (double share : face) {
                        box.addGroup("list").append("element", share);
                    }
                }
                table.write(row.append("sha256", pair.sha256()));
            }
        }
        try (OutputStream file = Files.newOutputStream(folder.resolve("metadata").resolve(stem + ".npz"))) {
            List<Pair> embedded = rows.subList(0, damage.embeddedRows(shard, rows.size()));
            Map<String, byte[]> arrays = new java.util.LinkedHashMap<>();
            arrays.put("b32_img", embeddings(embedded, 512, "b32", false));
            arrays.put("b32_txt", embeddings(embedded, 512, "b32", true));
            arrays.put("l14_img", embeddings(embedded, 768, "l14", false));
            arrays.put("l14_txt", embeddings(embedded, 768, "l14", true));
            arrays.put("dedup", npy("<f4", "(" + embedded.size() + ",)", each(embedded, 4, pair -> Dice.of(seed, pair.number(), "dedup").unit())));
            zip(file, arrays);
            if (embedded.size() < rows.size()) {
                damage.tell("short_npz", "metadata/" + stem + ".npz", rows.subList(embedded.size(), rows.size()).stream()
                        .map(row -> row.uid().toString()).toList());
            }
        }
    }

    private static byte[] each(List<Pair> rows, int bytes, Function<Pair, Double> value) {
        ByteBuffer data = ByteBuffer.allocate(rows.size() * bytes).order(ByteOrder.LITTLE_ENDIAN);
        rows.forEach(row -> data.putFloat(value.apply(row).floatValue()));
        return data.array();
    }

    /** Unit vectors about that of the picture's concept; a text lies as near its picture as the row's cosine says, roughly. */
    private byte[] embeddings(List<Pair> rows, int width, String model, boolean text) {
        ByteBuffer data = ByteBuffer.allocate(rows.size() * width * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (Pair pair : rows) {
            float[] image = mixed(direction(pair.scene().concept(), width, model), direction(-1 - pair.number(), width, model), 0.8f);
            float cosine = model.equals("b32") ? pair.b32() : pair.l14();
            float[] other = direction(pair.number(), width, model + " text");
            for (float value : text ? mixed(image, other, cosine) : image) {
                data.putShort(Float16.toBits(value));
            }
        }
        return npy("<f2", "(" + rows.size() + ", " + width + ")", data.array());
    }

    private static float[] mixed(float[] one, float[] other, float share) {
        float rest = (float) Math.sqrt(1 - share * share);
        float[] sum = new float[one.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = share * one[i] + rest * other[i];
        }
        return unit(sum);
    }

    private float[] direction(long number, int width, String purpose) {
        Dice dice = Dice.of(seed, number, purpose);
        float[] vector = new float[width];
        for (int i = 0; i < width; i++) {
            vector[i] = dice.bell();
        }
        return unit(vector);
    }

    private static float[] unit(float[] vector) {
        double square = 0;
        for (float value : vector) {
            square += (double) value * value;
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(square);
        }
        return vector;
    }

    private static byte[] npy(String type, String shape, byte[] data) {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
        header += " ".repeat(117 - header.length()) + "\n";
        ByteBuffer file = ByteBuffer.allocate(128 + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) 118);
        return file.put(header.getBytes(StandardCharsets.US_ASCII)).put(data).array();
    }

    /** Stored entries with data descriptors, as by a writer that cannot go back; java.util.zip writes no such. */
    private static void zip(OutputStream file, Map<String, byte[]> arrays) throws IOException {
        ByteArrayOutputStream directory = new ByteArrayOutputStream();
        int offset = 0;
        for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
            byte[] name = (array.getKey() + ".npy").getBytes(StandardCharsets.US_ASCII);
            CRC32 crc = new CRC32();
            crc.update(array.getValue());
            int sum = (int) crc.getValue();
            int size = array.getValue().length;
            file.write(words(30).putInt(0x04034B50).putShort((short) 20).putShort((short) 8).putShort((short) 0)
                    .putShort((short) 0).putShort((short) 0x21).putInt(0).putInt(0).putInt(0).putShort((short) name.length).array());
            file.write(name);
            file.write(array.getValue());
            file.write(words(16).putInt(0x08074B50).putInt(sum).putInt(size).putInt(size).array());
            directory.write(words(46).putInt(0x02014B50).putShort((short) 20).putShort((short) 20).putShort((short) 8)
                    .putShort((short) 0).putShort((short) 0).putShort((short) 0x21).putInt(sum).putInt(size).putInt(size)
                    .putShort((short) name.length).putInt(42, offset).array());
            directory.write(name);
            offset += 30 + name.length + size + 16;
        }
        directory.writeTo(file);
        short count = (short) arrays.size();
        file.write(words(22).putInt(0x06054B50).putInt(0).putShort(count).putShort(count).putInt(directory.size()).putInt(offset).array());
    }

    private static ByteBuffer words(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ParquetWriter<Group> parquet(Path path, MessageType type) throws IOException {
        return ExampleParquetWriter.builder(new LocalOutputFile(path)).withConf(new PlainParquetConfiguration()).withType(type).build();
    }
}
