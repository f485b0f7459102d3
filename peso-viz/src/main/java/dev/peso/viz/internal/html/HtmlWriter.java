package dev.peso.viz.internal.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;

import dev.peso.viz.Theme;
import dev.peso.viz.internal.scene.Scene;
import dev.peso.viz.internal.scene.Spot;
import dev.peso.viz.internal.svg.Escape;
import dev.peso.viz.internal.svg.SvgWriter;

/// Writes a scene as a page: the SVG, what its marks say, and one script for tooltips, keys and legend. The page asks the
/// browser to run nothing else and to load nothing; without scripts the picture stays.
public final class HtmlWriter {
    /// Above it a page would be large and its marks too close to point at.
    public static final int MOST_SPOTS = 5_000;
    private static final double REACH = 24;

    private HtmlWriter() {}

    private static final class Assets {
        static final String SCRIPT = load("page.js");
        static final String STYLE = load("page.css");
    }

    /// The page.
    ///
    /// @param legend the names of the legend, as they stand there
    /// @param xTitle what the axis of positions is called, or nothing
    /// @param yTitle what the values are called, or nothing
    public static String write(Scene scene, Theme theme, List<String> legend, String xTitle, String yTitle) {
        String style = ":root{--paper:" + hex(theme.background()) + ";--ink:" + hex(theme.text()) + ";--line:"
                + hex(theme.grid()) + ";--focus:" + hex(theme.palette().getFirst()) + "}\n" + Assets.STYLE;
        boolean pointed = scene.spots().size() <= MOST_SPOTS;
        StringBuilder out = new StringBuilder(1 << 16);
        out.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'sha256-")
                .append(hash(style))
                .append("'; script-src 'sha256-")
                .append(hash(Assets.SCRIPT))
                .append("'\">\n"
                        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
        Escape.append(out, scene.title());
        out.append("</title>\n<style>")
                .append(style)
                .append("</style>\n</head>\n<body>\n<figure tabindex=\"0\" aria-label=\"");
        Escape.append(out, scene.title());
        out.append("; arrow keys walk along the marks\">\n")
                .append(SvgWriter.write(scene, "peso-"))
                .append("<div class=\"tip off\" role=\"status\" aria-live=\"polite\"></div>\n</figure>\n");
        out.append(pointed ? "" : "<p>There are too many marks to point at each.</p>\n");
        out.append("<details hidden><summary>Data</summary><table></table></details>\n"
                + "<script type=\"application/json\" id=\"marks\">");
        data(out, pointed ? scene.spots() : List.of(), legend, xTitle, yTitle);
        return out.append("</script>\n<script>")
                .append(Assets.SCRIPT)
                .append("</script>\n</body>\n</html>\n")
                .toString();
    }

    private static void data(StringBuilder out, List<Spot> spots, List<String> legend, String xTitle,
            String yTitle) {
        List<String> series = new ArrayList<>(new LinkedHashSet<>(spots.stream().map(Spot::series).toList()));
        out.append("{\"x\":");
        string(out, xTitle);
        out.append(",\"y\":");
        string(out, yTitle);
        out.append(",\"reach\":").append((int) REACH).append(",\"legend\":");
        strings(out, legend);
        out.append(",\"series\":");
        strings(out, series);
        out.append(",\"spots\":[");
        for (int i = 0; i < spots.size(); i++) {
            Spot spot = spots.get(i);
            out.append(i == 0 ? "[" : ",[")
                    .append(Math.round(spot.x()))
                    .append(',')
                    .append(Math.round(spot.y()))
                    .append(',')
                    .append(series.indexOf(spot.series()))
                    .append(',');
            string(out, spot.along());
            out.append(',');
            string(out, spot.value());
            out.append(']');
        }
        out.append("]}");
    }

    private static void strings(StringBuilder out, List<String> texts) {
        out.append('[');
        for (int i = 0; i < texts.size(); i++) {
            out.append(i == 0 ? "" : ",");
            string(out, texts.get(i));
        }
        out.append(']');
    }

    /// A JSON string that no HTML parser takes for a tag.
    private static void string(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' || c == 0x2028
                    || c == 0x2029
                    || Character.isSurrogate(c)) {
                out.append("\\u").append(HexFormat.of().toHexDigits(c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private static String hex(int color) {
        return "#" + HexFormat.of().toHexDigits(color, 6);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String load(String name) {
        try (InputStream in = HtmlWriter.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the jar of peso-viz");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + name, e);
        }
    }
}
