package dev.peso.internal.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.peso.DataType;
import dev.peso.QueryException;

class ExpressionParserTest {
    private static final Set<String> AGGREGATES = Set.of("sum", "count", "first", "quantile", "mode",
            "string_agg");

    private static ExpressionParser parser(String text, @Nullable Object... values) {
        return ExpressionParser.of(text, AGGREGATES::contains, Parameters.of(values));
    }

    private static Node parse(String text, @Nullable Object... values) {
        return parser(text, values).parse();
    }

    private static Node column(String name) {
        return new Node.Column(null, name);
    }

    /// The right side has every pair in parentheses that the left leaves to precedence.
    @ParameterizedTest
    @CsvSource(delimiterString = "~~", quoteCharacter = '`', textBlock = """
            a or b and c                  ~~ a or (b and c)
            a and b and c                 ~~ (a and b) and c
            not a = b and c               ~~ (not (a = b)) and c
            not not a                     ~~ not (not a)
            a = b or c < d                ~~ (a = b) or (c < d)
            a || b = c || d               ~~ (a || b) = (c || d)
            a + b || c                    ~~ (a + b) || c
            a | b & c << d + 1            ~~ ((a | b) & c) << (d + 1)
            a & 1 = b | 2                 ~~ (a & 1) = (b | 2)
            ~a + b & c                    ~~ (~(a + b)) & c
            a - b - c                     ~~ (a - b) - c
            a + b * c                     ~~ a + (b * c)
            a * b / c // d % e            ~~ (((a * b) / c) // d) % e
            -a * b                        ~~ (-a) * b
            -a ^ b                        ~~ -(a ^ b)
            a ^ b ^ c                     ~~ a ^ (b ^ c)
            a ** -b                       ~~ a ^ (-b)
            -a::int64                     ~~ -(a::int64)
            a.b::int64[]                  ~~ (a.b)::int64[]
            a[1][2]                       ~~ (a[1])[2]
            a is null = b                 ~~ (a is null) = b
            a = b is null                 ~~ (a = b) is null
            a between b + 1 and c and d   ~~ ((a >= b + 1) and (a <= c)) and d
            a not between b and c or d    ~~ (not (a between b and c)) or d
            a in (b, c) and not d in (e)  ~~ (a in (b, c)) and (not (d in (e)))
            a not like b || c             ~~ not (a like (b || c))
            a = not b and c               ~~ (a = (not b)) and c
            case when a then b end + 1    ~~ (case when a then b end) + 1
            """)
    void operators_bind_as_documented(String text, String explicit) {
        assertThat(parse(text)).isEqualTo(parse(explicit));
    }

