package dev.peso.internal.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.Schema;
import dev.peso.internal.bytes.ByteSources;
import dev.peso.io.CsvReadOptions;
import dev.peso.spi.ByteSource;

/// What is known of a CSV file once it was looked at.
///
/// @param text how it is read
/// @param fingerprint of the bytes when they were looked at
/// @param dataStart where the first row of data starts in the text
/// @param sampled how many rows the types were inferred from; 0 when none was
/// @param rowBytes about how long a row is
/// @param decimal the decimal separator
/// @param columns for each column what was found out about it
record CsvFile(CsvText text, CsvReadOptions options, Dialect dialect, Schema schema, String fingerprint,
        long dataStart, long sampled, int rowBytes, byte decimal, List<Look> columns) {
    /// What was found out about a column.
    ///
    /// @param inferred whether its type was inferred
    /// @param seen whether a value was seen, or the type is the user's
    /// @param dateOrder what comes first in its dates
    /// @param group what stands between the thousands of its numbers, or 0
    /// @param words whether words such as `NA` are null
    /// @param guess what its values seen so far may be, or null where it was not looked at
    record Look(boolean inferred, boolean seen, CsvReadOptions.DateOrder dateOrder, byte group,
            boolean words, @Nullable TypeGuess guess) {
        static Look given(CsvReadOptions.DateOrder dateOrder) {
            return new Look(false, true, dateOrder, (byte) 0, false, null);
        }

        /// The same for a column whose type is the user's.
        Look asGiven() {
            return new Look(false, true, dateOrder, group, words, guess);
        }

        /// Whether values are read as under another look at the same column.
        boolean isLike(Look other) {
            return dateOrder == other.dateOrder && group == other.group && words == other.words;
        }

        static Look inferred(TypeGuess guess, boolean wordsGiven) {
            return new Look(true, guess.hasSeen(), guess.dateOrder(), guess.group(),
                    !wordsGiven && guess.hasNullWords(), guess);
        }
    }

    private static final int SHOWN = 40;

    /// The same file under other types.
    CsvFile with(Schema types, long rows, List<Look> looks) {
        return new CsvFile(text, options, dialect, types, fingerprint, dataStart, rows, rowBytes, decimal,
                looks);
    }

    String name() {
        return source().name();
    }

    ByteSource source() {
        return text.source();
    }

    InputStream open() throws IOException {
        return text.open();
    }

    /// @throws dev.peso.DataAccessException if the bytes are not those that were looked at
    void requireUnchanged() {
        ByteSources.requireUnchanged(source(), fingerprint);
    }

    /// Numbers the line that a place in the unpacked bytes belongs to, from 1. Reads the file up to there.
    long lineAt(long offset) {
        return lineAt(text, dialect, offset);
    }

    /// Hears the number of an element, and the line its place belongs to.
    @FunctionalInterface
    interface Lines {
        void accept(int index, long line);
    }

    /// Numbers the lines of several places, which rise. Reads the file up to the last.
    void forLines(List<Long> offsets, Lines lines) {
        try (LineCounter counter = new LineCounter(open(), dialect.newline())) {
            for (int i = 0; i < offsets.size(); i++) {
                lines.accept(i, counter.at(offsets.get(i)));
            }
        } catch (IOException e) {
            throw failed(text, dialect, e);
        }
    }

    static long lineAt(CsvText text, Dialect dialect, long offset) {
        try (LineCounter lines = new LineCounter(text.open(), dialect.newline())) {
            return lines.at(offset);
        } catch (IOException e) {
            throw ByteSources.failed("read", text.source().name(), e);
        }
    }

    /// The failure of reading the stream, in words.
    static RuntimeException failed(CsvText text, Dialect dialect, IOException e) {
        ByteSource source = text.source();
        return switch (e) {
            case CharacterCodingException _ -> new DataException(
                    source.name()
                            + " holds bytes that are not valid in its encoding; give the right one with withCharset",
                    null, -1, e);
            case Blocks.EndlessRowException endless -> new DataException(source.name() + " line "
                    + lineAt(text, dialect, endless.offset) + ": " + e.getMessage(), null, -1, e);
            case java.util.zip.ZipException _ ->
                new DataException(source.name() + " is damaged: " + e.getMessage(), null, -1, e);
            case java.io.EOFException _ ->
                new DataException(source.name() + " is damaged: it ends too early", null, -1, e);
            default -> ByteSources.failed("read", source.name(), e);
        };
    }

    DataException unclosedQuote(long offset) {
        return new DataException(
                name() + " line " + lineAt(offset)
                        + ": a quote is opened and never closed; if quotes mean nothing in"
                        + " this file, use withoutQuote()");
    }

    DataException notUtf8(long offset) {
        return new DataException(name() + " line " + lineAt(offset)
                + ": the bytes are not valid UTF-8; give the encoding, for example withCharset(Charset.forName("
                + "\"windows-1252\"))");
    }

    /// `a, b` in one line, but at most forty characters of it.
    static String shown(byte[] b, int from, int to) {
        String text = new String(b, from, Math.min(to, from + 4 * SHOWN) - from, StandardCharsets.UTF_8);
        String line = oneLine(text);
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
    }

    /// A text that may break lines, in one.
    static String oneLine(String text) {
        return text.replace("\n", "\\n").replace("\r", "\\r");
    }
}
