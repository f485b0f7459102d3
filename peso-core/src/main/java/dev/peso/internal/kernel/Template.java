package dev.peso.internal.kernel;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// A text with holes for values, as `format` and `printf` take it.
record Template(List<Piece> pieces) {
    private static final int MOST_WIDTH = 10_000;

    Template {
        pieces = List.copyOf(pieces);
    }

    /// Words as they are, or a hole.
    sealed interface Piece {}

    record Words(String text) implements Piece {}

    /// How a value is written.
    ///
    /// @param argument which value, from 0
    /// @param widthArgument the value that is the width, or -1
    /// @param align `<`, `>`, `^`, or 0 for numbers to the right and texts to the left
    /// @param sign `-`, or `+` or a space before what is not negative
    /// @param grouping what stands between thousands, or 0
    /// @param precision digits or characters, or -1
    /// @param conversion the letter for the kind, or 0 for the value's own text
    record Hole(int argument, int widthArgument, int fill, char align, char sign, boolean alternate,
            boolean zeros,
            int width, char grouping, int precision, char conversion) implements Piece {
        /// Whether the own text of a value of a type goes in.
        boolean isText(DataType type) {
            boolean asIs = precision < 0 && grouping == 0 && sign == '-' && !zeros;
            return conversion == 's' || conversion == 0 && (asIs || !type.isNumeric());
        }

        String text(String value, DataType type, int total) {
            String cut = precision < 0 || value.codePointCount(0, value.length()) <= precision
                    ? value
                    : value.substring(0, value.offsetByCodePoints(0, precision));
            boolean isNumber = type.isNumeric() && conversion == 0;
            return padded(cut, align == 0 ? isNumber ? '>' : '<' : align, total);
        }

        String number(@Nullable Object value, int total) {
            String digits = NumberTexts.of(value, this);
            boolean negative = digits.startsWith("-");
            String unsigned = negative ? digits.substring(1) : digits;
            String before = negative ? "-" : sign == '-' || conversion == 'c' ? "" : String.valueOf(sign);
            if (zeros && align == 0 && Character.isLetterOrDigit(unsigned.charAt(unsigned.length() - 1))) {
                int missing = total - before.length() - unsigned.length();
                return before + "0".repeat(Math.max(0, missing)) + unsigned;
            }
            return padded(before + unsigned, align == 0 ? '>' : align, total);
        }

        private String padded(String text, char where, int total) {
            int missing = total - text.codePointCount(0, text.length());
            if (missing <= 0) {
                return text;
            }
            int left = where == '<' ? 0 : where == '>' ? missing : missing / 2;
            String filler = Character.toString(fill);
            return filler.repeat(left) + text + filler.repeat(missing - left);
        }
    }

    /// Fails if there are fewer values than the template has holes for.
    void requireArguments(int count) {
        for (Piece piece : pieces) {
            if (piece instanceof Hole hole && Math.max(hole.argument, hole.widthArgument) >= count) {
                throw new IllegalArgumentException("the text has a place for value "
                        + (Math.max(hole.argument, hole.widthArgument) + 1) + ", but there "
                        + (count == 1 ? "is 1 value" : "are " + count + " values"));
            }
        }
    }

    static int width(@Nullable Object value) {
        if (value instanceof Number n && !(value instanceof Double)
                && Math.abs(n.longValue()) <= MOST_WIDTH) {
            return n.intValue();
        }
        throw new IllegalArgumentException(
                "a width is a whole number up to " + MOST_WIDTH + ", got " + value);
    }

    /// `{}`, `{0}`, `{:>8.2f}`; `{{` and `}}` are braces.
    static Template ofBraces(String text) {
        return new Reader(text).braces();
    }

    /// `%s`, `%5.2f`, `%-8d`; `%%` is a percent sign.
    static Template ofPercents(String text) {
        return new Reader(text).percents();
    }

    /// Reads a template.
    private static final class Reader {
        private final String text;
        private final List<Piece> pieces = new ArrayList<>();
        private final StringBuilder words = new StringBuilder();
        private int at;
        private int arguments;
        private int fill = ' ';
        private char align;
        private char sign = '-';
        private boolean alternate;
        private boolean zeros;
        private char grouping;
        private int width;
        private int widthArgument = -1;
        private int precision = -1;

        Reader(String text) {
            this.text = text;
        }

        private char peek() {
            return at < text.length() ? text.charAt(at) : 0;
        }

        private boolean accept(char c) {
            if (peek() == c && at < text.length()) {
                at++;
                return true;
            }
            return false;
        }

