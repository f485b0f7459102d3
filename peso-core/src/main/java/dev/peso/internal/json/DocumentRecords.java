package dev.peso.internal.json;

import java.io.IOException;
import java.io.InputStream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import dev.peso.DataException;
import dev.peso.spi.ByteSource;

/// The records of a document, one after the other: the elements of an array, or one value.
final class DocumentRecords implements AutoCloseable {
    private final String name;
    private final String pointer;
    private final InputStream stream;
    private final JsonParser parser;
    private boolean started;
    private boolean inArray;
    private boolean ended;

    DocumentRecords(ByteSource source, String pointer) {
        this.name = source.name();
        this.pointer = pointer;
        try {
            stream = new Utf8Stream(JsonFile.open(source));
            parser = JsonFile.JSON.createParser(stream);
        } catch (IOException e) {
            throw JsonFile.failed(name, e, 0);
        }
    }

    /// The line that was read last.
    long line() {
        return parser.currentLocation().getLineNr();
    }

    /// Takes the next record; at the end of all, false.
    boolean next(Tape tape) {
        try {
            if (!started) {
                started = true;
                seek();
                inArray = parser.currentToken() == JsonToken.START_ARRAY;
                if (!inArray) {
                    tape.read(parser);
                    return true;
                }
            }
            if (ended) {
                return false;
            }
            if (inArray && parser.nextToken() != JsonToken.END_ARRAY) {
                tape.read(parser);
                return true;
            }
            ended = true;
            finish();
            return false;
        } catch (IOException e) {
            throw JsonFile.failed(name, e, line());
        }
    }

    private void seek() throws IOException {
        if (parser.nextToken() == null) {
            throw new DataException(name + " is empty, not a JSON document");
        }
        for (String step : Pointers.steps(pointer)) {
            boolean found = switch (parser.currentToken()) {
                case START_OBJECT -> seekMember(step);
                case START_ARRAY -> seekElement(Pointers.index(step));
                default -> false;
            };
            if (!found) {
                throw new DataException(
                        name + " holds nothing at \"" + pointer + "\": there is no \"" + step + "\"");
            }
        }
    }

    private boolean seekMember(String name) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            boolean found = parser.currentName().equals(name);
            parser.nextToken();
            if (found) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private boolean seekElement(int index) throws IOException {
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            if (i == index) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    /// Reads what follows the records: the rest of the one value, and nothing more.
    private void finish() throws IOException {
        while (!parser.getParsingContext().inRoot()) {
            if (parser.nextToken() == null) {
                return;
            }
        }
        if (parser.nextToken() != null) {
            throw new DataException(name + " line " + line()
                    + ": another value follows the first; if each line is a record, use withForm(LINES)");
        }
    }

    @Override
    public void close() {
        try {
            parser.close();
            stream.close();
        } catch (IOException e) {
            throw JsonFile.failed(name, e, 0);
        }
    }
}
