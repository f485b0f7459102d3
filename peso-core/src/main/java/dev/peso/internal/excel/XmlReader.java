package dev.peso.internal.excel;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// Reads XML tag by tag: what the parts of a workbook use of it. Names lose their prefix. A document type is refused,
/// so there are no entities of one's own, no bombs made of them, and nothing is fetched.
///
/// The JDK's reader takes several times as long for the small tags of cells, and holds attributes of any length.
final class XmlReader implements AutoCloseable {
    private static final int LONGEST_TAG = 1_000_000;
    private static final int LONGEST_TEXT = 20_000_000;
    private static final int DEEPEST = 1_000;
    private static final int LONGEST_REFERENCE = 12;
    private static final int HEAD = 200;
    private static final String CHARACTER_DATA = "<![CDATA[";
    private static final String COMMENT = "<!--";
    private static final Pattern ENCODING = Pattern.compile("^<\\?xml[^>]*encoding\\s*=\\s*[\"']([^\"']*)");

    /// What was met.
    enum Event {
        START, END, TEXT, DONE
    }

    private final Reader reader;
    private final String part;
    private final String[] symbols = new String[512];
    private final List<String> open = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private char[] buffer = new char[16_000];
    private int at;
    private int limit;
    private String name = "";
    private String[] attributeNames = new String[16];
    private int[] attributeEnds = new int[32];
    private int attributes;
    private boolean closing;

