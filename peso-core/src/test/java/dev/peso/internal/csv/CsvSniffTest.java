package dev.peso.internal.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.internal.column.Table;
import dev.peso.io.CsvReadOptions;
import dev.peso.io.CsvReport;

/// What is found out about files that are not as the book says, without any option.
class CsvSniffTest {
    private static final CsvReadOptions OPTIONS = CsvReadOptions.DEFAULT;

    private static List<List<@Nullable Object>> rows(String text) {
        return Csv.rows(Csv.read(text));
    }

    private static List<String> names(String text) {
        return Csv.read(text).schema().names();
    }

    private static CsvReport report(String text) {
        List<CsvReport> reports = new ArrayList<>();
        Csv.read(text, OPTIONS.withReport(reports::add));
        return reports.getFirst();
    }

    @Test
    void encodings_without_a_mark_are_found() {
        String text = "straße;n\nMünchen;1\nKöln;2\n";
        for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("windows-1252"),
                StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            Table table = Csv.read(text.getBytes(charset), OPTIONS);
            assertThat(table.schema().names()).as(charset.name()).containsExactly("straße", "n");
            assertThat(Csv.rows(table)).containsExactly(List.of("München", 1L), List.of("Köln", 2L));
        }
        assertThat(Csv.rows(Csv.read("a\n\u20ac 5\n".getBytes(Charset.forName("windows-1252")), OPTIONS)))
                .containsExactly(List.of("€ 5"));
    }

    @Test
    void a_character_cut_off_where_the_look_ends_is_no_other_encoding() {
        String text = "a\n" + "xx\n".repeat(66_665) + "éééé\n".repeat(10);
        for (int shift = 0; shift < 3; shift++) {
            Table table = Csv.read("b".repeat(shift) + text, OPTIONS);
            assertThat(Csv.rows(table)).last().isEqualTo(List.of("éééé"));
        }
    }

    @Test
    void lines_before_and_after_the_table_are_left_out() {
        String text = "Sales of the year\nSource: office, 2024\n\nregion,qty,price\nn,1,2.5\ns,2,3\n\nTotal of all\n";
        assertThat(names(text)).containsExactly("region", "qty", "price");
        assertThat(rows(text)).containsExactly(List.of("n", 1L, 2.5), List.of("s", 2L, 3.0));
        assertThat(report(text))
                .extracting(CsvReport::preambleRows, CsvReport::headerRows, CsvReport::footerRows)
                .containsExactly(2, 1, 1);
        assertThat(rows("PREAMBLE,,\n,,\na,b,c\n1,2,3\n4,5,6\n")).containsExactly(List.of(1L, 2L, 3L),
                List.of(4L, 5L, 6L));
        assertThat(rows("day,a,b\n2024-01-01,1,2\n2024-01-02,3,4\nnote: preliminary\n")).hasSize(2);
    }

    @Test
    void a_short_last_row_of_data_is_no_footer() {
        assertThat(rows("id,a,b\n1,2,3\n4,5,6\n7\n")).last().isEqualTo(Arrays.asList(7L, null, null));
        assertThat(rows("id,a,b\nx,2,3\ny,5,6\nz\n")).last().isEqualTo(Arrays.asList("z", null, null));
    }

    @Test
    void lines_that_start_with_a_number_sign_before_the_table_are_comments() {
        assertThat(rows("# made, by hand\n# in May\na,b\n1,2\n#3,4\n5,6\n")).containsExactly(List.of(1L, 2L),
                List.of(5L, 6L));
        assertThat(names("#id,b\n1,2\n")).containsExactly("#id", "b");
    }

    @Test
    void pairs_before_a_wider_table_are_no_part_of_it() {
        assertThat(names("Device,DL\nSerial,7\nTime,Level,Rain,Wind\n1,2,3,4\n5,6,7,8\n")).containsExactly(
                "Time",
                "Level", "Rain", "Wind");
        assertThat(names("Made,May\n\nBy,Ann\n\na,b,c,d\n1,2,3,4\n5,6,7,8\n")).containsExactly("a", "b", "c",
                "d");
        assertThat(names("a,b\n1,2,3,4\n5,6,7,8\n")).hasSize(4).startsWith("a", "b");
    }

    @Test
    void several_header_rows_are_one() {
        assertThat(names("Sales,,Costs,\n2023,2024 Q1,2023,2024 Q1\nn/a,1.5,2.5,3.5\n4.5,5.5,6.5,7.5\n"))
                .hasSize(4);
        assertThat(names("region,Sales,,Costs,\n,low,high,low,high\nn,1,2,3,4\ns,5,6,7,8\n")).containsExactly(
                "region",
                "Sales low", "Sales high", "Costs low", "Costs high");
        assertThat(names("a,b\nm,kg\n1,2\n3,4\n")).containsExactly("a m", "b kg");
        assertThat(names("# kept by hand, in May\n# t, x,y\n1,2,3\n4,5,6\n")).containsExactly("t", " x", "y");
        assertThat(names("# a,b,c\n# d,e,f\n1,2,3\n4,5,6\n")).containsExactly("column_1", "column_2",
                "column_3");
        assertThat(names("Fund,2022,2023\nRoads,12.5,13\nParks,3,2.75\n")).containsExactly("Fund", "2022",
                "2023");
        assertThat(rows("Ann,2009,2010\nBob,2001,2009\n")).hasSize(2);
        // One odd value is no header.
        assertThat(rows("a,b\nx,1\n2,3\n4,5\n")).hasSize(3);
    }

    @Test
    void quotes_that_are_not_doubled_or_closed_are_text() {
        assertThat(rows("a,b,c\n1,\"24\" wide, tall\",x\n2,\"y, z\",w\n")).containsExactly(
                List.of(1L, "24\" wide, tall", "x"), List.of(2L, "y, z", "w"));
        assertThat(rows("a,b,c\n\"1,p,\"q, r\"\n2,s,\"t, u\"\n")).containsExactly(List.of("\"1", "p", "q, r"),
                List.of("2", "s", "t, u"));
        assertThat(rows("a,b\n\"in 24\"\",x\n\"y\",z\n")).containsExactly(List.of("in 24\"", "x"),
                List.of("y", "z"));
        assertThat(rows("a,b\n\"say \"\"hi\"\", so\",x\n\"line\nend\",z\n")).containsExactly(
                List.of("say \"hi\", so", "x"), List.of("line\nend", "z"));
        assertThat(report("a,b,c\n1,\"24\" wide, tall\",x\n").remarks()).containsExactly(
                "some quotes are not closed or not doubled; they are taken as text");
    }

    @Test
    void other_quotes_escapes_and_blanks_after_delimiters_are_found() {
        assertThat(rows("a,b\n'x, y',1\n'it''s, so',2\n")).containsExactly(List.of("x, y", 1L),
                List.of("it's, so", 2L));
        assertThat(rows("a,b\n\"x \\\"y\\\", z\",1\n\"w\",2\n")).containsExactly(List.of("x \"y\", z", 1L),
                List.of("w", 2L));
        assertThat(rows("a, b, c\n1, \"x, y\", 2\n3, z, 4\n")).containsExactly(List.of(1L, "x, y", 2L),
                List.of(3L, "z", 4L));
        assertThat(names("a, b, c\n1, \"x, y\", 2\n")).containsExactly("a", "b", "c");
        assertThat(rows("name,n\nO'Neil,1\n'tis,2\n")).containsExactly(List.of("O'Neil", 1L),
                List.of("'tis", 2L));
    }

    @Test
    void decimal_commas_and_marks_between_thousands_are_found_where_they_are_clear() {
        assertThat(rows("a;b\n1,5;x\n12,25;y\n")).containsExactly(List.of(1.5, "x"), List.of(12.25, "y"));
        assertThat(rows("a;b\n1.234,5;x\n-12,25;y\n")).containsExactly(List.of(1234.5, "x"),
                List.of(-12.25, "y"));
        assertThat(rows("a,b\n\"1,234\",x\n\"1,234,567\",y\n12,z\n")).containsExactly(List.of(1234L, "x"),
                List.of(1234567L, "y"), List.of(12L, "z"));
        assertThat(rows("a;b\n1,234.50;x\n")).containsExactly(List.of(1234.5, "x"));
        CsvReport unclear = report("a;b\n1,234;x\n5,678;y\n");
        assertThat(unclear.ambiguous()).singleElement()
                .satisfies(column -> assertThat(column.type()).isEqualTo(DataType.UTF8));
        assertThat(report("a,b\n1/2/2024,x\n3/4/2024,y\n").ambiguous()).hasSize(1);
    }

    @Test
    void words_for_null_count_among_numbers_only() {
        assertThat(rows("n,t,d\n1,NA,2024-01-01\nNA,x,n/a\n-,y,\n")).containsExactly(
                Arrays.asList(1L, "NA", java.time.LocalDate.of(2024, 1, 1)), Arrays.asList(null, "x", null),
                Arrays.asList(null, "y", null));
        assertThat(Csv.read("n\n1\nNA\n", OPTIONS.withNulls("")).schema().type("n")).isEqualTo(DataType.UTF8);
        assertThat(Csv.read("c\nNA\nNA\n").schema().type("c")).isEqualTo(DataType.UTF8);
    }

    @Test
    void a_repeated_header_is_left_out_and_another_table_is_told() {
        String twice = "a,b\n1,2\na,b\n3,4\n";
        assertThat(rows(twice)).containsExactly(List.of(1L, 2L), List.of(3L, 4L));
        assertThat(report(twice).remarks()).containsExactly(
                "rows that repeat the header are left out, first row 2 below it");
        assertThat(report("a,b\n1,2\na,b,c\n3,4,5\n").remarks()).containsExactly(
                "row 2 below the header looks like the header of another table; its values make columns text",
                "among the rows looked at in sales.csv: 2 rows have more fields than there are columns, which are left out"
                        + " (line 3: c; line 4: 5)");
    }

    @Test
    void rows_of_another_width_are_filled_and_cut() {
        assertThat(rows("a,b,c\n1,2\n3,4,5,6\n7,8,9\n")).containsExactly(Arrays.asList(1L, 2L, null),
                List.of(3L, 4L, 5L), List.of(7L, 8L, 9L));
        assertThat(names("a,b\n1,2,3\n4,5,6\n")).containsExactly("a", "b", "column_3");
        assertThat(names("a,b\n1,2,\n4,5,\n")).containsExactly("a", "b");
    }

    @Test
    void strict_forgives_nothing() {
        assertThat(Csv.rows(Csv.read("a,b\n1,x\n", CsvReadOptions.STRICT))).containsExactly(List.of(1L, "x"));
        assertThatThrownBy(() -> Csv.read("a,b\n1\n", CsvReadOptions.STRICT))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "sales.csv line 2: 1 field, expected 2; use withRaggedRows(FILL) or onError(SKIP)");
        assertThatThrownBy(() -> Csv.read("title\n\na,b\n1,2\n", CsvReadOptions.STRICT))
                .isInstanceOf(DataException.class);
        assertThat(Csv.read("a;b\n1;2\n", CsvReadOptions.STRICT).schema().names()).containsExactly("a;b");
        assertThatThrownBy(
                () -> Csv.read("größe\n1\n".getBytes(StandardCharsets.ISO_8859_1), CsvReadOptions.STRICT))
                .hasMessageStartingWith("sales.csv line 1: the bytes are not valid UTF-8");
    }

    @Test
    void strict_leaves_no_line_out() {
        assertThat(Csv.rows(Csv.read("#a,b\n#1,2\n3,4\n", CsvReadOptions.STRICT))).containsExactly(
                List.of("#1", 2L), List.of("3", 4L));
        assertThat(Csv.rows(Csv.read("a,b\n1,2\na,b\n3,4\n", CsvReadOptions.STRICT))).containsExactly(
                List.of("1", "2"), List.of("a", "b"), List.of("3", "4"));
        assertThat(rows("# by hand\n# in May\n1,2\n3,4\n")).hasSize(2);
        assertThat(Csv.rows(Csv.read("# by hand\n# in May\n1\n3\n",
                OPTIONS.withoutComments().withHeader(CsvReadOptions.Header.NONE)))).hasSize(4);
    }

    @Test
    void the_report_tells_what_was_chosen_and_why() {
        assertThat(report("# by hand\nday;price;code\n1/2/2024;1,5;007\n3/4/2024;NA;008\n")).hasToString(
                """
                        sales.csv: UTF-8, fields between ;, quoted by ", comments after #
                        header of 1 row, types from 2 rows
                        lines that start with # are left out
                        numbers have a decimal comma
                          day: utf8 (ambiguous: dates of which the day or the month may come first; say by withDateOrder)
                          price: float64 (fits all values; words such as NA are null)
                          code: utf8 (no other type fits all values)""");
        List<CsvReport> reports = new ArrayList<>();
        Csv.read("a\tb\n1\t2\n", OPTIONS.withoutTypes().withReport(reports::add));
        assertThat(reports.getFirst()).hasToString("""
                sales.csv: UTF-8, fields between tabs, quoted by "
                header of 1 row, types from 1 rows
                  a: utf8 (types were not asked for)
                  b: utf8 (types were not asked for)""");
    }

    @Test
    void what_is_put_right_is_read_in_blocks_like_anything_else() {
        StringBuilder text = new StringBuilder("id,what,n\n");
        for (int i = 0; i < 30_000; i++) {
            text.append(i)
                    .append(i % 7 == 0 ? ",\"a \"b\" c, d\"," : ",\"plain, text\",")
                    .append(i % 3)
                    .append('\n');
        }
        Table table = Csv.read(text.toString());
        assertThat(table.rows()).isEqualTo(30_000);
        List<List<@Nullable Object>> rows = Csv.rows(table);
        for (int i = 0; i < 30_000; i += 1_001) {
            assertThat(rows.get(i)).containsExactly((long) i, i % 7 == 0 ? "a \"b\" c, d" : "plain, text",
                    (long) (i % 3));
        }
        assertThatThrownBy(() -> Csv.read(text + "x,\"y\",z\n",
                OPTIONS.withType("id", DataType.INT64)))
                .hasMessageStartingWith("sales.csv line 30002, column \"id\"");
    }
}
