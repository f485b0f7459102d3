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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import dev.peso.viz.Theme;
import dev.peso.viz.internal.layout.Picture;
import dev.peso.viz.internal.mark.Drawing;
import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.scale.AxisKind;
import dev.peso.viz.internal.scale.ValueFormat;
import dev.peso.viz.internal.spec.ChartSpec;
import dev.peso.viz.internal.spec.Mark;
import dev.peso.viz.internal.svg.Escape;
import dev.peso.viz.internal.svg.SvgWriter;

/// Writes a picture as a page: the SVG, its marks as numbers, and one script to point, zoom, hide and select. The page asks
/// the browser to run nothing else and to load nothing; without scripts the picture stays.
public final class HtmlWriter {
    /// Above it points are drawn into a canvas.
    static final int MOST_SHAPES = 5_000;
    /// Above it a page would be slow, and its marks too close to point at: other marks than points.
    static final int MOST_OTHERS = 30_000;
    /// How much slower a shape of its own is than a corner of a line.
    private static final long SHAPE = 6;
    private static final int REACH = 24;

    private HtmlWriter() {}

    private static final class Assets {
        /// The last of them starts the figures, and needs what the others define. Their sources, with comments and long names, are in
        /// `src/main/scripts`.
        private static final List<String> CHART = List.of("ticks", "marks", "spots", "controls", "drawing",
                "zoom", "selection", "pointer", "page");
        /// Made when they are first asked for, by their parts.
        private static final Map<List<String>, String> SCRIPTS = new ConcurrentHashMap<>();
        static final String STYLE = load("page.css");
        static final String BOARD_STYLE = STYLE + load("board.css");

        /// The script of a page of one chart.
        static String script(boolean map, boolean canvas, boolean words) {
            List<String> parts = new ArrayList<>();
            if (map) {
                parts.add("map");
            }
            if (canvas) {
                parts.add("dots");
            }
            if (words) {
                parts.add("labels");
            }
            parts.addAll(CHART);
            return SCRIPTS.computeIfAbsent(parts, Assets::closed);
        }

        static String boardScript() {
            List<String> parts = new ArrayList<>(List.of("map", "dots", "labels", "spreads", "pies"));
            parts.addAll(CHART);
            parts.add("board");
            return SCRIPTS.computeIfAbsent(parts, Assets::closed);
        }

        /// A script of some parts, whose names the page does not see.
        private static String closed(List<String> parts) {
            StringBuilder script = new StringBuilder("\"use strict\";\n(() => {\n");
            parts.forEach(each -> script.append(load(each + ".js")));
            return script.append("})();\n").toString();
        }
    }

    /// What a figure says about itself.
    ///
    /// @param legend the names of the legend, as they stand there
    /// @param series what the names of the legend are called, or nothing
    /// @param along what positions are called, or nothing
    /// @param value what values are called, or nothing
    /// @param x the axis
    /// @param y the axis
    /// @param fromZero whether lengths are measured from zero
    /// @param map whether positions are those of a map
    /// @param colors how colours that are numbers are written, or null for what suits them
    public record Names(List<String> legend, String series, String along, String value, Drawing.Axis x,
            Drawing.Axis y,
            boolean fromZero, boolean map, @Nullable ValueFormat colors) {
        /// What the marks of a drawing are called.
        public static Names of(ChartSpec spec, Drawing drawing) {
            boolean lying = drawing.y().kind() == AxisKind.CATEGORY
                    && drawing.x().kind() != AxisKind.CATEGORY;
            String x = drawing.x().name();
            String y = drawing.y().name();
            String along = lying ? y : x;
            String value = lying ? x : y;
            if (!drawing.hasAxes()) {
                along = drawing.legend().title();
            } else if (spec.layers().stream().allMatch(each -> each.mark() == Mark.HEATMAP)) {
                along = x + (x.isEmpty() || y.isEmpty() ? "" : ", ") + y;
                value = drawing.legend().title();
            } else if (drawing.isMap() && spec.layers().size() > 1) {
                along = "place";
                value = "value";
            }
            String series = drawing.legend().ramp().length == 0 ? drawing.legend().title() : "";
            return new Names(drawing.legend().names(), series, along, value, drawing.x(), drawing.y(),
                    drawing.x().zero() || drawing.y().zero(), drawing.isMap(),
                    drawing.legend().rampFormat());
        }
    }

    /// The page of one chart.
    public static String write(Picture picture, Theme theme, Names names) {
        StringBuilder body = new StringBuilder(1 << 16);
        figure(body, picture, theme, names, "peso-");
        return page(picture.scene().title(), theme, body,
                Assets.script(names.map(), isPainted(picture), hasWords(picture)),
                Assets.STYLE, false);
    }

    /// A page of charts and what stands around them.
    ///
    /// @param body markup that holds nothing of the user's but escaped texts
    /// @param live whether the page may talk to the server it comes from
    public static String board(String title, Theme theme, CharSequence body, boolean live) {
        return page(title, theme, body, Assets.boardScript(), Assets.BOARD_STYLE, live);
    }

