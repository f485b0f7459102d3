package dev.peso.internal.json;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;

/// Single values of JSON documents.
public final class JsonTexts {
    private JsonTexts() {}

    /// The text or number at a place in a document; null if there is none, or it is null or not simple.
    ///
    /// @param name for messages
    /// @param pointer a JSON Pointer (RFC 6901)
    /// @throws dev.peso.DataException if the bytes are no JSON
    public static @Nullable String at(String name, byte[] document, String pointer) {
        return at(name, document, pointer,
                parser -> parser.currentToken().isScalarValue()
                        && parser.currentToken() != JsonToken.VALUE_NULL
                                ? parser.getText()
                                : null);
    }

    /// Whether there is a null at a place in a document.
    ///
    /// @param name for messages
    /// @param pointer a JSON Pointer (RFC 6901)
    /// @throws dev.peso.DataException if the bytes are no JSON
    public static boolean isNull(String name, byte[] document, String pointer) {
        return Boolean.TRUE.equals(
                at(name, document, pointer, parser -> parser.currentToken() == JsonToken.VALUE_NULL));
    }

    /// Looks at a value.
    @FunctionalInterface
    private interface Look<T> {
        @Nullable
        T at(JsonParser parser) throws IOException;
    }

    private static <T> @Nullable T at(String name, byte[] document, String pointer, Look<T> look) {
        try (JsonParser parser = JsonFile.JSON.createParser(document)) {
            parser.nextToken();
            for (String step : Pointers.steps(pointer)) {
                if (!descend(parser, step)) {
                    return null;
                }
            }
            return parser.currentToken() == null ? null : look.at(parser);
        } catch (IOException e) {
            throw JsonFile.failed(name, e, 0);
        }
    }

    private static boolean descend(JsonParser parser, String step) throws IOException {
        boolean array = parser.currentToken() == JsonToken.START_ARRAY;
        if (!array && parser.currentToken() != JsonToken.START_OBJECT) {
            return false;
        }
        for (int i = 0; parser.nextToken() != null && !parser.currentToken().isStructEnd(); i++) {
            boolean found = array ? i == Pointers.index(step) : parser.currentName().equals(step);
            if (!array) {
                parser.nextToken();
            }
            if (found) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }
}
