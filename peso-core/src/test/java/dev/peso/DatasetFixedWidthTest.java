package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.internal.codec.Mutations;
import dev.peso.io.CsvReadOptions;
import dev.peso.io.CsvWriteOptions;
import dev.peso.io.FixedWidthReadOptions;
import dev.peso.io.FixedWidthWriteOptions;
import dev.peso.io.OnError;
import dev.peso.spi.ByteSource;

class DatasetFixedWidthTest {
    private static final FixedWidthReadOptions OPTIONS = FixedWidthReadOptions.DEFAULT;

    @TempDir
    Path folder;

    private static ByteSource file(String text) {
        return ByteSource.of("data.txt", text.getBytes(StandardCharsets.UTF_8));
    }

    private static Dataset read(String text, FixedWidthReadOptions options) {
        return Dataset.read(file(text), options);
    }

    private static final String SALES = """
            region    qty   price day
            --------- --- ------- ----------
            North,"A"   1    2.50 2026-01-31
            South      20 1000.00 2026-02-28

            Öst             -1.25
            """;

    @Test
    void columns_header_and_types_are_found() {
        Dataset sales = read(SALES, OPTIONS);
        assertThat(Rows.columns(sales)).isEqualTo("region: utf8, qty: int64, price: float64, day: date");
        assertThat(Rows.rows(sales)).containsExactly(
                Rows.row("North,\"A\"", 1L, 2.5, LocalDate.of(2026, 1, 31)),
                Rows.row("South", 20L, 1000.0, LocalDate.of(2026, 2, 28)),
                Rows.row("Öst", null, -1.25, null));
    }

    @Test
    void values_may_reach_into_the_blanks_between_columns_of_the_lines_looked_at() {
        String text = "name   qty\n" + "ann      1\n".repeat(1_000) + "barbara  2\nbo   12345\n";
        assertThat(Rows.rows(read(text, OPTIONS)).subList(1_000, 1_002)).containsExactly(
                Rows.row("barbara", 2L),
                Rows.row("bo", 12345L));
    }

    @Test
    void columns_may_be_given_by_place_also_with_gaps() {
        Dataset data = read("AB0012xx31.12.2026\nC 0003yy01.01.2027\n", OPTIONS.withColumn("code", 0, 2)
                .withColumn("n", 2, 6)
                .withColumn("day", 8, 18)
                .withText(CsvReadOptions.DEFAULT.withType("n", DataType.INT32)));
        assertThat(Rows.columns(data)).isEqualTo("code: utf8, n: int32, day: date");
        assertThat(Rows.rows(data)).containsExactly(Rows.row("AB", 12, LocalDate.of(2026, 12, 31)),
                Rows.row("C", 3, LocalDate.of(2027, 1, 1)));
    }

    @Test
    void columns_may_be_given_by_width_and_places_count_characters() {
        Dataset data = read("id  name\n1   é𝄞x\n22  y\n", OPTIONS.withWidths(4, 5));
        assertThat(Rows.columns(data)).isEqualTo("id: int64, name: utf8");
        assertThat(Rows.rows(read("é𝄞12\nab34\n", OPTIONS.withWidths(2, 2)
                .withText(CsvReadOptions.DEFAULT.withHeader(CsvReadOptions.Header.NONE)))))
                .containsExactly(Rows.row("é𝄞", 12L), Rows.row("ab", 34L));
    }

    @Test
    void the_values_follow_the_options_of_text() {
        String text = "# made by hand\nname  n\nbär   1,5\nx     NA\n";
        Dataset data = Dataset.read(ByteSource.of("old.txt", text.getBytes(Charset.forName("windows-1252"))),
                OPTIONS.withText(CsvReadOptions.DEFAULT.withCharset(Charset.forName("windows-1252"))
                        .withSkipLines(1)
                        .withDecimalComma()
                        .withNulls("", "NA")));
        assertThat(Rows.rows(data)).containsExactly(Rows.row("bär", 1.5), Rows.row("x", null));
    }