    private static String page(String title, Theme theme, CharSequence body, String script,
            String rules, boolean live) {
        String style = ":root{--paper:" + hex(theme.background()) + ";--ink:" + hex(theme.text()) + ";--line:"
                + hex(theme.grid()) + ";--muted:" + hex(theme.muted()) + ";--focus:"
                + hex(theme.palette().getFirst()) + "}\n" + rules;
        StringBuilder out = new StringBuilder(body.length() + (1 << 16));
        out.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'sha256-")
                .append(hash(style))
                .append("'; script-src 'sha256-")
                .append(hash(script))
                .append(live ? "'; connect-src 'self'; form-action 'none" : "")
                .append("'\">\n"
                        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
        Escape.append(out, title);
        return out.append("</title>\n<style>")
                .append(style)
                .append("</style>\n</head>\n<body>\n")
                .append(body)
                .append("<script>")
                .append(script)
                .append("</script>\n</body>\n</html>\n")
                .toString();
    }

    private static boolean isPointed(Picture picture) {
        return items(picture, false) <= MOST_OTHERS;
    }

    private static boolean hasWords(Picture picture) {
        return picture.panels()
                .stream()
                .flatMap(panel -> panel.marks().stream())
                .anyMatch(mark -> mark.geom() instanceof Geom.Words);
    }

    /// Whether points are drawn into a canvas.
    private static boolean isPainted(Picture picture) {
        return isPointed(picture) && items(picture, true) > MOST_SHAPES;
    }

    /// One chart of a page.
    ///
    /// @param prefix of its ids
    public static void figure(StringBuilder out, Picture picture, Theme theme, Names names, String prefix) {
        boolean pointed = isPointed(picture);
        boolean canvas = isPainted(picture);
        out.append("<figure class=\"peso\" tabindex=\"0\" aria-label=\"");
        Escape.append(out, picture.scene().title());
        out.append(
                "; arrow keys walk along the marks, + and - zoom, 0 shows all\">\n<div class=\"tools\"></div>\n")
                .append(SvgWriter.write(canvas ? Stains.of(picture.scene()) : picture.scene(), prefix))
                .append("""
                        <div class="tip off" role="status" aria-live="polite"></div>
                        <div class="status" aria-live="polite"></div>
                        """)
                .append(pointed ? "" : "<p>There are too many marks to point at each.</p>\n")
                .append("""
                        <details hidden><summary>Data</summary><table></table></details>
                        <script type="application/json">{""");
        TextPool texts = new TextPool();
        StringBuilder program = new StringBuilder();
        program(program, texts, picture, theme, names);
        texts.member(out);
        out.append(program).append("}</script>\n</figure>\n");
    }

    /// What the script knows of a figure.
    private static void program(StringBuilder out, TextPool texts, Picture picture, Theme theme,
            Names names) {
        boolean pointed = isPointed(picture);
        out.append("\"x\":");
        texts.string(out, names.along());
        out.append(",\"y\":");
        texts.string(out, names.value());
        axis(out, texts, "x", names.x());
        axis(out, texts, "y", names.y());
        out.append(",\"series\":");
        texts.string(out, names.series());
        out.append(",\"reach\":").append(REACH).append(",\"fromZero\":").append(names.fromZero());
        if (names.map()) {
            out.append(",\"map\":true");
        }
        out.append(",\"legend\":");
        texts.strings(out, names.legend());
        out.append(',');
        new ProgramWriter(out, texts, isPainted(picture)).write(
                pointed ? picture : new Picture(picture.scene(), List.of(), null, List.of()),
                theme, names.colors());
    }

    private static void axis(StringBuilder out, TextPool texts, String which, Drawing.Axis axis) {
        out.append(",\"").append(which).append("Title\":");
        texts.string(out, axis.name());
        out.append(",\"").append(which).append("Column\":");
        texts.string(out, axis.column());
    }

    /// How many points the marks have, or how many pieces the others.
    private static long items(Picture picture, boolean points) {
        return picture.panels()
                .stream()
                .flatMap(panel -> panel.marks().stream())
                .filter(mark -> mark.geom() instanceof Geom.Points == points)
                .mapToLong(mark -> switch (mark.geom()) {
                    case Geom.Curve curve -> curve.x().length;
                    case Geom.Ribbon ribbon -> ribbon.along().length;
                    case Geom.Bars bars -> SHAPE * bars.x1().length;
                    case Geom.Points each -> each.x().length;
                    case Geom.Segments segments -> SHAPE * segments.x1().length;
                    case Geom.Words words -> SHAPE * words.x().length;
                    case Geom.Areas areas -> SHAPE * areas.items().length;
                    case Geom.Cells _,Geom.Slices _ -> 0;
                })
                .sum();
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
