package dev.peso.quality;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.peso.internal.text.UniqueNames;

/// Names of columns in `snake_case`.
final class ColumnNames {
    private ColumnNames() {}

    /// Names that somebody gave, none of which is null.
    static List<String> list(String[] names, String argument) {
        Objects.requireNonNull(names, argument);
        for (int i = 0; i < names.length; i++) {
            Objects.requireNonNull(names[i], argument + "[" + i + "]");
        }
        return List.of(names);
    }

    /// The new names by the old ones, all different.
    static Map<String, String> renamed(List<String> names) {
        Map<String, String> renamed = new LinkedHashMap<>();
        UniqueNames unique = new UniqueNames();
        for (String name : names) {
            renamed.put(name, unique.next(snake(name)));
        }
        return renamed;
    }

    static String snake(String name) {
        String text = Normalizer.normalize(name, Normalizer.Form.NFC)
                .replace("%", " percent ")
                .replace("#", " number ");
        int[] points = text.codePoints().toArray();
        StringBuilder out = new StringBuilder();
        boolean gap = false;
        for (int i = 0; i < points.length; i++) {
            int c = points[i];
            boolean mark = Character.getType(c) == Character.NON_SPACING_MARK && !out.isEmpty();
            if (!Character.isLetterOrDigit(c) && !mark) {
                gap |= c != '\'' && c != '’';
                continue;
            }
            if ((gap || startsWord(points, i)) && !out.isEmpty()) {
                out.append('_');
            }
            gap = false;
            out.appendCodePoint(Character.toLowerCase(c));
        }
        if (out.isEmpty()) {
            return "column";
        }
        return Character.isDigit(out.codePointAt(0)) ? "x" + out : out.toString();
    }

    /// Whether a capital starts a word: `customerId`, and the last one of several in front of a small letter, `HTTPServer`.
    private static boolean startsWord(int[] points, int i) {
        if (i == 0 || !Character.isUpperCase(points[i]) || !Character.isLetterOrDigit(points[i - 1])) {
            return false;
        }
        boolean afterSmall = !Character.isUpperCase(points[i - 1]);
        boolean beforeSmall = i + 1 < points.length && Character.isLowerCase(points[i + 1]);
        return afterSmall || beforeSmall;
    }
}
