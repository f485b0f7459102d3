package dev.peso.ml.internal.frame;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.peso.Column;
import dev.peso.spi.ColumnReader;

/// A column of any type as names of groups.
///
/// @param codes the position of each row's name, [Feature.Codes#MISSING] where there is none
/// @param names distinct, in order
public record Labels(int[] codes, List<String> names) {
    public static Labels read(Column column) {
        ColumnReader reader = column.reader();
        if (reader.type().isText()) {
            return used(Texts.read(reader));
        }
        double[] values = new double[Math.toIntExact(reader.rows())];
        reader.readDoubles(0, values, 0, values.length);
        double[] distinct = Arrays.stream(values)
                .filter(v -> !Double.isNaN(v))
                .map(v -> v + 0.0)
                .distinct()
                .sorted()
                .toArray();
        Map<Integer, String> names = new LinkedHashMap<>();
        int[] codes = new int[values.length];
        for (int i = 0; i < codes.length; i++) {
            int at = Double.isNaN(values[i])
                    ? Feature.Codes.MISSING
                    : Arrays.binarySearch(distinct, values[i] + 0.0);
            codes[i] = at;
            if (at >= 0 && !names.containsKey(at)) {
                names.put(at, String.valueOf(column.get(i)));
            }
        }
        return new Labels(codes, IntStream.range(0, distinct.length)
                .mapToObj(at -> names.getOrDefault(at, ""))
                .toList());
    }

    /// Without the levels that an ordered categorical has and no row.
    private static Labels used(Texts texts) {
        boolean[] appears = new boolean[texts.levels().size()];
        Arrays.stream(texts.codes()).filter(code -> code >= 0).forEach(code -> appears[code] = true);
        List<String> names = IntStream.range(0, appears.length)
                .filter(level -> appears[level])
                .mapToObj(texts.levels()::get)
                .toList();
        return new Labels(names.size() == appears.length ? texts.codes() : texts.codesIn(names), names);
    }
}
