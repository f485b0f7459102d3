package dev.peso;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/// Functions of text: `col("name").str().lower()`. Lengths and positions count code points, positions from 1; a null gives
/// null. Where a parameter is an `Object`, an expression stands for itself and text for itself as a constant. Immutable.
///
/// {@snippet file="dev/peso/ExprGroupSnippets.java" region="str"}
public final class StrExpr {
    private final Expr value;

    StrExpr(Expr value) {
        this.value = value;
    }

    /// Each letter in its lower-case form.
    ///
    /// @return a text
    public Expr lower() {
        return value.call("lower");
    }

    /// Each letter in its upper-case form.
    ///
    /// @return a text
    public Expr upper() {
        return value.call("upper");
    }

    /// The first letter of each word in upper case, the others in lower case.
    ///
    /// @return a text
    public Expr initcap() {
        return value.call("initcap");
    }

    /// The number of code points.
    ///
    /// @return an int64
    public Expr length() {
        return value.call("length");
    }

    /// The number of bytes in UTF-8.
    ///
    /// @return an int64
    public Expr byteLength() {
        return value.call("octet_length");
    }

    /// Without blanks (U+0020) at both ends.
    ///
    /// @return a text
    public Expr trim() {
        return value.call("trim");
    }

    /// Without some characters at both ends.
    ///
    /// @param characters the characters to remove
    /// @return a text
    public Expr trim(String characters) {
        return value.call("trim", Objects.requireNonNull(characters, "characters"));
    }

    /// Without blanks (U+0020) at the start.
    ///
    /// @return a text
    public Expr trimLeft() {
        return value.call("ltrim");
    }

    /// Without some characters at the start.
    ///
    /// @param characters the characters to remove
    /// @return a text
    public Expr trimLeft(String characters) {
        return value.call("ltrim", Objects.requireNonNull(characters, "characters"));
    }

    /// Without blanks (U+0020) at the end.
    ///
    /// @return a text
    public Expr trimRight() {
        return value.call("rtrim");
    }

    /// Without some characters at the end.
    ///
    /// @param characters the characters to remove
    /// @return a text
    public Expr trimRight(String characters) {
        return value.call("rtrim", Objects.requireNonNull(characters, "characters"));
    }

    /// Without Unicode white space at both ends.
    ///
    /// @return a text
    public Expr strip() {
        return value.call("strip");
    }

    /// The rest of the text from a position on.
    ///
    /// @param start the first position, from 1; negative ones count from the end
    /// @return a text
    public Expr substring(@Nullable Object start) {
        return value.call("substring", start);
    }

    /// A part of the text.
    ///
    /// @param start the first position, from 1; negative ones count from the end
    /// @param length how many code points
    /// @return a text
    public Expr substring(@Nullable Object start, @Nullable Object length) {
        return value.call("substring", start, length);
    }

    /// The first code points.
    ///
    /// @param count how many; negative for all but so many at the end
    /// @return a text
    public Expr left(@Nullable Object count) {
        return value.call("left", count);
    }

    /// The last code points.
    ///
    /// @param count how many; negative for all but so many at the start
    /// @return a text
    public Expr right(@Nullable Object count) {
        return value.call("right", count);
    }

    /// Filled up at the start, or cut off, to a length.
    ///
    /// @param length the new length
    /// @param fill the text to fill with
    /// @return a text
    public Expr padLeft(@Nullable Object length, String fill) {
        return value.call("lpad", length, Objects.requireNonNull(fill, "fill"));
    }

    /// Filled up at the end, or cut off, to a length.
    ///
    /// @param length the new length
    /// @param fill the text to fill with
    /// @return a text
    public Expr padRight(@Nullable Object length, String fill) {
        return value.call("rpad", length, Objects.requireNonNull(fill, "fill"));
    }

    /// With each occurrence of a text replaced by another.
    ///
    /// @param search the text to find
    /// @param replacement what comes in its place
    /// @return a text
    public Expr replace(@Nullable Object search, @Nullable Object replacement) {
        return value.call("replace", search, replacement);
    }

    /// With each character of one list replaced by that at the same place of another, or removed where there is
    /// none.
    ///
    /// @param from the characters to replace
    /// @param to what comes in their place
    /// @return a text
    public Expr translate(String from, String to) {
        return value.call("translate", Objects.requireNonNull(from, "from"),
                Objects.requireNonNull(to, "to"));
    }

    /// Whether a text occurs in it.
    ///
    /// @param search the text to find
    /// @return true, false or null
    public Expr contains(@Nullable Object search) {
        return value.call("contains", search);
    }

    /// Whether it begins with a text.
    ///
    /// @param prefix the text to find
    /// @return true, false or null
    public Expr startsWith(@Nullable Object prefix) {
        return value.call("starts_with", prefix);
    }

    /// Whether it ends with a text.
    ///
    /// @param suffix the text to find
    /// @return true, false or null
    public Expr endsWith(@Nullable Object suffix) {
        return value.call("ends_with", suffix);
    }

    /// Where a text occurs first, from 1; 0 when it does not.
    ///
    /// @param search the text to find
    /// @return an int64
    public Expr position(@Nullable Object search) {
        return value.call("position", search);
    }

    /// The parts between the occurrences of a separator.
    ///
    /// @param separator the text between two parts
    /// @return a list of texts
    public Expr split(@Nullable Object separator) {
        return value.call("split", separator);
    }

