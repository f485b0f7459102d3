package dev.peso.internal.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;

import dev.peso.DataType;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewVector;

/// Conversions from `utf8`.
final class ParseCasts {
    private ParseCasts() {}

    static Casts.Cast of(DataType to, boolean orNull) {
        if (to == DataType.BOOLEAN) {
            return v -> booleans((ViewVector) v, orNull);
        }
        if (to == DataType.FLOAT64) {
            return v -> doubles((ViewVector) v, orNull);
        }
        if (to == DataType.FLOAT32) {
            return v -> floats((ViewVector) v, orNull);
        }
        if (to instanceof DataType.Decimal d) {
            return v -> decimals((ViewVector) v, d, orNull);
        }
        LongReader reader = reader(to);
        return v -> longs((ViewVector) v, to, reader, orNull);
    }

    /// Reads a value that is stored as a whole number.
    private interface LongReader {
        NumberText.Outcome read(TextCursor text);

        /// The value read last.
        long value();
    }

    private static final class WholeReader implements LongReader {
        private final NumberText numbers = new NumberText();
        private final long min;
        private final long max;

        WholeReader(DataType type) {
            min = Ranges.min(type);
            max = Ranges.max(type);
        }

        @Override
        public NumberText.Outcome read(TextCursor text) {
            NumberText.Outcome outcome = numbers.readWhole(text.bytes, text.from, text.to);
            return outcome == NumberText.Outcome.OK && (numbers.whole < min || numbers.whole > max)
                    ? NumberText.Outcome.OUT_OF_RANGE
                    : outcome;
        }

        @Override
        public long value() {
            return numbers.whole;
        }
    }

    private static final class TimeReader implements LongReader {
        private final TimeText times = new TimeText();
        private final DataType type;
        private long value;

        TimeReader(DataType type) {
            this.type = type;
        }

        @Override
        public NumberText.Outcome read(TextCursor text) {
            boolean read = switch (type) {
                case DataType.Time _ -> times.readTime(text.bytes, text.from, text.to);
                case DataType.Timestamp t -> times.readTimestamp(text.bytes, text.from, text.to, t);
                case DataType.Duration d -> duration(text, d);
                default -> times.readDate(text.bytes, text.from, text.to);
            };
            if (read) {
                value = switch (type) {
                    case DataType.Time t -> times.nanoOfDay / (1_000_000_000L / t.unit().perSecond());
                    case DataType.Timestamp _ -> times.stamp;
                    case DataType.Duration _ -> value;
                    default -> times.day;
                };
            }
            return read ? NumberText.Outcome.OK : NumberText.Outcome.NOT_A_NUMBER;
        }

        private boolean duration(TextCursor text, DataType.Duration target) {
            try {
                value = Scalars.toLong(target, Duration.parse(text.toString()));
                return true;
            } catch (DateTimeException | ArithmeticException _) {
                return false; // any other text is no duration
            }
        }

        @Override
        public long value() {
            return value;
        }
    }

    private static LongReader reader(DataType to) {
        return to.isInteger() ? new WholeReader(to) : new TimeReader(to);
    }

    /// What is wrong with the text of a row.
    private static String problem(ViewVector v, int row, DataType to, boolean outOfRange) {
        String shown = Texts.shown(v.getString(row));
        return outOfRange ? shown + " does not fit " + to : shown + " is not " + Texts.a(to);
    }

    private static Vector longs(ViewVector v, DataType to, LongReader reader, boolean orNull) {
        long[] out = new long[v.length];
        TextCursor cursor = new TextCursor();
        Failures failures = new Failures(v);
        for (int i = 0; i < out.length; i++) {
            if (reader.read(cursor.read(v, i)) == NumberText.Outcome.OK) {
                out[i] = reader.value();
            } else {
                failures.add(i);
            }
        }
        return Numbers.ofLongs(to, out, failures.finish(orNull, row -> problem(v, row, to,
                reader.read(cursor.read(v, row)) == NumberText.Outcome.OUT_OF_RANGE)));
    }