    /// @param part the name of the part, for messages
    XmlReader(InputStream stream, String part) throws IOException {
        this.part = part;
        PushbackInputStream bytes = new PushbackInputStream(stream, HEAD);
        byte[] head = bytes.readNBytes(HEAD);
        Charset charset = charset(head);
        bytes.unread(head);
        reader = new InputStreamReader(bytes, charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
        if (fill(0) && buffer[0] == '\uFEFF') {
            at = 1;
        }
    }

    private Charset charset(byte[] head) throws DamagedException {
        if (head.length > 1 && (head[0] == (byte) 0xFE && head[1] == (byte) 0xFF || head[0] == 0)) {
            return StandardCharsets.UTF_16BE;
        }
        if (head.length > 1 && (head[0] == (byte) 0xFF && head[1] == (byte) 0xFE || head[1] == 0)) {
            return StandardCharsets.UTF_16LE;
        }
        Matcher declared = ENCODING.matcher(new String(head, StandardCharsets.ISO_8859_1));
        if (!declared.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(declared.group(1));
        } catch (IllegalArgumentException e) {
            throw new DamagedException("its part \"" + part + "\" is in the unknown encoding \""
                    + declared.group(1) + "\"", e);
        }
    }

    /// The next tag, end or run of text; an empty tag gives a start and an end.
    Event next() throws IOException {
        if (closing) {
            closing = false;
            name = open.removeLast();
            return Event.END;
        }
        while (at < limit || fill(at)) {
            if (buffer[at] != '<') {
                readText();
                return Event.TEXT;
            }
            char kind = ahead(1);
            if (kind == '?') {
                skipPast("?>");
            } else if (kind == '!') {
                if (isAt(CHARACTER_DATA)) {
                    readCharacterData();
                    return Event.TEXT;
                }
                if (!isAt(COMMENT)) {
                    throw damaged("holds a document type, which no workbook has");
                }
                at += COMMENT.length();
                skipPast("-->");
            } else {
                return readTag(kind == '/');
            }
        }
        if (!open.isEmpty()) {
            throw damaged("ends inside <" + open.getLast() + ">");
        }
        return Event.DONE;
    }

    /// Reads what is left without looking at it: the part's checksum is compared at its end.
    void readToEnd() throws IOException {
        while (limit > 0 && fill(limit)) {
            at = limit;
        }
    }

    /// The name of the tag that started or ended, without a prefix.
    String name() {
        return name;
    }

    boolean is(String other) {
        return name.equals(other);
    }

    /// The text that was met.
    StringBuilder text() {
        return text;
    }

    /// All text up to the end of the tag that has started, that of tags in it included.
    String textOfTag() throws IOException {
        StringBuilder all = new StringBuilder();
        int depth = open.size();
        while (!(next() == Event.END && open.size() < depth)) {
            append(all);
        }
        return all.toString();
    }

    /// Adds the text that was met last, if that is what was met last.
    private void append(StringBuilder all) throws DamagedException {
        all.append(text);
        text.setLength(0);
        if (all.length() > LONGEST_TEXT) {
            throw damaged("holds a text of more than " + LONGEST_TEXT + " characters");
        }
    }

    /// Goes to the end of the tag that has started.
    void skipTag() throws IOException {
        int depth = open.size();
        while (!(next() == Event.END && open.size() < depth)) {
            text.setLength(0);
        }
    }

    /// The value of an attribute of the tag that started, or null.
    @Nullable
    String attribute(String wanted) throws IOException {
        for (int i = 0; i < attributes; i++) {
            if (attributeNames[i].equals(wanted)) {
                StringBuilder value = new StringBuilder();
                decode(attributeEnds[2 * i], attributeEnds[2 * i + 1], value);
                return value.toString();
            }
        }
        return null;
    }

    /// The value of an attribute that is a whole number, or `otherwise` when there is none.
    int number(String wanted, int otherwise) throws IOException {
        String value = attribute(wanted);
        if (value == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(value.strip());
        } catch (NumberFormatException e) {
            throw new DamagedException("its part \"" + part + "\": \"" + shortened(value) + "\" in " + wanted
                    + " of <" + name + "> is no whole number", e);
        }
    }

    boolean flag(String wanted) throws IOException {
        String value = attribute(wanted);
        return value != null && (value.equals("1") || value.equals("true"));
    }

    static String shortened(String value) {
        return value.length() <= 40 ? value : value.substring(0, 40) + "...";
    }

    DamagedException damaged(String what) {
        return damaged(what, null);
    }

    DamagedException damaged(String what, @Nullable Throwable cause) {
        return new DamagedException("its part \"" + part + "\" " + what, cause);
    }

    private Event readTag(boolean ends) throws IOException {
        int close = endOfTag();
        int from = at + (ends ? 2 : 1);
        int to = from;
        int nameStart = from;
        while (to < close && !isSpace(buffer[to]) && buffer[to] != '/') {
            if (buffer[to] == ':') {
                nameStart = to + 1;
            }
            to++;
        }
        String tag = symbol(nameStart, to);
        at = close + 1;
        text.setLength(0);
        name = tag;
        if (ends) {
            if (open.isEmpty() || !open.removeLast().equals(tag)) {
                throw damaged("has an end of <" + tag + "> that never started");
            }
            return Event.END;
        }
        if (tag.isEmpty() || open.size() >= DEEPEST) {
            throw damaged(tag.isEmpty() ? "has a tag without a name" : "is nested too deep");
        }
        open.add(tag);
        closing = buffer[close - 1] == '/';
        readAttributes(to, closing ? close - 1 : close);
        return Event.START;
    }

    /// The place of the `>` that ends the tag at `at`; all of the tag is in the buffer then.
    private int endOfTag() throws IOException {
        char quote = 0;
        for (int i = at + 1;; i++) {
            if (i == limit) {
                int done = i - at;
                if (done > LONGEST_TAG || !fill(at)) {
                    throw damaged(done > LONGEST_TAG
                            ? "has a tag of more than " + LONGEST_TAG + " characters"
                            : "ends inside a tag");
                }
                i = at + done;
            }
            char c = buffer[i];
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '>') {
                return i;
            } else if (c == '"' || c == '\'') {
                quote = c;
            }
        }
    }

    private void readAttributes(int from, int to) throws DamagedException {
        attributes = 0;
        int i = from;
        while (true) {
            while (i < to && isSpace(buffer[i])) {
                i++;
            }
            if (i >= to) {
                return;
            }
            int start = i;
            while (i < to && buffer[i] != '=' && !isSpace(buffer[i])) {
                start = buffer[i] == ':' ? i + 1 : start;
                i++;
            }
            String attribute = symbol(start, i);
            while (i < to && buffer[i] != '"' && buffer[i] != '\'') {
                i++;
            }
            int value = i + 1;
            int end = value;
            while (end < to && buffer[end] != buffer[i]) {
                end++;
            }
            if (end >= to) {
                throw damaged("has an attribute without a value in <" + name + ">");
            }
            addAttribute(attribute, value, end);
            i = end + 1;
        }
    }

