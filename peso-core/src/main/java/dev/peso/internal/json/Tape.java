package dev.peso.internal.json;

import java.io.IOException;
import java.util.Arrays;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/// One JSON value, taken apart into arrays: an entry for each value in it and each key, in the order of the text.
///
/// A container's entry says where its last entry is. Used again and again for one record after the other.
final class Tape {
    /// What an entry is.
    static final byte NULL = 0;
    static final byte FALSE = 1;
    static final byte TRUE = 2;
    static final byte LONG = 3;
    /// A whole number beyond 64 bits.
    static final byte BIG = 4;
    static final byte DOUBLE = 5;
    static final byte STRING = 6;
    static final byte ARRAY = 7;
    static final byte OBJECT = 8;
    static final byte KEY = 9;

    /// The most entries, and bytes of text, of one record.
    private static final long MOST_ENTRIES = Math.clamp(Runtime.getRuntime().maxMemory() / 200, 1_000_000,
            500_000_000);
    private static final long MOST_BYTES = Math.clamp(Runtime.getRuntime().maxMemory() / 4, 10_000_000,
            2_000_000_000);

    private byte[] kinds = new byte[64];
    /// Of a number its bits, of a text where it starts in `bytes`, of a container the entry after its last.
    private long[] values = new long[64];
    /// Of a text, or a number's text, `start << 32 | length`; of a container how many values it has.
    private long[] extras = new long[64];
    private String[] keys = new String[64];
    private byte[] bytes = new byte[1_000];
    private int size;
    private int used;

    /// A record that is JSON but cannot be taken.
    static final class RecordException extends IOException {
        private static final long serialVersionUID = 1L;

        RecordException(String message) {
            super(message);
        }
    }

    private static RecordException tooLarge() {
        return new RecordException(
                "one record takes too much memory; if the records lie deeper in the document, tell "
                        + "where with withPointer");
    }

    /// Takes the value that the parser stands on; it stands on its last token afterwards.
    void read(JsonParser parser) throws IOException {
        size = 0;
        used = 0;
        value(parser, parser.currentToken());
    }

