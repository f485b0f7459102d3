package dev.peso.internal.fingerprint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.ByteVector;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.Hashes;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.NullVector;
import dev.peso.internal.column.ShortVector;
import dev.peso.internal.column.StructVector;
import dev.peso.internal.column.Table;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.Views;
import dev.peso.internal.column.WideVector;
import dev.peso.spi.Parallel;

/// The fingerprint of rows: SHA-256 over names, types, the number of rows and every value, as 64 hexadecimal digits.
///
/// It does not depend on chunks, dictionaries, the engine or the file format the rows came from. All numbers below are
/// big-endian two's complement. The hashed bytes are:
///
/// 1. `peso-fingerprint/1` and a line feed, in ASCII;
/// 2. the number of rows (8 bytes) and of columns (4 bytes);
/// 3. for each column: its name and the text form of its type, each as the number of UTF-8 bytes (4 bytes) and the
///    bytes; then the SHA-256 (32 bytes) of its values, one after the other. Categorical types count as `utf8`, also
///    inside nested ones. Nullability and metadata are left out.
///
/// A null is the byte 0. Any other value is the byte 1 and then
///
/// - boolean: 1 byte, 0 or 1;
/// - integers of any width, date, time, timestamp, duration and decimal of up to 18 digits (unscaled): 8 bytes;
/// - decimal of more digits: 16 bytes, unscaled;
/// - floats: the 8 bytes of the IEEE 754 double, NaN as 0x7ff8000000000000, -0.0 as 0.0;
/// - text and binary: the number of bytes (4 bytes) and the bytes;
/// - list: the number of elements (4 bytes) and the elements; map: the same with key and value of each entry;
/// - struct: its fields in order.
public final class Fingerprints {
    private static final byte[] MAGIC = "peso-fingerprint/1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER_BYTES = 30_000;
    private static final int MANY = 50_000;

    private final Schema schema;
    private final List<ColumnDigest> columns = new ArrayList<>();
    private long rows;

    /// Starts without rows.
    ///
    /// @param schema the columns
    public Fingerprints(Schema schema) {
        this.schema = schema;
        for (int i = 0; i < schema.size(); i++) {
            columns.add(new ColumnDigest());
        }
    }

    /// The fingerprint of a table.
    public static String of(Table table) {
        Fingerprints fingerprints = new Fingerprints(table.schema());
        table.chunks().forEach(fingerprints::add);
        return fingerprints.finish();
    }

    /// Takes the next rows; of many the columns are looked at side by side.
    ///
    /// @param chunk rows of the schema
    public void add(Chunk chunk) {
        if ((long) chunk.rows() * columns.size() < MANY) {
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).add(chunk.column(i));
            }
        } else {
            Parallel.forEach(columns.size(), i -> columns.get(i).add(chunk.column(i)));
        }
        rows += chunk.rows();
    }

    /// The fingerprint of all rows; nothing may be added afterwards.
    public String finish() {
        MessageDigest digest = sha256();
        digest.update(MAGIC);
        digest.update(ByteBuffer.allocate(12).putLong(rows).putInt(schema.size()).flip());
        for (int i = 0; i < columns.size(); i++) {
            Field field = schema.field(i);
            text(digest, field.name());
            text(digest, canonical(field.type()).toString());
            digest.update(columns.get(i).finish());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void text(MessageDigest digest, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(utf8.length).flip());
        digest.update(utf8);
    }

    private static DataType canonical(DataType type) {
        return switch (type) {
            case DataType.Categorical _ -> DataType.UTF8;
            case DataType.ListOf list -> DataType.list(canonical(list.element()));
            case DataType.MapOf map -> DataType.map(canonical(map.key()), canonical(map.value()));
            case DataType.Struct struct -> new DataType.Struct(struct.fields()
                    .stream()
                    .map(f -> Field.of(f.name(), canonical(f.type())))
                    .toList());
            case DataType.Simple _,DataType.Decimal _,DataType.Time _,DataType.Timestamp _,DataType.Duration _ ->
                type;
        };
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// The values of one column on their way into a hash.
    private static final class ColumnDigest {
        private final MessageDigest digest = sha256();
        private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

        /// The kind of frequent columns is asked once and not for each row.
        void add(Vector vector) {
            switch (vector) {
                case DoubleVector v -> {
                    for (int row = 0; row < v.length; row++) {
                        if (starts(v, row)) {
                            buffer.putLong(Hashes.canonicalBits(v.get(row)));
                        }
                    }
                }
                case LongVector v -> {
                    for (int row = 0; row < v.length; row++) {
                        if (starts(v, row)) {
                            buffer.putLong(v.get(row));
                        }
                    }
                }
                case ViewVector v -> {
                    for (int row = 0; row < v.length; row++) {
                        if (starts(v, row)) {
                            bytes(v, row);
                        }
                    }
                }
                case CodeVector v -> {
                    for (int row = 0; row < v.length; row++) {
                        if (starts(v, row)) {
                            bytes(v.dictionary, v.code(row));
                        }
                    }
                }
                default -> {
                    for (int row = 0; row < vector.length; row++) {
                        value(vector, row);
                    }
                }
            }
        }

        /// Whether there is a value, and not null.
        private boolean starts(Vector vector, int row) {
            room(17);
            boolean isNull = vector.isNull(row);
            buffer.put((byte) (isNull ? 0 : 1));
            return !isNull;
        }

        private void value(Vector vector, int row) {
            if (!starts(vector, row)) {
                return;
            }
            switch (vector) {
                case BitVector v -> buffer.put((byte) (v.get(row) ? 1 : 0));
                case ByteVector v -> buffer.putLong(v.get(row));
                case ShortVector v -> buffer.putLong(v.get(row));
                case IntVector v -> buffer.putLong(v.get(row));
                case LongVector v -> buffer.putLong(v.get(row));
                case FloatVector v -> buffer.putLong(Hashes.canonicalBits(v.get(row)));
                case DoubleVector v -> buffer.putLong(Hashes.canonicalBits(v.get(row)));
                case WideVector v -> buffer.putLong(v.high(row)).putLong(v.low(row));
                case ViewVector v -> bytes(v, row);
                case CodeVector v -> bytes(v.dictionary, v.code(row));
                case ListVector v -> list(v, row);
                case StructVector v -> {
                    for (Vector child : v.children) {
                        value(child, row);
                    }
                }
                case NullVector _ -> throw new IllegalStateException("every row is null");
            }
        }

        private void bytes(ViewVector v, int row) {
            int length = v.byteLength(row);
            buffer.putInt(length);
            if (length <= Views.INLINE) {
                room(Views.INLINE);
                Views.copyTo(v.head(row), v.tail(row), v.buffers, buffer.array(), buffer.position());
                buffer.position(buffer.position() + length);
            } else {
                flush();
                long tail = v.tail(row);
                digest.update(v.buffers[Views.bufferIndex(tail)], Views.bufferOffset(tail), length);
            }
        }

        private void list(ListVector v, int row) {
            buffer.putInt(v.to(row) - v.from(row));
            boolean map = v.type instanceof DataType.MapOf;
            for (int i = v.from(row); i < v.to(row); i++) {
                if (map) {
                    ((StructVector) v.child).children.forEach(entry(i));
                } else {
                    value(v.child, i);
                }
            }
        }

        private java.util.function.Consumer<Vector> entry(int row) {
            return part -> value(part, row);
        }

        private void room(int bytes) {
            if (buffer.remaining() < bytes) {
                flush();
            }
        }

        private void flush() {
            digest.update(buffer.flip());
            buffer.clear();
        }

        byte[] finish() {
            flush();
            return digest.digest();
        }
    }
}
