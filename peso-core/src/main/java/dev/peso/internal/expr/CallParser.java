package dev.peso.internal.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/// Reads function calls, their special spellings (`extract(year from d)`), windows and `case`.
final class CallParser {
    /// Aggregates of which `within group (order by x)` gives the first argument; of others it gives the order.
    private static final Set<String> ORDERED_SETS = Set.of("mode", "median", "quantile", "quantile_cont",
            "quantile_disc", "percentile_cont", "percentile_disc");
    /// Functions that take fields by name.
    private static final Set<String> OF_FIELDS = Set.of("struct_pack", "struct_insert", "struct_update");
    /// Functions that move a time by a span, and the operator that does.
    private static final Map<String, String> SHIFTS = Map.of("date_add", "+", "date_sub", "-");
    private final ExpressionParser parser;
    private final Tokens tokens;
    private final Predicate<String> isAggregate;

    CallParser(ExpressionParser parser, Tokens tokens, Predicate<String> isAggregate) {
        this.parser = parser;
        this.tokens = tokens;
        this.isAggregate = isAggregate;
    }

    /// Reads the arguments and what follows them; the name was read and `(` comes next.
    Node call(Token name) {
        tokens.next();
        Node special = name.kind() == Token.Kind.WORD ? special(name.folded()) : null;
        return special != null ? special : function(name.folded());
    }

    private @Nullable Node special(String name) {
        return switch (name) {
            case "cast" -> cast(false);
            case "try_cast" -> cast(true);
            case "extract" -> extract();
            case "position" -> position();
            case "substring", "substr" -> substring(name);
            case "trim" -> trim();
            case "exists" -> exists();
            case "if", "iff" -> conditional(name);
            default -> null;
        };
    }

    private Node cast(boolean orNull) {
        Node input = parser.expression();
        if (!tokens.acceptWords("as")) {
            throw tokens.expected("\"as\" and a type after the value to cast");
        }
        Node cast = parser.cast(input, orNull);
        tokens.expectSymbol(")", "the type");
        return cast;
    }

    private Node extract() {
        Token part = tokens.next();
        if (!part.isName() && part.kind() != Token.Kind.TEXT) {
            throw tokens.error(part, "expected a part such as year or hour, found " + tokens.describe(part));
        }
        if (!tokens.acceptWords("from")) {
            throw tokens.expected("\"from\" after \"extract(" + part.text() + "\"");
        }
        Node value = parser.expression();
        tokens.expectSymbol(")", "the value of extract");
        return new Node.Call("date_part", Literals.of(part.text().toLowerCase(Locale.ROOT)), value);
    }

    /// `position(a in b)`, or an ordinary call.
    private Node position() {
        if (tokens.atSymbol(")")) {
            return function("position");
        }
        Node searched = parser.operand();
        if (!tokens.acceptWords("in")) {
            return function("position", parser.continued(searched));
        }
        Node text = parser.expression();
        tokens.expectSymbol(")", "the text of position");
        return new Node.Call("position", text, searched);
    }

    /// `substring(x from a for b)`, or an ordinary call.
    private Node substring(String name) {
        if (tokens.atSymbol(")")) {
            return function(name);
        }
        Node text = parser.expression();
        boolean from = tokens.acceptWords("from");
        if (!(from || tokens.atWords("for"))) {
            return function(name, text);
        }
        List<Node> args = new ArrayList<>(List.of(text, from ? parser.expression() : Literals.of(1L)));
        if (tokens.acceptWords("for")) {
            args.add(parser.expression());
        }
        tokens.expectSymbol(")", "the bounds of substring");
        return new Node.Call("substring", args);
    }

