package dev.peso.internal.csv;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;

import dev.peso.DataType;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.ByteVector;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.NullVector;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.ShortVector;
import dev.peso.internal.column.StructVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.Views;
import dev.peso.internal.column.WideVector;
import dev.peso.io.CsvWriteOptions;

/// Writes values of columns as CSV fields.
final class CellWriter {
    private static final long SECONDS_PER_DAY = 86_400;

    private final RowBytes out;
    private final byte delimiter;
    private final byte[] nullText;
    private final boolean quoteTexts;
    private final boolean quoteAll;
    private final boolean guarded;

    CellWriter(RowBytes out, CsvWriteOptions options) {
        this.out = out;
        this.delimiter = (byte) options.delimiter();
        this.nullText = options.nullText().getBytes(StandardCharsets.UTF_8);
        this.quoteAll = options.quotes() == CsvWriteOptions.Quotes.ALL;
        this.quoteTexts = quoteAll || options.quotes() == CsvWriteOptions.Quotes.TEXTS;
        this.guarded = options.formulas() == CsvWriteOptions.Formulas.GUARDED;
    }

    static boolean canWrite(DataType type) {
        return !type.isNested();
    }

    void write(Vector v, int row) {
        if (v.isNull(row)) {
            out.put(nullText, 0, nullText.length);
            return;
        }
        switch (v) {
            case ViewVector s when v.type != DataType.BINARY -> view(s, row);
            case CodeVector c -> view(c.dictionary, c.code(row));
            default -> plain(v, row);
        }
    }

    /// Values whose texts hold no delimiter, unless the delimiter is one of their characters.
    private void plain(Vector v, int row) {
        int start = out.length;
        if (quoteAll) {
            out.put('"');
        }
        value(v, row);
        if (quoteAll) {
            out.put('"');
        } else if (needsQuotes(out.bytes, start, out.length)) {
            byte[] text = Arrays.copyOfRange(out.bytes, start, out.length);
            out.length = start;
            quoted(text, 0, text.length, false);
        }
    }

    private void value(Vector v, int row) {
        switch (v) {
            case LongVector l -> stored(l.type, l.get(row));
            case DoubleVector d -> out.ascii(Double.toString(d.get(row)));
            case IntVector i -> {
                if (i.type == DataType.DATE) {
                    date(i.get(row));
                } else {
                    out.number(i.get(row));
                }
            }
            case ShortVector s -> out.number(s.get(row));
            case ByteVector b -> out.number(b.get(row));
            case FloatVector f -> out.ascii(Float.toString(f.get(row)));
            case BitVector b -> out.ascii(b.get(row) ? "true" : "false");
            case WideVector w ->
                out.ascii(
                        new BigDecimal(w.unscaled(row), ((DataType.Decimal) v.type).scale()).toPlainString());
            case ViewVector s -> out.ascii(Base64.getEncoder().encodeToString(s.getBytes(row)));
            case CodeVector _,ListVector _,StructVector _,NullVector _ ->
                throw new IllegalStateException("no plain value: " + v.type);
        }
    }

    private void stored(DataType type, long value) {
        switch (type) {
            case DataType.Timestamp t -> timestamp(t, value);
            case DataType.Time t -> {
                long perSecond = t.unit().perSecond();
                time((int) (value / perSecond), value % perSecond, perSecond);
            }
            case DataType.Decimal d -> out.ascii(BigDecimal.valueOf(value, d.scale()).toPlainString());
            case DataType.Duration _ -> out.ascii(Scalars.ofLong(type, value).toString());
            default -> out.number(value);
        }
    }

    private void date(long epochDay) {
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        if (date.getYear() < 0 || date.getYear() > 9_999) {
            out.ascii(date.toString());
            return;
        }
        out.padded(date.getYear(), 4);
        out.put('-');
        out.padded(date.getMonthValue(), 2);
        out.put('-');
        out.padded(date.getDayOfMonth(), 2);
    }

    private void timestamp(DataType.Timestamp type, long value) {
        long perSecond = type.unit().perSecond();
        long seconds = Math.floorDiv(value, perSecond);
        date(Math.floorDiv(seconds, SECONDS_PER_DAY));
        out.put('T');
        time((int) Math.floorMod(seconds, SECONDS_PER_DAY), Math.floorMod(value, perSecond), perSecond);
        if (type.zone() != null) {
            out.put('Z');
        }
    }

    private void time(int secondOfDay, long fraction, long perSecond) {
        out.padded(secondOfDay / 3_600, 2);
        out.put(':');
        out.padded(secondOfDay / 60 % 60, 2);
        out.put(':');
        out.padded(secondOfDay % 60, 2);
        if (fraction != 0) {
            out.put('.');
            out.padded(fraction, Long.toString(perSecond).length() - 1);
        }
    }

    private void view(ViewVector s, int row) {
        long head = s.head(row);
        int length = Views.length(head);
        if (length > Views.INLINE) {
            text(s.buffers[Views.bufferIndex(s.tail(row))], Views.bufferOffset(s.tail(row)), length,
                    quoteTexts);
            return;
        }
        out.reserve(2 * length + 2);
        int start = out.length;
        Views.copyTo(head, s.tail(row), s.buffers, out.bytes, start);
        out.length = start + length;
        if (quoteTexts || needsQuotes(out.bytes, start, out.length) || isGuarded(out.bytes, start, length)) {
            byte[] text = Arrays.copyOfRange(out.bytes, start, out.length);
            out.length = start;
            text(text, 0, length, true);
        }
    }

    /// A field of any text.
    void text(byte[] b, int from, int length, boolean quote) {
        boolean guard = isGuarded(b, from, length);
        if (quote || guard || needsQuotes(b, from, from + length)) {
            quoted(b, from, length, guard);
        } else {
            out.put(b, from, length);
        }
    }

    private void quoted(byte[] b, int from, int length, boolean guard) {
        out.reserve(2 * length + 3);
        out.bytes[out.length++] = '"';
        if (guard) {
            out.bytes[out.length++] = '\'';
        }
        for (int i = from; i < from + length; i++) {
            if (b[i] == '"') {
                out.bytes[out.length++] = '"';
            }
            out.bytes[out.length++] = b[i];
        }
        out.bytes[out.length++] = '"';
    }

    /// Whether spreadsheets would take a text for a formula and are to be kept from it. Some take signs of full width, too.
    private boolean isGuarded(byte[] b, int from, int length) {
        if (!guarded || length == 0) {
            return false;
        }
        boolean wide = length >= 3 && b[from] == (byte) 0xEF && b[from + 1] == (byte) 0xBC;
        return switch (wide ? b[from + 2] : b[from]) {
            case '=', '+', '-', '@', '\t', '\r', '\n' -> !wide;
            case (byte) 0x9D, (byte) 0x8B, (byte) 0x8D, (byte) 0xA0 -> wide;
            default -> false;
        };
    }

    private boolean needsQuotes(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            byte c = b[i];
            if (c == delimiter || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return to - from == nullText.length && Arrays.equals(b, from, to, nullText, 0, nullText.length)
                || to == from;
    }
}
