package dev.peso.internal.expr;

import java.util.ArrayList;
import java.util.List;

import dev.peso.QueryException;
import dev.peso.internal.text.Suggestions;

/// The tokens of a text with a place to read at; what parsers share.
public final class Tokens {
    private static final int MAX_DEPTH = 500;
    private final SourceText source;
    private final Lexer lexer;
    private final List<Token> read = new ArrayList<>();
    private int at;
    private int depth;

    /// @param comments whether SQL comments are skipped
    public Tokens(String text, boolean comments) {
        source = new SourceText(text);
        lexer = new Lexer(source, comments);
    }

    /// The whole text.
    public String text() {
        return source.text();
    }

    /// The token to read next.
    public Token peek() {
        return peek(0);
    }

    /// The token `ahead` places after the next one.
    public Token peek(int ahead) {
        while (read.size() <= at + ahead) {
            read.add(lexer.next());
        }
        return read.get(at + ahead);
    }

    /// Reads the next token; the end may be read any number of times.
    public Token next() {
        Token token = peek();
        if (token.kind() != Token.Kind.END) {
            at++;
        }
        return token;
    }

    /// A place to go back to.
    public record Mark(int index, int position) {}

    /// The place of the next token.
    public Mark mark() {
        return new Mark(at, peek().start());
    }

    /// Goes back to a place.
    public void reset(Mark mark) {
        at = mark.index();
        seek(mark.position());
    }

    /// Continues at a position of the text, whatever was looked at after it.
    void seek(int position) {
        while (read.size() > at) {
            read.removeLast();
        }
        lexer.seek(position);
    }

    /// Reads a `:`, also where it is glued to a word and so looks like a parameter.
    boolean acceptColon() {
        Token token = peek();
        if (token.kind() == Token.Kind.PARAMETER && !token.text().isEmpty()) {
            seek(token.start() + 1);
            return true;
        }
        return acceptSymbol(":");
    }

    /// Whether the next tokens are these keywords.
    public boolean atWords(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!peek(i).isWord(words[i])) {
                return false;
            }
        }
        return true;
    }

    /// Reads these keywords if they come next.
    public boolean acceptWords(String... words) {
        boolean found = atWords(words);
        if (found) {
            at += words.length;
        }
        return found;
    }

    /// Whether the next token is this symbol.
    public boolean atSymbol(String symbol) {
        return peek().isSymbol(symbol);
    }

    /// Reads this symbol if it comes next.
    public boolean acceptSymbol(String symbol) {
        boolean found = atSymbol(symbol);
        if (found) {
            at++;
        }
        return found;
    }

    /// Reads this symbol or fails.
    ///
    /// @param after what came before it, for the message, for example `the arguments of sum`
    public void expectSymbol(String symbol, String after) {
        if (!acceptSymbol(symbol)) {
            throw expected("\"" + symbol + "\" after " + after);
        }
    }

    /// Reads this keyword or fails.
    public void expectWord(String word) {
        if (!acceptWords(word)) {
            throw expected("\"" + word + "\"");
        }
    }

    /// Reads a bare or quoted name or fails.
    ///
    /// @param what what the name is for, for example `a column name`
    public String expectName(String what) {
        if (!peek().isName()) {
            throw expected(what);
        }
        return next().text();
    }

    /// Fails unless the text ends here; suggests a keyword when a misspelt one stands here.
    public void expectEnd() {
        Token token = peek();
        if (token.kind() != Token.Kind.END) {
            throw unexpected(token);
        }
    }

    /// An error at a token that cannot continue an expression.
    public QueryException unexpected(Token token) {
        return unexpected(token, "the end of the text");
    }

    /// An error at a token that cannot continue an expression; a misspelt keyword gets a suggestion.
    ///
    /// @param otherwise what could stand here beside an operator, for example `")"`
    QueryException unexpected(Token token, String otherwise) {
        if (token.kind() == Token.Kind.END) {
            return error(token, "expected " + otherwise + ", found " + describe(token));
        }
        String hint = "";
        if (token.isWord("collate")) {
            hint = "; text has one order, by code points: order by lower(...) to ignore case";
        } else if (token.kind() == Token.Kind.WORD && !Keywords.OPERATORS.contains(token.folded())
                && !Keywords.isReserved(token.text())) {
            hint = Suggestions.didYouMean(token.text(), Keywords.OPERATORS);
        } else if (token.isSymbol(")")) {
            hint = "; there is no ( for it";
        } else if (token.isSymbol("->")) {
            hint = "; a function of elements stands as an argument alone: list_transform(l, x -> x + 1)";
        }
        if (at > 0 && read.get(at - 1).kind() == Token.Kind.TEXT && read.get(at - 1).text().endsWith("\\")) {
            hint = "; a ' inside text is written twice, \\ does not escape it";
        }
        return hint.isEmpty()
                ? error(token, "expected an operator or " + otherwise + ", found " + describe(token))
                : error(token, "unexpected " + describe(token) + hint);
    }

    /// An error at the next token: something else must stand here.
    public QueryException expected(String what) {
        Token token = peek();
        return error(token, "expected " + what + ", found " + describe(token));
    }

    /// An error that points at a token.
    public QueryException error(Token token, String problem) {
        return source.error(token.start(), token.end(), problem);
    }

    /// An error that points at what stands from one token to another.
    QueryException error(Token from, int end, String problem) {
        return source.error(from.start(), end, problem);
    }

    /// The position after the token read last.
    int lastEnd() {
        return at == 0 ? 0 : read.get(at - 1).end();
    }

    /// A token as a message names it.
    public String describe(Token token) {
        return switch (token.kind()) {
            case END -> "the end of the text";
            case WORD, NUMBER, SYMBOL -> "\"" + token.text() + "\"";
            case NAME -> "the name " + source.text().substring(token.start(), token.end());
            case TEXT -> "the text " + shortened(source.text().substring(token.start(), token.end()));
            case PARAMETER ->
                "the parameter " + source.text().substring(token.start(), token.end());
        };
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 37) + "...'";
    }

    /// Goes one level deeper or fails when the text nests too deep; [#leave] goes back.
    public void enter() {
        if (++depth > MAX_DEPTH) {
            throw tooDeep(peek());
        }
    }

    /// Goes back one level.
    public void leave() {
        depth--;
    }

    /// Fails when a node is nested deeper than recursive code can follow, which long chains of operators bring about.
    public void requireShallow(Node node, Token token) {
        record Level(Node node, int depth) {}
        java.util.ArrayDeque<Level> open = new java.util.ArrayDeque<>();
        open.push(new Level(node, 1));
        while (!open.isEmpty()) {
            Level level = open.pop();
            if (level.depth() > 2 * MAX_DEPTH) {
                throw tooDeep(token);
            }
            for (Node child : level.node().children()) {
                open.push(new Level(child, level.depth() + 1));
            }
        }
    }

    /// An error at the next token: the text nests too deep.
    QueryException tooDeep() {
        return tooDeep(peek());
    }

    private QueryException tooDeep(Token token) {
        return error(token,
                "the expression is nested more than " + MAX_DEPTH + " levels deep; split it into columns");
    }
}