    /// One part between the occurrences of a separator; empty when there is none.
    ///
    /// @param separator the text between two parts
    /// @param index which part, from 1; negative ones count from the end
    /// @return a text
    public Expr splitPart(@Nullable Object separator, @Nullable Object index) {
        return value.call("split_part", separator, index);
    }

    /// Whether a regular expression matches somewhere; for the whole text see `Expr.matches`.
    ///
    /// @param regex in RE2 syntax
    /// @return true, false or null
    public Expr regexMatches(String regex) {
        return value.call("regexp_matches", Objects.requireNonNull(regex, "regex"));
    }

    /// The first match of a regular expression; empty when there is none.
    ///
    /// @param regex in RE2 syntax
    /// @return a text
    public Expr regexExtract(String regex) {
        return value.call("regexp_extract", Objects.requireNonNull(regex, "regex"));
    }

    /// A group of the first match of a regular expression; empty when there is none.
    ///
    /// @param regex in RE2 syntax
    /// @param group which group, from 1; 0 for the whole match
    /// @return a text
    public Expr regexExtract(String regex, int group) {
        return value.call("regexp_extract", Objects.requireNonNull(regex, "regex"), group);
    }

    /// All matches of a regular expression.
    ///
    /// @param regex in RE2 syntax
    /// @return a list of texts
    public Expr regexExtractAll(String regex) {
        return value.call("regexp_extract_all", Objects.requireNonNull(regex, "regex"));
    }

    /// A group of all matches of a regular expression.
    ///
    /// @param regex in RE2 syntax
    /// @param group which group, from 1; 0 for the whole match
    /// @return a list of texts
    public Expr regexExtractAll(String regex, int group) {
        return value.call("regexp_extract_all", Objects.requireNonNull(regex, "regex"), group);
    }

    /// With every match of a regular expression replaced.
    ///
    /// @param regex in RE2 syntax
    /// @param replacement what comes in its place; `\1` stands for the first group
    /// @return a text
    public Expr regexReplace(String regex, String replacement) {
        return value.call("regexp_replace", Objects.requireNonNull(regex, "regex"),
                Objects.requireNonNull(replacement, "replacement"), "g");
    }

    /// With the first match of a regular expression replaced.
    ///
    /// @param regex in RE2 syntax
    /// @param replacement what comes in its place; `\1` stands for the first group
    /// @return a text
    public Expr regexReplaceFirst(String regex, String replacement) {
        return value.call("regexp_replace", Objects.requireNonNull(regex, "regex"),
                Objects.requireNonNull(replacement, "replacement"));
    }

    /// The parts between the matches of a regular expression.
    ///
    /// @param regex in RE2 syntax
    /// @return a list of texts
    public Expr regexSplit(String regex) {
        return value.call("regexp_split_to_array", Objects.requireNonNull(regex, "regex"));
    }

    /// The characters in reverse order; an accent stays with its letter, an emoji of several code points stays whole.
    ///
    /// @return a text
    public Expr reverse() {
        return value.call("reverse");
    }

    /// Whether the whole text matches a pattern of file names.
    ///
    /// @param pattern `*` for any text, `?` for one character, `[a-z]` or `[!a-z]` for one of a set or not of it
    /// @return a boolean
    public Expr glob(@Nullable Object pattern) {
        return value.call("glob", pattern);
    }

    /// How many characters as readers see them: a letter with its accents is one, and so is an emoji.
    ///
    /// @return an int64
    public Expr graphemes() {
        return value.call("length_grapheme");
    }

    /// The bytes that a size such as `1.5 KiB` or `2 MB` says.
    ///
    /// @return an int64
    public Expr parseBytes() {
        return value.call("parse_formatted_bytes");
    }

    /// The text a number of times.
    ///
    /// @param times how many times
    /// @return a text
    public Expr repeat(@Nullable Object times) {
        return value.call("repeat", times);
    }

    /// The code point of the first character; 0 for empty text.
    ///
    /// @return an int64
    public Expr ascii() {
        return value.call("ascii");
    }

    /// The smallest number of insertions, deletions and replacements that make it another text.
    ///
    /// @param other the other text
    /// @return an int64
    public Expr levenshtein(@Nullable Object other) {
        return value.call("levenshtein", other);
    }

    /// With letters in place of letters with accents.
    ///
    /// @return a text
    public Expr stripAccents() {
        return value.call("strip_accents");
    }

    /// The bytes in hexadecimal digits.
    ///
    /// @return a text
    public Expr toHex() {
        return value.call("to_hex");
    }

    /// Reads a date of a given format; a text that does not fit fails.
    ///
    /// @param format such as `%d.%m.%Y`; the letters are those of `strftime`
    /// @return a date
    public Expr toDate(String format) {
        return value.call("strptime", Objects.requireNonNull(format, "format")).cast(DataType.DATE);
    }

    /// Reads a timestamp of a given format; a text that does not fit fails.
    ///
    /// @param format such as `%d.%m.%Y %H:%M`; the letters are those of `strftime`
    /// @return a timestamp
    public Expr toTimestamp(String format) {
        return value.call("strptime", Objects.requireNonNull(format, "format"));
    }

    /// Reads a timestamp of a given format, or gives null where the text does not fit.
    ///
    /// @param format such as `%d.%m.%Y %H:%M`; the letters are those of `strftime`
    /// @return a timestamp
    public Expr tryToTimestamp(String format) {
        return value.call("try_strptime", Objects.requireNonNull(format, "format"));
    }
}
