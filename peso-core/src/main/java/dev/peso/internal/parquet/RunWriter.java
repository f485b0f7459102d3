package dev.peso.internal.parquet;

/// Writes numbers as the hybrid of repeated and bit-packed runs.
final class RunWriter {
    private static final int SHORTEST_RUN = 8;

    private RunWriter() {}

    static void write(int[] values, int from, int to, int width, Growing out) {
        int start = from; // of the numbers not yet written
        int i = from;
        while (i < to) {
            int end = i + 1;
            while (end < to && values[end] == values[i]) {
                end++;
            }
            // packed groups hold eight numbers: a run may start where one ends
            int lead = (8 - (i - start & 7)) & 7;
            if (end - i - lead >= SHORTEST_RUN) {
                int runStart = i + lead;
                packed(values, start, runStart, width, out);
                repeated(values[i], end - runStart, width, out);
                start = end;
            }
            i = end;
        }
        packed(values, start, to, width, out);
    }

    private static void repeated(int value, int count, int width, Growing out) {
        out.putVarint((long) count << 1);
        for (int shift = 0; shift < width; shift += 8) {
            out.put(value >>> shift);
        }
    }

    private static void packed(int[] values, int from, int to, int width, Growing out) {
        if (from == to) {
            return;
        }
        int groups = to - from + 7 >>> 3;
        out.putVarint((long) groups << 1 | 1);
        out.room(groups * width + 8);
        long word = 0;
        int bits = 0;
        int at = out.length;
        int end = at + groups * width;
        for (int i = from; i < to; i++) {
            word |= (values[i] & 0xffffffffL) << bits;
            bits += width;
            while (bits >= 8) {
                out.bytes[at++] = (byte) word;
                word >>>= 8;
                bits -= 8;
            }
        }
        if (bits > 0) {
            out.bytes[at++] = (byte) word;
        }
        while (at < end) {
            out.bytes[at++] = 0;
        }
        out.length = end;
    }
}
