package dev.peso.io;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Schema;

/// How a JSON file is read. Values, with a `with` method for each option.
///
/// A record is an object; its members become columns, nested objects structs, arrays lists. Whole numbers are `int64`;
/// longer ones of up to 38 digits make a column `decimal(38,0)`, even longer ones and those with a point or exponent
/// `float64`. A column of several kinds becomes `utf8`: texts as they are, all else as its JSON. What is no object makes
/// one column `value`. Of a key that comes twice the last counts.
///
/// @param form of the file
/// @param pointer where in the document, or in each line, the records are: a JSON Pointer (RFC 6901), `""` for the whole
/// @param schema the columns, or null to infer them; members it does not name are left out
/// @param types of single columns, the others are inferred
/// @param sampleRows how many records decide columns and types, which widen where a value further down does not fit,
///   as [CsvReadOptions#withSampleRows] says
/// @param onError what happens to records that do not fit
/// @param quarantine takes records left out, or null
public record JsonReadOptions(Form form, String pointer, @Nullable Schema schema, Map<String, DataType> types,
        int sampleRows, OnError onError, @Nullable Consumer<RejectedRow> quarantine) implements ReadOptions {

    /// Form and types are guessed; what does not fit fails.
    public static final JsonReadOptions DEFAULT = new JsonReadOptions(Form.GUESS, "", null, Map.of(), 20_480,
            OnError.FAIL, null);

    /// How the records lie in the file.
    public enum Form {
        /// Lines when the first line is an object and another follows, else a document.
        GUESS,
        /// One value: an array of records, or one record.
        DOCUMENT,
        /// One record a line (NDJSON), read in parallel.
        LINES
    }

    public JsonReadOptions {
        Objects.requireNonNull(form, "form");
        Objects.requireNonNull(onError, "onError");
        types = Map.copyOf(types);
        if (!pointer.isEmpty() && pointer.charAt(0) != '/') {
            throw new IllegalArgumentException(
                    "a JSON Pointer starts with \"/\", got \"" + pointer + "\"; for example \"/data/items\"");
        }
        if (sampleRows < 1) {
            throw new IllegalArgumentException("sample rows must be 1 or more, got " + sampleRows);
        }
        if ((onError == OnError.QUARANTINE) != (quarantine != null)) {
            throw new IllegalArgumentException(
                    "quarantine needs a place for the records: use withQuarantine(rows::add)");
        }
    }

    /// Another form.
    ///
    /// @param newForm guess, document or lines
    /// @return new options
    public JsonReadOptions withForm(Form newForm) {
        return new JsonReadOptions(newForm, pointer, schema, types, sampleRows, onError, quarantine);
    }

    /// Records elsewhere than at the top.
    ///
    /// @param newPointer for example `/data/items`
    /// @return new options
    public JsonReadOptions withPointer(String newPointer) {
        return new JsonReadOptions(form, newPointer, schema, types, sampleRows, onError, quarantine);
    }

    /// The columns with their types; nothing is inferred.
    ///
    /// @param newSchema the columns
    /// @return new options
    public JsonReadOptions withSchema(Schema newSchema) {
        return new JsonReadOptions(form, pointer, Objects.requireNonNull(newSchema, "schema"), types,
                sampleRows, onError, quarantine);
    }

    /// The type of one column; the others are still inferred.
    ///
    /// @param column its name
    /// @param type the type to read it as
    /// @return new options
    public JsonReadOptions withType(String column, DataType type) {
        Map<String, DataType> more = new LinkedHashMap<>(types);
        more.put(Objects.requireNonNull(column, "column"), Objects.requireNonNull(type, "type"));
        return new JsonReadOptions(form, pointer, schema, more, sampleRows, onError, quarantine);
    }

    /// The types of several columns in place of those given before; the others are inferred.
    ///
    /// @param newTypes by column
    /// @return new options
    public JsonReadOptions withTypes(Map<String, DataType> newTypes) {
        return new JsonReadOptions(form, pointer, schema, newTypes, sampleRows, onError, quarantine);
    }

    /// Another number of records that decide the types.
    ///
    /// @param rows 1 or more
    /// @return new options
    public JsonReadOptions withSampleRows(int rows) {
        return new JsonReadOptions(form, pointer, schema, types, rows, onError, quarantine);
    }

    /// What happens to records with a value that does not fit, or that are no JSON. Where types change after the sample, a
    /// larger one may help: [#withSampleRows] may be as large as the file.
    ///
    /// @param newOnError fail, null or skip; for quarantine use [#withQuarantine]
    /// @return new options
    public JsonReadOptions withOnError(OnError newOnError) {
        return new JsonReadOptions(form, pointer, schema, types, sampleRows, newOnError, null);
    }

    /// Records with a value that does not fit, and lines that are no JSON, are left out and handed over, in file order,
    /// when a read has ended. Each is handed over once, by the first read that meets it. Of lines the text is kept.
    ///
    /// @param newQuarantine takes the records; called by one thread at a time
    /// @return new options
    public JsonReadOptions withQuarantine(Consumer<RejectedRow> newQuarantine) {
        return new JsonReadOptions(form, pointer, schema, types, sampleRows, OnError.QUARANTINE,
                Objects.requireNonNull(newQuarantine, "quarantine"));
    }
}
