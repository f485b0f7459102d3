package dev.peso.viz.internal.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.Column;
import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Expr;
import dev.peso.viz.internal.geo.Countries;
import dev.peso.viz.internal.geo.World;
import dev.peso.viz.internal.scale.NumberText;

/// The rows of a dataset that are about a country of the map.
///
/// @param data those rows, with one more column
/// @param column its name; it says which area of the map a row is about
/// @param said about the rows that are left out
record Located(Dataset data, String column, List<String> said) {
    private static final int MOST_NAMED = 3;
    private static final int LONGEST = 30;

    /// Runs the dataset to find which names there are.
    static Located of(Dataset data, Expr country) {
        Dataset names = data.groupBy(country.cast(DataType.UTF8).as("name"))
                .agg(Expr.count().as("rows"))
                .collect();
        Column texts = names.column("name");
        long[] rows = names.longs("rows");
        Map<String, Integer> areas = new LinkedHashMap<>();
        Map<String, Long> unknown = new LinkedHashMap<>();
        Map<String, Long> small = new LinkedHashMap<>();
        long missing = 0;
        for (int i = 0; i < rows.length; i++) {
            Object value = texts.get(i);
            String said = value == null ? "" : value.toString();
            int found = said.isBlank() ? -1 : Countries.find(said);
            if (said.isBlank()) {
                missing += rows[i];
            } else if (found < 0) {
                unknown.put(said, rows[i]);
            } else if (World.area(found) < 0) {
                small.put(said, rows[i]);
            } else {
                areas.put(said, World.area(found));
            }
        }
        String column = unused(data, "area of the map");
        String key = unused(data, "country of the map");
        Dataset table = Dataset.of(Map.of(key, List.copyOf(areas.keySet()), column,
                areas.values().stream().mapToInt(each -> each).toArray()));
        Dataset located = areas.isEmpty()
                ? data.with(Expr.lit(-1).as(column)).limit(0)
                : data.with(country.cast(DataType.UTF8).as(key)).join(table, Expr.on(key));
        return new Located(located, column, said(missing, unknown, small));
    }

    private static String unused(Dataset data, String name) {
        return data.schema().names().contains(name) ? unused(data, name + " ") : name;
    }

    private static List<String> said(long missing, Map<String, Long> unknown, Map<String, Long> small) {
        List<String> said = new ArrayList<>();
        if (!unknown.isEmpty()) {
            said.add(rows(unknown) + " of no known country " + (sum(unknown) == 1 ? "is" : "are")
                    + " not shown: "
                    + named(unknown, true));
        }
        if (!small.isEmpty()) {
            said.add(rows(small) + " of countries too small for the map " + (sum(small) == 1 ? "is" : "are")
                    + " not shown: " + named(small, false));
        }
        if (missing > 0) {
            said.add(counted(missing) + " without a country " + (missing == 1 ? "is" : "are") + " not shown");
        }
        return said;
    }

    private static String rows(Map<String, Long> names) {
        return counted(sum(names));
    }

    private static long sum(Map<String, Long> names) {
        return names.values().stream().mapToLong(each -> each).sum();
    }

    private static String counted(long rows) {
        return NumberText.fixed((double) rows, 0) + (rows == 1 ? " row" : " rows");
    }

    private static String named(Map<String, Long> names, boolean nearest) {
        List<String> some = new ArrayList<>();
        for (String name : names.keySet().stream().limit(MOST_NAMED).toList()) {
            String shown = name.length() > LONGEST
                    ? name.substring(0, name.offsetByCodePoints(0, LONGEST / 2)) + "…"
                    : name;
            @Nullable
            String near = nearest ? Countries.nearest(name) : null;
            some.add("\"" + shown + "\"" + (near == null ? "" : " (nearest: " + near + ")"));
        }
        int more = names.size() - some.size();
        return String.join(", ", some)
                + (more > 0 ? " and " + NumberText.fixed((double) more, 0) + " more" : "");
    }
}
