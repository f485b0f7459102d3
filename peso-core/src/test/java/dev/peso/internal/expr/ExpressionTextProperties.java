package dev.peso.internal.expr;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.QueryException;

/// Text and tree are two spellings of one thing, and no text breaks the parser.
class ExpressionTextProperties {
    private static final Set<String> AGGREGATES = Set.of("sum", "count", "first", "Odd \"name\"", "trim",
            "if");

    private static Node parse(String text) {
        return ExpressionParser.of(text, AGGREGATES::contains, Parameters.none()).parse();
    }

    @Property(tries = 700)
    void a_printed_node_reads_back_as_the_same_node(@ForAll long seed) {
        Node node = new RandomNodes(new Random(seed)).node(4);
        String text = node.toString();
        assertThat(parse(text)).as(text).isEqualTo(node);
        assertThat(parse(text).toString()).isEqualTo(text);
    }

    @Property(tries = 200)
    void a_printed_window_function_reads_back_as_the_same(@ForAll long seed) {
        Node node = new RandomNodes(new Random(seed)).over(3);
        assertThat(parse(node.toString())).as(node.toString()).isEqualTo(node);
    }

    @Property(tries = 700)
    void any_text_gives_a_node_or_a_query_exception(@ForAll("texts") String text) {
        readsOrFails(text);
    }

