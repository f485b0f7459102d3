package dev.peso.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.DataAccessException;
import dev.peso.DataException;

/// Which files of a folder are handed over, by a clock that the test turns.
class FolderWatchTest {
    private static final Duration SETTLE = Duration.ofSeconds(2);

    @TempDir
    private Path folder;
    private final List<String> taken = new ArrayList<>();
    private boolean fails;
    private long second;

    private FolderWatch watch() {
        return new FolderWatch(folder, "*", folder.resolve(".ledger"), SETTLE, (file, _, repeated) -> {
            if (fails) {
                throw new IllegalStateException("handler");
            }
            taken.add(file.getFileName() + (repeated ? " again" : ""));
            return true;
        });
    }

    private void look(FolderWatch watch, int seconds) {
        for (int i = 0; i < seconds; i++) {
            watch.look(++second * 1_000_000_000L);
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void a_file_is_handed_over_once_it_has_settled() throws IOException {
        try (FolderWatch watch = watch()) {
            write("a.csv", "v\n1");
            look(watch, 2);
            Files.writeString(folder.resolve("a.csv"), "\n2", StandardOpenOption.APPEND);
            look(watch, 2);
            assertThat(taken).isEmpty();
            look(watch, 1);
            assertThat(taken).containsExactly("a.csv");
            look(watch, 5);
            assertThat(taken).hasSize(1);
        }
    }

    @Test
    void unfinished_files_wait_for_their_names() throws IOException {
        try (FolderWatch watch = watch()) {
            write("a.csv.part", "v\n1\n");
            write(".b.csv", "v\n1\n");
            write("c.TMP", "v\n1\n");
            look(watch, 5);
            assertThat(taken).isEmpty();
            Files.move(folder.resolve("a.csv.part"), folder.resolve("a.csv"));
            look(watch, 3);
            assertThat(taken).containsExactly("a.csv");
        }
    }

    @Test
    void a_new_start_goes_on_where_the_last_one_ended() throws IOException {
        write("a.csv", "v\n1\n");
        try (FolderWatch watch = watch()) {
            look(watch, 3);
        }
        write("b.csv", "v\n2\n");
        Files.setLastModifiedTime(folder.resolve("a.csv"), FileTime.fromMillis(12_345_000));
        try (FolderWatch watch = watch()) {
            look(watch, 3);
            assertThat(taken).containsExactly("a.csv", "b.csv");
            write("a.csv", "v\n3\n");
            look(watch, 3);
            assertThat(taken).containsExactly("a.csv", "b.csv", "a.csv");
        }
    }

    @Test
    void a_file_that_was_begun_and_not_done_comes_again() throws IOException {
        write("a.csv", "v\n1\n");
        fails = true;
        try (FolderWatch watch = watch()) {
            assertThatThrownBy(() -> look(watch, 3)).hasMessage("handler");
        }
        fails = false;
        // A crash in the middle of a line of the ledger.
        Files.writeString(folder.resolve(".ledger"), "done 0123", StandardOpenOption.APPEND);
        try (FolderWatch watch = watch()) {
            look(watch, 3);
            assertThat(taken).containsExactly("a.csv again");
        }
    }

    @Test
    void a_ledger_serves_one_watch_and_is_read_with_care() throws IOException {
        try (FolderWatch _ = watch()) {
            assertThatThrownBy(this::watch).isInstanceOf(DataAccessException.class)
                    .hasMessage("could not write " + folder.resolve(".ledger") + ": another watch uses it");
        }
        Files.writeString(folder.resolve(".ledger"), "peso-ledger/1\ndone x y z a.csv\n");
        assertThatThrownBy(this::watch).isInstanceOf(DataException.class)
                .hasMessage(folder.resolve(".ledger") + " is damaged: \"done x y z a.csv\"");
        Files.writeString(folder.resolve(".ledger"), "v\n1\n");
        assertThatThrownBy(this::watch).isInstanceOf(DataException.class)
                .hasMessage(folder.resolve(".ledger")
                        + " is no ledger of a watch: it does not start with peso-ledger/1");
    }

    @Test
    void files_that_cannot_be_taken_are_left_alone_until_they_change() throws IOException {
        List<String> tried = new ArrayList<>();
        try (FolderWatch watch = new FolderWatch(folder, "*", folder.resolve(".ledger"), SETTLE,
                (file, _, _) -> {
                    tried.add(String.valueOf(file.getFileName()));
                    return tried.size() > 1;
                })) {
            write("a.csv", "v\n1\n");
            look(watch, 9);
            assertThat(tried).containsExactly("a.csv");
            write("a.csv", "v\n1\n2\n");
            look(watch, 9);
            assertThat(tried).containsExactly("a.csv", "a.csv");
        }
    }
}
