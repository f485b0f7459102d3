package dev.peso.viz.internal.geo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// All countries of ISO 3166-1, found by their codes or their English names.
public final class Countries {
    private static final Pattern PARENTHESES = Pattern.compile("\\([^)]*\\)");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+|['’.]");
    private static final Pattern GAPS = Pattern.compile("[^a-z0-9]+");
    /// From this share of changed letters on a name is not like another.
    private static final double UNLIKE = 0.34;

    private Countries() {}

    private record Table(List<Country> all, Map<String, Integer> byKey) {
        static final Table TABLE = load();

        private static Table load() {
            List<Country> all = new ArrayList<>();
            Map<String, Integer> byKey = new HashMap<>();
            for (String line : resource("countries.txt").split("\n")) {
                if (line.startsWith("#")) {
                    continue;
                }
                String[] parts = line.split(" ", 4);
                String[] names = parts[3].split("\\|");
                int number = all.size();
                all.add(new Country(parts[0], parts[1], Integer.parseInt(parts[2]), names[0]));
                for (String name : names) {
                    byKey.put(key(name), number);
                }
                if (!parts[0].equals("-")) {
                    byKey.put(key(parts[0]), number);
                    byKey.put(key(parts[1]), number);
                }
                if (all.getLast().numeric() > 0) {
                    byKey.put(String.valueOf(all.getLast().numeric()), number);
                }
            }
            return new Table(List.copyOf(all), byKey);
        }
    }

    /// All of them.
    public static List<Country> all() {
        return Table.TABLE.all();
    }

    /// The position of a country in the list of all, or -1 if there is none.
    ///
    /// @param said two or three letters, a number with or without zeros before it, or an English name, in any case, with
    ///     or without accents
    public static int find(String said) {
        String key = key(said);
        Integer found = found(key);
        if (found == null && said.indexOf('(') >= 0) {
            found = found(key(PARENTHESES.matcher(said).replaceAll(" ")));
        }
        for (String form : List.of("republic of ", "kingdom of ", "state of ", "commonwealth of ")) {
            if (found == null && key.startsWith(form)) {
                found = found(key.substring(form.length()));
            }
        }
        return found == null ? -1 : found;
    }

    private static @Nullable Integer found(String key) {
        boolean number = !key.isEmpty() && key.length() <= 3
                && key.chars().allMatch(c -> c >= '0' && c <= '9');
        return Table.TABLE.byKey().get(number ? String.valueOf(Integer.parseInt(key)) : key);
    }

    /// The name that is most like a text, or null if none is.
    public static @Nullable String nearest(String said) {
        String key = key(said.length() > 60 ? said.substring(0, 60) : said);
        double least = Math.max(1, key.length() * UNLIKE);
        String nearest = null;
        for (Map.Entry<String, Integer> each : Table.TABLE.byKey().entrySet()) {
            if (each.getKey().length() > 3 && Math.abs(each.getKey().length() - key.length()) <= least) {
                String name = all().get(each.getValue()).name();
                double changes = changes(key, each.getKey());
                boolean first = nearest == null || name.compareTo(nearest) < 0;
                if (key.length() > 3 && (changes < least || changes == least && first)) {
                    least = changes;
                    nearest = name;
                }
            }
        }
        return nearest;
    }

    /// The fewest letters to put in, take out or replace.
    private static int changes(String a, String b) {
        int[] before = new int[b.length() + 1];
        for (int k = 0; k <= b.length(); k++) {
            before[k] = k;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int k = 1; k <= b.length(); k++) {
                int replaced = before[k - 1] + (a.charAt(i - 1) == b.charAt(k - 1) ? 0 : 1);
                row[k] = Math.min(replaced, 1 + Math.min(row[k - 1], before[k]));
            }
            before = row;
        }
        return before[b.length()];
    }

    /// What names are compared by: plain letters and digits without "the", "saint" in full.
    private static String key(String name) {
        String plain = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("");
        String words = plain.toLowerCase(Locale.ROOT).replace("&", " and ");
        StringBuilder key = new StringBuilder();
        for (String word : GAPS.split(words)) {
            if (!word.isEmpty() && !word.equals("the")) {
                key.append(key.isEmpty() ? "" : " ").append(word.equals("st") ? "saint" : word);
            }
        }
        // "ST" is a code, "St. Lucia" a name.
        return key.toString().equals("saint") ? "st" : key.toString();
    }

    static String resource(String name) {
        try (InputStream in = Countries.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the jar of peso-viz");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + name, e);
        }
    }
}
