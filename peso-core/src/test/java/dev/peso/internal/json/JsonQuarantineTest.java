package dev.peso.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.io.JsonReadOptions;
import dev.peso.io.OnError;
import dev.peso.io.RejectedRow;
import dev.peso.spi.ByteSource;

/// JSON records that do not fit, put aside.
class JsonQuarantineTest {
    private final List<RejectedRow> rejected = new ArrayList<>();

    private static ByteSource file(String name, String text) {
        return ByteSource.of(name, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void lines_that_do_not_fit_or_are_no_json_are_handed_over_once() {
        String text = "{\"a\":1}\n{\"a\":\"x\"}\nno json\n{\"a\":3,\"b\":2}\n{\"a\":4.5}\n{\"a\":5}\n";
        Dataset read = Dataset.read(file("x.ndjson", text),
                JsonReadOptions.DEFAULT.withType("a", DataType.INT64).withQuarantine(rejected::add));
        assertThat(read.select("a").column("a").longs()).containsExactly(1, 3, 5);
        assertThat(read.select("b").count()).isEqualTo(3);
        assertThat(rejected).extracting(RejectedRow::source, RejectedRow::line, RejectedRow::text)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("x.ndjson", 2L, "{\"a\":\"x\"}"),
                        org.assertj.core.groups.Tuple.tuple("x.ndjson", 3L, "no json"),
                        org.assertj.core.groups.Tuple.tuple("x.ndjson", 5L, "{\"a\":4.5}"));
        assertThat(rejected.get(1).problem()).startsWith("it is not JSON: ");
    }

    @Test
    void records_of_a_document_are_put_aside_with_their_lines() {
        Dataset read = Dataset.read(file("x.json", "[{\"a\":1},\n{\"a\":\"x\"},\n{\"a\":3}]"),
                JsonReadOptions.DEFAULT.withType("a", DataType.INT64).withQuarantine(rejected::add));
        assertThat(read.column("a").longs()).containsExactly(1, 3);
        assertThat(read.count()).isEqualTo(2);
        assertThat(rejected).singleElement().satisfies(row -> assertThat(row.line()).isEqualTo(2));
    }

    @Test
    void a_type_that_changes_after_the_sample_widens_unless_rows_were_handed_out() {
        String text = "{\"a\":1}\n".repeat(30_000) + "{\"a\":2.5}\n";
        Dataset sampled = Dataset.read(file("x.ndjson", text), JsonReadOptions.DEFAULT);
        assertThat(sampled.collect().schema().type("a")).isEqualTo(DataType.FLOAT64);
        assertThatThrownBy(() -> sampled.rows().forEach(_ -> {})).isInstanceOf(DataException.class)
                .hasMessageStartingWith("x.ndjson line 30001, column \"a\": ")
                .hasMessageEndingWith(
                        "(types inferred from the first 20480 records); set the type, raise withSampleRows or use withOnError(NULL)");
        Dataset whole = Dataset.read(file("x.ndjson", text),
                JsonReadOptions.DEFAULT.withSampleRows(Integer.MAX_VALUE));
        assertThat(whole.schema().type("a")).isEqualTo(DataType.FLOAT64);
        assertThat(whole.count()).isEqualTo(30_001);
    }

    @Test
    void a_quarantine_needs_a_place() {
        assertThatThrownBy(() -> JsonReadOptions.DEFAULT.withOnError(OnError.QUARANTINE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("quarantine needs a place for the records: use withQuarantine(rows::add)");
    }
}
