package dev.peso.ml.internal.prepare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// How texts are taken apart: into words of two or more letters and digits, or characters, and runs of these.
///
/// @param unit of what
/// @param least the fewest in a run
/// @param most the most in a run
/// @param keepsCase whether capitals differ from small letters
/// @param stopWords words that are left out, sorted
public record Tokens(Unit unit, int least, int most, boolean keepsCase, List<String> stopWords) {
    private static final int MOST = 20;

    public Tokens {
        stopWords = stopWords.stream().sorted().distinct().toList();
        if (least < 1 || most < least || most > MOST) {
            throw new IllegalArgumentException(
                    "runs must have from 1 to " + MOST + " parts, the least first; got "
                            + least + " to " + most);
        }
    }

    /// What runs are made of.
    public enum Unit {
        WORDS, CHARS
    }

    /// Tells each term of a text, as often as it is there.
    public void forEach(String text, Consumer<String> terms) {
        String cased = keepsCase ? text : text.toLowerCase(Locale.ROOT);
        if (unit == Unit.CHARS) {
            chars(cased, terms);
        } else {
            runs(words(cased), terms);
        }
    }

    private void runs(List<String> words, Consumer<String> terms) {
        for (int length = least; length <= Math.min(most, words.size()); length++) {
            for (int from = 0; from + length <= words.size(); from++) {
                terms.accept(
                        length == 1 ? words.get(from) : String.join(" ", words.subList(from, from + length)));
            }
        }
    }

    private List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int start = 0;
        int length = 0;
        for (int at = 0; at <= text.length();) {
            int point = at < text.length() ? text.codePointAt(at) : ' ';
            if (isOfWord(point)) {
                length++;
            } else {
                if (length > 1) {
                    addUnlessStopped(text.substring(start, at), words);
                }
                length = 0;
                start = at + Character.charCount(point);
            }
            at += Character.charCount(point);
        }
        return words;
    }

    private void addUnlessStopped(String word, List<String> words) {
        if (stopWords.isEmpty() || Collections.binarySearch(stopWords, word) < 0) {
            words.add(word);
        }
    }

    private static boolean isOfWord(int point) {
        return Character.isLetterOrDigit(point) || point == '_' || switch (Character.getType(point)) {
            case Character.LETTER_NUMBER, Character.OTHER_NUMBER, Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK ->
                true;
            default -> false;
        };
    }

    /// Runs of characters; several blanks in a row count as one.
    private void chars(String text, Consumer<String> terms) {
        int[] points = text.replaceAll("(?U)\\s\\s+", " ").codePoints().toArray();
        for (int length = least; length <= Math.min(most, points.length); length++) {
            for (int from = 0; from + length <= points.length; from++) {
                terms.accept(new String(points, from, length));
            }
        }
    }
}
