package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Map;
import java.util.stream.LongStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.io.ExcelReadOptions;
import dev.peso.io.ExcelWriteOptions;
import dev.peso.io.ExcelWriteOptions.TooManyRows;

/// Workbooks between Peso and openpyxl, both ways; runs where `$PESO_PYTHON` has it.
@Tag("oracle")
class ExcelPythonTest {
    @TempDir
    Path folder;

    @BeforeEach
    void needs_openpyxl() throws IOException {
        Python.require("openpyxl");
    }

    @Test
    void openpyxl_reads_what_is_written() throws IOException {
        Path file = folder.resolve("own.xlsx");
        Rows.table("text: utf8, whole: int64, real: float64, exact: decimal(12,3), yes: boolean, day: date,"
                + " moment: timestamp(us), time: time(us), span: duration(us)",
                Rows.row("=1+1 & <ü>", -5L, 0.1, new BigDecimal("12345.678"), true, LocalDate.of(2026, 2, 28),
                        LocalDateTime.of(2026, 2, 28, 23, 59, 59, 500_000_000), LocalTime.of(8, 0, 1),
                        Duration.ofHours(30)),
                Rows.row("-x\ny", 999_999_999_999_999L, 1e300, null, false, LocalDate.of(1900, 3, 1), null,
                        null, null))
                .write(file,
                        ExcelWriteOptions.DEFAULT.withSheet("Daten & Co").withFormat("real", "0.00 \"€\""));
        assertThat(Python.run("""
                import sys, openpyxl
                book = openpyxl.load_workbook(sys.argv[1])
                sheet = book["Daten & Co"]
                for row in sheet.iter_rows(values_only=True):
                    print(list(row))
                print([sheet.cell(2, c).number_format for c in (3, 6, 7, 8, 9)])
                print(sheet.freeze_panes, sheet["A1"].font.b, sheet["A2"].data_type, sheet["A2"].quotePrefix,
                    sheet.column_dimensions["A"].width)
                """, file)).isEqualTo(
                """
                        ['text', 'whole', 'real', 'exact', 'yes', 'day', 'moment', 'time', 'span']
                        ['=1+1 & <ü>', -5, 0.1, 12345.678, True, datetime.datetime(2026, 2, 28, 0, 0), \
                        datetime.datetime(2026, 2, 28, 23, 59, 59, 500000), datetime.time(8, 0, 1), \
                        datetime.timedelta(days=1, seconds=21600)]
                        ['-x\\ny', 999999999999999, 1e+300, None, False, datetime.datetime(1900, 3, 1, 0, 0), None, None, None]
                        ['0.00 "€"', 'yyyy-mm-dd', 'yyyy-mm-dd hh:mm:ss', 'hh:mm:ss', '[h]:mm:ss']
                        A2 True s True 12.0""");
    }

    @Test
    void openpyxl_reads_the_sheets_that_rows_go_on_in() throws IOException {
        Path file = folder.resolve("many.xlsx");
        Dataset.of(Map.of("n", LongStream.range(0, 1_048_580).toArray()))
                .write(file, ExcelWriteOptions.DEFAULT.withTooManyRows(TooManyRows.NEXT_SHEET));
        assertThat(Python.run("""
                import sys, openpyxl
                book = openpyxl.load_workbook(sys.argv[1], read_only=True)
                print(book.sheetnames, [row[0] for row in book["Sheet1_2"].iter_rows(values_only=True)])
                """, file))
                .isEqualTo("['Sheet1', 'Sheet1_2'] ['n', 1048575, 1048576, 1048577, 1048578, 1048579]");
    }

    @Test
    void what_openpyxl_writes_is_read() throws IOException {
        Path file = folder.resolve("theirs.xlsx");
        Python.run(
                """
                        import sys, openpyxl, datetime as d
                        book = openpyxl.Workbook()
                        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
                        sheet = book.active
                        sheet.title = "Größe"
                        sheet.append(["name", "n", "day", "moment", "time", "span", "yes"])
                        sheet.append(["é<&>", 1.5, d.date(2026, 1, 31), d.datetime(2026, 1, 31, 8, 15, 30), d.time(23, 59, 59),
                            d.timedelta(hours=49), True])
                        sheet.append([None, 2, d.date(1904, 1, 1), d.datetime(9999, 12, 31), None, None, False])
                        book.save(sys.argv[1])
                        """,
                file);
        Dataset data = Dataset.read(file, ExcelReadOptions.DEFAULT.withSheet("Größe"));
        assertThat(Rows.columns(data)).isEqualTo("name: utf8, n: float64, day: date, moment: timestamp(us),"
                + " time: time(us), span: duration(us), yes: boolean");
        assertThat(Rows.rows(data)).containsExactly(
                Rows.row("é<&>", 1.5, LocalDate.of(2026, 1, 31), LocalDateTime.of(2026, 1, 31, 8, 15, 30),
                        LocalTime.of(23, 59, 59), Duration.ofHours(49), true),
                Rows.row(null, 2.0, LocalDate.of(1904, 1, 1), LocalDateTime.of(9999, 12, 31, 0, 0), null,
                        null, false));
    }
}
