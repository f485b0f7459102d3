package dev.peso.internal.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.peso.DataException;
import dev.peso.internal.column.Table;
import dev.peso.io.CsvRaggedRows;
import dev.peso.io.CsvReadOptions;
import dev.peso.io.CsvReadOptions.RaggedRows;
import dev.peso.io.CsvReport;
import dev.peso.io.OnError;
import dev.peso.io.RejectedRow;

/// Rows with fewer or more fields than columns: nothing is lost without being told.
class CsvRaggedRowsTest {
    private static final String TEXT = "a,b\n1,x\n2,y,lost\n3\n4,z,,\n5,w, ,\"\"\n6,v,,\"so, too\"\n7,p\n8,q\n9,r\n";

    private final List<CsvRaggedRows> told = new ArrayList<>();
    private final CsvReadOptions options = CsvReadOptions.DEFAULT.withRaggedReport(told::add);

    @Test
    void rows_are_filled_and_cut_and_the_cut_text_is_told() {
        Table table = Csv.read(TEXT, options);
        assertThat(Csv.rows(table)).containsExactly(List.of(1L, "x"), List.of(2L, "y"),
                Arrays.asList(3L, null), List.of(4L, "z"), List.of(5L, "w"), List.of(6L, "v"),
                List.of(7L, "p"), List.of(8L, "q"), List.of(9L, "r"));
        assertThat(told).containsExactly(new CsvRaggedRows("sales.csv", 1, 2,
                List.of(new CsvRaggedRows.Cut(3, "lost"), new CsvRaggedRows.Cut(7, ",\"so, too\""))));
        assertThat(told.getFirst()).hasToString(
                "sales.csv: 2 rows have more fields than there are columns, which are left out (line 3: lost; line 7: ,\"so, too\"); "
                        + "1 row has fewer fields; those that are missing are null");
    }

    @Test
    void nothing_is_told_where_nothing_is_ragged() {
        Csv.read("a,b\n1,x\n2,y,,\n", options);
        assertThat(told).isEmpty();
    }

    @Test
    void the_report_tells_of_the_rows_looked_at() {
        List<CsvReport> reports = new ArrayList<>();
        Csv.read(TEXT, options.withReport(reports::add));
        assertThat(reports.getFirst().remarks())
                .containsExactly("among the rows looked at in " + told.getFirst());
    }

    @Test
    void rows_anywhere_in_a_large_file_are_counted_and_the_first_are_shown() {
        StringBuilder text = new StringBuilder("id,what,n\n");
        int cut = 0;
        for (int i = 2; i < 200_000; i++) {
            boolean isLong = i % 1_999 == 0;
            cut += isLong ? 1 : 0;
            text.append(i)
                    .append(",text of a row,")
                    .append(i % 7)
                    .append(isLong ? ",more " + i : "")
                    .append('\n');
        }
        Table table = Csv.read(text.toString(), options);
        assertThat(table.rows()).isEqualTo(199_998);
        CsvRaggedRows rows = told.getFirst();
        assertThat(rows.tooLong()).isEqualTo(cut);
        assertThat(rows.tooShort()).isZero();
        assertThat(rows.first()).hasSize(CsvRaggedRows.SHOWN)
                .allMatch(c -> c.text().equals("more " + c.line()))
                .extracting(CsvRaggedRows.Cut::line)
                .startsWith(1_999L, 3_998L);
        assertThat(rows.toString()).endsWith("; ...)");
    }

    @Test
    void the_quarantine_holds_them_whole() {
        List<RejectedRow> rejected = new ArrayList<>();
        Table table = Csv.read(TEXT, options.withQuarantine(rejected::add));
        assertThat(Csv.rows(table)).containsExactly(List.of(1L, "x"), List.of(4L, "z"), List.of(5L, "w"),
                List.of(7L, "p"), List.of(8L, "q"), List.of(9L, "r"));
        assertThat(rejected).extracting(RejectedRow::line, RejectedRow::problem, RejectedRow::text)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(3L, "3 fields, expected 2", "2,y,lost"),
                        org.assertj.core.groups.Tuple.tuple(4L, "1 field, expected 2", "3"),
                        org.assertj.core.groups.Tuple.tuple(7L, "4 fields, expected 2",
                                "6,v,,\"so, too\""));
        assertThat(told).isEmpty();
    }

    @Test
    void whoever_wants_them_refused_or_skipped_says_so() {
        assertThatThrownBy(() -> Csv.read(TEXT, options.withRaggedRows(RaggedRows.REJECT)))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "sales.csv line 3: 3 fields, expected 2; use withRaggedRows(FILL) or onError(SKIP)");
        assertThat(Csv.read(TEXT, options.withOnError(OnError.SKIP)).rows()).isEqualTo(6);
    }

    @Test
    void a_file_that_loses_text_without_anybody_listening_is_warned_of_once() {
        List<String> logged = Logged.by("dev.peso.io", () -> {
            CsvScan scan = CsvScan.of(dev.peso.spi.ByteSource.of("sales.csv",
                    TEXT.getBytes(java.nio.charset.StandardCharsets.UTF_8)), CsvReadOptions.DEFAULT);
            Csv.read(scan);
            Csv.read(scan);
            Csv.read("a,b\n1,x\n2\n");
        });
        assertThat(logged).containsExactly(
                "sales.csv: 2 rows have more fields than there are columns, which are left out (line 3: lost; line 7: ,\"so, too\"); "
                        + "1 row has fewer fields; those that are missing are null");
    }
}
