package dev.peso;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Lists of arguments without nulls; a null is refused by its name and place: `columns[1]`.
final class Arguments {
    private Arguments() {}

    static <T> List<T> list(T[] values, String name) {
        return list(Arrays.asList(Objects.requireNonNull(values, name)), name);
    }

    static <T> List<T> list(List<T> values, String name) {
        List<T> list = new ArrayList<>(Objects.requireNonNull(values, name));
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) == null) {
                throw new NullPointerException(name + "[" + i + "]");
            }
        }
        return list;
    }
}