        private int digits() {
            int from = at;
            while (Character.isDigit(peek()) && peek() < 128) {
                at++;
            }
            String digits = text.substring(from, at);
            if (digits.length() > 5 || !digits.isEmpty() && Integer.parseInt(digits) > MOST_WIDTH) {
                throw new IllegalArgumentException(
                        "numbers in a template go up to " + MOST_WIDTH + ", got " + digits);
            }
            return digits.isEmpty() ? -1 : Integer.parseInt(digits);
        }

        private void reset() {
            fill = ' ';
            align = 0;
            sign = '-';
            alternate = false;
            zeros = false;
            grouping = 0;
            width = 0;
            widthArgument = -1;
            precision = -1;
        }

        private void end(int argument, char conversion, String known) {
            if (conversion != 0 && known.indexOf(conversion) < 0) {
                throw new IllegalArgumentException(
                        "\"" + conversion + "\" says no way to write a value; ways: "
                                + String.join(", ", known.split("")));
            }
            if (!words.isEmpty()) {
                pieces.add(new Words(words.toString()));
                words.setLength(0);
            }
            pieces.add(new Hole(argument, widthArgument, fill, align, sign, alternate, zeros, width, grouping,
                    precision, conversion));
        }

        private Template finished() {
            if (!words.isEmpty()) {
                pieces.add(new Words(words.toString()));
            }
            return new Template(pieces);
        }

        Template braces() {
            while (at < text.length()) {
                char c = text.charAt(at++);
                if ((c == '{' || c == '}') && accept(c)) {
                    words.append(c);
                } else if (c == '}') {
                    throw new IllegalArgumentException("\"}\" without \"{\"; write \"}}\" for a brace");
                } else if (c == '{') {
                    hole();
                } else {
                    words.append(c);
                }
            }
            return finished();
        }

        private void hole() {
            reset();
            int argument = digits();
            if (accept(':')) {
                specification();
            }
            char conversion = Character.isLetter(peek()) ? text.charAt(at++) : 0;
            if (!accept('}')) {
                throw new IllegalArgumentException(
                        "expected \"}\" after \"" + text.substring(text.lastIndexOf('{', at - 1), at) + "\"");
            }
            end(argument < 0 ? arguments++ : argument, conversion, "sdxXobBfFeEgGc");
        }

        private void specification() {
            int point = at < text.length() ? text.codePointAt(at) : 0;
            int after = at + Character.charCount(point);
            if (point != 0 && after < text.length() && "<>^".indexOf(text.charAt(after)) >= 0) {
                fill = point;
                align = text.charAt(after);
                at = after + 1;
            } else if (peek() != 0 && "<>^".indexOf(peek()) >= 0) {
                align = text.charAt(at++);
            }
            if (peek() == '+' || peek() == '-' || peek() == ' ') {
                sign = text.charAt(at++);
            }
            alternate = accept('#');
            zeros = accept('0');
            width = Math.max(0, digits());
            if (peek() == ',' || peek() == '_') {
                grouping = text.charAt(at++);
            }
            precision();
        }

        private void precision() {
            if (accept('.')) {
                precision = Math.max(0, digits());
            }
        }

        Template percents() {
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c != '%') {
                    words.append(c);
                } else if (accept('%')) {
                    words.append('%');
                } else {
                    percent();
                }
            }
            return finished();
        }

        private void percent() {
            reset();
            for (boolean more = true; more;) {
                switch (peek()) {
                    case '-' -> align = '<';
                    case '+' -> sign = '+';
                    case ' ' -> sign = sign == '+' ? '+' : ' ';
                    case '#' -> alternate = true;
                    case '0' -> zeros = true;
                    case ',', '_', '\'' -> grouping = peek() == '\'' ? ',' : peek();
                    default -> more = false;
                }
                at += more ? 1 : 0;
            }
            if (accept('*')) {
                widthArgument = arguments++;
            } else {
                width = Math.max(0, digits());
            }
            precision();
            while (peek() != 0 && "hlqjzt".indexOf(peek()) >= 0) {
                at++;
            }
            if (at == text.length()) {
                throw new IllegalArgumentException("the text ends in the middle of a place for a value");
            }
            char conversion = text.charAt(at++);
            align = conversion == 's' && align == 0 ? '>' : align;
            end(arguments++, conversion == 'i' || conversion == 'u' ? 'd' : conversion, "sdxXobBfFeEgGc");
        }
    }
}
