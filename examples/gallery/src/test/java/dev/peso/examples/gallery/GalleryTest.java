package dev.peso.examples.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GalleryTest {
    @Test
    void draws_every_chart_in_every_form(@TempDir Path folder) throws Exception {
        Gallery.main(new String[]{folder.toString()});
        int charts = Gallery.charts().size();
        assertThat(charts).isGreaterThan(22);
        for (String ending : List.of(".svg", ".png", ".pdf", ".html", ".txt", ".json")) {
            assertThat(files(folder, ending)).hasSize(charts + switch (ending) {
                case ".html" -> 2; // the list and the dashboard
                case ".pdf" -> 1;
                default -> 0;
            })
                    .allSatisfy(file -> assertThat(file).isNotEmptyFile());
        }
        assertThat(files(folder, ".json"))
                .allSatisfy(file -> assertThat(file).content().startsWith("{\"peso\":\"chart/1\""));
        assertThat(files(folder, ".png"))
                .allSatisfy(file -> assertThat(file.toFile()).size().isGreaterThan(2_000));
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }
}
