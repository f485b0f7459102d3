package dev.peso.viz.internal.html;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/// Makes scripts as they are sent of those in `src/main/scripts`: without comments and blanks that mean nothing, and with short
/// names, the same in all of them. A declaration of the outermost level keeps its line, so that an error still has a place.
///
/// A variable has another name everywhere, however many variables have that name: what sees what stays as it is. Names of members, of
/// the language and of the browser stay.
final class Script {
    /// What scripts use and do not declare; words that begin with a capital, except
    /// constants, are left alone, too.
    private static final Set<String> FOREIGN = Set.of("addEventListener", "atob", "await", "break", "case",
            "catch", "class", "const", "continue", "crypto", "default", "delete", "devicePixelRatio", "do",
            "document", "else", "false", "fetch", "finally", "for", "function", "if", "in", "instanceof",
            "let", "new", "null", "of", "parseInt", "return", "setTimeout", "switch", "this", "throw",
            "true", "try", "typeof", "undefined", "var", "void", "while", "JSON", "NaN");
    private static final Set<String> BEFORE_BLOCK = Set.of("else", "try", "do", "finally");
    private static final String FIRST = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ$_";
    private static final String NEXT = FIRST + "0123456789";
    /// After these a line may go on.
    private static final String OPEN = ";{,([=&|?:>+-";
    /// Before these likewise.
    private static final String GOING_ON = ")]}.?:&|+=,";
    private static final boolean[] WORD = new boolean[128];
    static {
        for (int i = 0; i < NEXT.length(); i++) {
            WORD[NEXT.charAt(i)] = true;
        }
    }

    private final String code;
    /// Where the tokens begin: words, numbers, texts, single signs.
    private final int[] from;
    /// Where they end.
    private final int[] to;
    /// Which word each of them is; -1 for what is none.
    private final int[] word;
    private final boolean[] member;
    private int count;
    private final List<String> words = new ArrayList<>();

    private Script(String code) {
        this.code = code + "\n";
        this.from = new int[code.length()];
        this.to = new int[code.length()];
        this.word = new int[code.length()];
        this.member = new boolean[code.length()];
    }

    private static Script of(String code) {
        Script script = new Script(code);
        script.split();
        script.findMembers();
        return script;
    }

    /// A script without templates and labels, each of whose statements ends in a semicolon or a brace.
    static String compact(String code) {
        return Objects.requireNonNull(compact(Map.of("", code)).get(""));
    }

    /// Scripts, by a name each, that see one another.
    static Map<String, String> compact(Map<String, String> scripts) {
        Map<String, String> names = of(String.join("\n", scripts.values())).names();
        Map<String, String> compact = new TreeMap<>();
        scripts.forEach((name, code) -> compact.put(name, of(code).joined(names)));
        return compact;
    }

    private void split() {
        Map<String, Integer> known = new HashMap<>();
        int at = 0;
        while (at < code.length()) {
            char c = code.charAt(at);
            char next = at + 1 < code.length() ? code.charAt(at + 1) : 0;
            if (c == '\n' || c == ' ') {
                at++;
            } else if (c == '/' && next == '/') {
                at = code.indexOf('\n', at);
            } else if (c == '/' && next == '*') {
                at = code.indexOf("*/", at) + 2;
            } else {
                int end = end(at, c);
                from[count] = at;
                to[count] = end;
                word[count] = -1;
                if (isWord(c) && !isDigit(c)) {
                    String text = code.substring(at, end);
                    Integer number = known.putIfAbsent(text, words.size());
                    word[count] = number == null ? words.size() : number;
                    if (number == null) {
                        words.add(text);
                    }
                }
                count++;
                at = end;
            }
        }
    }

    /// Where a token ends.
    private int end(int start, char first) {
        int at = start + 1;
        if (first == '"' || first == '\'' || first == '/' && isExpected()) {
            while (code.charAt(at) != first) {
                at += code.charAt(at) == '\\' ? 2 : 1;
            }
            at++;
        } else if (!isWord(first)) {
            return at;
        }
        boolean number = isDigit(first);
        while (first != '"' && first != '\''
                && (isWord(code.charAt(at)) || number && code.charAt(at) == '.')) {
            at++;
        }
        return at;
    }

    /// Whether a value may come here: a slash begins a regular expression.
    private boolean isExpected() {
        char last = sign(count - 1);
        return !isWord(last) && last != ')' && last != ']' && last != '}';
    }

