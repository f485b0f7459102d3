package dev.peso.internal.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.internal.column.Table;
import dev.peso.io.CsvReadOptions;
import dev.peso.io.CsvReadOptions.DateOrder;
import dev.peso.io.RejectedRow;
import dev.peso.spi.ByteSource;

class CsvDatesTest {
    private static Table column(CsvReadOptions options, String... values) {
        return Csv.read("d\n" + String.join("\n", values) + "\n", options);
    }

    private static List<@Nullable Object> values(Table table) {
        List<@Nullable Object> values = new ArrayList<>();
        Csv.rows(table).forEach(row -> values.add(row.getFirst()));
        return values;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"2012/01/31 | 2012-01-31", "2012/1/5 | 2012-01-05",
            "2012.12.1 | 2012-12-01",
            "2012-1-5 | 2012-01-05", "31/12/2012 | 2012-12-31", "12/31/2012 | 2012-12-31",
            "31-1-2012 | 2012-01-31",
            "1.2.2012 | 2012-02-01", "29.02.2012 | 2012-02-29", "2012-01-31 | 2012-01-31"})
    void a_date_whose_parts_are_clear_is_a_date(String text, LocalDate date) {
        Table table = column(CsvReadOptions.DEFAULT, text, "");
        assertThat(table.schema().type("d")).isEqualTo(DataType.DATE);
        assertThat(values(table).getFirst()).isEqualTo(date);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"2012/01/31 10:20 | 2012-01-31T10:20",
            "31.12.2012 7:05:06 | 2012-12-31T07:05:06",
            "12/31/2012 5:30 PM | 2012-12-31T17:30", "12/31/2012 12:00 am | 2012-12-31T00:00",
            "12/31/2012 12:15:10PM | 2012-12-31T12:15:10", "2012/1/5T10:20:30.5 | 2012-01-05T10:20:30.5"})
    void a_time_of_day_may_follow(String text, LocalDateTime time) {
        Table table = column(CsvReadOptions.DEFAULT, text);
        assertThat(table.schema().type("d")).isEqualTo(DataType.TIMESTAMP);
        assertThat(values(table)).containsExactly(time);
    }

    @ParameterizedTest
    @CsvSource({"01/02/2012", "1-2-2012", "11/12/2012 10:00"})
    void what_could_be_both_orders_stays_text(String text) {
        assertThat(column(CsvReadOptions.DEFAULT, text).schema().type("d")).isEqualTo(DataType.UTF8);
    }

    @ParameterizedTest
    @CsvSource({"32/12/2012", "13/13/2012", "30.2.2012", "2012/13/01", "31/12/12", "1/2", "1/2/2012/3",
            "12/31-2012",
            "12/31/2012 25:00", "12/31/2012 13:00 PM", "12/31/2012 0:00 AM", "12/31/2012 :30", "12345/1/1"})
    void what_is_no_date_is_text(String text) {
        assertThat(column(CsvReadOptions.DEFAULT, text).schema().type("d")).isEqualTo(DataType.UTF8);
    }

    @Test
    void one_day_above_twelve_decides_for_the_column() {
        assertThat(values(column(CsvReadOptions.DEFAULT, "01/02/2012", "13/02/2012", "2012-02-03")))
                .containsExactly(LocalDate.of(2012, 2, 1), LocalDate.of(2012, 2, 13),
                        LocalDate.of(2012, 2, 3));
        assertThat(values(column(CsvReadOptions.DEFAULT, "01/02/2012", "02/13/2012")))
                .containsExactly(LocalDate.of(2012, 1, 2), LocalDate.of(2012, 2, 13));
        assertThat(column(CsvReadOptions.DEFAULT, "13/02/2012", "02/13/2012").schema().type("d"))
                .isEqualTo(DataType.UTF8);
        assertThat(column(CsvReadOptions.DEFAULT, "13/02/2012", "01/02/2012 10:00").schema().type("d"))
                .isEqualTo(DataType.TIMESTAMP);
    }

    @Test
    void an_order_that_is_given_is_not_guessed() {
        CsvReadOptions day = CsvReadOptions.DEFAULT.withDateOrder(DateOrder.DAY_FIRST);
        CsvReadOptions month = CsvReadOptions.DEFAULT.withDateOrder(DateOrder.MONTH_FIRST);
        assertThat(values(column(day, "01/02/2012"))).containsExactly(LocalDate.of(2012, 2, 1));
        assertThat(values(column(month, "01/02/2012", "2012-01-02", "1.2.2012")))
                .containsExactly(LocalDate.of(2012, 1, 2), LocalDate.of(2012, 1, 2),
                        LocalDate.of(2012, 1, 2));
        assertThat(column(day, "02/13/2012").schema().type("d")).isEqualTo(DataType.UTF8);
    }

    @Test
    void a_later_date_in_another_order_is_an_error() {
        CsvReadOptions options = CsvReadOptions.DEFAULT.withSampleRows(1);
        assertThatThrownBy(() -> column(options, "13/02/2012", "02/13/2012"))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "sales.csv line 3, column \"d\": \"02/13/2012\" is not a date (type inferred from the first "
                                + "1 rows); set the type, raise withSampleRows or use withOnError(NULL)");
    }

    @Test
    void a_date_that_could_be_both_says_how_to_decide() {
        CsvReadOptions typed = CsvReadOptions.DEFAULT.withType("d", DataType.DATE);
        assertThatThrownBy(() -> column(typed, "01/02/2012")).isInstanceOf(DataException.class)
                .hasMessage(
                        "sales.csv line 2, column \"d\": \"01/02/2012\" is not a date; say what comes first by "
                                + "withDateOrder(DAY_FIRST) or (MONTH_FIRST)");
        assertThat(values(column(typed, "01/02/2012", "20/02/2012"))).first()
                .isEqualTo(LocalDate.of(2012, 2, 1));
    }

    @Test
    void a_row_is_put_in_quarantine_once_however_often_the_file_is_read() {
        List<RejectedRow> rejected = new ArrayList<>();
        byte[] bytes = "n\n1\nx\n3\ny\n".getBytes(StandardCharsets.UTF_8);
        CsvScan scan = CsvScan.of(ByteSource.of("sales.csv", bytes),
                CsvReadOptions.DEFAULT.withType("n", DataType.INT64).withQuarantine(rejected::add));
        Csv.read(scan);
        Csv.read(scan);
        assertThat(rejected).extracting(RejectedRow::line).containsExactly(3L, 5L);
        Csv.read(CsvScan.of(ByteSource.of("sales.csv", bytes),
                CsvReadOptions.DEFAULT.withType("n", DataType.INT64).withQuarantine(rejected::add)));
        assertThat(rejected).hasSize(4);
    }
}
