package dev.peso.internal.expr;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// Prints nodes in the text spelling that [ExpressionParser] reads back to an equal node.
///
/// User functions are printed with `udf.` before their name, which is refused when it is read, as text cannot hold code; lists as literal values as `[1, 2]`, which is read as the
/// call that builds them.
final class NodePrinter {
    private static final int NAMED = 0;
    private static final int OR = 1;
    private static final int AND = 2;
    private static final int NOT = 3;
    private static final int COMPARE = 4;
    private static final int CONCAT = 5;
    private static final int ADD = 6;
    private static final int MULTIPLY = 7;
    private static final int UNARY = 8;
    private static final int POSTFIX = 10;
    private static final Map<String, Integer> OPERATORS = Map.ofEntries(Map.entry("or", OR),
            Map.entry("and", AND),
            Map.entry("=", COMPARE), Map.entry("<>", COMPARE), Map.entry("<", COMPARE),
            Map.entry("<=", COMPARE),
            Map.entry(">", COMPARE), Map.entry(">=", COMPARE), Map.entry("like", COMPARE),
            Map.entry("ilike", COMPARE),
            Map.entry("is_distinct_from", COMPARE), Map.entry("is_not_distinct_from", COMPARE),
            Map.entry("||", CONCAT), Map.entry("&", CONCAT), Map.entry("|", CONCAT), Map.entry("<<", CONCAT),
            Map.entry(">>", CONCAT),
            Map.entry("+", ADD), Map.entry("-", ADD), Map.entry("*", MULTIPLY), Map.entry("/", MULTIPLY),
            Map.entry("//", MULTIPLY), Map.entry("%", MULTIPLY));
    /// Names that read as something else when they stand bare before a parenthesis.
    private static final Set<String> SPECIAL = Set.of("cast", "try_cast", "extract", "if", "iff", "interval",
            "any",
            "some", "all", "leading", "trailing", "both");
    /// Names whose call has a spelling that takes no `over` or `filter`.
    private static final Set<String> SCALAR = Set.of("position", "substring", "substr", "trim",
            "struct_pack");
    private final StringBuilder out = new StringBuilder();

    private NodePrinter() {}

    static String print(Node node) {
        NodePrinter printer = new NodePrinter();
        printer.node(node, NAMED);
        return printer.out.toString();
    }

    static String print(Node.SortKey key) {
        NodePrinter printer = new NodePrinter();
        printer.key(key);
        return printer.out.toString();
    }

    /// Prints a node where something that binds less than `level` needs parentheses.
    private void node(Node node, int level) {
        boolean closed = level(node) >= level;
        if (!closed) {
            out.append('(');
        }
        switch (node) {
            case Node.Column c -> out.append(c);
            case Node.Literal l -> literal(l.value(), l.type());
            case Node.Call c -> call(c);
            case Node.Cast c -> {
                out.append(c.orNull() ? "try_cast(" : "cast(");
                node(c.input(), OR);
                out.append(" as ").append(c.type()).append(')');
            }
            case Node.Case c -> caseWhen(c);
            case Node.In in -> {
                node(in.value(), CONCAT);
                out.append(" in (");
                list(in.options());
                out.append(')');
            }
            case Node.Aggregate a -> aggregate(a);
            case Node.Over o -> over(o);
            case Node.Alias a -> {
                node(a.input(), a.input() instanceof Node.Call c && c.function().equals("=") ? CONCAT : OR);
                out.append(" as ").append(Keywords.quoted(a.name()));
            }
            case Node.UserCall u -> {
                out.append(Node.USER).append(Keywords.quoted(u.name())).append('(');
                list(u.args());
                out.append(')');
            }
        }
        if (!closed) {
            out.append(')');
        }
    }