    @Test
    void a_value_that_does_not_fit_is_named_with_its_line() {
        String text = "id  n\n1   2\n----\n\n3   x\n";
        FixedWidthReadOptions options = OPTIONS.withWidths(4, 1)
                .withText(CsvReadOptions.DEFAULT.withType("n", DataType.INT64));
        assertThatThrownBy(() -> read(text, options).collect()).isInstanceOf(DataException.class)
                .hasMessageContaining("data.txt line 5, column \"n\": \"x\"");
        assertThat(Rows.rows(read(text, options.withText(options.text().withOnError(OnError.NULL)))))
                .containsExactly(Rows.row(1L, 2L), Rows.row(3L, null));
    }

    @Test
    void wrong_bytes_and_empty_files_are_refused() {
        assertThatThrownBy(() -> Dataset
                .read(ByteSource.of("bad.txt", new byte[]{'a', ' ', (byte) 0xFF, '\n'}), OPTIONS))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "bad.txt holds bytes that are not valid in its encoding; give the right one with withCharset");
        assertThatThrownBy(() -> read("\n  \n", OPTIONS)).isInstanceOf(DataException.class)
                .hasMessage("data.txt is empty: there are no lines to find columns in");
        assertThatThrownBy(() -> OPTIONS.withColumn("a", 3, 3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_large_file_is_read_in_parts() {
        StringBuilder text = new StringBuilder("id      twice\n");
        for (int i = 0; i < 200_000; i++) {
            text.append(String.format(Locale.ROOT, "%-8d%8d\n", i, 2 * i));
        }
        Dataset data = read(text.toString(), OPTIONS.withWidths(8, 8));
        assertThat(Rows.rows(data.agg(Expr.count().as("n"), Expr.sum("id"), Expr.sum("twice"))))
                .containsExactly(Rows.row(200_000L, 19_999_900_000L, 39_999_800_000L));
    }

    @Test
    void what_is_written_is_read_back() throws IOException {
        Dataset data = Rows.table(
                "name: utf8, n: int64, x: float64, d: decimal(8,2), day: date, at: timestamp(us), ok: boolean",
                Rows.row("ä b", Long.MIN_VALUE, -1.5e-300, new BigDecimal("-123456.78"),
                        LocalDate.of(2026, 1, 1),
                        LocalDateTime.of(2026, 1, 1, 12, 0, 0, 1_000), true),
                Rows.row("", null, null, null, null, null, false));
        Path path = folder.resolve("out.txt");
        data.write(path, FixedWidthWriteOptions.DEFAULT.withWidth("name", 5).withWidth("ok", 6));
        List<String> lines = Files.readAllLines(path);
        assertThat(lines.get(0)).startsWith("name " + " ".repeat(19) + "n ");
        assertThat(lines).extracting(String::length).containsOnly(lines.get(0).length());
        Dataset back = Dataset.read(path,
                OPTIONS.withText(CsvReadOptions.DEFAULT.withType("d", DataType.decimal(8, 2))));
        assertThat(Rows.columns(back)).isEqualTo(Rows.columns(data));
        assertThat(Rows.rows(back)).containsExactly(Rows.rows(data).get(0),
                Rows.row(null, null, null, null, null, null, false));
    }

    @Test
    void what_does_not_fit_is_not_cut() {
        Dataset data = Rows.table("name: utf8", Rows.row("abcdef"));
        Path path = folder.resolve("out.txt");
        assertThatThrownBy(() -> data.write(path, FixedWidthWriteOptions.DEFAULT))
                .isInstanceOf(QueryException.class)
                .hasMessage(
                        "column \"name\" is utf8, whose values may be of any length; give its width, for example"
                                + " withWidth(\"name\", 20)");
        assertThatThrownBy(() -> data.write(path, FixedWidthWriteOptions.DEFAULT.withWidth("name", 5)
                .withHeader(CsvWriteOptions.Header.NONE))).isInstanceOf(DataException.class)
                .hasMessageContaining("column \"name\": \"abcdef\" is longer than its 5 characters");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void damaged_files_end_in_tables_or_typed_errors() {
        Fuzz.run("fuzz.txt", List.of(SALES.getBytes(StandardCharsets.UTF_8),
                "a  b\r\n1  2\r\n".repeat(50).getBytes(StandardCharsets.UTF_8)), Mutations::of,
                bytes -> Dataset.read(bytes, OPTIONS));
    }
}
