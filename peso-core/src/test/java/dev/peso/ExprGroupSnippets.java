package dev.peso;

import static dev.peso.Expr.col;
import static dev.peso.Expr.struct;
import static dev.peso.Rows.row;
import static dev.peso.Rows.rows;
import static dev.peso.Rows.table;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

/// Examples of the functions by type, with what they give.
class ExprGroupSnippets {
    @Test
    void texts() {
        Dataset people = table("name: utf8", row(" Ada Lovelace"), row("Émile"), row((Object) null));
        // @start region="str"
        Expr name = col("name").str().trim();
        Dataset result = people.select(name.str().upper().as("upper"),
                name.str().splitPart(" ", 2).as("last"),
                name.str().regexReplace("[aeiou]", "_").as("masked"), name.str().contains("Love").as("love"));
        // ADA LOVELACE, Lovelace, Ad_ L_v_l_c_, true
        // ÉMILE, "", Ém_l_, false
        // null, null, null, null
        // @end
        assertThat(rows(result)).containsExactly(row("ADA LOVELACE", "Lovelace", "Ad_ L_v_l_c_", true),
                row("ÉMILE", "", "Ém_l_", false), row(null, null, null, null));
    }

    @Test
    void dates() {
        Dataset visits = table("at: timestamp", row(LocalDateTime.of(2024, 2, 29, 13, 45)),
                row((Object) null));
        // @start region="dt"
        Dataset result = visits.select(col("at").dt().year().as("year"),
                col("at").dt().truncate("month").as("month"),
                col("at").dt().bucket("2 hours").as("bucket"), col("at").dt().addYears(1).as("later"),
                col("at").dt().format("%d.%m.%Y").as("text"));
        // 2024, 2024-02-01T00:00, 2024-02-29T12:00, 2025-02-28T13:45, 29.02.2024, and nulls
        // @end
        assertThat(rows(result)).containsExactly(
                row(2024L, LocalDateTime.of(2024, 2, 1, 0, 0), LocalDateTime.of(2024, 2, 29, 12, 0),
                        LocalDateTime.of(2025, 2, 28, 13, 45), "29.02.2024"),
                row(null, null, null, null, null));
    }

    @Test
    void lists() {
        Dataset carts = table("prices: list<int64>", row(List.of(5L, 20L, 10L)), row(Arrays.asList(1L, null)),
                row(List.of()), row((Object) null));
        // @start region="list"
        Dataset result = carts.select(col("prices").list().length().as("n"),
                col("prices").list().get(-1).as("last"),
                col("prices").list().sum().as("sum"),
                col("prices").list().filter(price -> price.gt(5)).list().sort().as("large"));
        // 3, 10, 35, [10, 20]
        // 2, null, 1, []
        // 0, null, null, []
        // null, null, null, null
        // @end
        assertThat(rows(result)).containsExactly(row(3L, 10L, 35L, List.of(10L, 20L)),
                row(2L, null, 1L, List.of()),
                row(0L, null, null, List.of()), row(null, null, null, null));
    }

    @Test
    void structs() {
        Dataset people = table("city: utf8, zip: int64", row("Ulm", 89073L));
        // @start region="struct"
        Dataset packed = people.select(struct(col("city"), col("zip").cast("utf8").as("zip")).as("address"));
        Dataset result = packed.select(col("address").struct().field("zip").as("zip")); // or "address.zip"
        // @end
        assertThat(rows(packed)).containsExactly(row(Map.of("city", "Ulm", "zip", "89073")));
        assertThat(rows(result)).containsExactly(row("89073"))
                .isEqualTo(rows(packed.select("address.zip as zip")));
    }

    @Test
    void maps() {
        Dataset pods = table("labels: map<utf8,utf8>", row(Map.of("env", "test")), row((Object) null));
        // @start region="map"
        Dataset result = pods.select(col("labels").map().get("env").as("env"),
                col("labels").map().containsKey("team").as("owned"), col("labels").map().size().as("n"));
        // test, false, 1 and nulls
        // @end
        assertThat(rows(result)).containsExactly(row("test", false, 1L), row(null, null, null));
    }

    @Test
    void durations() {
        Dataset shifts = table("start: timestamp, end: timestamp",
                row(LocalDateTime.of(2024, 1, 1, 22, 0), LocalDateTime.of(2024, 1, 2, 6, 30)));
        Dataset result = shifts.select(col("end").minus(col("start")).as("length"),
                col("end").minus(col("start")).dt().totalSeconds().as("seconds"),
                col("start").dt().until("day", col("end")).as("days"),
                col("start").dt().lastDay().as("last"));
        assertThat(rows(result))
                .containsExactly(row(Duration.ofMinutes(510), 30_600.0, 1L, LocalDate.of(2024, 1, 31)));
    }

    @Test
    void aggregates() {
        Dataset sales = table("region: utf8, qty: int64", row("n", 2L), row("s", 9L), row("n", null),
                row("n", 7L));
        // @start region="aggregate"
        Dataset result = sales.groupBy("region")
                .agg(col("qty").sum().filter(col("qty").gt(2)).as("large"),
                        Expr.countIf(col("qty").isNull()).as("nulls"),
                        Expr.quantile("qty", 0.5).as("median"),
                        Expr.collectList("qty").orderBy(col("qty").desc()).as("all"));
        // n 7 1 4.5 [7, 2, null], s 9 0 9.0 [9]
        // @end
        assertThat(rows(result)).containsExactly(row("n", 7L, 1L, 4.5, Arrays.asList(7L, 2L, null)),
                row("s", 9L, 0L, 9.0, List.of(9L)));
    }
}
