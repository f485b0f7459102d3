package dev.peso.ml.internal.spec;

import java.util.ArrayList;
import java.util.List;

import dev.peso.DataException;

/// The arrays of a document, which stand beside its JSON and are named in it by number.
public final class Tensors {
    private final List<Object> arrays;

    public Tensors() {
        this(new ArrayList<>());
    }

    public Tensors(List<Object> arrays) {
        this.arrays = arrays;
    }

    /// The arrays in order: `double[]`, `int[]`, `long[]` or `boolean[]`.
    public List<Object> all() {
        return arrays;
    }

    int add(Object array) {
        arrays.add(array);
        return arrays.size() - 1;
    }

    Object get(long number, Class<?> type, String what) {
        if (number < 0 || number >= arrays.size()) {
            throw new DataException(what + " names array " + number + ", and there are " + arrays.size());
        }
        Object array = arrays.get((int) number);
        if (!type.isInstance(array)) {
            throw new DataException(
                    what + " names array " + number + " as " + type.getSimpleName() + ", and it is "
                            + array.getClass().getSimpleName());
        }
        return array;
    }
}
