package dev.peso.internal.fixedwidth;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.internal.bytes.BinaryFiles;
import dev.peso.internal.bytes.ByteSources;
import dev.peso.internal.bytes.DelimitedText;
import dev.peso.internal.bytes.StreamBytes;
import dev.peso.internal.bytes.TextBytes;
import dev.peso.internal.codec.FilledInput;
import dev.peso.io.CsvReadOptions;
import dev.peso.io.FixedWidthReadOptions;
import dev.peso.spi.ByteSource;

/// The lines of a fixed-width file as comma-separated text, line by line, so that a line keeps its number.
public final class FixedWidthText {
    private static final int LOOKED_AT = 1_000;
    private static final int LONGEST_LINE = 10_000_000;

    private FixedWidthText() {}

    /// The text of a file with its columns separated by commas.
    ///
    /// @param source the bytes, plain or packed with gzip or Zstandard
    /// @param options what is known of it
    /// @throws DataException if it is no text, or no columns can be found
    /// @throws dev.peso.DataAccessException if the bytes cannot be read
    public static ByteSource of(ByteSource source, FixedWidthReadOptions options) {
        requireText(source);
        List<Place> places = options.columns().isEmpty()
                ? found(source, options)
                : options.columns().stream().map(Place::of).toList();
        return new StreamBytes(source, () -> new Lines(reader(source, options), places));
    }

    private static void requireText(ByteSource source) {
        try {
            String kind = BinaryFiles.kind(TextBytes.head(source, BinaryFiles.HEAD));
            if (kind != null) {
                throw new DataException(source.name() + " is no text: it is " + kind);
            }
        } catch (IOException e) {
            throw ByteSources.failed("read", source.name(), e);
        }
    }

    /// How the text is read.
    public static CsvReadOptions options(FixedWidthReadOptions options) {
        List<String> names = options.columns().stream().map(column -> String.valueOf(column.name())).toList();
        boolean named = !names.isEmpty() && options.columns().getFirst().name() != null;
        CsvReadOptions text = options.text()
                .withCharset(StandardCharsets.UTF_8)
                .withDelimiter(',')
                .withQuote('"');
        return named ? text.withNames(names.toArray(String[]::new)) : text;
    }

    private static BufferedReader reader(ByteSource source, FixedWidthReadOptions options)
            throws IOException {
        return new BufferedReader(new InputStreamReader(TextBytes.open(source, options.text().charset()),
                StandardCharsets.UTF_8.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
    }

    private static List<Place> found(ByteSource source, FixedWidthReadOptions options) {
        Layout layout = new Layout();
        try (BufferedReader lines = reader(source, options)) {
            int skipped = options.text().skipLines();
            int looked = 0;
            for (String line = line(lines); line != null && looked < LOOKED_AT; line = line(lines)) {
                if (skipped-- <= 0 && !line.isBlank() && !isRule(line) && !isComment(line, options)) {
                    layout.add(line);
                    looked++;
                }
            }
        } catch (CharacterCodingException e) {
            throw new DataException(source.name()
                    + " holds bytes that are not valid in its encoding; give the right one with withCharset",
                    null, -1,
                    e);
        } catch (IOException e) {
            throw ByteSources.failed("read", source.name(), e);
        }
        List<Place> places = layout.places();
        if (places.isEmpty()) {
            throw new DataException(source.name() + " is empty: there are no lines to find columns in");
        }
        return places;
    }

    private static boolean isComment(String line, FixedWidthReadOptions options) {
        Character comment = options.text().comment();
        return comment != null && line.charAt(0) == comment;
    }

    /// Whether a line is drawn under a header, `----- ---`.
    static boolean isRule(String line) {
        int dashes = 0;
        for (int i = 0; i < line.length(); i++) {
            switch (line.charAt(i)) {
                case '-', '=' -> dashes++;
                case ' ', '\t', '+' -> {
                    // between columns
                }
                default -> {
                    return false;
                }
            }
        }
        return dashes >= 3;
    }

    private static @Nullable String line(BufferedReader reader) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = reader.read();; c = reader.read()) {
            if (c < 0) {
                return line.isEmpty() ? null : line.toString();
            }
            if (c == '\n') {
                return line.toString();
            }
            if (c != '\r') {
                line.append((char) c);
            }
            if (line.length() > LONGEST_LINE) {
                throw new IOException("a line is longer than " + LONGEST_LINE + " characters");
            }
        }
    }

    /// Lines in their new form.
    private static final class Lines extends FilledInput {
        private final BufferedReader reader;
        private final List<Place> places;
        private final StringBuilder out = new StringBuilder();
        private final DelimitedText row = new DelimitedText(out);

        Lines(BufferedReader reader, List<Place> places) {
            this.reader = reader;
            this.places = places;
        }

        @Override
        protected boolean fill() throws IOException {
            out.setLength(0);
            while (out.length() < 30_000) {
                String line = line(reader);
                if (line == null) {
                    break;
                }
                if (!line.isBlank() && !isRule(line)) {
                    fields(line);
                }
                row.endRow();
            }
            made = out.toString().getBytes(StandardCharsets.UTF_8);
            taken = 0;
            end = made.length;
            return end > 0;
        }

        private void fields(String line) {
            boolean plain = line.codePointCount(0, line.length()) == line.length();
            int least = 0;
            for (Place place : places) {
                int from = Math.max(least, place(line, place.start(), plain));
                int to = Math.max(from, place(line, place.end(), plain));
                to = to < line.length() ? reached(line, to, place(line, place.reach(), plain)) : to;
                row.field(line.substring(from, to).strip());
                least = place.reach() > place.end() ? to : 0;
            }
        }

        /// Where a value ends that goes on beyond the end of its column, if it does before the next column begins.
        private static int reached(String line, int end, int reach) {
            int to = end;
            while (to > 0 && to < reach && !isBlank(line.charAt(to - 1)) && !isBlank(line.charAt(to))) {
                to++;
            }
            return to == line.length() || to < reach || isBlank(line.charAt(to)) ? to : end;
        }

        private static boolean isBlank(char c) {
            return c == ' ' || c == '\t';
        }

        private static int place(String line, int character, boolean plain) {
            if (plain || character >= line.length()) {
                return Math.min(character, line.length());
            }
            return character >= line.codePointCount(0, line.length())
                    ? line.length()
                    : line.offsetByCodePoints(0, character);
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
