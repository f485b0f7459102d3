package dev.peso.internal.csv;

/// The characters that give a file its structure; 0 where there is none.
///
/// @param newline ends a row: a line feed (a carriage return before it is dropped), or a lone carriage return
/// @param escape before a quote inside quotes
/// @param comment starts a line that is no row
record Dialect(byte delimiter, byte quote, byte escape, byte comment, byte newline) {

    Dialect withDelimiter(byte newDelimiter) {
        return new Dialect(newDelimiter, quote, escape, comment, newline);
    }

    Dialect withComment(byte newComment) {
        return new Dialect(delimiter, quote, escape, newComment, newline);
    }

    Dialect withNewline(byte newNewline) {
        return new Dialect(delimiter, quote, escape, comment, newNewline);
    }
}
