package dev.peso.internal.kernel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A compiled `like` pattern: runs of code points between `%`, each found at its first place after the one before.
///
/// Time is linear in the text for a given pattern; there is no backtracking across `%`.
final class LikeMatcher {
    private static final byte ANY = (byte) 0xFF; // not a byte of valid UTF-8

    private final byte[][] runs;
    private final boolean[] hasAny;
    private final boolean openStart;
    private final boolean openEnd;

    private LikeMatcher(byte[][] runs, boolean openStart, boolean openEnd) {
        this.runs = runs;
        this.hasAny = new boolean[runs.length];
        for (int i = 0; i < runs.length; i++) {
            for (byte b : runs[i]) {
                hasAny[i] |= b == ANY;
            }
        }
        this.openStart = openStart;
        this.openEnd = openEnd;
    }

    /// @param escape the escape code point, or -1 for none
    /// @throws IllegalArgumentException if the pattern ends with the escape
    static LikeMatcher compile(String pattern, int escape) {
        List<byte[]> runs = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        ByteSink run = new ByteSink();
        boolean openStart = false;
        boolean openEnd = false;
        for (int i = 0; i < pattern.length(); i += Character.charCount(pattern.codePointAt(i))) {
            int c = pattern.codePointAt(i);
            openEnd = false;
            if (c == escape) {
                i += Character.charCount(c);
                if (i >= pattern.length()) {
                    throw new IllegalArgumentException("the pattern ends with its escape character");
                }
                text.appendCodePoint(pattern.codePointAt(i));
            } else if (c == '%') {
                flush(text, run);
                openStart |= run.length == 0 && runs.isEmpty();
                openEnd = true;
                endRun(run, runs);
            } else if (c == '_') {
                flush(text, run);
                run.add(ANY);
            } else {
                text.appendCodePoint(c);
            }
        }
        flush(text, run);
        if (!openEnd) {
            runs.add(Arrays.copyOf(run.bytes, run.length));
        }
        return new LikeMatcher(runs.toArray(byte[][]::new), openStart, openEnd);
    }

    private static void flush(StringBuilder text, ByteSink run) {
        run.add(text.toString());
        text.setLength(0);
    }

    private static void endRun(ByteSink run, List<byte[]> runs) {
        if (run.length > 0) {
            runs.add(Arrays.copyOf(run.bytes, run.length));
            run.clear();
        }
    }

    boolean matches(TextCursor text) {
        return matches(text.bytes, text.from, text.to);
    }

    boolean matches(byte[] bytes, int from, int to) {
        int at = from;
        int first = 0;
        int last = runs.length - 1;
        if (!openStart) {
            if (runs.length == 0) {
                return openEnd || from == to;
            }
            at = endAt(0, bytes, from, to);
            if (at < 0 || last == 0) {
                return at >= 0 && (openEnd || at == to);
            }
            first = 1;
        }
        int middle = openEnd ? last + 1 : last;
        for (int run = first; run < middle; run++) {
            at = endAfter(run, bytes, at, to);
            if (at < 0) {
                return false;
            }
        }
        return openEnd || endsWith(last, bytes, at, to);
    }

    /// Where a run that starts at a place ends, or -1.
    private int endAt(int run, byte[] bytes, int from, int to) {
        byte[] wanted = runs[run];
        if (!hasAny[run]) {
            return Utf8.startsWith(bytes, from, to, wanted, 0, wanted.length) ? from + wanted.length : -1;
        }
        int at = from;
        for (byte b : wanted) {
            if (at >= to || (b != ANY && bytes[at] != b)) {
                return -1;
            }
            at += b == ANY ? Utf8.width(bytes[at]) : 1;
        }
        return at;
    }

    /// Where the first occurrence of a run ends, or -1.
    private int endAfter(int run, byte[] bytes, int from, int to) {
        byte[] wanted = runs[run];
        if (!hasAny[run]) {
            int found = Utf8.indexOf(bytes, from, to, wanted, 0, wanted.length);
            return found < 0 ? -1 : found + wanted.length;
        }
        for (int at = from; at < to; at += Utf8.width(bytes[at])) {
            int end = endAt(run, bytes, at, to);
            if (end >= 0) {
                return end;
            }
        }
        return -1;
    }

    private boolean endsWith(int run, byte[] bytes, int from, int to) {
        byte[] wanted = runs[run];
        if (!hasAny[run]) {
            return Utf8.endsWith(bytes, from, to, wanted, 0, wanted.length);
        }
        int points = 0;
        for (byte b : wanted) {
            points += Utf8.isContinuation(b) ? 0 : 1;
        }
        int at = Utf8.backward(bytes, from, to, points);
        return endAt(run, bytes, at, to) == to;
    }

    /// The pattern in lower case, code point by code point.
    static String lower(String pattern) {
        ByteSink sink = new ByteSink();
        TextCase.change(TextCursor.of(pattern), false, sink);
        return new String(sink.bytes, 0, sink.length, StandardCharsets.UTF_8);
    }
}