    /// `trim(leading 'x' from y)`, or an ordinary call.
    private Node trim() {
        boolean sideFollows = !(tokens.peek(1).isSymbol(")") || tokens.peek(1).isSymbol(","));
        String name = "trim";
        boolean side = true;
        if (sideFollows && tokens.acceptWords("leading")) {
            name = "ltrim";
        } else if (sideFollows && tokens.acceptWords("trailing")) {
            name = "rtrim";
        } else {
            side = sideFollows && tokens.acceptWords("both");
        }
        if (!side && tokens.atSymbol(")")) {
            return function(name);
        }
        Node first = tokens.atWords("from") && side ? null : parser.expression();
        if (!tokens.acceptWords("from")) {
            if (side) {
                throw tokens.expected("\"from\" and the text to trim");
            }
            return function(name, java.util.Objects.requireNonNull(first));
        }
        Node text = parser.expression();
        tokens.expectSymbol(")", "the text to trim");
        return first == null ? new Node.Call(name, text) : new Node.Call(name, text, first);
    }

    private @Nullable Node exists() {
        if (!parser.startsQuery()) {
            return null;
        }
        Node result = parser.subquery(SubqueryKind.EXISTS, null, null);
        tokens.expectSymbol(")", "the subquery");
        return result;
    }

    private Node conditional(String name) {
        Token first = tokens.peek();
        List<Node> args = parser.expressionsUntil(")");
        if (args.size() != 3) {
            throw tokens.error(first,
                    name + " takes a condition, a value and another value, got " + args.size()
                            + (args.size() == 1 ? " argument" : " arguments"));
        }
        return new Node.Case(List.of(new Node.When(args.get(0), args.get(1))), args.get(2));
    }

    /// Reads a `case` whose keyword was read.
    Node caseWhen() {
        Node operand = tokens.atWords("when") ? null : parser.expression();
        List<Node.When> branches = new ArrayList<>();
        while (tokens.acceptWords("when")) {
            Node condition = parser.expression();
            if (!tokens.acceptWords("then")) {
                throw tokens.expected("\"then\" after the condition of case");
            }
            Node test = operand == null ? condition : new Node.Call("=", operand, condition);
            branches.add(new Node.When(test, parser.expression()));
        }
        if (branches.isEmpty()) {
            throw tokens.expected("\"when\" in case");
        }
        Node otherwise = tokens.acceptWords("else") ? parser.expression() : null;
        if (!tokens.acceptWords("end")) {
            throw tokens.expected(
                    otherwise == null
                            ? "\"when\", \"else\" or \"end\" in case"
                            : "\"end\" after the else of case");
        }
        return new Node.Case(branches, otherwise);
    }

    private Node function(String name) {
        boolean distinct = tokens.acceptWords("distinct");
        if (!distinct && tokens.atWords("all") && startsOperand(tokens.peek(1))) {
            tokens.next();
        }
        List<Node> args = new ArrayList<>();
        if (tokens.atSymbol("*") && (tokens.peek(1).isSymbol(")") || tokens.peek(1).isWord("exclude"))) {
            star(name, args);
        } else if (!tokens.atSymbol(")") && !tokens.atWords("order", "by")) {
            argument(name, args);
            moreArguments(name, args);
        }
        return closed(name, args, distinct);
    }

    /// Whether the word before a token is a modifier, as it cannot be a column.
    private static boolean startsOperand(Token token) {
        return switch (token.kind()) {
            case NUMBER, TEXT, NAME, PARAMETER -> true;
            case WORD -> !Keywords.isReserved(token.text()) || token.isWord("case");
            case SYMBOL -> token.isSymbol("-") || token.isSymbol("+") || token.isSymbol("(");
            case END -> false;
        };
    }

    /// A call of which the first argument was read.
    private Node function(String name, Node first) {
        List<Node> args = new ArrayList<>(List.of(first));
        moreArguments(name, args);
        return closed(name, args, false);
    }

    private void moreArguments(String function, List<Node> args) {
        while (tokens.acceptSymbol(",")) {
            argument(function, args);
        }
    }

    /// Reads an argument; `f(a := 1)` is `f('a', 1)` for functions of fields.
    private void argument(String function, List<Node> args) {
        if (tokens.peek().isName() && tokens.peek(1).isSymbol(":=")) {
            if (!OF_FIELDS.contains(function)) {
                throw tokens.error(tokens.peek(), function + " takes no argument by name");
            }
            args.add(Literals.of(tokens.next().text()));
            tokens.next();
        }
        args.add(parser.argument());
    }

