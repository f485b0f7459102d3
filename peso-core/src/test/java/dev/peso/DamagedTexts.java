package dev.peso;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.peso.internal.aggregate.Aggregates;
import dev.peso.internal.kernel.Functions;
import dev.peso.internal.window.WindowFunctions;

/// Texts of queries with words left out, doubled, swapped or put in from elsewhere.
final class DamagedTexts {
    private static final Pattern WORD = Pattern
            .compile("'(?:[^']|'')*'|\"[^\"]*\"|[\\p{L}_][\\p{L}\\p{N}_]*|\\d+(?:\\.\\d+)?|[<>=!|:]+|\\s+|.",
                    Pattern.DOTALL);
    private static final List<String> STRANGERS = List.of("null", "0", "-1", "9223372036854775807",
            "-9223372036854775808", "9223372036854775808", "1e308", "1e-320", "0.1", "99999999999999999999.9",
            "'nan'::float64", "''", "'a'", "'\\'", "'2024-02-30'", "date '2024-02-29'",
            "timestamp '1969-12-31 23:59:59.999999'", "interval '1 month'", "interval '-3 days'", "[]",
            "[1, null]", "{a: 1}", "map {'a': 1}", "true", "not", "-", "(", ")", ",", "::", "::int8",
            "::decimal(3,2)", "::list<utf8>", "::timestamp(ns)", "::duration(s)", "::binary", "and", "or",
            "in", "between", "like", "is", "case", "when", "then", "else", "end", "distinct", "over ()",
            "over (order by i)", "over (order by i range between 1 preceding and current row)",
            "filter (where true)", "order by", "group by", "limit 1", "[1]", "[-1:2]", "x -> x", "*", ".a",
            "//", "%", "||", "^", "&", "<<", "~", "as", "?", ":p", "$1", "--", "/*", "\"\"", "`", "\0", "🦆",
            "exists", "(select 1)", "from", "union all", "unnest", "coalesce", "cast(", "try_cast(");
    private static final List<String> COLUMNS = List.of("i", "l", "d", "s", "b", "c", "m", "dt", "ts", "tz",
            "tm", "du", "li", "ls", "st", "mp", "lst", "bin");
    private static final List<String> FUNCTIONS = functions();

    private final RandomGenerator random;

    DamagedTexts(RandomGenerator random) {
        this.random = random;
    }

    private static List<String> functions() {
        List<String> names = new ArrayList<>(Functions.names());
        names.addAll(Aggregates.names());
        names.addAll(WindowFunctions.names());
        names.removeIf(n -> !Character.isLetter(n.charAt(0)));
        return names;
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    /// The text with one to four changes.
    String damage(String text) {
        List<String> words = words(text);
        for (int n = random.nextBoolean() ? 1 : random.nextInt(1, 5); n > 0 && !words.isEmpty(); n--) {
            int at = random.nextInt(words.size());
            switch (random.nextInt(14)) {
                case 0 -> words.remove(at);
                case 1 -> words.add(at, pick(words));
                case 2 -> words.set(at, pick(words));
                case 3 -> words.set(at, pick(STRANGERS));
                case 4 -> words.add(at, " " + pick(STRANGERS) + " ");
                case 5, 6 -> function(words);
                case 8, 9, 10 -> another(words, "\\d+(\\.\\d+)?|'.*'", STRANGERS.subList(0, 16));
                case 11, 12 -> another(words, "[a-z]|[a-z][a-z\\d]|größe", COLUMNS);
                case 7 -> words.set(at, call());
                default -> words.subList(at, Math.min(words.size(), at + random.nextInt(4))).clear();
            }
        }
        return String.join("", words);
    }

    /// Another function in the place of one.
    private void function(List<String> words) {
        List<Integer> calls = new ArrayList<>();
        for (int i = 0; i + 1 < words.size(); i++) {
            if (Character.isLetter(words.get(i).charAt(0)) && words.get(i + 1).equals("(")) {
                calls.add(i);
            }
        }
        if (!calls.isEmpty()) {
            words.set(pick(calls), pick(FUNCTIONS));
        }
    }

    /// Something else in the place of a word that matches.
    private void another(List<String> words, String pattern, List<String> others) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).matches(pattern)) {
                places.add(i);
            }
        }
        if (!places.isEmpty()) {
            words.set(pick(places), pick(others));
        }
    }

    /// A call of any function with any arguments.
    private String call() {
        List<String> args = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            args.add(random.nextBoolean() ? pick(STRANGERS) : pick(COLUMNS));
        }
        return pick(FUNCTIONS) + "(" + String.join(", ", args) + ")";
    }
}
