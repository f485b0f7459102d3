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
        /// @return whether to keep the row, with what it lacks missing and what is too much dropped
        boolean keep(int start, int end, int fields);
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
    private int field;
    private int start;
    private int extra;

    FieldIndex(Dialect dialect, int width, Ragged ragged) {
        this.dialect = dialect;
        this.width = width;
        this.ragged = ragged;
        this.stride = width + 1;
        this.at = new int[stride * 64];
    }

    /// Finds the fields of whole rows: `b[to - 1]` ends a row, and [Swar#SLACK] more bytes are readable.
    ///
    /// @return how many rows there are
    int index(byte[] b, int from, int to) {
        bytes = b;
        rows = 0;
        base = 0;
        startRow(from);
        if (dialect.quote() == 0 || Swar.indexOf(b, from, to, dialect.quote()) < 0) {
            unquoted(b, from, to);
        } else {
            quoted(b, from, to);
        }
        unfinished = at[base] < to ? at[base] : -1;
        return rows;
    }

    private void unquoted(byte[] b, int from, int to) {
        byte delimiter = dialect.delimiter();
        long p = Swar.pattern(delimiter);
        long q = Swar.pattern(dialect.newline());
        for (int block = from; block < to; block += 64) {
            long mask = Swar.mask(b, block, p, q);
            if (to - block < 64) {
                mask &= -1L >>> (64 - (to - block));
            }
            while (mask != 0) {
                int i = block + Long.numberOfTrailingZeros(mask);
                mask &= mask - 1;
                if (b[i] == delimiter) {
                    endField(i);
                } else {
                    endRow(b, i);
                }
            }
        }
    }

    private void quoted(byte[] b, int from, int to) {
        byte delimiter = dialect.delimiter();
        byte newline = dialect.newline();
        byte quote = dialect.quote();
        byte escape = dialect.escape() == 0 ? quote : dialect.escape();
        long p = Swar.pattern(delimiter);
        long q = Swar.pattern(newline);
        long r = Swar.pattern(quote);
        long s = Swar.pattern(escape);
        boolean inside = false;
        int skipTo = from;
        for (int block = from; block < to; block += 64) {
            long mask = escape == quote ? Swar.mask(b, block, p, q, r) : Swar.mask(b, block, p, q, r, s);
            if (to - block < 64) {
                mask &= -1L >>> (64 - (to - block));
            }
            while (mask != 0) {
                int i = block + Long.numberOfTrailingZeros(mask);
                mask &= mask - 1;
                byte c = b[i];
                if (i < skipTo) {
                    continue;
                }
                if (inside) {
                    if (c == quote) {
                        if (i + 1 < to && b[i + 1] == quote) {
                            skipTo = i + 2;
                        } else {
                            inside = false;
                        }
                    } else if (c == escape) {
                        skipTo = i + 2;
                    }
                } else if (c == delimiter) {
                    endField(i);
                } else if (c == newline) {
                    endRow(b, i);
                } else if (c == quote && i == start && !isComment(b)) {
                    inside = true;
                }
            }
        }
    }

    private boolean isComment(byte[] b) {
        return dialect.comment() != 0 && b[at[base]] == dialect.comment();
    }

    private void startRow(int position) {
        if (base + 2 * stride > at.length) {
            at = Arrays.copyOf(at, Math.addExact(at.length, Math.max(stride, at.length >> 1)));
        }
        at[base] = position;
        field = 0;
        start = position;
    }

    private void endField(int i) {
        field++;
        start = i + 1;
        if (field < width) {
            at[base + field] = i + 1;
        } else if (field == width) {
            extra = i + 1;
        }
    }

    private void endRow(byte[] b, int i) {
        int end = dialect.newline() == '\n' && i > start && b[i - 1] == '\r' ? i - 1 : i;
        if (field == width - 1 && !isComment(b)) {
            at[base + width] = end + 1;
            base += stride;
            rows++;
        } else {
            endOddRow(b, end);
        }
        startRow(i + 1);
    }

    private void endOddRow(byte[] b, int end) {
        int from = at[base];
        if (end == from || isComment(b)) {
            return; // a blank line or a comment
        }
        if (field >= width) {
            if (!isOnly(b, extra, end, dialect.delimiter()) && !ragged.keep(from, end, field + 1)) {
                return;
            }
            at[base + width] = extra;
        } else {
            if (!ragged.keep(from, end, field + 1)) {
                return;
            }
            Arrays.fill(at, base + field + 1, base + stride, end + 1);
        }
        base += stride;
        rows++;
    }

    private static boolean isOnly(byte[] b, int from, int to, byte value) {
        for (int i = from; i < to; i++) {
            if (b[i] != value) {
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
