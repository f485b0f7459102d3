package dev.peso.ml.internal.lightgbm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.peso.DataException;

/// The lines of a model as LightGBM writes them: a head of `key=value`, a block of such lines for each tree, then notes.
final class LightGbmText {
    private static final int BRIEF = 40;

    private final String file;
    private final List<String> lines;
    private final Block head;
    private final List<Block> trees = new ArrayList<>();
    private String categories = "";

    LightGbmText(String text, String file) {
        this.file = file;
        this.lines = text.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().strip().equals("tree")) {
            throw new DataException(file + " is no text of a LightGBM model: line 1 is \""
                    + brief(lines.isEmpty() ? "" : lines.getFirst()) + "\" and should be \"tree\"");
        }
        this.head = new Block(1);
        readBlocks();
    }

    Block head() {
        return head;
    }

    List<Block> trees() {
        return trees;
    }

    /// The categories of pandas columns as JSON, empty if there are none.
    String categories() {
        return categories;
    }

    private void readBlocks() {
        Block now = head;
        int at = 1;
        boolean ended = false;
        for (; at < lines.size() && !ended; at++) {
            String line = lines.get(at).strip();
            if (line.startsWith("Tree=")) {
                now = new Block(at + 1);
                trees.add(now);
            } else if (line.equals("end of trees")) {
                ended = true;
            } else if (!line.isEmpty()) {
                now.add(line, at + 1);
            }
        }
        if (!ended) {
            throw new DataException(file + " ends after line " + lines.size()
                    + " without \"end of trees\"; it is not whole");
        }
        for (; at < lines.size(); at++) {
            if (lines.get(at).startsWith("pandas_categorical:")) {
                categories = lines.get(at).substring("pandas_categorical:".length()).strip();
            }
        }
    }

    static String brief(String text) {
        return text.length() > BRIEF ? text.substring(0, BRIEF) + "..." : text;
    }

    /// Lines of `key=value` that belong together.
    final class Block {
        private final int firstLine;
        private final Map<String, String> values = new LinkedHashMap<>();
        private final Map<String, Integer> lineOf = new LinkedHashMap<>();

        Block(int firstLine) {
            this.firstLine = firstLine;
        }

        private void add(String line, int number) {
            int at = line.indexOf('=');
            String key = at < 0 ? line : line.substring(0, at);
            if (values.put(key, at < 0 ? "" : line.substring(at + 1)) != null) {
                throw new DataException(
                        file + " line " + number + ": \"" + brief(key) + "\" stands there twice");
            }
            lineOf.put(key, number);
        }

        boolean has(String key) {
            return values.containsKey(key);
        }

        String place() {
            return file + " line " + firstLine;
        }

        DataException wrong(String key, String what) {
            return new DataException(
                    file + " line " + lineOf.getOrDefault(key, firstLine) + ": \"" + key + "\" " + what);
        }

        String text(String key) {
            String value = values.get(key);
            if (value == null) {
                throw new DataException(place() + ": there is no \"" + key + "\" in the "
                        + (firstLine == 1 ? "head" : "tree"));
            }
            return value;
        }

        /// The parts between blanks.
        List<String> texts(String key) {
            String text = text(key).strip();
            return text.isEmpty() ? List.of() : List.of(text.split("\\s+"));
        }

        int integer(String key, int least, int most) {
            int[] one = integers(key, 1);
            if (one[0] < least || one[0] > most) {
                throw wrong(key, "must be in [" + least + ", " + most + "], got " + one[0]);
            }
            return one[0];
        }

        /// @param count how many there must be, -1 for any number
        int[] integers(String key, int count) {
            List<String> parts = parts(key, count);
            int[] values = new int[parts.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = integer(key, parts.get(i));
            }
            return values;
        }

        /// A number of 32 bits, with a sign or without.
        private int integer(String key, String text) {
            try {
                long value = Long.parseLong(text);
                if (value >= Integer.MIN_VALUE && value <= 0xFFFF_FFFFL) {
                    return (int) value;
                }
                throw wrong(key, "holds \"" + brief(text) + "\", which is out of range");
            } catch (NumberFormatException e) {
                throw wrong(key, "holds \"" + brief(text) + "\" where a whole number belongs");
            }
        }

        double[] numbers(String key, int count) {
            List<String> parts = parts(key, count);
            double[] values = new double[parts.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = number(key, parts.get(i));
            }
            return values;
        }

        private double number(String key, String text) {
            return switch (text) {
                case "inf" -> Double.POSITIVE_INFINITY;
                case "-inf" -> Double.NEGATIVE_INFINITY;
                case "nan", "-nan" -> throw wrong(key, "holds nan where a number belongs");
                default -> {
                    try {
                        yield Double.parseDouble(text);
                    } catch (NumberFormatException e) {
                        throw wrong(key, "holds \"" + brief(text) + "\" where a number belongs");
                    }
                }
            };
        }

        private List<String> parts(String key, int count) {
            List<String> parts = texts(key);
            if (count >= 0 && parts.size() != count) {
                throw wrong(key, "holds " + parts.size() + " numbers, and should hold " + count);
            }
            return parts;
        }
    }
}
