package dev.peso.viz.internal.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.Column;
import dev.peso.viz.internal.mark.Drawing;
import dev.peso.viz.internal.scale.ValueFormat;

/// The values behind the marks of a layer, split by the columns that a reader can filter by: enough to draw the layer for
/// any choice without the data.
///
/// @param kind what becomes of the values: lengths of `bar` or `lollipop`, heights of a `line` or `area`, colours of `heat`,
/// shares of `slices`, which `point` is there, or the rows of a `box`, `violin`, `strip`, `density` or `ecdf`
/// @param how values of one mark come together: `sum`, `min`, `max`, `mean` (sums and counts), or `none` for one row each
/// @param slots the panel and the mark in it that each slot stands for
/// @param slot of each value
/// @param item which bar or point of the mark each value belongs to
/// @param value the values
/// @param count how many rows each value is made of
/// @param filters the columns to filter by
/// @param row which row of those columns each value has
/// @param manner how shapes are drawn again that many rows make
public record Cube(String kind, String how, List<int[]> slots, int[] slot, int[] item, double[] value,
        double[] count, Map<String, Column> filters, int[] row, Manner manner) {
    /// How shapes are drawn again that many rows make.
    ///
    /// @param upright whether names are on x
    /// @param stacked whether areas stand on one another
    /// @param amount the bandwidth of densities if it was given, or the width of strips
    /// @param legend what the colours mean
    /// @param lengths how values are written, or null for what suits them
    public record Manner(boolean upright, boolean stacked, double amount, Drawing.Legend legend,
            @Nullable ValueFormat lengths) {}

    /// Where the rows of a panel go: the mark among those of the layer, and the item in it; -1 for a row that is not drawn.
    ///
    /// @param value of each row where rows are drawn together, else empty
    /// @param amount as in [Manner]
    record Slots(String kind, int[] geom, int[] item, double[] value, double amount) {
        Slots(String kind, int[] geom, int[] item) {
            this(kind, geom, item, new double[0], 0);
        }
    }

    /// A cube in the making.
    static final class Builder {
        private final List<int[]> slots = new ArrayList<>();
        private final Map<List<Integer>, Integer> numbers = new HashMap<>();
        private final List<Integer> slot = new ArrayList<>();
        private final List<Integer> item = new ArrayList<>();
        private final List<Integer> row = new ArrayList<>();
        private final List<Double> value = new ArrayList<>();
        private final List<Double> count = new ArrayList<>();

        void add(int panel, int mark, int itemOfMark, int resultRow, double v, double n) {
            int number = numbers.computeIfAbsent(List.of(panel, mark), _ -> {
                slots.add(new int[]{panel, mark});
                return slots.size() - 1;
            });
            slot.add(number);
            item.add(itemOfMark);
            row.add(resultRow);
            value.add(v);
            count.add(n);
        }

        Cube build(String kind, String how, Map<String, Column> filters, Manner manner) {
            return new Cube(kind, how, slots, ints(slot), ints(item), doubles(value), doubles(count), filters,
                    ints(row), manner);
        }

        private static int[] ints(List<Integer> values) {
            return values.stream().mapToInt(Integer::intValue).toArray();
        }

        private static double[] doubles(List<Double> values) {
            return values.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }
}
