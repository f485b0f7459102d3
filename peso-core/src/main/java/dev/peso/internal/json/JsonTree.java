package dev.peso.internal.json;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import dev.peso.DataException;

/// Small JSON documents as maps, lists, texts, `Long`, `Double` and `Boolean`. There are no nulls in them.
public final class JsonTree {
    private static final int DEEPEST = 64;

    private JsonTree() {}

    /// @param what what is read, for messages
    /// @throws DataException if the text is not one JSON value, or holds null, a number beyond float64 or a name twice
    public static Object read(String what, String text) {
        try (JsonParser in = JsonFile.JSON.createParser(text)) {
            in.nextToken();
            Object value = value(in, what, 0);
            if (in.nextToken() != null) {
                throw new DataException(what + " goes on after its end");
            }
            return value;
        } catch (IOException e) {
            throw JsonFile.failed(what, e, 0);
        }
    }

    private static double number(JsonParser in, String what) throws IOException {
        double number = in.getDoubleValue();
        if (Double.isInfinite(number)) {
            throw new DataException(what + " holds " + in.getText() + ", a number beyond float64");
        }
        return number;
    }

    private static Object value(JsonParser in, String what, int depth) throws IOException {
        JsonToken token = in.currentToken();
        if (token == null) {
            throw new DataException(what + " is not JSON: it ends too early");
        }
        if (depth > DEEPEST) {
            throw new DataException(what + " is nested deeper than " + DEEPEST + " levels");
        }
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Object> members = new LinkedHashMap<>();
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    String name = in.currentName();
                    in.nextToken();
                    if (members.put(name, value(in, what, depth + 1)) != null) {
                        throw new DataException(what + " holds \"" + name + "\" twice");
                    }
                }
                yield members;
            }
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(in, what, depth + 1));
                }
                yield items;
            }
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> in.getLongValue();
            case VALUE_NUMBER_FLOAT -> number(in, what);
            case VALUE_STRING -> in.getText();
            default -> throw new DataException(what + " holds a null, which has no place in it");
        };
    }
}
