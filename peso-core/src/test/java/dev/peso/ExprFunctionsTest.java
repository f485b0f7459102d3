package dev.peso;

import static dev.peso.Expr.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.peso.internal.column.Scalars;

/// Every function that a method of an expression names exists, takes what the method gives, and means what it says.
class ExprFunctionsTest {
    private static final Map<String, DataType> TYPES = new LinkedHashMap<>();
    private static final Dataset ONE;

    static {
        TYPES.put("t", DataType.UTF8);
        TYPES.put("i", DataType.INT64);
        TYPES.put("x", DataType.FLOAT64);
        TYPES.put("b", DataType.BOOLEAN);
        TYPES.put("d", DataType.DATE);
        TYPES.put("ts", DataType.TIMESTAMP);
        TYPES.put("tz", DataType.timestamp(ZoneId.of("Europe/Zurich")));
        TYPES.put("l", DataType.list(DataType.INT64));
        TYPES.put("tags", DataType.list(DataType.UTF8));
        TYPES.put("s", DataType.struct(Field.of("a", DataType.INT64)));
        TYPES.put("m", DataType.map(DataType.UTF8, DataType.INT64));
        Schema schema = Schema
                .of(TYPES.entrySet().stream().map(e -> Field.of(e.getKey(), e.getValue())).toList());
        LocalDateTime noon = LocalDateTime.of(2024, 2, 29, 12, 34, 56, 789_012_000);
        @Nullable
        Object[] row = {" Ünder_score a1b22 ", -7L, 2.5, true, LocalDate.of(2024, 2, 29), noon,
                noon.atZone(ZoneId.of("UTC")).withZoneSameInstant(ZoneId.of("Europe/Zurich")),
                Arrays.asList(3L, null, 1L, 3L),
                List.of("red", "green"), Map.of("a", 5L), Map.of("k", 9L)};
        ONE = Dataset.ofRows(schema, List.<@Nullable Object[]>of(row));
    }

    private static @Nullable Object value(Expr expr) {
        return Scalars.get(ONE.select(expr.as("r")).collectTable().chunks().getFirst().column(0), 0);
    }

