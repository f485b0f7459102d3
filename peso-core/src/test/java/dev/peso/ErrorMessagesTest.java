package dev.peso;

import static dev.peso.Expr.*;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What a stranger reads after the likeliest mistakes: whole messages, as they are part of the API.
class ErrorMessagesTest {
    record Sale(String region, int qty, double price, LocalDate day, boolean paid) {}

    record Wrong(String region, String quantity) {}

    record Mistake(ThrowingCallable code, Class<? extends RuntimeException> type, String message) {}

    private final Dataset sales = Dataset.of(List.of(new Sale("n", 2, 1.5, LocalDate.of(2026, 1, 2), true),
            new Sale("s", 0, 2, LocalDate.of(2026, 1, 3), false),
            new Sale("x1", Integer.MAX_VALUE, 1e300, LocalDate.of(2026, 1, 3), false)));
    private final Dataset regions = Dataset.of(Map.of("region", new String[]{"n"}, "target", new long[]{5}));
    private final Dataset codes = Dataset.of(Map.of("code", new long[]{1}));

    private static Mistake wrong(ThrowingCallable code, Class<? extends RuntimeException> type,
            String message) {
        return new Mistake(code, type, message);
    }

    @TestFactory
    Stream<DynamicTest> a_mistake_says_what_is_wrong_and_what_would_be_right() {
        return mistakes().map(mistake -> DynamicTest.dynamicTest(mistake.message(),
                () -> assertThatThrownBy(mistake.code()).isExactlyInstanceOf(mistake.type())
                        .hasMessage(mistake.message())));
    }

