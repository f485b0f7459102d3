package dev.peso.ml.internal.frame;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/// Many names that are made when they are asked for.
public final class NameList extends AbstractList<String> implements RandomAccess {
    private final int size;
    private final IntFunction<String> name;

    private NameList(int size, IntFunction<String> name) {
        this.size = size;
        this.name = name;
    }

    public static List<String> of(int size, IntFunction<String> name) {
        return new NameList(size, name);
    }

    static List<String> joined(List<String> first, List<String> second) {
        int split = first.size();
        return of(split + second.size(), k -> k < split ? first.get(k) : second.get(k - split));
    }

    @Override
    public String get(int index) {
        return name.apply(index);
    }

    @Override
    public int size() {
        return size;
    }
}