    private static int level(Node node) {
        return switch (node) {
            case Node.Call c -> level(c);
            case Node.In _ -> COMPARE;
            case Node.Alias _ -> NAMED;
            case Node.Literal l when l.value() instanceof Long n && n < 0 -> UNARY;
            case Node.Literal l when l.value() instanceof Double d && !d.isNaN() && !d.isInfinite()
                    && Double.doubleToRawLongBits(d) < 0 ->
                UNARY;
            case Node.Column _,Node.Literal _,Node.Cast _,Node.Case _,Node.Aggregate _,Node.Over _,Node.UserCall _ ->
                POSTFIX;
        };
    }

    private static int level(Node.Call call) {
        int args = call.args().size();
        return switch (call.function()) {
            case "not" -> args == 1 ? NOT : POSTFIX;
            case "negate" -> args == 1 ? UNARY : POSTFIX;
            case "is_null", "is_not_null" -> args == 1 ? COMPARE : POSTFIX;
            case "like", "ilike" -> args == 2 || args == 3 ? COMPARE : POSTFIX;
            default -> args == 2 ? OPERATORS.getOrDefault(call.function(), POSTFIX) : POSTFIX;
        };
    }

    private void call(Node.Call call) {
        List<Node> args = call.args();
        int level = level(call);
        if (level == POSTFIX) {
            function(call);
            return;
        }
        switch (call.function()) {
            case "not" -> {
                out.append("not ");
                node(args.getFirst(), NOT);
            }
            case "negate" -> {
                out.append('-');
                boolean number = args.getFirst() instanceof Node.Literal || level(args.getFirst()) == UNARY;
                node(args.getFirst(), number ? Integer.MAX_VALUE : UNARY);
            }
            case "is_null" -> {
                node(args.getFirst(), CONCAT);
                out.append(" is null");
            }
            case "is_not_null" -> {
                node(args.getFirst(), CONCAT);
                out.append(" is not null");
            }
            default -> infix(call, level);
        }
    }

    private void infix(Node.Call call, int level) {
        List<Node> args = call.args();
        node(args.get(0), level == COMPARE ? CONCAT : level);
        out.append(' ').append(switch (call.function()) {
            case "is_distinct_from" -> "is distinct from";
            case "is_not_distinct_from" -> "is not distinct from";
            default -> call.function();
        }).append(' ');
        node(args.get(1), level + 1);
        if (args.size() == 3) {
            out.append(" escape ");
            node(args.get(2), CONCAT);
        }
    }

    private void function(Node.Call call) {
        List<Node> args = call.args();
        switch (call.function()) {
            case "list_value" -> {
                out.append('[');
                list(args);
                out.append(']');
            }
            case "list_element" -> {
                if (args.size() == 2) {
                    node(args.getFirst(), POSTFIX);
                    out.append('[');
                    node(args.getLast(), OR);
                    out.append(']');
                } else {
                    plain(call);
                }
            }
            case "struct_pack" -> struct(call);
            case "position" -> {
                out.append("position(");
                for (int i = 0; i < args.size(); i++) {
                    out.append(i == 0 ? "" : ", ");
                    node(args.get(i), i == 0 ? CONCAT : OR); // "in" has a meaning of its own after the first
                }
                out.append(')');
            }
            default -> plain(call);
        }
    }

    private void plain(Node.Call call) {
        if (isParameter(call)) {
            out.append(Keywords.quoted(name(call.args().getFirst())));
            return;
        }
        functionName(call.function(), false);
        out.append('(');
        for (int i = 0; i < call.args().size(); i++) {
            out.append(i == 0 ? "" : ", ");
            Node arg = call.args().get(i);
            if (i > 0 && isLambda(arg)) {
                lambda(((Node.Call) arg).args());
            } else {
                node(arg, OR);
            }
        }
        out.append(')');
    }

    private static boolean isParameter(Node.Call call) {
        return call.function().equals(Node.LAMBDA_PARAMETER) && call.args().size() == 1
                && !name(call.args().getFirst()).isEmpty();
    }

