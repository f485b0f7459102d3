package dev.peso.ml.internal.foreign;

import java.util.List;
import java.util.Map;

import dev.peso.DataException;

/// A place in a JSON document, which knows the way there.
///
/// @param path the way, for messages
/// @param value what is there
public record Place(String path, Object value) {
    private static final int BRIEF = 40;

    private DataException wrong(String wanted) {
        String text = value.toString();
        return new DataException(path + " holds "
                + (text.length() > BRIEF ? text.substring(0, BRIEF) + "..." : text) + " where " + wanted
                + " belongs");
    }

    private Map<?, ?> object() {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw wrong("an object");
    }

    public boolean has(String name) {
        return object().containsKey(name);
    }

    public Place get(String name) {
        Object found = object().get(name);
        if (found == null) {
            throw new DataException(path + " has no \"" + name + "\"");
        }
        return new Place(path + "." + name, found);
    }

    public int size() {
        return list().size();
    }

    public Place get(int at) {
        return new Place(path + "[" + at + "]", list().get(at));
    }

    private List<?> list() {
        if (value instanceof List<?> list) {
            return list;
        }
        throw wrong("a list");
    }

    public String text() {
        if (value instanceof String text) {
            return text;
        }
        throw wrong("a text");
    }

    public List<String> texts() {
        return list().stream().map(each -> new Place(path, each).text()).toList();
    }

    /// A number, also one written as a text.
    public double number() {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        try {
            return Double.parseDouble(text());
        } catch (NumberFormatException e) {
            throw wrong("a number");
        }
    }

    public int integer() {
        double number = number();
        if (number != (int) number) {
            throw wrong("a whole number");
        }
        return (int) number;
    }

    /// @param count how many there must be, -1 for any number
    public double[] numbers(int count) {
        List<?> list = list();
        if (count >= 0 && list.size() != count) {
            throw new DataException(path + " holds " + list.size() + " numbers, and should hold " + count);
        }
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = switch (list.get(i)) {
                case Number number -> number.doubleValue();
                case Boolean truth -> truth ? 1 : 0;
                default -> get(i).number();
            };
        }
        return numbers;
    }

    public int[] integers(int count) {
        double[] numbers = numbers(count);
        int[] integers = new int[numbers.length];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = (int) numbers[i];
            if (integers[i] != numbers[i]) {
                throw get(i).wrong("a whole number");
            }
        }
        return integers;
    }
}
