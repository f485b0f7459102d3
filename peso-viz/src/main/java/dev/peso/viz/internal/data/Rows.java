package dev.peso.viz.internal.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.viz.internal.spec.Channel;

/// The values of a layer's channels, row by row.
///
/// @param facet the panel of each row, or empty where the rows belong to every panel
record Rows(int count, Map<Channel, Values> values, int[] facet) {
    Rows {
        Map<Channel, Values> copy = new EnumMap<>(Channel.class);
        copy.putAll(values);
        values = copy;
    }

    @Nullable
    Values get(Channel channel) {
        return values.get(channel);
    }

    boolean has(Channel channel) {
        return values.containsKey(channel);
    }

    /// Positions on an axis; NaN everywhere if the channel is not used.
    double[] at(Channel channel) {
        Values found = values.get(channel);
        if (found == null) {
            double[] none = new double[count];
            Arrays.fill(none, Double.NaN);
            return none;
        }
        return found.positions();
    }

    /// Codes of a channel of names; 0 everywhere if it is not used.
    int[] codes(Channel channel) {
        return values.get(channel) instanceof Values.Names(int[] codes, List<String> _)
                ? codes
                : new int[count];
    }

    Rows with(Channel channel, Values newValues) {
        Rows changed = new Rows(count, values, facet);
        changed.values.put(channel, newValues);
        return changed;
    }

    Rows subset(int[] rows) {
        Map<Channel, Values> picked = new EnumMap<>(Channel.class);
        for (Map.Entry<Channel, Values> each : values.entrySet()) {
            picked.put(each.getKey(), each.getValue().pick(rows));
        }
        return new Rows(rows.length, picked, facet.length == 0 ? facet : Sorting.pick(facet, rows));
    }

    /// The rows of one panel.
    Rows inPanel(int panel) {
        return facet.length == 0 ? this : subset(indexes(facet, panel));
    }

    /// The rows of each code of a channel: entry `c` holds those of code `c`.
    List<Rows> split(Channel channel, int groups) {
        if (groups == 1 && !has(channel)) {
            return List.of(this);
        }
        int[] codes = codes(channel);
        List<Rows> parts = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            parts.add(subset(indexes(codes, group)));
        }
        return parts;
    }

    private static int[] indexes(int[] codes, int code) {
        int[] found = new int[codes.length];
        int size = 0;
        for (int i = 0; i < codes.length; i++) {
            if (codes[i] == code) {
                found[size++] = i;
            }
        }
        return Arrays.copyOf(found, size);
    }

    /// One for each row whose names have places on the axes, else zero: so the series that stay are some of those seen.
    double[] placed() {
        double[] weights = new double[count];
        Arrays.fill(weights, 1);
        for (Channel channel : List.of(Channel.X, Channel.Y)) {
            if (get(channel) instanceof Values.Names named) {
                for (int i = 0; i < count; i++) {
                    weights[i] = named.codes()[i] < 0 ? 0 : weights[i];
                }
            }
        }
        return weights;
    }
}
