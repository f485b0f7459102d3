package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.peso.internal.excel.Workbooks;
import dev.peso.io.ExcelReadOptions;
import dev.peso.io.ExcelReadOptions.EmptyRows;
import dev.peso.io.ExcelReadOptions.Errors;
import dev.peso.io.ExcelReadOptions.MergedCells;
import dev.peso.io.ExcelWriteOptions;
import dev.peso.io.OnError;
import dev.peso.spi.ByteSource;

class DatasetExcelTest {
    private static final ExcelReadOptions OPTIONS = ExcelReadOptions.DEFAULT;

    @TempDir
    Path folder;

    private static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }

    private static Dataset read(String sheet) {
        return Dataset.read(Workbooks.of(sheet));
    }

    private static Dataset read(String sheet, ExcelReadOptions options) {
        return Dataset.read(Workbooks.of(sheet), options);
    }

    private static final String SALES = Workbooks.rows(row("region", "qty", "price", "paid"),
            row("north", 1, 2.5, true), row("south", 2, 3, false), row(null, 3, null, null));

    @Test
    void types_come_from_all_cells_of_a_column() {
        Dataset sales = read(SALES);
        assertThat(Rows.columns(sales)).isEqualTo("region: utf8, qty: int64, price: float64, paid: boolean");
        assertThat(Rows.rows(sales)).containsExactly(Rows.row("north", 1L, 2.5, true),
                Rows.row("south", 2L, 3.0, false), Rows.row(null, 3L, null, null));
    }

    @Test
    void only_wanted_columns_make_values() {
        assertThat(Rows.rows(read(SALES).filter("qty > 1").select("price", "qty").limit(1)))
                .containsExactly(Rows.row(3.0, 2L));
    }

    @Test
    void a_workbook_of_another_writer_is_read() throws IOException {
        Path file = folder.resolve("other.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook book = new Workbook(out, "test", "1.0")) {
            Worksheet first = book.newWorksheet("First");
            first.value(0, 0, "name");
            first.value(0, 1, "when");
            first.value(0, 2, "day");
            first.value(1, 0, "<Ada & Zoë>");
            first.value(1, 1, LocalDateTime.of(2026, 11, 20, 18, 30, 15, 123_000_000));
            first.style(1, 1).format("yyyy-mm-dd hh:mm:ss").set();
            first.value(1, 2, LocalDate.of(1999, 12, 31));
            first.style(1, 2).format("dd.mm.yyyy").set();
            first.formula(1, 3, "1+1");
            book.newWorksheet("Second").value(0, 0, 7);
        }
        assertThat(Dataset.sheets(file)).containsExactly("First", "Second");
        Dataset first = Dataset.read(file);
        assertThat(Rows.columns(first)).isEqualTo("name: utf8, when: timestamp(us), day: date");
        assertThat(Rows.rows(first)).containsExactly(Rows.row("<Ada & Zoë>",
                LocalDateTime.of(2026, 11, 20, 18, 30, 15, 123_000_000), LocalDate.of(1999, 12, 31)));
        assertThat(Rows.rows(Dataset.read(file, OPTIONS.withSheetIndex(1)))).containsExactly(Rows.row(7L));
    }

    @Test
    void what_is_written_another_reader_reads() throws IOException {
        Path file = folder.resolve("own.xlsx");
        everything().write(file);
        try (ReadableWorkbook book = new ReadableWorkbook(file.toFile())) {
            List<List<String>> rows = book.getFirstSheet()
                    .read()
                    .stream()
                    .map(r -> r.stream().map(cell -> cell == null ? "" : cell.getRawValue()).toList())
                    .toList();
            assertThat(rows.get(0)).startsWith("text", "whole", "real");
            assertThat(rows.get(1)).startsWith("=1+1", "-5", "0.1", "12345.678", "1", "46081",
                    "46081.999999988424", "0.3333449074074074", "1.25", "a");
        }
    }

    private static Dataset everything() {
        return Rows.table(
                "text: utf8, whole: int32, real: float64, exact: decimal(12,3), yes: boolean, day: date"
                        + ", moment: timestamp(us), time: time(us), span: duration(us), kind: categorical",
                Rows.row("=1+1", -5, 0.1, new BigDecimal("12345.678"), true, LocalDate.of(2026, 2, 28),
                        LocalDateTime.of(2026, 2, 28, 23, 59, 59, 999_000_000), LocalTime.of(8, 0, 1),
                        Duration.ofHours(30), "a"),
                Rows.row(" <b> & \"c\" _x0041_ \u0001\r\n\t ", Integer.MIN_VALUE, -1e-300,
                        new BigDecimal("-0.001"),
                        false, LocalDate.of(1900, 3, 1), LocalDateTime.of(9999, 12, 31, 0, 0),
                        LocalTime.MIDNIGHT,
                        Duration.ZERO, "b"),
                Rows.row(null, null, null, null, null, null, null, null, null, null));
    }

    @Test
    void what_is_written_is_read_back() {
        Path file = folder.resolve("own.xlsx");
        everything().write(file);
        Dataset back = Dataset.read(file, OPTIONS.withType("whole", DataType.INT32)
                .withType("exact", DataType.decimal(12, 3))
                .withType("kind", DataType.CATEGORICAL)
                .withEmptyRows(EmptyRows.KEPT));
        assertThat(back.schema()).isEqualTo(everything().schema());
        assertThat(Rows.rows(back)).isEqualTo(Rows.rows(everything()).subList(0, 2));
    }

    @Test
    void an_empty_dataset_is_a_header() {
        Path file = folder.resolve("empty.xlsx");
        everything().limit(0).write(file);
        Dataset back = Dataset.read(file);
        assertThat(back.schema().names()).isEqualTo(everything().schema().names());
        assertThat(back.count()).isZero();
    }

    @Test
    void what_excel_cannot_hold_as_a_number_is_text() {
        Path file = folder.resolve("text.xlsx");
        Rows.table("long: int64, wide: decimal(38,2), day: date, moment: timestamp(us)",
                Rows.row(999_999_999_999_999L, new BigDecimal("9999999999999.99"), LocalDate.of(1900, 2, 28),
                        LocalDateTime.of(10_000, 1, 1, 0, 0)),
                Rows.row(Long.MAX_VALUE, new BigDecimal("-99999999999999.99"), LocalDate.of(1900, 3, 1),
                        LocalDateTime.of(2000, 1, 1, 0, 0)))
                .write(file);
        assertThat(Rows.rows(Dataset.read(file))).containsExactly(
                Rows.row("999999999999999", "9.99999999999999E12", "1900-02-28", "+10000-01-01T00:00"),
                Rows.row("9223372036854775807", "-99999999999999.99", "1900-03-01", "2000-01-01T00:00"));
    }

    @Test
    void a_moment_with_a_zone_is_the_time_on_its_clock_and_what_is_no_number_an_error() {
        Path file = folder.resolve("zone.xlsx");
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Rows.table("at: timestamp(us,Europe/Berlin), x: float64",
                Rows.row(ZonedDateTime.of(2026, 7, 1, 12, 0, 0, 0, berlin), Double.NaN),
                Rows.row(null, Double.POSITIVE_INFINITY), Rows.row(null, 1.0)).write(file);
        assertThat(Rows.rows(Dataset.read(file))).containsExactly(
                Rows.row(LocalDateTime.of(2026, 7, 1, 12, 0), null), Rows.row(null, null),
                Rows.row(null, 1L));
        assertThat(Rows.rows(Dataset.read(file, OPTIONS.withErrors(Errors.TEXT)).select("x")))
                .containsExactly(Rows.row("#NUM!"), Rows.row("#NUM!"), Rows.row("1"));
    }

    @Test
    void lines_of_text_above_a_table_are_left_out() {
        String sheet = Workbooks.rows(row("Sales of 2026"), row("printed", "today"), row(),
                row("region", "qty", "price"), row("north", 1, 2.5), row("south", 2, 3.5));
        assertThat(read(sheet).schema().names()).containsExactly("region", "qty", "price");
        assertThat(read(sheet).count()).isEqualTo(2);
        assertThat(read(sheet, OPTIONS.withHeaderRows(0)).count()).isEqualTo(5);
    }

    @Test
    void a_header_may_lack_the_name_of_its_first_column() {
        Dataset data = read(Workbooks.rows(row(null, "a", "b"), row("x", 1, 2), row("y", 3, 4)));
        assertThat(Rows.columns(data)).isEqualTo("column_1: utf8, a: int64, b: int64");
    }

    @Test
    void a_first_row_that_fits_the_types_below_is_data() {
        Dataset data = read(Workbooks.rows(row("x", 1), row("y", 2)));
        assertThat(Rows.columns(data)).isEqualTo("column_1: utf8, column_2: int64");
        assertThat(data.count()).isEqualTo(2);
    }

    @Test
    void names_of_several_rows_are_joined_also_over_merged_cells() {
        String sheet = Workbooks.rows(row("region", "2025", null, "2026", null),
                row(null, "h1", "h2", "h1", "h2"),
                row("north", 1, 2, 3, 4)) + "<mergeCells><mergeCell ref='B1:C1'/><mergeCell ref='D1:E1'/>"
                + "<mergeCell ref='A1:A2'/></mergeCells>";
        Dataset data = read(sheet, OPTIONS.withHeaderRows(2));
        assertThat(data.schema().names()).containsExactly("region", "2025 h1", "2025 h2", "2026 h1",
                "2026 h2");
        assertThat(Rows.rows(data)).containsExactly(Rows.row("north", 1L, 2L, 3L, 4L));
    }

    @Test
    void merged_cells_have_their_value_once_or_everywhere() {
        String sheet = Workbooks.rows(row("region", "qty"), row("north", 1), row(null, 2), row("south", 3))
                + "<mergeCells><mergeCell ref='A2:A3'/></mergeCells>";
        assertThat(Rows.rows(read(sheet).select("region"))).containsExactly(Rows.row("north"),
                Rows.row((Object) null),
                Rows.row("south"));
        assertThat(Rows.rows(read(sheet, OPTIONS.withMergedCells(MergedCells.ALL)).select("region")))
                .containsExactly(Rows.row("north"), Rows.row("north"), Rows.row("south"));
    }

    @Test
    void merged_cells_make_no_columns_beyond_the_last_that_has_a_cell_with_a_value() {
        String sheet = Workbooks.rows(row("title"), row("a", null, 1), row(null, 2), row("c", null, 3))
                .replace("</sheetData>", "<row r='9'><c r='H9' s='0'/></row></sheetData>")
                + "<mergeCells><mergeCell ref='A1:F1'/><mergeCell ref='A2:B2'/><mergeCell ref='B3:D3'/>"
                + "<mergeCell ref='C4:XFD1048576'/></mergeCells>";
        ExcelReadOptions all = OPTIONS.withMergedCells(MergedCells.ALL).withHeaderRows(0);
        assertThat(Rows.rows(read(sheet, all))).containsExactly(Rows.row("title", "title", "title"),
                Rows.row("a", "a", "1"), Rows.row(null, "2", "2"), Rows.row("c", null, "3"));
        assertThat(Rows.rows(read(sheet, all.withRange("B3:E4")))).containsExactly(
                Rows.row(2L, 2L, 2L, null), Rows.row(null, 3L, 3L, 3L));
    }

    @Test
    void names_merged_over_columns_with_data_name_them_all_and_no_others() {
        String sheet = Workbooks.rows(row("both"), row(1, 2), row(3, 4))
                + "<mergeCells><mergeCell ref='A1:C1'/></mergeCells>";
        Dataset data = read(sheet, OPTIONS.withMergedCells(MergedCells.ALL).withHeaderRows(1));
        assertThat(data.schema().names()).containsExactly("both", "both_2");
        assertThat(Rows.rows(data)).containsExactly(Rows.row(1L, 2L), Rows.row(3L, 4L));
    }

    @Test
    void cells_merged_over_the_whole_sheet_are_refused_when_they_become_too_many() {
        Object[][] rows = new Object[800][];
        Arrays.setAll(rows, i -> row("a", i));
        String merged = "<mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells>";
        ExcelReadOptions all = OPTIONS.withMergedCells(MergedCells.ALL).withHeaderRows(0);
        Dataset few = read(Workbooks.rows(row("a", 1), row(null, 2)) + merged, all);
        assertThat(Rows.rows(few)).containsExactly(Rows.row("a", 1L), Rows.row("a", 2L));
        assertThat(read(Workbooks.rows(rows) + merged, all).schema().size()).isEqualTo(2);
        String wide = Workbooks.rows(rows)
                .replace("</sheetData>", "<row r='1000'><c r='XFD1000'><v>1</v></c></row></sheetData>");
        assertThatThrownBy(() -> read(wide + merged, all)).isInstanceOf(DataException.class)
                .hasMessageContaining("merges more than 10000000 cells");
    }

    @Test
    void as_many_columns_as_a_sheet_holds_may_all_have_the_same_name() {
        String[] names = new String[16_384];
        Arrays.fill(names, "a");
        assertThat(read(Workbooks.rows(names, row(1))).schema().names()).startsWith("a", "a_2", "a_3")
                .endsWith("a_16384");
    }

    @Test
    void a_million_empty_rows_that_are_kept_come_in_parts() {
        Object[] numbers = new Object[16_384];
        Arrays.fill(numbers, 1);
        String sheet = Workbooks.rows(row(numbers))
                .replace("</sheetData>", "<row r='1048576'><c><v>2</v></c></row></sheetData>");
        Dataset data = read(sheet, OPTIONS.withEmptyRows(EmptyRows.KEPT).withHeaderRows(0));
        assertThat(Rows.rows(data.limit(3).select("column_1"))).containsExactly(Rows.row(1L),
                Rows.row((Object) null), Rows.row((Object) null));
        assertThat(data.limit(3).collect().count()).isEqualTo(3);
        assertThat(Rows.rows(data.agg("n = count(), total = sum(column_1)")))
                .containsExactly(Rows.row(1_048_576L, 3L));
    }

    @Test
    void a_range_is_all_that_is_read() {
        String sheet = Workbooks.rows(row("note", "a", "b"), row("x", 1, 2), row("y", 3, 4), row("z", 5, 6));
        assertThat(Rows.rows(read(sheet, OPTIONS.withRange("B1:C3")))).containsExactly(Rows.row(1L, 2L),
                Rows.row(3L, 4L));
        assertThat(read(sheet, OPTIONS.withRange("$C:$C")).schema().names()).containsExactly("b");
        assertThat(Rows.rows(read(sheet, OPTIONS.withRange("3:4").withHeaderRows(0)))).containsExactly(
                Rows.row("y", 3L, 4L), Rows.row("z", 5L, 6L));
        assertThat(read(sheet, OPTIONS.withRange("B2:E9").withHeaderRows(0)).schema().names()).hasSize(4);
    }

    @Test
    void a_range_of_another_sheet_is_refused_with_the_way_to_it() {
        assertThatThrownBy(() -> read(SALES, OPTIONS.withRange("Data!A1:B2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("got \"Data!A1:B2\"; name the sheet by withSheet");
    }

    @Test
    void empty_rows_and_columns_are_left_out_unless_wanted() {
        String sheet = Workbooks.rows(row(), row(null, "a", null, "b"), row(null, 1, null, 2),
                row(null, " ", null, null),
                row(null, 3, null, 4));
        assertThat(Rows.rows(read(sheet))).containsExactly(Rows.row(1L, 2L), Rows.row(3L, 4L));
        assertThat(Rows.rows(read(sheet, OPTIONS.withEmptyRows(EmptyRows.KEPT)))).containsExactly(
                Rows.row(1L, 2L),
                Rows.row(null, null), Rows.row(3L, 4L));
    }

    @Test
    void a_column_of_several_kinds_is_text() {
        assertThat(Rows
                .rows(read(Workbooks.rows(row("a", "n"), row(1, 1), row("x", 2), row(2.5, 3), row(true, 4)))
                        .select("a")))
                .containsExactly(Rows.row("1"), Rows.row("x"), Rows.row("2.5"), Rows.row("true"));
    }

    @Test
    void shared_and_rich_texts_formulas_and_errors_are_read() {
        String sheet = """
                <sheetData><row><c t='s'><v>0</v></c><c t='str'><f>A1</f><v>sum</v></c></row>
                <row><c t='s'><v>1</v></c><c><f>1+1</f><v>2</v></c></row>
                <row><c t='str'><f>""</f><v></v></c><c t='e'><f>1/0</f><v>#DIV/0!</v></c></row></sheetData>""";
        String texts = "<si><t>name</t></si><si><r><rPr><b/></rPr><t>bo</t></r><r><t>ld_x000D_</t></r>"
                + "<rPh sb='0' eb='1'><t>hidden</t></rPh></si>";
        Dataset data = Dataset.read(Workbooks.of(sheet, texts, ""),
                OPTIONS.withEmptyRows(EmptyRows.KEPT));
        assertThat(Rows.columns(data)).isEqualTo("name: utf8, sum: int64");
        assertThat(Rows.rows(data)).containsExactly(Rows.row("bold\r", 2L), Rows.row("", null));
        assertThatThrownBy(
                () -> Dataset.read(Workbooks.of(sheet, texts, ""), OPTIONS.withErrors(Errors.FAIL)))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "book.xlsx, sheet \"Data\" cell B3 holds the error #DIV/0!; correct the workbook or use"
                                + " withErrors(NULL)");
    }

    @Test
    void days_are_counted_from_1900_or_1904_and_there_was_no_29th_of_february_1900() {
        String sheet = "<sheetData><row><c s='2'><v>1</v></c></row><row><c s='2'><v>59</v></c></row>"
                + "<row><c s='2'><v>61</v></c></row><row><c s='2'><v>45000</v></c></row></sheetData>";
        assertThat(Rows.rows(read(sheet))).containsExactly(Rows.row(LocalDate.of(1900, 1, 1)),
                Rows.row(LocalDate.of(1900, 2, 28)), Rows.row(LocalDate.of(1900, 3, 1)),
                Rows.row(LocalDate.of(2023, 3, 15)));
        Dataset from1904 = Dataset.read(Workbooks.of(sheet, "", "<workbookPr date1904='1'/>"));
        assertThat(Rows.rows(from1904)).startsWith(Rows.row(LocalDate.of(1904, 1, 2)))
                .endsWith(Rows.row(LocalDate.of(2027, 3, 16)));
    }

    @Test
    void formats_tell_days_times_and_spans() {
        String sheet = "<sheetData><row><c s='2'><v>45000</v></c><c s='3'><v>45000.5</v></c><c s='4'><v>0.25</v></c>"
                + "<c s='5'><v>1.5</v></c></row></sheetData>";
        assertThat(Rows.rows(read(sheet))).containsExactly(Rows.row(LocalDate.of(2023, 3, 15),
                LocalDateTime.of(2023, 3, 15, 12, 0), LocalTime.of(6, 0), Duration.ofHours(36)));
    }

    @Test
    void several_workbooks_are_one_dataset() {
        Rows.table("id: int64, a: int64", Rows.row(1L, 2L)).write(folder.resolve("1.xlsx"));
        Rows.table("id: int64, a: float64, b: utf8", Rows.row(2L, 2.5, "x")).write(folder.resolve("2.xlsx"));
        Rows.table("id: int64, a: utf8", Rows.row(3L, "three")).write(folder.resolve("3.xlsx"));
        Dataset all = Dataset.read(folder + "/*.xlsx");
        assertThat(Rows.columns(all)).isEqualTo("id: int64, a: utf8, b: utf8");
        assertThat(Rows.rows(all)).containsExactly(Rows.row(1L, "2", null), Rows.row(2L, "2.5", "x"),
                Rows.row(3L, "three", null));
    }

    @Test
    void types_may_be_given() {
        String sheet = Workbooks.rows(row("id", "day", "qty"), row("007", "2026-01-31", "1.50"),
                row(8, 45000, 2));
        Dataset data = read(sheet, OPTIONS.withType("id", DataType.INT16)
                .withType("day", DataType.DATE)
                .withType("qty", DataType.decimal(5, 2)));
        assertThat(Rows.rows(data)).containsExactly(
                Rows.row((short) 7, LocalDate.of(2026, 1, 31), new BigDecimal("1.50")),
                Rows.row((short) 8, LocalDate.of(2023, 3, 15), new BigDecimal("2.00")));
    }

    @Test
    void a_cell_that_does_not_fit_is_named() {
        String sheet = Workbooks.rows(row("id", "x"), row(1, 1), row("seven", 2));
        ExcelReadOptions options = OPTIONS.withType("id", DataType.INT64);
        assertThatThrownBy(() -> read(sheet, options).collect()).isInstanceOf(DataException.class)
                .hasMessage(
                        "book.xlsx, sheet \"Data\" cell A3, column \"id\": \"seven\" is not int64; correct the"
                                + " workbook, give another type or use withOnError(NULL)");
        assertThat(Rows.rows(read(sheet, options.withOnError(OnError.NULL)))).containsExactly(
                Rows.row(1L, 1L),
                Rows.row(null, 2L));
    }

    @Test
    void wrong_names_get_the_nearest_right_one() {
        assertThatThrownBy(() -> read(SALES, OPTIONS.withSheet("data"))).isInstanceOf(DataException.class)
                .hasMessage("book.xlsx has no sheet \"data\"; did you mean \"Data\"? sheets: Data");
        assertThatThrownBy(() -> read(SALES, OPTIONS.withSheetIndex(3)))
                .hasMessage("book.xlsx has no sheet at index 3; sheets: Data");
        assertThatThrownBy(() -> read(SALES, OPTIONS.withType("qyt", DataType.INT8)))
                .isInstanceOf(ColumnNotFoundException.class)
                .hasMessageContaining("did you mean \"qty\"?");
        assertThatThrownBy(() -> read(SALES, OPTIONS.withRange("B:A")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "range must be like \"B2:D10\", \"B:D\" or \"2:10\", within A1:XFD1048576, got \"B:A\"");
        assertThatThrownBy(() -> read("<sheetData/>")).isInstanceOf(DataException.class)
                .hasMessage("book.xlsx, sheet \"Data\" is empty: there are no cells to make columns of");
    }

    @Test
    void a_cut_off_workbook_is_refused() throws IOException {
        Path file = folder.resolve("cut.xlsx");
        everything().write(file);
        byte[] bytes = Files.readAllBytes(file);
        assertThatThrownBy(
                () -> Dataset.read(ByteSource.of("cut.xlsx", Arrays.copyOf(bytes, bytes.length / 2))))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "cut.xlsx cannot be read as an Excel workbook: it has no zip directory at its end; was it"
                                + " cut off?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "<!", "<!-", "<!--", "<![", "<![CDATA[", "<![CDATA[a]]", "<?", "</", "<c",
            "<c r='", "&", "&#x",
            "<!DOCTYPE x>"})
    void xml_that_ends_too_early_is_refused(String end) {
        for (String before : List.of("", "<sheetData><row><c><v>")) {
            assertThatThrownBy(() -> Dataset.read(Workbooks.ofXml(before + end)).collect())
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("book.xlsx cannot be read as an Excel workbook: its part");
        }
    }

    @Test
    void a_part_that_grows_without_end_is_refused() {
        String row = "<row><c t='inlineStr'><is><t>" + " ".repeat(1_000_000) + "</t></is></c></row>";
        ByteSource bomb = Workbooks.of("<sheetData>" + row.repeat(150) + "</sheetData>");
        assertThatThrownBy(() -> Dataset.read(bomb)).isInstanceOf(DataException.class)
                .hasMessageContaining("unpacks to more than 300 times its size");
    }

    @Test
    void a_text_under_the_name_of_a_workbook_is_refused_with_a_hint() throws IOException {
        Path file = Files.writeString(folder.resolve("page.xls"), "<html><table></table></html>");
        assertThatThrownBy(() -> Dataset.read(file)).isInstanceOf(DataException.class)
                .hasMessageContaining("it is a web page; read it with HtmlReadOptions");
    }

    @Test
    void too_many_rows_fail_and_leave_nothing_or_go_to_further_sheets() throws IOException {
        Dataset many = Dataset.of(Map.of("n", LongStream.range(0, 1_100_000).toArray()));
        Path file = folder.resolve("many.xlsx");
        assertThatThrownBy(() -> many.write(file)).isInstanceOf(QueryException.class)
                .hasMessageContaining("an Excel sheet holds 1048576 rows, and there are more; use"
                        + " withTooManyRows(NEXT_SHEET)");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
        many.write(file, ExcelWriteOptions.DEFAULT.withTooManyRows(ExcelWriteOptions.TooManyRows.NEXT_SHEET)
                .withSheet("Numbers"));
        assertThat(Dataset.sheets(file)).containsExactly("Numbers", "Numbers_2");
        Dataset rest = Dataset.read(file, OPTIONS.withSheet("Numbers_2"));
        assertThat(Rows.rows(rest.agg(Expr.count().as("rows"), Expr.min("n").as("first"))))
                .containsExactly(Rows.row(1_100_000L - 1_048_575L, 1_048_575L));
    }

    @Test
    void what_cannot_be_written_is_refused_with_the_way_out() {
        Dataset nested = Rows.table("a: list<int64>", Rows.row(List.of(1L)));
        assertThatThrownBy(() -> nested.write(folder.resolve("a.xlsx"))).isInstanceOf(QueryException.class)
                .hasMessage(
                        "column \"a\" is list<int64>, which an Excel workbook cannot hold; drop it, take its"
                                + " parts out, or write Parquet");
        Dataset longText = Rows.table("a: utf8", Rows.row("x".repeat(32_768)));
        assertThatThrownBy(() -> longText.write(folder.resolve("a.xlsx"))).isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "cell A2, column \"a\": a text of 32768 characters is longer than the 32767");
        assertThatThrownBy(() -> longText.write(folder.resolve("a.xls")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("are only read; write .xlsx");
        assertThatThrownBy(() -> ExcelWriteOptions.DEFAULT.withSheet("a/b"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(folder).isEmptyDirectory();
    }
}
