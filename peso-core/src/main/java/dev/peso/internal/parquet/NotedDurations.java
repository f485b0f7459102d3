package dev.peso.internal.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;

/// Looks for durations in the schema that Arrow's writers note: the kinds of its fields and nothing else, without the classes
/// that read it whole, as nearly every file that has a note has whole numbers and no durations.
///
/// The note is a message of Arrow IPC, which is a FlatBuffer: tables whose parts lie where their vtables say
/// (Message.fbs and Schema.fbs of the Arrow format).
final class NotedDurations {
    private static final int MESSAGE_HEADER = 2;
    private static final int SCHEMA_FIELDS = 1;
    private static final int FIELD_KIND = 2;
    private static final int FIELD_CHILDREN = 5;
    private static final byte DURATION = 18;

    private final ByteBuffer bytes;
    private final Deque<Integer> fields = new ArrayDeque<>();
    private int room;

    private NotedDurations(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        room = bytes.length / 4;
    }

    /// Whether a note tells of a duration at any depth; false where it is damaged.
    static boolean areIn(String note) {
        try {
            return new NotedDurations(Base64.getDecoder().decode(note)).found();
        } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
            return false;
        }
    }

    private boolean found() {
        int start = bytes.getInt(0) == -1 ? 8 : 4;
        int schema = target(part(target(start), MESSAGE_HEADER));
        open(schema, SCHEMA_FIELDS);
        while (!fields.isEmpty()) {
            int field = fields.pop();
            int kind = part(field, FIELD_KIND);
            if (kind >= 0 && bytes.get(kind) == DURATION) {
                return true;
            }
            open(field, FIELD_CHILDREN);
        }
        return false;
    }

    /// Puts the tables of a list aside. There is room for one in four bytes; where more come the list leads back to itself.
    private void open(int table, int slot) {
        int part = part(table, slot);
        if (part < 0) {
            return;
        }
        int list = target(part);
        int count = bytes.getInt(list);
        for (int i = 0; i < count; i++) {
            if (--room < 0) {
                throw new IllegalArgumentException("fields lie within themselves");
            }
            fields.push(target(list + 4 + 4 * i));
        }
    }

    /// Where a part of a table lies, or -1 if it has none.
    private int part(int table, int slot) {
        int vtable = table - bytes.getInt(table);
        int at = 4 + 2 * slot;
        int offset = at < bytes.getShort(vtable) ? bytes.getShort(vtable + at) : 0;
        return offset == 0 ? -1 : table + offset;
    }

    private int target(int at) {
        return at + bytes.getInt(at);
    }
}