    private void value(JsonParser parser, JsonToken token) throws IOException {
        switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> {
                int at = add(STRING);
                extras[at] = text(parser);
            }
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> {
                int at = add(DOUBLE);
                values[at] = Double.doubleToRawLongBits(parser.getDoubleValue());
                extras[at] = text(parser);
            }
            case VALUE_TRUE -> add(TRUE);
            case VALUE_FALSE -> add(FALSE);
            case VALUE_NULL -> add(NULL);
            default -> throw new IllegalStateException("no value starts with " + token);
        }
    }

    private void object(JsonParser parser) throws IOException {
        int at = add(OBJECT);
        int count = 0;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            int key = add(KEY);
            keys[key] = parser.currentName();
            value(parser, parser.nextToken());
            count++;
        }
        values[at] = size;
        extras[at] = count;
    }

    private void array(JsonParser parser) throws IOException {
        int at = add(ARRAY);
        int count = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            value(parser, token);
            count++;
        }
        values[at] = size;
        extras[at] = count;
    }

    private void whole(JsonParser parser) throws IOException {
        JsonParser.NumberType type = parser.getNumberType();
        if (type == JsonParser.NumberType.BIG_INTEGER) {
            int at = add(BIG);
            extras[at] = text(parser);
        } else {
            int at = add(LONG);
            values[at] = parser.getLongValue();
        }
    }

    private int add(byte kind) throws RecordException {
        if (size >= MOST_ENTRIES) {
            throw tooLarge();
        }
        if (size == kinds.length) {
            int larger = 2 * size;
            kinds = Arrays.copyOf(kinds, larger);
            values = Arrays.copyOf(values, larger);
            extras = Arrays.copyOf(extras, larger);
            keys = Arrays.copyOf(keys, larger);
        }
        kinds[size] = kind;
        return size++;
    }

    private void reserve(long needed) throws RecordException {
        if (needed > MOST_BYTES) {
            throw tooLarge();
        }
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(MOST_BYTES, Math.max(2L * bytes.length, needed)));
        }
    }

    /// Adds the token's text as UTF-8.
    private long text(JsonParser parser) throws IOException {
        char[] chars = parser.getTextCharacters();
        int from = parser.getTextOffset();
        int to = from + parser.getTextLength();
        int start = used;
        reserve(used + 3L * (to - from));
        byte[] out = bytes;
        int at = used;
        for (int i = from; i < to; i++) {
            char c = chars[i];
            if (c < 0x80) {
                out[at++] = (byte) c;
            } else if (c < 0x800) {
                out[at++] = (byte) (0xC0 | c >> 6);
                out[at++] = (byte) (0x80 | c & 0x3F);
            } else if (!Character.isSurrogate(c)) {
                out[at++] = (byte) (0xE0 | c >> 12);
                out[at++] = (byte) (0x80 | c >> 6 & 0x3F);
                out[at++] = (byte) (0x80 | c & 0x3F);
            } else {
                if (!Character.isHighSurrogate(c) || i + 1 == to || !Character.isLowSurrogate(chars[i + 1])) {
                    throw new RecordException("a text holds half a surrogate pair");
                }
                int point = Character.toCodePoint(c, chars[++i]);
                out[at++] = (byte) (0xF0 | point >> 18);
                out[at++] = (byte) (0x80 | point >> 12 & 0x3F);
                out[at++] = (byte) (0x80 | point >> 6 & 0x3F);
                out[at++] = (byte) (0x80 | point & 0x3F);
            }
        }
        used = at;
        return (long) start << 32 | at - start;
    }

    byte kind(int at) {
        return kinds[at];
    }

    long longAt(int at) {
        return values[at];
    }

    double doubleAt(int at) {
        return Double.longBitsToDouble(values[at]);
    }

    String key(int at) {
        return keys[at];
    }

    /// How many values a container has.
    int count(int at) {
        return (int) extras[at];
    }

    /// The entry after a value.
    int after(int at) {
        return kinds[at] == ARRAY || kinds[at] == OBJECT ? (int) values[at] : at + 1;
    }

    /// The bytes that texts lie in.
    byte[] bytes() {
        return bytes;
    }

    int textFrom(int at) {
        return (int) (extras[at] >>> 32);
    }

    int textLength(int at) {
        return (int) extras[at];
    }

    /// A text, or a number as it stands in the file.
    String text(int at) {
        return kinds[at] == LONG
                ? Long.toString(values[at])
                : new String(bytes, textFrom(at), textLength(at), java.nio.charset.StandardCharsets.UTF_8);
    }

    /// The value at a path of keys and positions, or -1 when there is none.
    int find(String[] path) {
        int at = 0;
        for (String step : path) {
            at = kinds[at] == OBJECT ? member(at, step) : kinds[at] == ARRAY ? element(at, step) : -1;
            if (at < 0) {
                return -1;
            }
        }
        return at;
    }

    private int member(int object, String key) {
        int found = -1;
        for (int at = object + 1; at < values[object]; at = after(at + 1)) {
            if (keys[at].equals(key)) {
                found = at + 1;
            }
        }
        return found;
    }

    private int element(int array, String step) {
        int index = Pointers.index(step);
        int at = array + 1;
        for (int i = 0; at < values[array]; i++) {
            if (i == index) {
                return at;
            }
            at = after(at);
        }
        return -1;
    }

    /// A value as JSON, without spaces.
    String json(int at) {
        StringBuilder out = new StringBuilder();
        append(at, out);
        return out.toString();
    }

    private void append(int at, StringBuilder out) {
        switch (kinds[at]) {
            case NULL -> out.append("null");
            case FALSE -> out.append("false");
            case TRUE -> out.append("true");
            case STRING -> quote(text(at), out);
            case ARRAY -> {
                out.append('[');
                for (int i = at + 1; i < values[at]; i = after(i)) {
                    out.append(i == at + 1 ? "" : ",");
                    append(i, out);
                }
                out.append(']');
            }
            case OBJECT -> {
                out.append('{');
                for (int i = at + 1; i < values[at]; i = after(i + 1)) {
                    out.append(i == at + 1 ? "" : ",");
                    quote(keys[i], out);
                    out.append(':');
                    append(i + 1, out);
                }
                out.append('}');
            }
            default -> out.append(text(at));
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance().quoteAsString(text, out);
        out.append('"');
    }
}
