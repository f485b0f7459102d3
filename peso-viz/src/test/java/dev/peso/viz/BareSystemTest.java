package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.core.JsonFactory;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.nop.NOPServiceProvider;

import dev.peso.Dataset;

/// Charts are drawn, byte for byte, where there are no fonts, no fontconfig, no screen, and but for PNG no `java.desktop`.
class BareSystemTest {
    private static final List<String> PLAIN = List.of("svg", "html", "pdf", "txt", "json");
    private static final List<String> ALL = List.of("svg", "html", "pdf", "txt", "json", "png");

    @TempDir
    Path folder;

    /// Draws all samples, and prints a digest for each format.
    static final class Draw {
        private Draw() {}

        static void main(String... formats) throws Exception {
            for (String format : formats) {
                IO.println(format + " " + digest(format));
            }
        }

        static String digest(String format) throws Exception {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Chart chart : SampleCharts.all().values()) {
                digest.update(switch (format) {
                    case "svg" -> chart.toSvg().getBytes(StandardCharsets.UTF_8);
                    case "html" -> chart.toHtml().getBytes(StandardCharsets.UTF_8);
                    case "pdf" -> chart.toPdf();
                    case "txt" -> chart.toText().getBytes(StandardCharsets.UTF_8);
                    case "json" -> chart.toJson().getBytes(StandardCharsets.UTF_8);
                    default -> chart.toPng(0.5);
                });
            }
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    @Test
    void only_the_module_java_base_is_needed_for_all_but_png() throws Exception {
        assertThat(run(java(List.of("--limit-modules", "java.base"), PLAIN))).isEqualTo(expected(PLAIN));
    }

    @Test
    void nothing_asks_for_fonts() throws Exception {
        Path loaded = folder.resolve("loaded");
        List<String> flags = List.of("-Djava.awt.headless=true", "-Xlog:class+load:file=" + loaded);
        assertThat(run(java(flags, ALL))).isEqualTo(expected(ALL));
        assertThat(Files.readAllLines(loaded))
                .anyMatch(line -> line.contains(" java.awt.image.BufferedImage "))
                .noneMatch(line -> line.contains("FontConfiguration")
                        || line.contains("FontManager"));
    }

    /// In a namespace of its own, where the folders of fonts are empty and fontconfig is no library.
    @Test
    void a_system_without_fonts_and_fontconfig_draws_the_same() throws Exception {
        assumeTrue(canHide(), "no right to make a mount namespace here");
        List<String> command = new ArrayList<>(
                List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", """
                        for d in /usr/share/fonts /usr/local/share/fonts /etc/fonts /var/cache/fontconfig; do
                          [ -d $d ] && { mount -t tmpfs none $d || exit 9; }
                        done
                        for f in $(find / -xdev -name 'libfontconfig.so*' 2>/dev/null); do
                          mount --bind /dev/null $f || exit 9
                        done
                        exec "$@"
                        """, "sh"));
        command.addAll(java(List.of("-Djava.awt.headless=true"), ALL));
        assertThat(run(command)).isEqualTo(expected(ALL));
    }

    private static boolean canHide() throws InterruptedException {
        try {
            return new ProcessBuilder("unshare", "--user", "--map-root-user", "--mount", "sh", "-c",
                    "mount -t tmpfs none /usr/share/fonts || mount -t tmpfs none /mnt")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private static String expected(List<String> formats) throws Exception {
        StringBuilder lines = new StringBuilder();
        for (String format : formats) {
            lines.append(format).append(' ').append(Draw.digest(format)).append('\n');
        }
        return lines.toString();
    }

    private static List<String> java(List<String> flags, List<String> formats) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(flags);
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath(), Draw.class.getName()));
        command.addAll(formats);
        return command;
    }

    /// What charts need, and no more.
    static String classPath() throws URISyntaxException {
        Set<String> places = new LinkedHashSet<>();
        for (Class<?> each : List.of(Draw.class, Chart.class, Dataset.class, JsonFactory.class,
                NullMarked.class, Logger.class,
                NOPServiceProvider.class)) {
            places.add(Path.of(each.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
        }
        String font = "/dev/peso/viz/internal/font/liberation/LiberationSans-Regular.ttf";
        URL found = Objects.requireNonNull(Chart.class.getResource(font));
        if (found.getProtocol().equals("file")) {
            places.add(Path.of(found.toURI()).toString().replace(font, ""));
        }
        return String.join(File.pathSeparator, places);
    }

    private String run(List<String> command) throws Exception {
        Path output = folder.resolve("output");
        Path error = folder.resolve("error");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output.toFile())
                .redirectError(error.toFile());
        builder.environment().put("FONTCONFIG_FILE", "/dev/null");
        builder.environment().put("FONTCONFIG_PATH", "/nowhere");
        builder.environment().remove("DISPLAY");
        Process process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(error)).isZero();
        return Files.readString(output);
    }
}
