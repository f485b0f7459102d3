package dev.peso.examples.customsource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.DataException;
import dev.peso.Dataset;
import dev.peso.Row;
import dev.peso.Schema;
import dev.peso.spi.Batch;
import dev.peso.spi.ByteSource;
import dev.peso.spi.Sink;

class AccessLogTest {
    private static final String LOG = """
            203.0.113.7 - - [20/Nov/2026:13:55:36 +0000] "GET /index.html HTTP/1.1" 200 2326
            203.0.113.9 - ann [20/Nov/2026:13:55:40 +0100] "GET /missing HTTP/1.1" 404 -
            203.0.113.7 - - [20/Nov/2026:13:56:01 +0000] "POST /form HTTP/1.1" 200 12 "-" "agent"
            """;

    @Test
    void answers_queries_about_a_log(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("access.log");
        Files.writeString(file, LOG);
        List<String> rows = Dataset.of(AccessLog.of(file))
                .filter("status = 200")
                .groupBy("host")
                .agg("count() as n", "sum(bytes) as bytes")
                .rows()
                .map(Row::toString)
                .toList();
        assertThat(rows).containsExactly("{host=203.0.113.7, n=2, bytes=2338}");
    }

    @Test
    void parts_of_any_size_give_the_same_rows() {
        List<String> whole = rows(LOG.length());
        assertThat(whole).hasSize(3).first().asString().contains("2026-11-20T13:55:36Z", "path=/index.html");
        for (int partBytes = 1; partBytes < LOG.length(); partBytes += 7) {
            assertThat(rows(partBytes)).isEqualTo(whole);
        }
    }

    private static List<String> rows(int partBytes) {
        ByteSource bytes = ByteSource.of("access.log", LOG.getBytes(StandardCharsets.US_ASCII));
        return Dataset.of(new AccessLog(bytes, partBytes)).rows().map(Row::toString).toList();
    }

    @Test
    void a_line_of_another_format_is_named() {
        ByteSource bytes = ByteSource.of("access.log", "hello\n".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> Dataset.of(new AccessLog(bytes, 100)).collect())
                .isInstanceOf(DataException.class)
                .hasMessage("access.log: this line is no request in the Common Log Format: hello");
    }

    @Test
    void rows_go_to_a_sink_batch_by_batch() {
        List<String> events = new ArrayList<>();
        Sink sink = schema -> new Events(schema, events);
        Dataset.of(new AccessLog(ByteSource.of("access.log", LOG.getBytes(StandardCharsets.US_ASCII)), 1_000))
                .select("status")
                .write(sink);
        assertThat(events).containsExactly("open [status]", "200", "404", "200", "commit", "close");
    }

    private record Events(Schema schema, List<String> events) implements Sink.Writing {
        Events {
            events.add("open " + schema.names());
        }

        @Override
        public void write(Batch batch) {
            for (int row = 0; row < batch.rows(); row++) {
                int place = batch.selection() == null ? row : batch.selection()[row];
                events.add("" + batch.column(0).ints()[batch.column(0).offset() + place]);
            }
        }

        @Override
        public void commit() {
            events.add("commit");
        }

        @Override
        public void close() {
            events.add("close");
        }
    }
}