    private Node closed(String name, List<Node> args, boolean distinct) {
        Boolean ignoreNulls = nulls(null);
        List<Node.SortKey> order = tokens.acceptWords("order", "by") ? parser.sortKeys() : List.of();
        ignoreNulls = nulls(ignoreNulls);
        parser.expectClose(")", ",");
        return suffixed(name, args, distinct, order, ignoreNulls);
    }

    /// `count(*)`, `columns(*)` or `columns(* exclude (a, b))`, which is read as `columns(not ['a', 'b'])`.
    private void star(String name, List<Node> args) {
        if (!name.equals("count") && !name.equals("columns")) {
            throw tokens.error(tokens.peek(), "only count takes \"*\", " + name + " needs an expression");
        }
        tokens.next();
        if (tokens.atSymbol(")")) {
            return;
        }
        tokens.next();
        List<Node> names = new ArrayList<>();
        boolean several = tokens.acceptSymbol("(");
        do {
            names.add(Literals.of(tokens.expectName("a column to exclude")));
        } while (several && tokens.acceptSymbol(","));
        if (several) {
            tokens.expectSymbol(")", "the columns to exclude");
        }
        args.add(new Node.Call("not", new Node.Call("list_value", names)));
    }

    private @Nullable Boolean nulls(@Nullable Boolean before) {
        if (tokens.acceptWords("ignore", "nulls")) {
            return true;
        }
        return tokens.acceptWords("respect", "nulls") ? Boolean.FALSE : before;
    }

    private Node suffixed(String name, List<Node> args, boolean distinct, List<Node.SortKey> order,
            @Nullable Boolean nullsInside) {
        Boolean ignoreNulls = nullsInside;
        List<Node.SortKey> keys = order;
        List<Node> values = args;
        if (tokens.acceptWords("within", "group")) {
            keys = withinGroup();
            if (ORDERED_SETS.contains(name)) {
                values = orderedSet(args, keys.getFirst());
                keys = List.of();
            }
        }
        Node filter = null;
        if (tokens.peek().isWord("filter") && tokens.peek(1).isSymbol("(")) {
            filter = filter();
        }
        ignoreNulls = nulls(ignoreNulls);
        boolean skipsNulls = Boolean.TRUE.equals(ignoreNulls);
        if (tokens.atWords("over")) {
            tokens.next();
            var function = new Node.Aggregate(name, values, distinct, filter, keys);
            return new Node.Over(function, windowOrName(), skipsNulls);
        }
        if (skipsNulls && !values.isEmpty()) {
            Node notNull = new Node.Call("is_not_null", values.getFirst());
            filter = filter == null ? notNull : new Node.Call("and", filter, notNull);
        }
        boolean plain = !distinct && filter == null && keys.isEmpty();
        if (plain && values.size() == 2 && SHIFTS.containsKey(name)) {
            Node moved = parser.withInterval(values.getFirst(), SHIFTS.get(name), values.getLast());
            if (moved != null) {
                return moved;
            }
        }
        return plain && !isAggregate.test(name)
                ? new Node.Call(name, values)
                : new Node.Aggregate(name, values, distinct, filter, keys);
    }

    /// The arguments of `quantile(q) within group (order by x)` as those of `quantile(x, q)`.
    private static List<Node> orderedSet(List<Node> args, Node.SortKey key) {
        List<Node> values = new ArrayList<>(args);
        if (key.descending() && args.size() == 1) {
            values.set(0, args.getFirst() instanceof Node.Literal(Double q, var type)
                    ? new Node.Literal(1 - q, type)
                    : new Node.Call("-", Literals.of(1L), args.getFirst()));
        }
        values.addFirst(key.key());
        return values;
    }