    @Property(tries = 700)
    void a_damaged_text_gives_a_node_or_a_query_exception(@ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(new RandomNodes(random).node(4).toString());
        for (int i = random.nextInt(4); i >= 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, "()[]{}'\"`,.:;?*=<>-+ \n\0é\ud83d".charAt(random.nextInt(24)));
                default -> text.setLength(at);
            }
        }
        readsOrFails(text.toString());
    }

    private static void readsOrFails(String text) {
        for (boolean comments : new boolean[]{false, true}) {
            for (int entry = 0; entry < 3; entry++) {
                var parser = new ExpressionParser(new Tokens(text, comments), AGGREGATES::contains,
                        Parameters.of(1, 2));
                try {
                    Object result = switch (entry) {
                        case 0 -> parser.parse();
                        case 1 -> parser.parseColumns();
                        default -> parser.parseSortKeys();
                    };
                    assertThat(result.toString()).isNotEmpty();
                } catch (QueryException e) {
                    assertThat(e.getMessage()).isNotBlank();
                }
            }
        }
    }

    @Provide
    static Arbitrary<String> texts() {
        Arbitrary<String> words = Arbitraries.of("and", "or", "not", "in", "is", "null", "between", "like",
                "case",
                "when", "then", "else", "end", "as", "cast", "cast(", "x", "sum(", "count(*)", "(", ")", "[",
                "]", "{",
                "}", ",", ".", ":", "::", "::int64", "'a'", "'", "\"b\"", "\"", "1", "1.5", "1e", "=", "<",
                "<=", "-",
                "+", "*", "/", "//", "%", "^", "||", "?", ":p", "date", "date '2020-01-01'", "interval",
                "'1 day'",
                "over (", "partition by", "order by", "rows", "unbounded preceding", "filter (where",
                "distinct", "~",
                "ignore nulls", "extract(", "from", "trim(", "both", "position(", "substring(", "for",
                "struct_pack(",
                ":=", "map {", "list<", ">", "timestamp(", "select", "exists(", "any(", "->", "desc",
                "nulls first",
                "within group (", "escape", "exclude", "interval (", "days", "decimal(", "9".repeat(50));
        Arbitrary<String> joined = words.list().ofMaxSize(12).map(list -> String.join(" ", list));
        return Arbitraries.oneOf(joined, words.list().ofMaxSize(8).map(list -> String.join("", list)),
                Arbitraries.strings().ofMaxLength(30), Arbitraries.strings().ascii().ofMaxLength(30));
    }

    /// Draws nodes of every kind.
    private static final class RandomNodes {
        private static final String[] NAMES = {"x", "amount", "Größe", "order", "select", "a b", "a\"b", "",
                "İ", "1a",
                "date", "interval", "distinct", "null", "over", "both", "current", "\n", "sum", "数", "$x"};
        private static final String[] FUNCTIONS = {"lower", "coalesce", "position", "substring", "trim",
                "cast", "Upper",
                "struct_pack", "list_value", "list_element", "list_slice", "map", "interval_months", "if",
                "case", "any",
                "exists", "extract", "pow", "not", "negate", "is_null", "like", "odd name", "date", "between",
                "leading"};
        private static final String[] OPERATORS = {"+", "-", "*", "/", "//", "%", "||", "=", "<>", "<", "<=",
                ">", ">=",
                "and", "or", "like", "ilike", "is_distinct_from", "is_not_distinct_from", "list_element"};
        private final Random random;

        RandomNodes(Random random) {
            this.random = random;
        }

        private String pick(String... values) {
            return values[random.nextInt(values.length)];
        }

        private List<Node> nodes(int depth, int max) {
            List<Node> nodes = new ArrayList<>();
            for (int i = random.nextInt(max + 1); i > 0; i--) {
                nodes.add(node(depth - 1));
            }
            return nodes;
        }

        Node node(int depth) {
            if (depth <= 0) {
                return random.nextBoolean() ? column() : literal();
            }
            return switch (random.nextInt(13)) {
                case 0 -> column();
                case 1 -> literal();
                case 2, 3, 4 -> new Node.Call(pick(OPERATORS), node(depth - 1), node(depth - 1));
                case 5 -> new Node.Call(pick("not", "negate", "is_null", "is_not_null"), node(depth - 1));
                case 6 ->
                    new Node.Call(pick("like", "ilike"), node(depth - 1), node(depth - 1), node(depth - 1));
                case 7 -> new Node.Call(scalarName(), nodes(depth, 4));
                case 8 -> new Node.Cast(node(depth - 1), type(3), random.nextBoolean());
                case 9 -> cases(depth);
                case 10 -> new Node.In(node(depth - 1), nodes(depth, 3));
                case 11 -> random.nextBoolean() ? aggregate(depth) : over(depth);
                default -> new Node.Alias(node(depth - 1), pick(NAMES));
            };
        }

        private String scalarName() {
            String name = random.nextBoolean() ? pick(FUNCTIONS) : pick(NAMES);
            return AGGREGATES.contains(name) ? "abs" : name;
        }

        private Node column() {
            return new Node.Column(random.nextInt(3) == 0 ? pick(NAMES) : null, pick(NAMES));
        }

        private Node cases(int depth) {
            List<Node.When> branches = new ArrayList<>();
            for (int i = random.nextInt(2); i >= 0; i--) {
                branches.add(new Node.When(node(depth - 1), node(depth - 1)));
            }
            return new Node.Case(branches, random.nextBoolean() ? node(depth - 1) : null);
        }

        private Node.Aggregate aggregate(int depth) {
            return new Node.Aggregate(pick(AGGREGATES.toArray(String[]::new)), nodes(depth, 2),
                    random.nextBoolean(),
                    random.nextBoolean() ? node(depth - 1) : null, keys(depth));
        }

        private List<Node.SortKey> keys(int depth) {
            List<Node.SortKey> keys = new ArrayList<>();
            for (Node key : nodes(depth, 2)) {
                keys.add(new Node.SortKey(key, random.nextBoolean(), random.nextBoolean()));
            }
            return keys;
        }

        Node over(int depth) {
            Node.Aggregate function = random.nextBoolean()
                    ? aggregate(depth)
                    : new Node.Aggregate(pick("lag", "row_number", "Odd", "position", "cast", "over"),
                            nodes(depth, 2),
                            false, null, List.of());
            Node.Frame frame = random.nextBoolean()
                    ? null
                    : new Node.Frame(pick(Node.FrameMode.values()), bound(depth), bound(depth),
                            pick(Node.Exclusion.values()));
            return new Node.Over(function, new Node.WindowSpec(nodes(depth, 2), keys(depth), frame),
                    random.nextBoolean());
        }

        private Node.Bound bound(int depth) {
            Node.BoundKind kind = pick(Node.BoundKind.values());
            boolean offset = kind == Node.BoundKind.PRECEDING || kind == Node.BoundKind.FOLLOWING;
            return new Node.Bound(kind, offset ? node(depth - 1) : null);
        }

        private <E extends Enum<E>> E pick(E[] values) {
            return values[random.nextInt(values.length)];
        }

        private DataType type(int depth) {
            DataType.Unit unit = pick(DataType.Unit.values());
            return switch (random.nextInt(depth <= 0 ? 6 : 9)) {
                case 0 -> DataType.decimal(12, 3);
                case 1 -> new DataType.Time(unit);
                case 2 ->
                    new DataType.Timestamp(unit, random.nextBoolean() ? null : ZoneId.of("Europe/Zurich"));
                case 3 -> new DataType.Duration(unit);
                case 4 -> new DataType.Categorical(random.nextBoolean());
                case 5 -> pick(DataType.Simple.values());
                case 6 -> DataType.list(type(depth - 1));
                case 7 -> DataType.map(type(depth - 1), type(depth - 1));
                default -> DataType.struct(Field.of("a", type(depth - 1)),
                        Field.of(pick("b c", ">\"", "数"), type(0)));
            };
        }

        private Node literal() {
            ZoneId zurich = ZoneId.of("Europe/Zurich");
            LocalDateTime time = LocalDateTime.of(2026, 10, 25, 2, 30, 0, random.nextInt(1000) * 1000);
            return switch (random.nextInt(20)) {
                case 0 -> Literals.NULL;
                case 1 -> Literals.of((Object) random.nextBoolean());
                case 2 -> Literals.of(random.nextInt(20) - 10);
                case 3 -> Literals.of(random.nextBoolean() ? Long.MIN_VALUE : random.nextLong());
                case 4 -> Literals.of((Object) (double) (random.nextInt(100) - 50));
                case 5 -> Literals.of((Object) Double.longBitsToDouble(random.nextLong()));
                case 6 ->
                    Literals.of((Object) List.of(-0.0, Double.POSITIVE_INFINITY, Double.NaN, Double.MIN_VALUE)
                            .get(random.nextInt(4)));
                case 7 -> Literals.of((Object) Float.intBitsToFloat(random.nextInt()));
                case 8, 9 ->
                    Literals.of(pick("", "it's", "a\nb", "\\", "--", "数 😀", "\ud83d", "\0", "' or 1=1"));
                case 10 -> Literals
                        .decimal(new BigDecimal(BigInteger.valueOf(random.nextInt()), random.nextInt(12)));
                case 11 -> new Node.Literal(new BigDecimal("1.50"), DataType.decimal(10, 2));
                case 12 -> Literals.of((Object) LocalDate.ofEpochDay(random.nextInt()));
                case 13 ->
                    Literals.of((Object) LocalTime.ofNanoOfDay(random.nextInt(1_000_000) * 86_400_000L));
                case 14 -> Literals.of((Object) time);
                case 15 -> Literals.of((Object) (random.nextBoolean()
                        ? time.atZone(zurich).withLaterOffsetAtOverlap()
                        : time.atZone(zurich)));
                case 16 -> Literals.of((Object) Duration.ofNanos(random.nextLong()));
                case 17 -> Literals.of((Object) new byte[]{1, (byte) 0xff});
                case 18 -> new Node.Literal((short) random.nextInt(), DataType.INT16);
                default -> new Node.Literal(ByteBuffer.allocate(3).asReadOnlyBuffer(), DataType.BINARY);
            };
        }
    }
}