    @Test
    void a_backslash_escapes_in_a_text_that_begins_with_e() {
        assertThat(parse("e'a\\n\\t\\'\\\\\\x41\\u00e9\\U0001F600''b'"))
                .isEqualTo(new Node.Literal("a\n\t'\\A\u00e9\uD83D\uDE00'b", DataType.UTF8));
        assertThat(parse("'a\\n'")).isEqualTo(new Node.Literal("a\\n", DataType.UTF8));
        assertThat(parse("e = 'x'")).isEqualTo(parse("(\"e\") = 'x'"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a == b                                | a = b
            a != b                                | a <> b
            A IS NOT Null                         | A is not null
            ~x                                    | bitwise_not(x)
            struct_pack(a := 1, "b c" := x)       | {'a': 1, 'b c': x}
            struct_insert(s, b := x + 1)          | struct_insert(s, 'b', x + 1)
            x ~~ 'a%' and y !~~* 'b'              | x like 'a%' and not y ilike 'b'
            [x + 1 for x in l if x > 2]           | list_transform(list_filter(l, x -> x > 2), x -> x + 1)
            [a * i for a, i in l]                 | list_transform(l, (a, i) -> a * i)
            (a, b) = (1, 2)                       | row(a, b) = row(1, 2)
            (a, b) in ((1, 2), (3, 4))            | row(a, b) in (row(1, 2), row(3, 4))
            x is unknown                          | x is null
            x is not true                         | x is distinct from true
            x is false                            | x is not distinct from false
            x not ilike 'a' escape '!'            | not x ilike 'a' escape '!'
            x ~ 'a+'                              | regexp_full_match(x, 'a+')
            x !~ 'a+'                             | not regexp_full_match(x, 'a+')
            x similar to 'a+'                     | regexp_full_match(x, 'a+')
            x not similar to 'a+'                 | not regexp_full_match(x, 'a+')
            x not null                            | x is not null
            x notnull and y isnull                | x is not null and y is null
            x ^@ 'a'                              | starts_with(x, 'a')
            sum(all x)                            | sum(x)
            f(all)                                | f("all")
            max(all (-x))                         | max(-x)
            max(all - x)                          | max(-x)
            x in [1, 2]                           | x in (1, 2)
            x in tags                             | list_contains(tags, x)
            x = any(tags)                         | list_contains(tags, x)
            x in ()                               | x in ()
            2 ^ 3                                 | pow(2, 3)
            x[2]                                  | x[2]
            x[a:b]                                | list_slice(x, a, b)
            x[:2]                                 | list_slice(x, 1, 2)
            x[2:]                                 | list_slice(x, 2, -1)
            [[1], []]                             | [[1], []]
            {'a': 1, b: x, "c d":y}               | {'a': 1, 'b': x, 'c d': y}
            struct_pack(a := 1, b := 2)           | {'a': 1, 'b': 2}
            map {'k': 1}                          | map(['k'], [1])
            (a).b                                 | struct_field(a, 'b')
            a.b.c                                 | struct_field(a.b, 'c')
            if(a, 1, 2)                           | case when a then 1 else 2 end
            case x when 1 then 'a' else 'b' end   | case when x = 1 then 'a' else 'b' end
            x::double precision                   | cast(x as float64)
            x::timestamp with time zone           | cast(x as timestamp(us, UTC))
            try_cast(x as list<list<int64>>)      | try_cast(x as list<list<int64>>)
            x::list<int64>=y                      | cast(x as list<int64>) = y
            x::decimal(10,2)[]                    | cast(x as list<decimal(10,2)>)
            extract(year from d)                  | date_part('year', d)
            position('a' in b)                    | position(b, 'a')
            position(a, b)                        | position(a, b)
            substring(x from 2 for 3)             | substring(x, 2, 3)
            substring(x for 3)                    | substring(x, 1, 3)
            trim(both 'x' from y)                 | trim(y, 'x')
            trim(leading from y)                  | ltrim(y)
            trim('x' from y)                      | trim(y, 'x')
            trim(y)                               | trim(y)
            LOWER(x)                              | lower(x)
            "Odd Name"(x)                         | "Odd Name"(x)
            count(*)                              | count(*)
            count()                               | count(*)
            count(distinct x)                     | count(distinct x)
            sum(x) filter (where y > 1)           | sum(x) filter (where y > 1)
            first(x ignore nulls order by y desc) | first(x order by y desc) filter (where x is not null)
            quantile(0.25) within group (order by x desc) | quantile(x, 0.75)
            mode() within group (order by x)      | mode(x)
            string_agg(x, ',') within group (order by y) | string_agg(x, ',' order by y)
            row_number() over ()                  | row_number() over ()
            lag(x) ignore nulls over (order by y) | lag(x) ignore nulls over (order by y)
            lag(x respect nulls) over (order by y nulls last) | lag(x) over (order by y)
            sum(x) over (partition by a, b order by c rows 2 preceding) | sum(x) over (partition by a, b order by c rows between 2 preceding and current row)
            sum(x) over (order by c range between interval '1 day' preceding and unbounded following exclude no others) | sum(x) over (order by c range between duration 'PT24H' preceding and unbounded following)
            """)
    void each_spelling_becomes_its_node(String text, String printed) {
        assertThat(parse(text)).hasToString(printed);
        assertThat(parse(printed)).isEqualTo(parse(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1                             | int64            | 1
            1_000                         | int64            | 1000
            -5                            | int64            | -5
            -9223372036854775808          | int64            | -9223372036854775808
            9223372036854775808           | decimal(19,0)    | 9223372036854775808
            1.5                           | float64          | 1.5
            1.                            | float64          | 1.0
            .5                            | float64          | 0.5
            1e3                           | float64          | 1000.0
            -0.0                          | float64          | -0.0
            float64 'nan'                 | float64          | NaN
            float32 '-inf'                | float32          | -Infinity
            int8 '-128'                   | int8             | -128
            decimal '0.050'               | decimal(3,3)     | 0.050
            decimal(10,2) '1.5'           | decimal(10,2)    | 1.50
            'it''s'                       | utf8             | it's
            TRUE                          | boolean          | true
            date '2026-11-20'             | date             | 2026-11-20
            date '-44-3-15'               | date             | -0044-03-15
            date '5881580-07-10'          | date             | +5881580-07-10
            timestamp '209-3-2 01:00'     | timestamp(us)    | 0209-03-02T01:00
            interval '2 days ago'         | duration(us)     | PT-48H
            time '17:45'                  | time(us)         | 17:45
            time '17:45:00.123456789'     | time(ns)         | 17:45:00.123456789
            timestamp '2026-11-20 17:45'  | timestamp(us)    | 2026-11-20T17:45
            timestamp '2026-11-20'        | timestamp(us)    | 2026-11-20T00:00
            timestamp(ms) '2026-11-20T17:45:00.5' | timestamp(ms) | 2026-11-20T17:45:00.500
            timestamptz '2026-11-20 17:45:00+01'  | timestamp(us, UTC) | 2026-11-20T16:45Z[UTC]
            timestamp(s, Europe/Zurich) '2026-11-20 16:45:00Z' | timestamp(s, Europe/Zurich) | 2026-11-20T17:45+01:00[Europe/Zurich]
            duration 'PT1H30M'            | duration(us)     | PT1H30M
            interval '2 days'             | duration(us)     | PT48H
            interval '1 day 2 hours'      | duration(us)     | PT26H
            interval 3 hours              | duration(us)     | PT3H
            interval '3' hour             | duration(us)     | PT3H
            interval '-01:30:00.5'        | duration(us)     | PT-1H-30M-0.5S
            interval '1.5 hours'          | duration(us)     | PT1H30M
            interval 5 ns                 | duration(ns)     | PT0.000000005S
            """)
    void a_literal_has_the_value_and_type_it_says(String text, String type, String value) {
        assertThat(parse(text)).isInstanceOfSatisfying(Node.Literal.class, literal -> {
            assertThat(literal.type()).hasToString(type);
            assertThat(literal.value()).hasToString(value);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            d + interval '2 months'            | add_months(d, 2)
            d - interval 1 year                | add_months(d, -12)
            interval '1 quarter' + d           | add_months(d, 3)
            d + interval (n) months            | add_months(d, n)
            d - interval (n) years             | add_months(d, -(n * 12))
            d + interval '1 month 2 days'      | add_months(d, 1) + duration 'PT48H'
            d + interval '1 month 2 days ago'  | add_months(d, -1) + duration 'PT-48H'
            d - interval '1 month 2 days'      | add_months(d, -1) - duration 'PT48H'
            -interval '3' month + d            | add_months(d, -3)
            d + interval 1 month * 2           | add_months(d, 2)
            d - n * interval '1 month'         | add_months(d, -(1 * n))
            d + 2 * interval '1 month 1 day'   | add_months(d, 2) + duration 'PT24H' * 2
            d + (interval 2 month - interval 1 month) | add_months(d, 2 - 1)
            d + (interval 1 month - interval 1 day)   | add_months(d, 1) + duration 'PT-24H'
            interval 1 day + interval 1 month + d     | add_months(d, 1) + duration 'PT24H'
            date_add(d, interval 1 month)      | add_months(d, 1)
            date_sub(d, interval '1 year')     | add_months(d, -12)
            d + interval (n) days              | d + n * duration 'PT24H'
            interval '1 month'                 | interval_months(1)
            d + interval_months(1)             | d + interval_months(1)
            """)
    void months_added_to_something_become_a_call(String text, String printed) {
        assertThat(parse(text)).hasToString(printed);
    }

    @Test
    void words_with_a_meaning_elsewhere_are_names_here() {
        for (String word : List.of("date", "year", "left", "order", "group", "from", "filter", "over",
                "interval", "map",
                "exists", "any", "all", "rows", "desc", "first", "count", "sum", "timestamp", "limit",
                "values", "by")) {
            assertThat(parse(word + " + 1")).isEqualTo(new Node.Call("+", column(word), Literals.of(1L)));
        }
    }

    @Test
    void names_keep_their_case_and_may_be_anything_in_quotes() {
        assertThat(parse("Größe")).isEqualTo(column("Größe"));
        assertThat(parse("数量_1")).isEqualTo(column("数量_1"));
        assertThat(parse("\"a \"\"b\"\"\"")).isEqualTo(column("a \"b\""));
        assertThat(parse("`select`")).isEqualTo(column("select"));
        assertThat(parse("t.\"x y\"")).isEqualTo(new Node.Column("t", "x y"));
    }

    @Test
    void a_column_text_may_assign() {
        assertThat(parser("amount = qty * price").parseColumns().getFirst())
                .isEqualTo(parse("qty * price as amount"));
        assertThat(parser("same = a = b").parseColumns().getFirst()).isEqualTo(parse("(a = b) as same"));
        assertThat(parser("\"a b\" = 1").parseColumns().getFirst())
                .isEqualTo(new Node.Alias(Literals.of(1L), "a b"));
        assertThat(parser("a == b").parseColumns().getFirst()).isEqualTo(parse("a = b"));
        assertThat(parser("t.a = b").parseColumns().getFirst()).isEqualTo(parse("t.a = b"));
        assertThat(parser("a + 1 as b").parseColumns().getFirst()).isEqualTo(parse("a + 1 as b"));
        assertThat(parser("n = count(), min(a, b) as m, c").parseColumns())
                .containsExactly(parse("count() as n"), parse("min(a, b) as m"), parse("c"));
    }

    @Test
    void sort_keys_have_directions() {
        assertThat(parser("a, b desc, c + 1 asc nulls first, d desc nulls last").parseSortKeys()).hasToString(
                "[a, b desc, c + 1 nulls first, d desc]");
    }

    @Test
    void parameters_bind_in_order_and_by_name() {
        assertThat(parse("a = ? and b in (?, ?) and c = :c", 1, "x", null, Map.of("c", 1.5)))
                .isEqualTo(parse("a = 1 and b in ('x', null) and c = 1.5"));
        assertThat(parse("x[:i]", Map.of("i", 3))).isEqualTo(parse("x[3]"));
        assertThat(parse("{'a':p}", Map.of("p", 3))).isEqualTo(parse("{'a': p}"));
        assertThat(parse("x in :list", Map.of("list", List.of(1, 2)))).isEqualTo(parse("x in (1, 2)"));
    }

    @Test
    void bytes_are_written_in_digits_or_as_escaped_text() {
        assertThat(parse("blob 'aé\\x00\\xFF'")).isEqualTo(parse("binary '61c3a900ff'"))
                .hasToString("binary '61c3a900ff'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            list_transform(l, x -> x + 1)            | list_transform(l, x -> x + 1)
            list_transform(l, lambda x: x + y)       | list_transform(l, x -> x + y)
            list_transform(l, lambda x, i : x * i)   | list_transform(l, (x, i) -> x * i)
            list_filter(l, (x) -> x > 1 and x < y)   | list_filter(l, x -> x > 1 and x < y)
            f(l, "a b" -> "a b" is null)             | f(l, "a b" -> "a b" is null)
            f(l, x -> g(x, y -> x + y + x.a))        | f(l, x -> g(x, y -> x + y + struct_field(x, 'a')))
            f(l, x -> x + 1, x)                      | f(l, x -> x + 1, x)
            """)
    void a_lambda_names_what_it_takes(String text, String printed) {
        assertThat(parse(text)).hasToString(printed);
        assertThat(parse(printed)).isEqualTo(parse(text));
        assertThat(parse("f(l, x -> x + y)")).isEqualTo(new Node.Call("f", column("l"), new Node.Call(
                Node.LAMBDA,
                Literals.of("x"),
                new Node.Call("+", new Node.Call(Node.LAMBDA_PARAMETER, Literals.of("x")), column("y")))));
    }

    @Test
    void comments_are_sql_only() {
        assertThat(parse("a--1")).isEqualTo(parse("a - -1"));
        var sql = new ExpressionParser(new Tokens("a -- one\n + /* two */ 1", true), AGGREGATES::contains,
                Parameters.none());
        assertThat(sql.parse()).isEqualTo(parse("a + 1"));
    }

    @Test
    void a_subclass_decides_what_stands_for_a_subquery() {
        class Sql extends ExpressionParser {
            Sql(String text) {
                super(new Tokens(text, true), AGGREGATES::contains, Parameters.none());
            }

            @Override
            protected Node subquery(SubqueryKind kind, @Nullable Node left, @Nullable String comparison) {
                tokens.next();
                tokens.next();
                String name = kind + "$" + (comparison == null ? "" : comparison);
                return left == null ? new Node.Call(name) : new Node.Call(name, left);
            }

            @Override
            protected Node.@Nullable WindowSpec baseWindow(Token name) {
                return name.isWord("w") ? namedWindow(name) : null;
            }

            @Override
            protected Node.WindowSpec namedWindow(Token name) {
                return new Node.WindowSpec(List.of(column(name.text())), List.of(), null);
            }
        }
        Node node = new Sql(
                "a = (select 1) and b not in (select 2) or exists (select 3) or c >= any (select 4) "
                        + "and not d <> all (select 5) and exists (x)")
                .parse();
        assertThat(node)
                .hasToString("a = \"SCALAR$\"() and not \"IN$\"(b) or \"EXISTS$\"() or \"ANY$>=\"(c) and not "
                        + "\"ALL$<>\"(d) and exists(x)");
        assertThat(new Sql("sum(x) over w").parse()).hasToString("sum(x) over (partition by w)");
        assertThat(new Sql("sum(x) over (w order by y rows 1 preceding)").parse()).hasToString(
                "sum(x) over (partition by w order by y rows between 1 preceding and current row)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "trim(", "position(", "substring(", "a in (", "case when ", "[", "not ",
            "- ", "map {1:",
            "interval (", "sum(x) over (order by ", "cast(", "coalesce(", "{a:", "x = any(", "1 ^ "})
    void deep_nesting_is_refused_quickly(String opening) {
        assertThatThrownBy(() -> parse(opening.repeat(20_000) + "1")).isInstanceOf(QueryException.class)
                .hasMessageStartingWith(
                        "the expression is nested more than 500 levels deep; split it into columns\n");
    }

    @Test
    void long_chains_are_refused_only_when_they_are_very_long() {
        assertThat(parse("1" + " + 1".repeat(400))).isInstanceOf(Node.Call.class);
        assertThatThrownBy(() -> parse("1" + " + 1".repeat(40_000)))
                .hasMessageStartingWith("the expression is nested more than 500 levels deep");
        assertThat(parse("x in (1" + ", 1".repeat(40_000) + ")").children()).hasSize(40_002);
    }

    @Test
    void types_know_their_parts() {
        assertThat(((Node.Cast) parse("x::struct<\"a>b\": int64, c: map<utf8, date>>")).type())
                .isEqualTo(DataType.parse("struct<\"a>b\": int64, c: map<utf8, date>>"));
    }
}
