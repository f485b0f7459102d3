package dev.peso.quality;

import java.util.List;
import java.util.Locale;

import dev.peso.internal.text.CellFormat;

/// A profile as HTML: everything escaped, bars drawn by styles, no script, nothing loaded.
final class ProfilePage {
    private static final String STYLE = """
            .peso-profile{font:14px/1.45 system-ui,sans-serif;max-width:70em;margin:0 auto;padding:1em}
            .peso-profile table{border-collapse:collapse;font-variant-numeric:tabular-nums;margin:.5em 0}
            .peso-profile td,.peso-profile th{padding:2px 10px;text-align:left;border-bottom:1px solid #8884}
            .peso-profile td.n{text-align:right}
            .peso-profile section{border-top:1px solid #8888;margin-top:1em}
            .peso-profile .bars{display:flex;align-items:flex-end;height:60px;gap:1px;max-width:30em}
            .peso-profile .bars i{flex:1;background:#4477aa;min-height:1px}
            .peso-profile .warning{font-weight:bold}
            """;
    private static final int VALUES = 6;

    private final StringBuilder out = new StringBuilder();

    private ProfilePage() {}

    static String document(Profile profile) {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Profile</title>\n"
                + "</head>\n<body>\n" + fragment(profile) + "</body>\n</html>\n";
    }

    static String fragment(Profile profile) {
        ProfilePage page = new ProfilePage();
        page.out.append("<div class=\"peso-profile\">\n<style>\n").append(STYLE).append("</style>\n");
        page.header(profile);
        profile.all().forEach(page::column);
        return page.out.append("</div>\n").toString();
    }

    private void header(Profile profile) {
        out.append("<h1>").append(Figures.count(profile.rows(), "row")).append(", ");
        out.append(Figures.count(profile.all().size(), "column")).append("</h1>\n");
        List<Alert> alerts = Alert.of(profile);
        if (alerts.isEmpty()) {
            return;
        }
        out.append("<h2>Alerts</h2>\n<ul>\n");
        for (Alert alert : alerts) {
            out.append("<li class=\"")
                    .append(alert.severity().name().toLowerCase(Locale.ROOT))
                    .append("\">");
            escape(alert.message());
            out.append("</li>\n");
        }
        out.append("</ul>\n");
    }

    private void column(ColumnProfile column) {
        out.append("<section>\n<h2>");
        escape(column.name());
        out.append(" <small>");
        escape(column.type() + ", " + column.semantic().name().toLowerCase(Locale.ROOT));
        out.append("</small></h2>\n<table>\n<tbody>\n");
        row("missing", Figures.of(column.missing()) + " (" + Figures.percent(column.missingShare()) + ")");
        row("distinct", (column.distinctError() == 0 ? "" : "about ") + Figures.of(column.distinct()));
        if (column.min() != null) {
            row("from", String.valueOf(column.min()));
            row("to", String.valueOf(column.max()));
        }
        if (column.type().isNumeric()) {
            row("mean", Figures.of(column.mean()));
            row("standard deviation", Figures.of(column.stddev()));
            row("quartiles",
                    Figures.of(column.quantile(0.25)) + ", " + Figures.of(column.quantile(0.5)) + ", "
                            + Figures.of(column.quantile(0.75)));
            row("skewness, kurtosis", Figures.of(column.skewness()) + ", " + Figures.of(column.kurtosis()));
        }
        out.append("</tbody>\n</table>\n");
        bars(ProfileTables.bins(column));
        if (column.distinct() > 0 && !column.isUnique()) {
            frequent(column);
        }
        out.append("</section>\n");
    }

    private void row(String name, String value) {
        out.append("<tr><th scope=\"row\">").append(name).append("</th><td class=\"n\">");
        escape(value.length() > 60 ? value.substring(0, value.offsetByCodePoints(0, 30)) + "…" : value);
        out.append("</td></tr>\n");
    }

    private void bars(List<ProfileTables.Bin> bins) {
        if (bins.size() < 2) {
            return;
        }
        long most = bins.stream().mapToLong(ProfileTables.Bin::count).max().orElse(1);
        out.append("<div class=\"bars\" role=\"img\" aria-label=\"histogram\">");
        for (ProfileTables.Bin bin : bins) {
            out.append("<i style=\"height:")
                    .append(100 * bin.count() / Math.max(1, most))
                    .append("%\" title=\"")
                    .append(Figures.of(bin.lower()))
                    .append(" to ")
                    .append(Figures.of(bin.upper()))
                    .append(": ")
                    .append(Figures.of(bin.count()))
                    .append("\"></i>");
        }
        out.append("</div>\n");
    }

    private void frequent(ColumnProfile column) {
        out.append("<table>\n<tbody>\n");
        for (ColumnProfile.Frequency f : column.frequent(VALUES)) {
            out.append("<tr><td>");
            escape(f.value().toString());
            out.append("</td><td class=\"n\">")
                    .append(Figures.of(f.count()))
                    .append("</td><td class=\"n\">")
                    .append(Figures.percent((double) f.count() / column.count()).replace("<", "&lt;"))
                    .append("</td></tr>\n");
        }
        out.append("</tbody>\n</table>\n");
    }

    private void escape(String raw) {
        String text = CellFormat.escaped(raw);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.append(c);
            }
        }
    }
}