    private List<Node.SortKey> withinGroup() {
        tokens.expectSymbol("(", "within group");
        tokens.expectWord("order");
        tokens.expectWord("by");
        List<Node.SortKey> keys = parser.sortKeys();
        tokens.expectSymbol(")", "the order of within group");
        return keys;
    }

    private Node filter() {
        tokens.next();
        tokens.next();
        tokens.acceptWords("where");
        Node condition = parser.expression();
        tokens.expectSymbol(")", "the condition of filter");
        return condition;
    }

    private Node.WindowSpec windowOrName() {
        if (tokens.acceptSymbol("(")) {
            return window();
        }
        Token name = tokens.next();
        if (!name.isName()) {
            throw tokens.error(name, "expected \"(\" after over, found " + tokens.describe(name));
        }
        return parser.namedWindow(name);
    }

    /// Reads the inside of a window and its `)`.
    Node.WindowSpec window() {
        List<Node> partition = new ArrayList<>();
        Node.WindowSpec base = parser.baseWindow(tokens.peek());
        if (base != null) {
            tokens.next();
            partition.addAll(base.partitionBy());
        } else if (tokens.acceptWords("partition", "by")) {
            do {
                partition.add(parser.expression());
            } while (tokens.acceptSymbol(","));
        }
        List<Node.SortKey> order = base == null ? List.of() : base.orderBy();
        if (order.isEmpty() && tokens.acceptWords("order", "by")) {
            order = parser.sortKeys();
        }
        Node.Frame frame = frame();
        if (frame == null && base != null) {
            frame = base.frame();
        }
        if (!tokens.acceptSymbol(")")) {
            throw tokens.expected("\")\", or partition by, order by, rows, range or groups in this order");
        }
        return new Node.WindowSpec(partition, order, frame);
    }

    private Node.@Nullable Frame frame() {
        for (Node.FrameMode mode : Node.FrameMode.values()) {
            if (tokens.acceptWords(mode.name().toLowerCase(Locale.ROOT))) {
                return frame(mode);
            }
        }
        return null;
    }

    private Node.Frame frame(Node.FrameMode mode) {
        Node.Bound start;
        Node.Bound end = new Node.Bound(Node.BoundKind.CURRENT_ROW, null);
        if (tokens.acceptWords("between")) {
            start = bound();
            if (!tokens.acceptWords("and")) {
                throw tokens.expected("\"and\" after the start of the frame");
            }
            end = bound();
        } else {
            start = bound();
        }
        return new Node.Frame(mode, start, end, exclusion());
    }

    private Node.Bound bound() {
        if (tokens.acceptWords("unbounded", "preceding")) {
            return new Node.Bound(Node.BoundKind.UNBOUNDED_PRECEDING, null);
        }
        if (tokens.acceptWords("unbounded", "following")) {
            return new Node.Bound(Node.BoundKind.UNBOUNDED_FOLLOWING, null);
        }
        if (tokens.acceptWords("current", "row")) {
            return new Node.Bound(Node.BoundKind.CURRENT_ROW, null);
        }
        Node offset = parser.operand();
        if (tokens.acceptWords("preceding")) {
            return new Node.Bound(Node.BoundKind.PRECEDING, offset);
        }
        if (tokens.acceptWords("following")) {
            return new Node.Bound(Node.BoundKind.FOLLOWING, offset);
        }
        throw tokens.expected("\"preceding\" or \"following\" after the bound of the frame");
    }

    private Node.Exclusion exclusion() {
        if (!tokens.acceptWords("exclude")) {
            return Node.Exclusion.NONE;
        }
        if (tokens.acceptWords("no", "others")) {
            return Node.Exclusion.NONE;
        }
        if (tokens.acceptWords("current", "row")) {
            return Node.Exclusion.CURRENT_ROW;
        }
        if (tokens.acceptWords("group")) {
            return Node.Exclusion.GROUP;
        }
        if (tokens.acceptWords("ties")) {
            return Node.Exclusion.TIES;
        }
        throw tokens.expected("\"current row\", \"group\", \"ties\" or \"no others\" after exclude");
    }
}
