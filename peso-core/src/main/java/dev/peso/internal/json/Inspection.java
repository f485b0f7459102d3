package dev.peso.internal.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.bytes.BinaryFiles;
import dev.peso.internal.bytes.PackedText;
import dev.peso.internal.bytes.TextBytes;
import dev.peso.internal.text.Suggestions;
import dev.peso.io.JsonReadOptions;
import dev.peso.io.OnError;
import dev.peso.spi.ByteSource;

/// Looks at the first records of a file: their form, columns and types.
final class Inspection {
    private static final int GUESSED = 1_000_000;

    private final ByteSource source;
    private final JsonReadOptions options;
    private final Shape shape = new Shape(0);
    private long records;
    private boolean complete;

    Inspection(ByteSource source, JsonReadOptions options) {
        this.source = source;
        this.options = options;
    }

    JsonFile look() {
        try {
            String fingerprint = source.fingerprint();
            String kind = BinaryFiles.kind(TextBytes.head(source, BinaryFiles.HEAD));
            if (kind != null) {
                throw new DataException(source.name() + " is not JSON: it is " + kind);
            }
            boolean lines = switch (options.form()) {
                case LINES -> true;
                case DOCUMENT -> false;
                case GUESS -> looksLikeLines();
            };
            Schema given = options.schema();
            if (given != null) {
                return new JsonFile(source, options, lines, false, given, 0, fingerprint);
            }
            if (lines) {
                sampleLines();
            } else {
                sampleDocument();
            }
            boolean values = !shape.isObjects() && !(shape.isNothing() && records == 0);
            Schema inferred = values
                    ? Schema.of(Field.of(JsonFile.VALUE, shape.type(complete)))
                    : Schema.of(shape.fields(complete));
            return new JsonFile(source, options, lines, values, withTypes(inferred), records, fingerprint);
        } catch (IOException e) {
            throw JsonFile.failed(source.name(), e, 0);
        }
    }

    private Schema withTypes(Schema inferred) {
        for (String name : options.types().keySet()) {
            if (!inferred.contains(name)) {
                throw new IllegalArgumentException(
                        source.name() + " has no column \"" + name + "\" to give a type"
                                + Suggestions.didYouMean(name, inferred.names()));
            }
        }
        List<Field> fields = new ArrayList<>();
        Map<String, DataType> types = options.types();
        for (Field field : inferred) {
            fields.add(field.withType(types.getOrDefault(field.name(), field.type())));
        }
        return Schema.of(fields);
    }

    private boolean looksLikeLines() throws IOException {
        String plain = PackedText.plainName(source.name());
        if (plain.endsWith(".ndjson") || plain.endsWith(".jsonl")) {
            return true;
        }
        byte[] head;
        try (InputStream stream = JsonFile.open(source)) {
            head = stream.readNBytes(GUESSED);
        }
        int from = skipSpace(head, 0);
        int end = from;
        while (end < head.length && head[end] != '\n') {
            end++;
        }
        int next = skipSpace(head, end);
        return from < head.length && head[from] == '{' && next < head.length && head[next] == '{'
                && isObject(head, from, end);
    }

    private static int skipSpace(byte[] bytes, int from) {
        int i = from;
        while (i < bytes.length
                && (bytes[i] == ' ' || bytes[i] == '\t' || bytes[i] == '\r' || bytes[i] == '\n')) {
            i++;
        }
        return i;
    }

    private static boolean isObject(byte[] bytes, int from, int to) {
        try (JsonParser parser = JsonFile.JSON.createParser(bytes, from, to - from)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
        } catch (IOException e) {
            return false; // it goes on in the next line
        }
    }

    private void sampleDocument() {
        Tape tape = new Tape();
        try (DocumentRecords all = new DocumentRecords(source, options.pointer())) {
            while (records < options.sampleRows()) {
                if (!all.next(tape)) {
                    complete = true;
                    return;
                }
                shape.add(tape, 0);
                records++;
            }
        }
    }

    private void sampleLines() throws IOException {
        String[] path = Pointers.steps(options.pointer());
        OnError onError = options.onError() == OnError.FAIL ? OnError.FAIL : OnError.SKIP;
        Tape tape = new Tape();
        try (InputStream stream = JsonFile.open(source)) {
            LineBlocks blocks = new LineBlocks(stream, source.name());
            for (LineBlocks.Block block = blocks.next(); block != null; block = blocks.next()) {
                LineRecords all = new LineRecords(source, block, onError, (_, _, _) -> {});
                while (all.next(tape)) {
                    if (records == options.sampleRows()) {
                        return;
                    }
                    int at = tape.find(path);
                    if (at >= 0) {
                        shape.add(tape, at);
                    }
                    records++;
                }
            }
            complete = true;
        }
    }
}