    @SuppressWarnings({"CheckReturnValue", "StringConcatToTextBlock"}) // the calls fail; one line a message
    private Stream<Mistake> mistakes() {
        return Stream.of(
                wrong(() -> sales.filter("qti > 1"), ColumnNotFoundException.class,
                        "column \"qti\" not found; did you mean \"qty\"? columns: region, qty, price, day, paid"),
                wrong(() -> sales.select("regio"), ColumnNotFoundException.class,
                        "column \"regio\" not found; did you mean \"region\"? columns: region, qty, price, day, paid"),
                wrong(() -> sales.filter(col("Qty").gt(1)), ColumnNotFoundException.class,
                        "column \"Qty\" not found; did you mean \"qty\"? columns: region, qty, price, day, paid"),
                wrong(() -> sales.filter("qty + 1"), QueryException.class,
                        "filter needs a condition, but qty + 1 is int64"),
                wrong(() -> sales.filter("region > 1"), QueryException.class,
                        "cannot compare utf8 region with int64 1; cast one of them"),
                wrong(() -> sales.filter("qty = 'two'"), QueryException.class,
                        "cannot compare int32 qty with utf8 'two'; cast one of them"),
                wrong(() -> sales.filter("day > '2026-13-01'"), QueryException.class,
                        "\"2026-13-01\" is not a date"),
                wrong(() -> sales.with("x = region * 2"), QueryException.class,
                        "cannot compute utf8 region * int64 2"),
                wrong(() -> sales.with("x = uper(region)"), QueryException.class,
                        "unknown function \"uper\"; did you mean \"upper\"?"),
                wrong(() -> sales.with("x = upper(qty)"), QueryException.class,
                        "upper takes (utf8); got (int32); cast first"),
                wrong(() -> sales.with("x = upper(region, 2)"), QueryException.class,
                        "upper takes (utf8); got (utf8, int64)"),
                wrong(() -> sales.with("x = sum(qty)"), QueryException.class,
                        "sum(qty) is an aggregate, which stands for a group of rows; use it in agg(...), or over a "
                                + "window: sum(qty) over (...)"),
                wrong(() -> sales.with("x = rank()"), QueryException.class,
                        "\"rank\" is a window function; write rank(...) over (...)"),
                wrong(() -> sales.filter("qty > "), QueryException.class,
                        "expected an expression, found the end of the text\n"
                                + "  qty > \n"
                                + "        ^"),
                wrong(() -> sales.filter("region = 'n"), QueryException.class,
                        "text is not closed: missing ' (a ' inside is written twice)\n"
                                + "  region = 'n\n"
                                + "           ^"),
                wrong(() -> sales.filter("(qty > 1"), QueryException.class,
                        "\"(\" is not closed: missing )\n"
                                + "  (qty > 1\n"
                                + "  ^"),
                wrong(() -> sales.filter("qty > 1)"), QueryException.class,
                        "unexpected \")\"; there is no ( for it\n"
                                + "  qty > 1)\n"
                                + "         ^"),
                wrong(() -> sales.filter("qty > 1 adn paid"), QueryException.class,
                        "unexpected \"adn\"; did you mean \"and\"?\n"
                                + "  qty > 1 adn paid\n"
                                + "          ^^^"),
                wrong(() -> sales.filter("qty > ?"), QueryException.class,
                        "no value for parameter 1; none is given\n"
                                + "  qty > ?\n"
                                + "        ^"),
                wrong(() -> sales.filter("qty > 1", 5), QueryException.class,
                        "1 value is given, but the text has no ? to take them"),
                wrong(() -> sales.filter("qty > :limit", Map.of("limt", 1)), QueryException.class,
                        "no value for parameter :limit; did you mean \"limt\"?; given: limt\n"
                                + "  qty > :limit\n"
                                + "        ^^^^^^"),
                wrong(() -> sales.filter("regexp_matches(region, '(a')"), QueryException.class,
                        "regexp_matches: bad regular expression \"(a\": missing closing )"),
                wrong(() -> sales.with("x = cast(region as int46)"), QueryException.class,
                        "\"int46\" is not a type; did you mean \"int16\"?; types: boolean, int8, int16, int32, int64, "
                                + "float32, float64, decimal(p,s), utf8, binary, date, time(us), timestamp(us), duration(us), "
                                + "categorical, list<t>, struct<name: t>, map<k, v>\n"
                                + "  x = cast(region as int46)\n"
                                + "                     ^^^^^"),
                wrong(() -> sales.cast("paid", DataType.DATE), QueryException.class,
                        "cannot cast paid from boolean to date"),
                wrong(() -> sales.cast("region", DataType.INT64).collect(), DataException.class,
                        "column \"region\", row 0: \"n\" is not an int64"),
                wrong(() -> sales.with("x = 5 // qty").collect(), DataException.class,
                        "column \"qty\", row 1: 5 // 0 divides by zero; try_div gives null"),
                wrong(() -> sales.with("x = qty * qty * qty").collect(), DataException.class,
                        "column \"qty\", row 2: 4611686014132420609 * 2147483647 overflows int64"),
                wrong(() -> sales.with("x = cast(price as int64)").collect(), DataException.class,
                        "column \"price\", row 2: 1.0E300 does not fit int64"),
                wrong(() -> sales.with("x = case when paid then 1 else 'no' end"), QueryException.class,
                        "the values of case when paid then 1 else 'no' end have no common type: int64, utf8; cast one "
                                + "of them"),
                wrong(() -> sales.groupBy("region").agg("total = qty + 1"), QueryException.class,
                        "column \"qty\" is neither a grouping key nor inside an aggregate; group by it, or take for "
                                + "example first(qty)"),
                wrong(() -> sales.groupBy("region").agg("region = sum(qty)"), QueryException.class,
                        "agg would give two columns the name \"region\"; name one of them differently with as(...)"),
                wrong(() -> sales.agg("x = smu(qty)"), QueryException.class,
                        "unknown function \"smu\"; did you mean \"sum\"?"),
                wrong(() -> sales.agg("x = sum(region)"), QueryException.class,
                        "sum takes (integer) or (decimal) or (float64) or (duration) or (boolean); got (utf8); cast "
                                + "first"),
                wrong(() -> sales.select("qty", "price as qty"), QueryException.class,
                        "select would give two columns the name \"qty\"; name one of them differently with as(...)"),
                wrong(() -> sales.join(codes, on("region")), ColumnNotFoundException.class,
                        "column \"region\" not found; columns: code"),
                wrong(() -> sales.join(codes.rename("code", "region"), on("region")), QueryException.class,
                        "join key \"region\" is utf8 on the left, but \"region\" is int64 on the right; cast one of them"),
                wrong(() -> sales.join(sales, on("region")).join(sales, on("region")), QueryException.class,
                        "the join would give two columns the name \"qty_right\"; choose another suffix or rename one "
                                + "before"),
                wrong(() -> sales.union(regions), QueryException.class,
                        "union needs inputs with the same column names; missing in a later input: qty, price, day, "
                                + "paid; only in a later input: target"),
                wrong(() -> sales.rename("qtty", "n"), ColumnNotFoundException.class,
                        "column \"qtty\" not found; did you mean \"qty\"? columns: region, qty, price, day, paid"),
                wrong(() -> sales.drop("prise"), ColumnNotFoundException.class,
                        "column \"prise\" not found; did you mean \"price\"? columns: region, qty, price, day, paid"),
                wrong(() -> sales.sort("totel desc"), ColumnNotFoundException.class,
                        "column \"totel\" not found; columns: region, qty, price, day, paid"),
                wrong(() -> sales.limit(-1), IllegalArgumentException.class,
                        "limit must be 0 or more rows, got -1"),
                wrong(() -> sales.explode("region"), QueryException.class,
                        "explode needs a list, but column \"region\" is utf8"),
                wrong(() -> sales.unpivot(List.of(), List.of("region", "qty"), "k", "v"),
                        QueryException.class,
                        "the columns to unpivot [region, qty] have no common type: utf8, int32; cast one of them"),
                wrong(() -> Dataset.sql("select qti from sales", Map.of("sales", sales)),
                        QueryException.class,
                        "column \"qti\" not found in table \"sales\"; did you mean \"qty\"? columns: region, qty, "
                                + "price, day, paid\n"
                                + "  select qti from sales\n"
                                + "         ^^^"),
                wrong(() -> Dataset.sql("select * from sale", Map.of("sales", sales)), QueryException.class,
                        "table \"sale\" not found; did you mean \"sales\"? tables: sales\n"
                                + "  select * from sale\n"
                                + "                ^^^^"),
                wrong(() -> Dataset.sql("select region from a join b on a.region = b.region",
                        Map.of("a", sales, "b", regions)), QueryException.class,
                        "column \"region\" is ambiguous: it is in \"a\" and in \"b\"; write a.region or b.region\n"
                                + "  select region from a join b on a.region = b.region\n"
                                + "         ^^^^^^"),
                wrong(() -> Dataset.sql("selec * from sales", Map.of("sales", sales)), QueryException.class,
                        "expected select, values or a query in parentheses, found \"selec\"\n"
                                + "  selec * from sales\n"
                                + "  ^^^^^"),
                wrong(() -> Dataset.read("sales.parqet"), IllegalArgumentException.class,
                        "cannot read \"sales.parqet\": its ending tells no known format; did you mean \"parquet\"? known: .csv, .tsv, .tab, .txt, .parquet, "
                                + ".arrow, .feather, .ipc, .arrows, .json, .ndjson, .jsonl, .avro, .html, .htm, .xlsx, .xlsm, .xls; "
                                + "text files also with .gz or .zst; for other names pass CsvReadOptions or CsvWriteOptions"),
                wrong(() -> Dataset.of(List.of()), IllegalArgumentException.class,
                        "an empty list does not tell its columns; use of(Sale.class, list)"),
                wrong(() -> sales.sampleFraction(1.5, 1), IllegalArgumentException.class,
                        "fraction must be in [0, 1], got 1.5"),
                wrong(() -> sales.fillNull("region", 5), QueryException.class,
                        "the arguments of coalesce(region, 5) have no common type: utf8, int64; cast one of them"),
                wrong(() -> sales.timeout(Duration.ZERO), IllegalArgumentException.class,
                        "timeout must be longer than nothing, got PT0S"),
                wrong(() -> sales
                        .with("x = sum(qty) over (order by qty rows between 1 following and 1 preceding)"),
                        QueryException.class,
                        "a window frame must not start after its end"),
                wrong(() -> sales.stream(Wrong.class).count(), ColumnNotFoundException.class,
                        "column \"quantity\" not found; columns: region, qty, price, day, paid"));
    }
}
