package dev.peso;

import static dev.peso.Rows.columns;
import static dev.peso.Rows.row;
import static dev.peso.Rows.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.io.CsvReadOptions;
import dev.peso.spi.ByteSource;

/// Datasets of files as `read` gives them; the format itself is tested with its reader.
class DatasetReadTest {
    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void the_schema_is_known_at_once_and_rows_are_read_by_terminals() throws IOException {
        Path sales = file("sales.csv", "region,qty,day,größe \"x\"\nn,5,2024-02-29,1.5\ns,,2024-03-01,\n");
        Dataset read = Dataset.read(sales);
        assertThat(columns(read)).isEqualTo("region: utf8, qty: int64, day: date, größe \"x\": float64");
        assertThat(rows(read)).containsExactly(row("n", 5L, LocalDate.of(2024, 2, 29), 1.5),
                row("s", null, LocalDate.of(2024, 3, 1), null));
        assertThat(read).hasToString("""
                Dataset, not run yet; show() or collect() runs it. Columns:
                  region: utf8
                  qty: int64
                  day: date
                  größe "x": float64""");
    }

    @Test
    void a_header_alone_is_no_rows_and_an_empty_file_an_error() throws IOException {
        Dataset none = Dataset.read(file("none.csv", "a,b\n"));
        assertThat(rows(none)).isEmpty();
        assertThat(none.schema().names()).containsExactly("a", "b");
        Path empty = file("empty.csv", "");
        assertThatThrownBy(() -> Dataset.read(empty)).isInstanceOf(DataException.class)
                .hasMessage("empty.csv is empty: there is no header to name the columns; give a schema");
    }

    @Test
    void a_file_that_changes_after_read_is_not_mixed_up() throws IOException {
        Path sales = file("sales.csv", "a\n1\n2\n");
        Dataset read = Dataset.read(sales);
        assertThat(read.count()).isEqualTo(2);
        file("sales.csv", "a\n1\n2\n3\n");
        assertThatThrownBy(read::collect).isInstanceOf(DataAccessException.class)
                .hasMessage("sales.csv changed since it was read");
        assertThat(Dataset.read(sales).count()).isEqualTo(3);
    }

    @Test
    void each_terminal_reads_again_and_collect_keeps() throws IOException {
        Path sales = file("sales.csv", "a\n1\n");
        Dataset kept = Dataset.read(sales).collect();
        Files.delete(sales);
        assertThat(rows(kept)).containsExactly(row(1L));
    }

    @Test
    void what_cannot_be_read_says_why() throws IOException {
        Path missing = folder.resolve("none.csv");
        assertThatThrownBy(() -> Dataset.read(missing)).isInstanceOf(DataAccessException.class)
                .hasMessage("could not read " + missing + ": no such file");
        Path inside = Files.createDirectory(folder.resolve("inside.csv"));
        assertThatThrownBy(() -> Dataset.read(inside)).isInstanceOf(DataAccessException.class)
                .hasMessage("no file of a known format in \"" + inside + "\"; the folder \"" + inside
                        + "\" is empty");
        String other = file("sales.xyz", "a\n1\n").toString();
        assertThatThrownBy(() -> Dataset.read(other)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "cannot read \"" + other + "\": its ending tells no known format; known: .csv, ");
        assertThatThrownBy(() -> Dataset.read("nowhere:sales.csv"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"nowhere:sales.csv\" is neither a path nor a URL");
    }

    @Test
    @SuppressWarnings("NullAway") // nulls that callers without a checker may pass
    void a_null_argument_is_named() {
        CsvReadOptions options = CsvReadOptions.DEFAULT;
        ByteSource bytes = ByteSource.of("x", "a\n1\n".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Dataset.read((String) null)).isInstanceOf(NullPointerException.class)
                .hasMessage("place");
        assertThatThrownBy(() -> Dataset.read((Path) null)).isInstanceOf(NullPointerException.class)
                .hasMessage("path");
        assertThatThrownBy(() -> Dataset.read((URL) null)).isInstanceOf(NullPointerException.class)
                .hasMessage("url");
        assertThatThrownBy(() -> Dataset.read((ByteSource) null, options))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("bytes");
        assertThatThrownBy(() -> Dataset.read((ByteArrayInputStream) null, options))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("stream");
        assertThatThrownBy(() -> Dataset.read(bytes, (dev.peso.io.CsvReadOptions) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("options");
    }
}