    static Stream<Arguments> values() {
        StrExpr t = col("t").str();
        DtExpr d = col("d").dt();
        DtExpr ts = col("ts").dt();
        ListExpr l = col("l").list();
        Expr i = col("i");
        Expr x = col("x");
        List<Arguments> rows = new ArrayList<>();
        Object[][] all = {
                {t.lower(), " ünder_score a1b22 "}, {t.upper(), " ÜNDER_SCORE A1B22 "},
                {lit("ab cD").str().initcap(), "Ab Cd"},
                {t.length(), 19}, {t.byteLength(), 20}, {t.trim(), "Ünder_score a1b22"},
                {t.trim(" Ü2"), "nder_score a1b"},
                {t.trimLeft(), "Ünder_score a1b22 "}, {t.trimLeft(" Ü"), "nder_score a1b22 "},
                {t.trimRight(), " Ünder_score a1b22"}, {t.trimRight("2 "), " Ünder_score a1b"},
                {t.strip(), "Ünder_score a1b22"},
                {t.substring(14), "a1b22 "}, {t.substring(2, 5), "Ünder"}, {t.left(3), " Ün"},
                {t.right(3), "22 "},
                {lit("a").str().padLeft(3, "xy"), "xya"}, {lit("a").str().padRight(3, "xy"), "axy"},
                {t.replace("a1", "-"), " Ünder_score -b22 "}, {t.translate("_ ", "-"), "Ünder-scorea1b22"},
                {t.contains("score"), true}, {t.startsWith("Ü"), false}, {t.endsWith("22 "), true},
                {t.position("n"), 3},
                {t.split("_"), "[ Ünder, score a1b22 ]"}, {t.splitPart("_", 2), "score a1b22 "},
                {t.regexMatches("b2+"), true}, {t.regexExtract("[0-9]+"), "1"},
                {t.regexExtract("b(2)2", 1), "2"},
                {t.regexExtractAll("[0-9]+"), "[1, 22]"}, {t.regexExtractAll("b(.)", 1), "[2]"},
                {t.regexReplace("[0-9]", "#"), " Ünder_score a#b## "},
                {t.regexReplaceFirst("([0-9])", "<\\1>"), " Ünder_score a<1>b22 "},
                {lit("a1b22c").str().regexSplit("[0-9]+"), "[a, b, c]"}, {lit("abc").str().reverse(), "cba"},
                {lit("e\u0301b").str().reverse(), "be\u0301"}, {lit("e\u0301b").str().graphemes(), 2},
                {t.glob("*_score*"), true}, {t.glob("score"), false},
                {lit("1.5 KiB").str().parseBytes(), 1536},
                {lit(1536).formatBytes(), "1.5 KiB"},
                {lit("ab").str().repeat(2), "abab"}, {lit("a").str().ascii(), 97},
                {lit("kitten").str().levenshtein("sitting"), 3},
                {lit("é").str().stripAccents(), "e"}, {lit("AZ").str().toHex(), "415A"},
                {lit("29.02.2024").str().toDate("%d.%m.%Y"), "2024-02-29"},
                {lit("29.02.2024 13:00").str().toTimestamp("%d.%m.%Y %H:%M"), "2024-02-29T13:00"},
                {lit("x").str().tryToTimestamp("%Y"), null},
                {d.year(), 2024}, {d.quarter(), 1}, {d.month(), 2}, {d.week(), 9}, {d.isoYear(), 2024},
                {d.day(), 29},
                {d.dayOfWeek(), 4}, {d.dayOfYear(), 60}, {ts.hour(), 12}, {ts.minute(), 34},
                {ts.second(), 56},
                {ts.millisecond(), 56789}, {ts.microsecond(), 56789012}, {ts.epoch(), "1.709210096789012E9"},
                {d.dayName(), "Thursday"}, {d.monthName(), "February"}, {d.part("quarter"), 1},
                {d.truncate("month"), "2024-02-01"}, {ts.truncate("hour"), "2024-02-29T12:00"},
                {d.until("month", LocalDate.of(2024, 5, 1)), 3}, {d.addMonths(12), "2025-02-28"},
                {d.addYears(-4), "2020-02-29"},
                {d.lastDay(), "2024-02-29"}, {ts.toDate(), "2024-02-29"}, {ts.toTime(), "12:34:56.789012"},
                {ts.format("%d/%m/%Y"), "29/02/2024"},
                {ts.atZone("Europe/Zurich"), "2024-02-29T12:34:56.789012+01:00[Europe/Zurich]"},
                {col("tz").dt().toLocal(), "2024-02-29T13:34:56.789012"}, {col("tz").dt().hour(), 13},
                {ts.bucket("15 minutes"), "2024-02-29T12:30"}, {ts.bucket("1 month"), "2024-02-01T00:00"},
                {col("ts").minus(col("d").cast(DataType.TIMESTAMP)).dt().totalSeconds(), "45296.789012"},
                {l.length(), 4}, {l.get(1), 3}, {l.get(-1), 3}, {l.slice(2, 3), "[null, 1]"},
                {l.contains(1), true},
                {l.position(1), 3}, {l.sum(), 7}, {l.min(), 1}, {l.max(), 3},
                {l.mean(), "2.3333333333333335"},
                {l.sort(), "[1, 3, 3, null]"}, {l.sortDescending(), "[3, 3, 1, null]"},
                {l.reverse(), "[3, 1, null, 3]"},
                {l.distinct(), "[3, 1]"}, {l.countDistinct(), 2}, {l.concat(list(9)), "[3, null, 1, 3, 9]"},
                {l.append(4), "[3, null, 1, 3, 4]"}, {l.prepend(4), "[4, 3, null, 1, 3]"},
                {col("tags").list().join("+"), "red+green"},
                {list(col("l"), list(7)).list().flatten(), "[3, null, 1, 3, 7]"},
                {l.transform(e -> e.times(2)), "[6, null, 2, 6]"}, {l.filter(e -> e.gt(1)), "[3, 3]"},
                {col("s").struct().field("a"), 5}, {struct(col("i"), lit("z").as("q")), "{i=-7, q=z}"},
                {col("m").map().get("k"), 9}, {col("m").map().get("q"), null},
                {col("m").map().containsKey("k"), true},
                {col("m").map().keys(), "[k]"}, {col("m").map().values(), "[9]"}, {col("m").map().size(), 1},
                {i.plus(1), -6}, {i.minus(1), -8}, {i.times(2), -14}, {i.div(2), "-3.5"}, {i.intDiv(2), -3},
                {i.mod(2), -1}, {i.bitAnd(12), 8}, {i.bitOr(2), -5}, {i.bitXor(1), -8}, {i.bitNot(), 6},
                {i.shiftLeft(2), -28}, {i.shiftRight(1), -4},
                {i.negate(), 7}, {i.tryDiv(0), null}, {i.tryMod(0), null}, {i.abs(), 7}, {i.sign(), -1},
                {x.floor(), "2.0"},
                {x.ceil(), "3.0"}, {x.trunc(), "2.0"}, {x.round(), "3.0"}, {lit(2.345).round(2), "2.35"},
                {lit(16.0).sqrt(), "4.0"},
                {lit(27.0).cbrt(), "3.0"}, {lit(0.0).exp(), "1.0"}, {lit(1.0).ln(), "0.0"},
                {lit(1000.0).log10(), "3.0"},
                {lit(8.0).log2(), "3.0"}, {lit(0.0).sin(), "0.0"}, {lit(0.0).cos(), "1.0"},
                {lit(0.0).tan(), "0.0"},
                {lit(0.0).asin(), "0.0"}, {lit(1.0).acos(), "0.0"}, {lit(0.0).atan(), "0.0"},
                {lit(0.0).sinh(), "0.0"},
                {lit(0.0).cosh(), "1.0"}, {lit(0.0).tanh(), "0.0"},
                {lit(180.0).radians(), "3.141592653589793"},
                {lit(Math.PI).degrees(), "180.0"}, {x.pow(2), "6.25"}, {lit(0.0).atan2(1.0), "0.0"},
                {x.isFinite(), true},
                {x.isInfinite(), false}, {x.isNaN(), false}, {x.toText(), "2.5"},
                {i.cast("utf8").plusText("!"), "-7!"},
                {lit("abc").md5(), "900150983cd24fb0d6963f7d28e17f72"},
                {lit("abc").sha256(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
                {i.hash().isNotNull(), true}, {i.eq(-7), true}, {i.ne(-7), false}, {i.lt(0), true},
                {i.le(-7), true},
                {i.gt(0), false}, {i.ge(0), false}, {i.eqNullSafe(null), false}, {i.neNullSafe(null), true},
                {i.in(1, -7), true}, {i.notIn(1, null), null}, {i.between(-10, 0), true},
                {t.trim().like("Ü%2_"), true},
                {lit("ABC").ilike("a%"), true}, {lit("abc").matches("a.c"), true},
                {col("b").and(lit(null)), null},
                {col("b").or(lit(null)), true}, {col("b").not(), false}, {not(i.isNull()), true},
                {lit(null).cast("int64").orElse(1), 1},
                {i.nullIf(-7), null}, {coalesce(null, i), -7}, {greatest(i, null, 3), 3},
                {least(i, null, 3), -7},
                {concat("a", null, "b"), "ab"}, {concatWith("-", "a", null, "b"), "a-b"},
                {lit("1.5").tryCast("int64"), null},
                {when(i.gt(0)).then("p").when("i < 0").then("n").otherwise("z"), "n"},
                {udf("twice", DataType.INT64, v -> 2 * Objects.requireNonNull((Long) v), i), -14}};
        for (Object[] row : all) {
            rows.add(Arguments.of(row[0], row[1] == null ? null : row[1].toString()));
        }
        return rows.stream();
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_function_gives_its_value(Expr expr, @Nullable String expected) {
        Object actual = value(expr);
        assertThat(actual == null ? null : actual.toString()).isEqualTo(expected);
    }
}
