package dev.peso.io;

import java.util.Objects;

/// How a JSON file is written. Values, with a `with` method for each option.
///
/// Times are ISO 8601 texts, an instant with the offset of its zone; bytes are Base64; NaN and the infinities, for which
/// JSON has no number, are the texts `"NaN"`, `"Infinity"`, `"-Infinity"`; decimals keep their digits.
///
/// @param form an array of records, or one record a line
/// @param nulls whether a null is written or its member left out
public record JsonWriteOptions(Form form, Nulls nulls) implements WriteOptions {

    /// An array, with nulls.
    public static final JsonWriteOptions DEFAULT = new JsonWriteOptions(Form.ARRAY, Nulls.WRITTEN);

    /// How the records lie in the file.
    public enum Form {
        /// One array of all: `.json`.
        ARRAY,
        /// One record a line (NDJSON): `.ndjson`, `.jsonl`.
        LINES
    }

    /// What becomes of a null.
    public enum Nulls {
        /// It is written as `null`.
        WRITTEN,
        /// Its member is left out.
        OMITTED
    }

    public JsonWriteOptions {
        Objects.requireNonNull(form, "form");
        Objects.requireNonNull(nulls, "nulls");
    }

    /// Another form.
    ///
    /// @param newForm array or lines
    /// @return new options
    public JsonWriteOptions withForm(Form newForm) {
        return new JsonWriteOptions(newForm, nulls);
    }

    /// Nulls written or not.
    ///
    /// @param newNulls which
    /// @return new options
    public JsonWriteOptions withNulls(Nulls newNulls) {
        return new JsonWriteOptions(form, newNulls);
    }
}