    private static DoubleVector doubles(ViewVector v, boolean orNull) {
        double[] out = new double[v.length];
        TextCursor text = new TextCursor();
        NumberText numbers = new NumberText();
        Failures failures = new Failures(v);
        for (int i = 0; i < out.length; i++) {
            text.read(v, i);
            if (numbers.readDouble(text.bytes, text.from, text.to) == NumberText.Outcome.OK) {
                out[i] = numbers.real;
            } else {
                failures.add(i);
            }
        }
        return new DoubleVector(DataType.FLOAT64, out, 0, out.length,
                failures.finish(orNull, row -> problem(v, row, DataType.FLOAT64, numbers.readDouble(
                        text.read(v, row).bytes, text.from, text.to) == NumberText.Outcome.OUT_OF_RANGE)));
    }

    private static FloatVector floats(ViewVector v, boolean orNull) {
        float[] out = new float[v.length];
        TextCursor text = new TextCursor();
        NumberText numbers = new NumberText();
        Failures failures = new Failures(v);
        for (int i = 0; i < out.length; i++) {
            text.read(v, i);
            if (numbers.readFloat(text.bytes, text.from, text.to) == NumberText.Outcome.OK) {
                out[i] = numbers.single;
            } else {
                failures.add(i);
            }
        }
        return new FloatVector(DataType.FLOAT32, out, 0, out.length,
                failures.finish(orNull, row -> problem(v, row, DataType.FLOAT32, numbers.readFloat(
                        text.read(v, row).bytes, text.from, text.to) == NumberText.Outcome.OUT_OF_RANGE)));
    }

    private static Vector decimals(ViewVector v, DataType.Decimal to, boolean orNull) {
        long[] words = new long[2 * v.length];
        TextCursor text = new TextCursor();
        NumberText numbers = new NumberText();
        Failures failures = new Failures(v);
        for (int i = 0; i < v.length; i++) {
            text.read(v, i);
            if (numbers.readDecimal(text.bytes, text.from, text.to, to.precision(),
                    to.scale()) == NumberText.Outcome.OK) {
                words[2 * i] = numbers.decimal.low;
                words[2 * i + 1] = numbers.decimal.high;
            } else {
                failures.add(i);
            }
        }
        return Numbers.ofWords(to, words, failures.finish(orNull, row -> {
            text.read(v, row);
            return problem(v, row, to, numbers.readDecimal(text.bytes, text.from, text.to, to.precision(),
                    to.scale()) == NumberText.Outcome.OUT_OF_RANGE);
        }));
    }

    /// `true` or `false`, ignoring case.
    private static BitVector booleans(ViewVector v, boolean orNull) {
        long[] bits = new long[Bitmap.words(v.length)];
        TextCursor text = new TextCursor();
        Failures failures = new Failures(v);
        for (int i = 0; i < v.length; i++) {
            text.read(v, i);
            if (isWord(text, "true")) {
                Bitmap.set(bits, i);
            } else if (!isWord(text, "false")) {
                failures.add(i);
            }
        }
        return new BitVector(bits, 0, v.length,
                failures.finish(orNull, row -> problem(v, row, DataType.BOOLEAN, false)));
    }

    private static boolean isWord(TextCursor text, String word) {
        if (text.length() != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if ((text.bytes[text.from + i] | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// Bytes as text, which must be valid UTF-8.
    static Vector ofBinary(ViewVector v, boolean orNull) {
        TextCursor text = new TextCursor();
        Failures failures = new Failures(v);
        for (int i = 0; i < v.length; i++) {
            text.read(v, i);
            if (!isValid(text.bytes, text.from, text.to)) {
                failures.add(i);
            }
        }
        long[] valid = failures.finish(orNull, row -> Texts.shown(v.getBytes(row)) + " is not valid UTF-8");
        return Nulls.with(v.withType(DataType.UTF8), valid);
    }

    private static boolean isValid(byte[] bytes, int from, int to) {
        if (Utf8.isAscii(bytes, from, to)) {
            return true;
        }
        try {
            StandardCharsets.UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }
}
