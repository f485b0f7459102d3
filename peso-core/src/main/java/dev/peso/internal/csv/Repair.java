package dev.peso.internal.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.codec.FilledInput;

/// A CSV text whose quotes are put right on the way, for files in which they are not: each field that a reader by the book
/// would take otherwise is written quoted, with the quotes inside doubled.
///
/// In a field that starts with a quote, another quote ends it only if a delimiter or the end of the row follows. Else it
/// stands for itself, unless it opens a later field: then the first quote was a stray one and the field is as it stands.
/// Lines stay where they are.
final class Repair extends FilledInput {
    private static final int FIRST_BUFFER = 250_000;
    /// What must be known behind the start of a row before it is read.
    private static final int AHEAD = 100_000;
    /// A field that has not ended by then never does.
    private static final int FARTHEST = 1_000_000;
    private static final int MORE = -1;
    private static final int STRAY = -2;

    /// What is put right.
    ///
    /// @param raw the characters of the text as it stands
    /// @param spaced whether a blank after a delimiter does not count
    /// @param header a row, with its line end, that is left out when it comes again, or null
    record Plan(Dialect raw, boolean spaced, byte @Nullable [] header) {
        /// The characters of the text as it comes out.
        Dialect dialect() {
            return new Dialect(raw.delimiter(), raw.quote(), (byte) 0, raw.comment(), raw.newline());
        }
    }

    private final InputStream stream;
    private final Plan plan;
    private final byte delimiter;
    private final byte quote;
    private final byte escape;
    private final byte newline;
    private byte[] in = new byte[FIRST_BUFFER];
    private int at;
    private int limit;
    private boolean ended;
    private boolean headerSeen;
    private final RowBytes out = new RowBytes();
    private final RowBytes content = new RowBytes();

    Repair(InputStream stream, Plan plan) {
        this.stream = stream;
        this.plan = plan;
        this.delimiter = plan.raw.delimiter();
        this.quote = plan.raw.quote();
        this.escape = plan.raw.escape();
        this.newline = plan.raw.newline();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    @Override
    protected boolean fill() throws IOException {
        out.length = 0;
        while (out.length < FIRST_BUFFER && (at < limit || !ended)) {
            int row = out.length;
            int next = ended || limit - at >= AHEAD ? row() : MORE;
            if (next == MORE) {
                out.length = row;
                more();
            } else {
                at = next;
                leaveOutRepeatedHeader(row);
            }
        }
        made = out.bytes;
        taken = 0;
        end = out.length;
        return end > 0;
    }

    private void more() throws IOException {
        if (at > 0) {
            System.arraycopy(in, at, in, 0, limit - at);
            limit -= at;
            at = 0;
        }
        if (limit == in.length) {
            in = Arrays.copyOf(in, 2 * in.length);
        }
        int read = stream.readNBytes(in, limit, in.length - limit);
        ended = limit + read < in.length;
        limit += read;
    }

    private void leaveOutRepeatedHeader(int row) {
        byte[] header = plan.header;
        if (header != null && Arrays.equals(header, 0, header.length, out.bytes, row, out.length)) {
            if (headerSeen) {
                out.length = row;
                out.put(newline);
            }
            headerSeen = true;
        }
    }

    /// Writes the row that starts here; returns where the next one does, or [#MORE].
    private int row() {
        if (plan.raw.comment() != 0 && in[at] == plan.raw.comment()) {
            return line();
        }
        int i = at;
        while (true) {
            i = field(i);
            if (i < 0 || i == limit && !ended) {
                return MORE;
            }
            if (i == limit) {
                return i;
            }
            out.put(in[i]);
            if (in[i] == newline) {
                return i + 1;
            }
            i++;
            while (plan.spaced && i < limit && in[i] == ' ') {
                i++;
            }
        }
    }

    private int line() {
        int end = Swar.indexOf(in, at, limit, newline);
        if (end < 0 && !ended) {
            return MORE;
        }
        int next = end < 0 ? limit : end + 1;
        out.put(in, at, next - at);
        return next;
    }

    /// Writes a field; returns where its delimiter or line end is, or less than 0.
    private int field(int start) {
        if (start < limit && in[start] == quote) {
            int end = quoted(start);
            if (end != STRAY) {
                return end;
            }
        }
        int end = start;
        while (end < limit && in[end] != delimiter && in[end] != newline) {
            end++;
        }
        int last = end > start && end < limit && in[end] == newline && in[end - 1] == '\r' ? end - 1 : end;
        if (last > start && in[start] == quote) {
            content.length = 0;
            content.put(in, start, last - start);
            putQuoted();
        } else {
            out.put(in, start, last - start);
        }
        return end;
    }

    /// Writes a field that starts with a quote; returns where its delimiter or line end is.
    private int quoted(int start) {
        content.length = 0;
        int from = start + 1;
        while (true) {
            int at = nextMark(from);
            if (at < 0) {
                return at;
            }
            content.put(in, from, at - from);
            if (in[at] != quote) {
                content.put(in[at + 1]);
                from = at + 2;
            } else if (at + 1 < limit && in[at + 1] == quote && !endsBefore(at + 1)) {
                content.put(quote);
                from = at + 2;
            } else if (isClosing(at)) {
                putQuoted();
                return afterClosing(at);
            } else if (isOpening(at)) {
                return STRAY;
            } else {
                content.put(quote);
                from = at + 1;
            }
        }
    }

    /// The next quote, or escape before something; [#MORE] if more must be known, [#STRAY] if there is none.
    private int nextMark(int from) {
        for (int i = from; i < limit; i++) {
            if (in[i] == quote || escape != 0 && in[i] == escape && i + 1 < limit) {
                return ended || i + 3 < limit ? i : MORE;
            }
        }
        return ended || limit - from > FARTHEST ? STRAY : MORE;
    }

    /// Whether of two quotes the second ends the field and the first stands for itself: a delimiter follows, and the next
    /// quote opens another field.
    private boolean endsBefore(int second) {
        if (!isClosing(second)) {
            return false;
        }
        int next = Swar.indexOf(in, second + 1, limit, quote);
        return next >= 0 && isOpening(next);
    }

    private boolean isClosing(int at) {
        int next = at + 1;
        while (plan.spaced && next < limit && in[next] == ' ') {
            next++;
        }
        return next >= limit || in[next] == delimiter || in[next] == newline || in[next] == '\r';
    }

    private int afterClosing(int at) {
        int next = at + 1;
        while (next < limit && in[next] != delimiter && in[next] != newline) {
            next++;
        }
        return next;
    }

    private boolean isOpening(int at) {
        int before = at - 1;
        while (plan.spaced && before > 0 && in[before] == ' ') {
            before--;
        }
        return in[before] == delimiter || in[before] == newline;
    }

    private void putQuoted() {
        out.put(quote);
        for (int i = 0; i < content.length; i++) {
            if (content.bytes[i] == quote) {
                out.put(quote);
            }
            out.put(content.bytes[i]);
        }
        out.put(quote);
    }
}