    private static boolean isLambda(Node node) {
        return node instanceof Node.Call(String function, List<Node> args) && function.equals(Node.LAMBDA)
                && args.size() > 1
                && args.subList(0, args.size() - 1).stream().noneMatch(arg -> name(arg).isEmpty());
    }

    /// The text of a literal, or nothing.
    private static String name(Node node) {
        return node instanceof Node.Literal literal && literal.value() instanceof String text ? text : "";
    }

    private void lambda(List<Node> args) {
        List<String> names = args.subList(0, args.size() - 1).stream().map(NodePrinter::name).toList();
        String joined = names.stream().map(Keywords::quoted).collect(Collectors.joining(", "));
        out.append(names.size() == 1 ? joined : "(" + joined + ")").append(" -> ");
        node(args.getLast(), OR);
    }

    private void struct(Node.Call call) {
        List<Node> args = call.args();
        boolean named = args.size() % 2 == 0;
        for (int i = 0; named && i < args.size(); i += 2) {
            named = args.get(i) instanceof Node.Literal l && l.type() == DataType.UTF8
                    && l.value() instanceof String;
        }
        if (!named) {
            plain(call);
            return;
        }
        out.append('{');
        for (int i = 0; i < args.size(); i++) {
            if (i > 0) {
                out.append(i % 2 == 0 ? ", " : ": ");
            }
            node(args.get(i), OR);
        }
        out.append('}');
    }

    /// A name is quoted when its bare form would be folded or read as something else.
    private void functionName(String name, boolean aggregate) {
        boolean bare = Lexer.isWord(name) && name.equals(name.toLowerCase(Locale.ROOT))
                && !SPECIAL.contains(name)
                && !(aggregate && SCALAR.contains(name)) && !Keywords.isReserved(name);
        out.append(bare ? name : "\"" + name.replace("\"", "\"\"") + "\"");
    }

    private void list(List<Node> nodes) {
        for (int i = 0; i < nodes.size(); i++) {
            if (i > 0) {
                out.append(", ");
            }
            node(nodes.get(i), OR);
        }
    }

    private void caseWhen(Node.Case node) {
        out.append("case");
        for (Node.When branch : node.branches()) {
            out.append(" when ");
            node(branch.condition(), OR);
            out.append(" then ");
            node(branch.value(), OR);
        }
        if (node.otherwise() != null) {
            out.append(" else ");
            node(node.otherwise(), OR);
        }
        out.append(" end");
    }

    private void aggregate(Node.Aggregate aggregate) {
        if (aggregate.user() == null) {
            functionName(aggregate.function(), true);
        } else {
            out.append(Node.USER).append(Keywords.quoted(aggregate.function()));
        }
        out.append('(').append(aggregate.distinct() ? "distinct " : "");
        if (aggregate.args().isEmpty() && aggregate.function().equals("count") && !aggregate.distinct()
                && aggregate.order().isEmpty()) {
            out.append('*');
        }
        list(aggregate.args());
        if (!aggregate.order().isEmpty()) {
            out.append(aggregate.args().isEmpty() ? "order by " : " order by ");
            keys(aggregate.order());
        }
        out.append(')');
        if (aggregate.filter() != null) {
            out.append(" filter (where ");
            node(aggregate.filter(), OR);
            out.append(')');
        }
    }

    private void over(Node.Over over) {
        aggregate(over.function());
        out.append(over.ignoreNulls() ? " ignore nulls over (" : " over (");
        Node.WindowSpec window = over.window();
        String gap = "";
        if (!window.partitionBy().isEmpty()) {
            out.append("partition by ");
            list(window.partitionBy());
            gap = " ";
        }
        if (!window.orderBy().isEmpty()) {
            out.append(gap).append("order by ");
            keys(window.orderBy());
            gap = " ";
        }
        if (window.frame() != null) {
            out.append(gap);
            frame(window.frame());
        }
        out.append(')');
    }

    private void keys(List<Node.SortKey> keys) {
        for (int i = 0; i < keys.size(); i++) {
            if (i > 0) {
                out.append(", ");
            }
            key(keys.get(i));
        }
    }

