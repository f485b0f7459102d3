package dev.peso.ml.internal.near;

import java.util.Arrays;

/// A growing list of places.
public final class Places {
    private int[] places = new int[64];
    private int count;

    void clear() {
        count = 0;
    }

    void add(int place) {
        if (count == places.length) {
            places = Arrays.copyOf(places, 2 * count);
        }
        places[count++] = place;
    }

    public int count() {
        return count;
    }

    public int get(int at) {
        return places[at];
    }
}
