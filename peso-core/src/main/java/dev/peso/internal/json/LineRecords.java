package dev.peso.internal.json;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.internal.bytes.Utf8;
import dev.peso.io.OnError;
import dev.peso.spi.ByteSource;

/// The records of one block of lines.
final class LineRecords {
    private final ByteSource source;
    private final LineBlocks.Block block;
    private final OnError onError;
    private final BadLine bad;
    private @Nullable JsonParser parser;
    private int start;

    /// Hears of lines that are no JSON and are left out.
    @FunctionalInterface
    interface BadLine {
        void accept(int from, int to, String problem);
    }

    LineRecords(ByteSource source, LineBlocks.Block block, OnError onError, BadLine bad) {
        this.source = source;
        this.block = block;
        this.onError = onError;
        this.bad = bad;
        int invalid = Utf8.firstInvalid(block.bytes(), 0, block.length());
        if (invalid >= 0) {
            throw new DataException(
                    source.name() + " line " + lineAt(invalid) + ": the bytes are not valid UTF-8");
        }
    }

    /// Takes the next record; at the end of the block, false.
    boolean next(Tape tape) {
        while (start < block.length()) {
            try {
                JsonParser open = parser;
                if (open == null) {
                    open = JsonFile.JSON.createParser(block.bytes(), start, block.length() - start);
                    parser = open;
                }
                if (open.nextToken() == null) {
                    start = block.length();
                    return false;
                }
                tape.read(open);
                return true;
            } catch (IOException e) {
                int at = damage(e);
                if (onError == OnError.FAIL) {
                    throw JsonFile.failed(source.name(), e, lineAt(at));
                }
                skipLine(e, at);
            }
        }
        return false;
    }

    /// Goes on after the line with the damage.
    private void skipLine(IOException e, int at) {
        int next = lineEnd(at);
        bad.accept(lineStart(next), next, JsonFile.problem(e));
        start = Math.max(start + 1, next + 1);
        parser = null;
    }

    /// The place of damage. The parser stands behind the end of the line that it missed something in.
    private int damage(IOException e) {
        int at = at();
        return e instanceof JsonProcessingException && at > start && block.bytes()[at - 1] == '\n'
                ? at - 1
                : at;
    }

    /// The place in the block that was read last.
    private int at() {
        JsonParser open = parser;
        return open == null
                ? start
                : Math.min(block.length(), start + (int) Math.max(0, open.currentLocation().getByteOffset()));
    }

    private int lineEnd(int from) {
        int end = from;
        while (end < block.length() && block.bytes()[end] != '\n') {
            end++;
        }
        return end;
    }

    private int lineStart(int end) {
        int from = end;
        while (from > 0 && block.bytes()[from - 1] != '\n') {
            from--;
        }
        return from;
    }

    /// Where the line that was read last starts in the block, and where it ends.
    int[] bounds() {
        int last = Math.max(0, at() - 1);
        return new int[]{lineStart(last), lineEnd(last)};
    }

    /// The line that was read last.
    long line() {
        return lineAt(Math.max(0, at() - 1));
    }

    /// Numbers the line of a place in the block, from 1. Reads the file up to there.
    private long lineAt(int at) {
        long line = 1;
        for (int i = 0; i < Math.min(at, block.length()); i++) {
            line += block.bytes()[i] == '\n' ? 1 : 0;
        }
        try (var stream = JsonFile.open(source)) {
            byte[] buffer = new byte[60_000];
            long left = block.offset();
            while (left > 0) {
                int count = stream.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (count < 0) {
                    return line;
                }
                for (int i = 0; i < count; i++) {
                    line += buffer[i] == '\n' ? 1 : 0;
                }
                left -= count;
            }
            return line;
        } catch (IOException e) {
            throw JsonFile.failed(source.name(), e, 0);
        }
    }
}