    private void key(Node.SortKey key) {
        node(key.key(), OR);
        out.append(key.descending() ? " desc" : "").append(key.nullsFirst() ? " nulls first" : "");
    }

    private void frame(Node.Frame frame) {
        out.append(words(frame.mode())).append(" between ");
        bound(frame.start());
        out.append(" and ");
        bound(frame.end());
        if (frame.exclusion() != Node.Exclusion.NONE) {
            out.append(" exclude ").append(words(frame.exclusion()));
        }
    }

    private void bound(Node.Bound bound) {
        if (bound.offset() != null) {
            node(bound.offset(), CONCAT);
            out.append(' ');
        }
        out.append(words(bound.kind()));
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private void literal(@Nullable Object value, DataType type) {
        switch (value) {
            case null -> out.append("null");
            case Boolean b -> out.append(b.booleanValue());
            case Long n when type == DataType.INT64 -> out.append(n.longValue());
            case Double d when type == DataType.FLOAT64 && !d.isNaN() && !d.isInfinite() ->
                out.append(d.doubleValue());
            case String s when type == DataType.UTF8 -> text(s);
            case List<?> list when type instanceof DataType.ListOf of -> values(list, of.element());
            case Map<?, ?> map when type instanceof DataType.Struct struct -> fields(map, struct);
            case Map<?, ?> map when type instanceof DataType.MapOf of -> entries(map, of);
            default -> typed(value, type);
        }
    }

    private void values(List<?> list, DataType element) {
        out.append('[');
        String gap = "";
        for (Object value : list) {
            out.append(gap);
            literal(value, element);
            gap = ", ";
        }
        out.append(']');
    }

    private void fields(Map<?, ?> map, DataType.Struct struct) {
        out.append('{');
        String gap = "";
        for (dev.peso.Field field : struct.fields()) {
            out.append(gap);
            text(field.name());
            out.append(": ");
            literal(map.get(field.name()), field.type());
            gap = ", ";
        }
        out.append('}');
    }

    private void entries(Map<?, ?> map, DataType.MapOf type) {
        out.append("map {");
        String gap = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(gap);
            literal(entry.getKey(), type.key());
            out.append(": ");
            literal(entry.getValue(), type.value());
            gap = ", ";
        }
        out.append('}');
    }

    private void text(String text) {
        out.append('\'').append(text.replace("'", "''")).append('\'');
    }

    private void typed(Object value, DataType type) {
        out.append(typeOf(value, type)).append(' ');
        text(switch (value) {
            case BigDecimal d -> d.toPlainString();
            case byte[] bytes -> HexFormat.of().formatHex(bytes);
            case ByteBuffer bytes -> {
                byte[] copy = new byte[bytes.remaining()];
                bytes.duplicate().get(copy);
                yield HexFormat.of().formatHex(copy);
            }
            case LocalDateTime t -> t.toString().replace('T', ' ');
            case ZonedDateTime t -> t.toOffsetDateTime().toString().replace('T', ' ');
            default -> value.toString();
        });
    }

    /// The type's name alone where the text decides its parameters to be the same.
    private static String typeOf(Object value, DataType type) {
        return switch (type) {
            case DataType.Decimal d when value instanceof BigDecimal n && n.scale() == d.scale()
                    && Math.max(n.precision(), n.scale()) == d.precision() ->
                "decimal";
            case DataType.Time t when value instanceof java.time.LocalTime v
                    && Literals.unit(v) == t.unit() ->
                "time";
            case DataType.Timestamp t when t.zone() == null && value instanceof LocalDateTime v
                    && Literals.unit(v) == t.unit() ->
                "timestamp";
            case DataType.Duration t when value instanceof java.time.Duration v
                    && Literals.unit(v.toNanosPart()) == t.unit() ->
                "duration";
            default -> type.toString();
        };
    }
}
