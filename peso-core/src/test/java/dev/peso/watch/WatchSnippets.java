package dev.peso.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An example of a watched folder, with the result.
class WatchSnippets {
    @TempDir
    private Path folder;

    @Test
    void watch() throws Exception {
        BlockingQueue<Long> counts = new LinkedBlockingQueue<>();
        Files.writeString(folder.resolve("sales.csv"), "region,qty\nnorth,2\n");
        // @start region="watch"
        Watch sales = Watch.folder(folder).matching("*.csv").withSettle(Duration.ofMillis(200));
        try (Watch.Handle running = sales.start(file -> counts.add(file.data().filter("qty > 1").count()))) {
            Long first = counts.poll(1, TimeUnit.MINUTES); // the handler runs on the watch's thread
            // @end
            assertThat(first).isEqualTo(1);
            assertThat(running.isRunning()).isTrue();
        }
    }
}
