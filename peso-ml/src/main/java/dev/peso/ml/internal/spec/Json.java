package dev.peso.ml.internal.spec;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;

import dev.peso.DataException;

/// JSON text as maps, lists, texts, `Long`, `Double` and `Boolean`. There are no nulls in it; numbers that JSON does not
/// know are the texts `"NaN"`, `"Infinity"` and `"-Infinity"`.
public final class Json {
    private static final int DEPTH = 64;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxStringLength(10_000_000)
                    .maxNumberLength(100)
                    .build())
            .build();

    private Json() {}

    public static String write(Object value) {
        StringWriter text = new StringWriter();
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            out.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(lines));
            write(value, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
    }

    private static void write(Object value, JsonGenerator out) throws IOException {
        switch (value) {
            case Map<?, ?> map -> {
                out.writeStartObject();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    out.writeFieldName((String) entry.getKey());
                    write(entry.getValue(), out);
                }
                out.writeEndObject();
            }
            case List<?> list -> {
                out.writeStartArray();
                for (Object each : list) {
                    write(each, out);
                }
                out.writeEndArray();
            }
            case String text -> out.writeString(text);
            case Boolean truth -> out.writeBoolean(truth);
            case Double number -> writeDouble(number, out);
            case Number number -> out.writeNumber(number.longValue());
            default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
        }
    }

    private static void writeDouble(double number, JsonGenerator out) throws IOException {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            out.writeString(Double.toString(number));
        } else {
            out.writeNumber(number);
        }
    }

    /// @param what what is read, for messages
    public static Map<String, Object> readObject(String text, String what) {
        try (JsonParser in = FACTORY.createParser(text)) {
            in.nextToken();
            Object value = read(in, what);
            if (in.nextToken() != null) {
                throw new DataException(what + " goes on after its end");
            }
            if (value instanceof Map<?, ?> map) {
                Map<String, Object> object = new LinkedHashMap<>();
                map.forEach((key, each) -> object.put((String) key, each));
                return object;
            }
            throw new DataException(what + " is no JSON object");
        } catch (JsonProcessingException e) {
            throw new DataException(
                    what + " is no JSON that can be read: " + e.getOriginalMessage() + " in line "
                            + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
                    null, -1, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object read(JsonParser in, String what) throws IOException {
        JsonToken token = in.currentToken();
        if (token == null) {
            throw new DataException(what + " ends too early");
        }
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    String name = in.currentName();
                    in.nextToken();
                    map.put(name, read(in, what));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    list.add(read(in, what));
                }
                yield list;
            }
            case VALUE_STRING -> in.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> in.getLongValue();
            case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            default ->
                throw new DataException(what + " holds a " + token.asString() + ", which has no place in it");
        };
    }
}
