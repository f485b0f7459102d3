package dev.peso.examples.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GalleryTest {
    @Test
    void draws_every_chart_in_every_form(@TempDir Path folder) throws Exception {
        Gallery.main(new String[]{folder.toString()});
        int charts = Gallery.charts().size();
        assertThat(charts).isGreaterThan(22);
        try (var files = Files.list(folder)) {
            assertThat(files.filter(each -> each.toFile().length() > 200).count()).isEqualTo(6L * charts + 1);
        }
    }
}
