package dev.peso.internal.json;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.zip.ZipException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;

import dev.peso.DataException;
import dev.peso.Schema;
import dev.peso.internal.bytes.ByteSources;
import dev.peso.internal.bytes.TextBytes;
import dev.peso.io.JsonReadOptions;
import dev.peso.spi.ByteSource;

/// What is known of a JSON file once it was looked at.
///
/// @param lines whether each line is a record
/// @param values whether the records are no objects: they make one column
/// @param sampled how many records the columns were inferred from; 0 when they were given
/// @param fingerprint of the bytes when they were looked at
record JsonFile(ByteSource source, JsonReadOptions options, boolean lines, boolean values, Schema schema,
        long sampled, String fingerprint) {
    /// The column of records that are no objects.
    static final String VALUE = "value";
    static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(1_000_000_000).build())
            .build();

    String name() {
        return source.name();
    }

    static InputStream open(ByteSource source) throws IOException {
        return TextBytes.open(source, null);
    }

    /// @throws dev.peso.DataAccessException if the bytes are not those that were looked at
    void requireUnchanged() {
        ByteSources.requireUnchanged(source, fingerprint);
    }

    /// What is wrong with a record, in words.
    static String problem(IOException e) {
        return e instanceof JsonProcessingException json
                ? "it is not JSON: " + firstLine(json.getOriginalMessage())
                : String.valueOf(e.getMessage());
    }

    /// The failure of reading a stream, in words.
    static RuntimeException failed(String name, IOException e, long line) {
        String place = line > 0 ? name + " line " + line : name;
        return switch (e) {
            case JsonProcessingException json ->
                new DataException(place + " is not JSON: " + firstLine(json.getOriginalMessage()), null, -1,
                        e);
            case Tape.RecordException _ ->
                new DataException(place + ": " + e.getMessage(), null, -1, e);
            case CharacterCodingException _ ->
                new DataException(place + ": the bytes are not valid UTF-8", null, -1, e);
            case ZipException _ -> new DataException(name + " is damaged: " + e.getMessage(), null, -1, e);
            case EOFException _ -> new DataException(name + " is damaged: it ends too early", null, -1, e);
            case java.io.CharConversionException _ ->
                new DataException(place + ": the bytes are not valid UTF-8", null, -1, e);
            default -> ByteSources.failed("read", name, e);
        };
    }

    /// A message of the parser without the places it adds, at most 200 characters of it.
    private static String firstLine(String message) {
        String line = message.lines().findFirst().orElse("");
        return line.length() <= 200 ? line : line.substring(0, 200) + "...";
    }
}