    private void addAttribute(String attribute, int from, int to) {
        if (attributes == attributeNames.length) {
            attributeNames = Arrays.copyOf(attributeNames, 2 * attributes);
            attributeEnds = Arrays.copyOf(attributeEnds, 4 * attributes);
        }
        attributeNames[attributes] = attribute;
        attributeEnds[2 * attributes] = from;
        attributeEnds[2 * attributes + 1] = to;
        attributes++;
    }

    private void readText() throws IOException {
        text.setLength(0);
        while (at < limit || fill(at)) {
            int from = at;
            while (at < limit && buffer[at] != '<' && buffer[at] != '&') {
                at++;
            }
            text.append(buffer, from, at - from);
            if (text.length() > LONGEST_TEXT) {
                throw damaged("holds a text of more than " + LONGEST_TEXT + " characters");
            }
            if (at < limit && buffer[at] == '<') {
                return;
            }
            if (at < limit) {
                int length = 1;
                while (length < LONGEST_REFERENCE && ahead(length) != ';') {
                    length++;
                }
                decode(at, Math.min(limit, at + length + 1), text);
                at = Math.min(limit, at + length + 1);
            }
        }
    }

    private void readCharacterData() throws IOException {
        text.setLength(0);
        at += CHARACTER_DATA.length();
        while (!isAt("]]>")) {
            text.append(buffer[at++]);
            if (text.length() > LONGEST_TEXT) {
                throw damaged("holds a text of more than " + LONGEST_TEXT + " characters");
            }
        }
        at += 3;
    }

    private void skipPast(String mark) throws IOException {
        while (!isAt(mark)) {
            at++;
        }
        at += mark.length();
    }

    private boolean isAt(String mark) throws IOException {
        for (int i = 0; i < mark.length(); i++) {
            if (ahead(i) != mark.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// The character `n` further on.
    private char ahead(int n) throws IOException {
        while (at + n >= limit) {
            if (!fill(at)) {
                throw damaged("ends too early");
            }
        }
        return buffer[at + n];
    }

    /// Reads on, keeping what is in the buffer from `keep` on; that then starts the buffer.
    private boolean fill(int keep) throws IOException {
        int kept = limit - keep;
        if (kept >= buffer.length / 2) {
            buffer = Arrays.copyOfRange(buffer, keep, keep + 2 * buffer.length);
        } else {
            System.arraycopy(buffer, keep, buffer, 0, kept);
        }
        at = 0;
        limit = kept;
        int count = reader.read(buffer, limit, buffer.length - limit);
        limit += Math.max(0, count);
        return count > 0;
    }

    /// Puts a range with its references to characters resolved.
    private void decode(int from, int to, StringBuilder into) throws DamagedException {
        int i = from;
        while (i < to) {
            int start = i;
            while (i < to && buffer[i] != '&') {
                i++;
            }
            into.append(buffer, start, i - start);
            if (i < to) {
                int end = i;
                while (end < to && buffer[end] != ';') {
                    end++;
                }
                into.appendCodePoint(character(new String(buffer, i + 1, Math.max(0, end - i - 1))));
                i = end + 1;
            }
        }
    }

    private int character(String reference) throws DamagedException {
        return switch (reference) {
            case "amp" -> '&';
            case "lt" -> '<';
            case "gt" -> '>';
            case "quot" -> '"';
            case "apos" -> '\'';
            default -> numbered(reference);
        };
    }

    private int numbered(String reference) throws DamagedException {
        try {
            int code = reference.startsWith("#x")
                    ? Integer.parseInt(reference.substring(2), 16)
                    : reference.startsWith("#") ? Integer.parseInt(reference.substring(1)) : -1;
            if (Character.isValidCodePoint(code) && (code < 0xD800 || code > 0xDFFF)) {
                return code;
            }
        } catch (NumberFormatException e) {
            throw damaged("has the unknown reference \"&" + shortened(reference) + "\"", e);
        }
        throw damaged("has the unknown reference \"&" + shortened(reference) + "\"");
    }

    /// The text of a range; the same object for the same text, mostly.
    private String symbol(int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + buffer[i];
        }
        int slot = (hash ^ hash >>> 9) & symbols.length - 1;
        String known = symbols[slot];
        if (known != null && known.length() == to - from && matches(known, from)) {
            return known;
        }
        String made = new String(buffer, from, to - from);
        symbols[slot] = made;
        return made;
    }

    private boolean matches(String known, int from) {
        for (int i = 0; i < known.length(); i++) {
            if (known.charAt(i) != buffer[from + i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
