package dev.peso.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.DataAccessException;
import dev.peso.DataType;
import dev.peso.io.CsvReadOptions;

/// Folders watched on a thread of their own.
class WatchTest {
    @TempDir
    private Path folder;
    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

    private Watch watch() {
        return Watch.folder(folder)
                .matching("*.csv")
                .withSettle(Duration.ofMillis(30))
                .withInterval(Duration.ofMillis(10));
    }

    private Object next() throws InterruptedException {
        Object next = heard.poll(60, TimeUnit.SECONDS);
        assertThat(next).as("something heard within a minute").isNotNull();
        return next;
    }

    /// Puts a file in its place at once, as a careful writer does.
    private void put(String name, String text) throws IOException {
        Path made = Files.writeString(folder.resolve("." + name + ".made"), text);
        Files.move(made, folder.resolve(name));
    }

    @Test
    void new_files_become_datasets_and_a_new_start_knows_the_old_ones() throws Exception {
        put("a.csv", "v\n1\n2\n");
        try (Watch.Handle handle = watch().start(file -> heard.add(file.data().column("v").longs().length))) {
            assertThat(next()).isEqualTo(2);
            put("b.csv", "v\n1\n");
            put("notes.txt", "no table");
            assertThat(next()).isEqualTo(1);
            assertThat(handle.isRunning()).isTrue();
        }
        put("c.csv", "v\n1\n2\n3\n");
        try (Watch.Handle _ = watch().start(file -> heard.add(file.data().count()))) {
            assertThat(next()).isEqualTo(3L);
        }
        assertThat(heard).isEmpty();
    }

    @Test
    void a_failing_handler_ends_the_watch_or_is_reported() throws Exception {
        put("a.csv", "v\n1\n");
        Watch.Handle failing = watch().start(_ -> {
            heard.add("failed");
            throw new IllegalStateException("handler");
        });
        assertThat(next()).isEqualTo("failed");
        assertThatThrownBy(failing::close).isInstanceOf(IllegalStateException.class).hasMessage("handler");
        failing.close();
        assertThat(failing.isRunning()).isFalse();
        Watch typed = watch().withFormat(CsvReadOptions.DEFAULT.withType("v", DataType.INT64))
                .withOnError((file, e) -> heard.add(file.getFileName() + ": " + e.getMessage()));
        put("b.csv", "w\n1\n");
        try (Watch.Handle _ = typed.start(file -> heard.add(List.of(file.data().count(), file.repeated())))) {
            assertThat(next()).isEqualTo(List.of(1L, true));
            assertThat(next().toString()).startsWith("b.csv: column \"v\" not found");
        }
    }

    @Test
    void what_cannot_be_watched_says_why() throws IOException {
        Path none = folder.resolve("none");
        assertThatThrownBy(() -> Watch.folder(none).start(_ -> {})).isInstanceOf(DataAccessException.class)
                .hasMessage("could not watch " + none + ": there is no such folder; make it first");
        put("a.csv", "v\n1\n");
        Path file = folder.resolve("a.csv");
        assertThatThrownBy(() -> Watch.folder(file).start(_ -> {})).isInstanceOf(DataAccessException.class)
                .hasMessage("could not watch " + file
                        + ": it is a file; watch the folder it is in, with matching(\"a.csv\")");
        assertThatThrownBy(() -> watch().withSettle(Duration.ZERO))
                .hasMessage("settle must be positive, got PT0S");
        assertThatThrownBy(() -> watch().matching("{a").start(_ -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
