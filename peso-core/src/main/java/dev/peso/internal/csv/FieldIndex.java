package dev.peso.internal.csv;

import java.util.Arrays;

/// Where the fields of a block's rows lie.
///
/// Row `r` has the places `at[r * (width + 1)]` and following: the start of each field and, last, one more than the end
/// of the last. Field `c` is the bytes from `at[c]` to `at[c + 1] - 1`, exclusive; its length is -1 when the row has no
/// such field. A quoted field keeps its quotes.
final class FieldIndex {
    /// What becomes of a row with another number of fields than columns.
    interface Ragged {
        /// @param start where the row starts
        /// @param end where it ends
        /// @param fields how many fields it has
        /// @param extra where those too many start, or -1 when there are too few
        /// @return whether to keep the row, with what it lacks missing and what is too much dropped
        boolean keep(int start, int end, int fields, int extra);
    }

    final int width;
    int[] at;
    int rows;
    /// Where a row starts that does not end because a quote is never closed, or -1.
    int unfinished = -1;
    byte[] bytes = new byte[0];

    private final Dialect dialect;
    private final Ragged ragged;
    private final int stride;
    private int base;

    FieldIndex(Dialect dialect, int width, Ragged ragged) {
        this.dialect = dialect;
        this.width = width;
        this.ragged = ragged;
        this.stride = width + 1;
        this.at = new int[stride * 64];
    }

    /// Finds the fields of a block's rows.
    ///
    /// @return how many rows there are
    int index(Blocks.Block block) {
        return index(block.bytes(), 0, block.length(), block.quotes());
    }

    /// Finds the fields of whole rows: `b[to - 1]` ends a row, and [Swar#SLACK] more bytes are readable.
    ///
    /// @return how many rows there are
    int index(byte[] b, int from, int to) {
        return index(b, from, to,
                dialect.quote() != 0 && Swar.indexOf(b, from, to, dialect.quote()) >= 0);
    }

    private int index(byte[] b, int from, int to, boolean quotes) {
        bytes = b;
        rows = 0;
        base = 0;
        at[0] = from;
        scan(b, from, to, quotes);
        unfinished = at[base] < to ? at[base] : -1;
        return rows;
    }

    /// One pass over the bytes, 64 at a time; what it needs for each field is in locals, as it runs for each of them.
    private void scan(byte[] b, int from, int to, boolean quotes) {
        byte delimiter = dialect.delimiter();
        byte newline = dialect.newline();
        byte quote = dialect.quote();
        byte escape = dialect.escape() == 0 ? quote : dialect.escape();
        byte comment = dialect.comment();
        long p = Swar.pattern(delimiter);
        long q = Swar.pattern(newline);
        long r = Swar.pattern(quote);
        long s = Swar.pattern(escape);
        int[] places = at;
        int place = 0; // of the start of the field at hand
        int last = width - 1;
        int more = 0; // fields beyond the last
        int extra = 0; // where the first of them starts
        int start = from; // of the field at hand
        boolean inside = false;
        int skipTo = from;
        for (int block = from; block < to; block += 64) {
            long mask = quotes
                    ? escape == quote ? Swar.mask(b, block, p, q, r) : Swar.mask(b, block, p, q, r, s)
                    : Swar.mask(b, block, p, q);
            if (to - block < 64) {
                mask &= -1L >>> (64 - (to - block));
            }
            while (mask != 0) {
                int i = block + Long.numberOfTrailingZeros(mask);
                mask &= mask - 1;
                byte c = b[i];
                if (quotes) {
                    if (i < skipTo) {
                        continue;
                    }
                    if (inside) {
                        if (c == quote) {
                            inside = i + 1 < to && b[i + 1] == quote;
                            skipTo = inside ? i + 2 : skipTo;
                        } else if (c == escape) {
                            skipTo = i + 2;
                        }
                        continue;
                    }
                    if (c != delimiter && c != newline) {
                        inside = c == quote && i == start && (comment == 0 || b[places[base]] != comment);
                        continue;
                    }
                }
                start = i + 1;
                if (c == delimiter) {
                    if (place < last) {
                        places[++place] = i + 1;
                    } else if (more++ == 0) {
                        extra = i + 1;
                    }
                    continue;
                }
                int end = newline == '\n' && i > places[base] && b[i - 1] == '\r' ? i - 1 : i;
                if (place == last && more == 0 && (comment == 0 || b[places[base]] != comment)) {
                    places[place + 1] = end + 1;
                    base += stride;
                    rows++;
                } else {
                    endOddRow(b, place - base + 1, more, extra, end);
                    more = 0;
                }
                if (base + 2 * stride > places.length) {
                    places = Arrays.copyOf(places,
                            Math.addExact(places.length, Math.max(stride, places.length >> 1)));
                    at = places;
                }
                places[base] = i + 1;
                place = base;
                last = base + width - 1;
            }
        }
    }

    /// Ends a row that is blank, a comment or of another width.
    ///
    /// @param present how many of its columns it has
    /// @param more how many fields it has beyond
    /// @param extra where these start
    private void endOddRow(byte[] b, int present, int more, int extra, int end) {
        int from = at[base];
        if (end == from || dialect.comment() != 0 && b[from] == dialect.comment()) {
            return;
        }
        if (more > 0) {
            if (!isBlank(b, extra, end) && !ragged.keep(from, end, present + more, extra)) {
                return;
            }
            at[base + width] = extra;
        } else if (present < width) {
            if (!ragged.keep(from, end, present, -1)) {
                return;
            }
            Arrays.fill(at, base + present, base + stride, end + 1);
        } else {
            at[base + width] = end + 1;
        }
        base += stride;
        rows++;
    }

    /// Whether fields too many hold nothing: blanks, or quotes around nothing.
    private boolean isBlank(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] != dialect.delimiter() && b[i] != ' ' && b[i] != '\t'
                    && (b[i] != dialect.quote() || dialect.quote() == 0)) {
                return false;
            }
        }
        return true;
    }

    /// Where a row starts.
    int rowStart(int row) {
        return at[row * stride];
    }

    /// Where a row ends.
    int rowEnd(int row) {
        return Math.max(at[row * stride], at[row * stride + width] - 1);
    }
}