    private static boolean isWord(char c) {
        return c < 128 && WORD[c];
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /// The first character of a token.
    private char sign(int token) {
        return token >= 0 && token < count ? code.charAt(from[token]) : ';';
    }

    private void findMembers() {
        // Whether the braces around hold members.
        boolean[] members = new boolean[count + 1];
        int depth = 0;
        for (int i = 0; i < count; i++) {
            char c = sign(i);
            if (c == '{' || c == '(' || c == '[') {
                members[++depth] = c == '{' && !isBlock(i);
            } else if (c == '}' || c == ')' || c == ']') {
                depth--;
            } else {
                member[i] = word[i] >= 0 && isMember(i, members[depth]);
            }
        }
    }

    /// The names of variables as they are sent: the shortest ones for those that are written most.
    private Map<String, String> names() {
        int[] uses = new int[words.size()];
        for (int i = 0; i < count; i++) {
            if (word[i] >= 0 && (!member[i] || isBoth(i))) {
                uses[word[i]]++;
            }
        }
        List<Integer> order = new ArrayList<>();
        Set<String> taken = new HashSet<>(FOREIGN);
        for (int i = 0; i < uses.length; i++) {
            if (isForeign(words.get(i))) {
                taken.add(words.get(i));
            } else if (uses[i] > 0) {
                order.add(i);
            }
        }
        order.sort((a, b) -> uses[b] - uses[a]);
        Map<String, String> names = new HashMap<>();
        int next = 0;
        for (int each : order) {
            String name;
            do {
                name = name(next++);
            } while (taken.contains(name));
            names.put(words.get(each), name);
        }
        return names;
    }

    /// Whether a brace opens statements, not members.
    private boolean isBlock(int brace) {
        char before = sign(brace - 1);
        return ")>;{}".indexOf(before) >= 0
                || brace > 0 && word[brace - 1] >= 0 && BEFORE_BLOCK.contains(words.get(word[brace - 1]));
    }

    private static boolean isForeign(String word) {
        boolean capital = word.charAt(0) >= 'A' && word.charAt(0) <= 'Z';
        return FOREIGN.contains(word) || capital && word.chars().anyMatch(c -> c >= 'a' && c <= 'z');
    }

    /// Whether a word is the name of a member: after a point, or alone between braces that hold members.
    private boolean isMember(int i, boolean members) {
        char before = sign(i - 1);
        return before == '.' && sign(i - 2) != '.'
                || members && (before == '{' || before == ',') && ",}:=(".indexOf(sign(i + 1)) >= 0;
    }

    /// Whether a word between braces names a member and the variable that it is: `{ width }`.
    private boolean isBoth(int i) {
        char next = sign(i + 1);
        return sign(i - 1) != '.' && (next == ',' || next == '}' || next == '=');
    }

    private static String name(int number) {
        int rest = number - FIRST.length();
        return rest < 0
                ? FIRST.substring(number, number + 1)
                : "" + FIRST.charAt(rest / NEXT.length()) + NEXT.charAt(rest % NEXT.length());
    }

    private String joined(Map<String, String> names) {
        StringBuilder out = new StringBuilder(code.length() / 2);
        int depth = 0;
        char last = ';';
        for (int i = 0; i < count; i++) {
            String name = word[i] < 0 ? null : name(i, names);
            char c = name == null ? sign(i) : name.charAt(0);
            depth -= c == '}' || c == ')' || c == ']' ? 1 : 0;
            if (c == '}' && last == ';') {
                out.setLength(out.length() - 1);
                last = '{';
            }
            if (i > 0 && from[i] > to[i - 1]) {
                gap(out, i, depth, last, c);
            }
            if (name == null) {
                out.append(code, from[i], to[i]);
            } else {
                out.append(name);
            }
            depth += c == '{' || c == '(' || c == '[' ? 1 : 0;
            last = out.charAt(out.length() - 1);
        }
        return out.append('\n').toString();
    }

    /// A word as it is sent.
    private String name(int i, Map<String, String> names) {
        String given = words.get(word[i]);
        String name = names.getOrDefault(given, given);
        return !member[i] ? name : isBoth(i) && !name.equals(given) ? given + ":" + name : given;
    }

    /// What has to stand between two tokens that were apart.
    private void gap(StringBuilder out, int token, int depth, char last, char c) {
        int line = code.indexOf('\n', to[token - 1]);
        if (line < from[token] && (c == '}'
                ? last != '{'
                : depth == 0
                        || OPEN.indexOf(last) < 0 && GOING_ON.indexOf(c) < 0)) {
            out.append(depth == 0 || c != '}' ? "\n" : "");
        } else if (isWord(last) && isWord(c) || last == c && (c == '+' || c == '-')) {
            out.append(' ');
        }
    }
}
