package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.List;

/// The sets of keys that `group by` groups by, one after the other.
final class Groups {
    private static final int MOST_SETS = 1024;

    private Groups() {}

    /// Takes the terms of one key list and returns their numbers.
    @FunctionalInterface
    interface Numbering {
        List<Integer> number(Query.GroupItem.Keys keys);
    }

    /// Every combination of one set from each element.
    static List<List<Integer>> sets(List<Query.GroupItem> items, Numbering numbering, Statement statement,
            Query.Place place) {
        List<List<Integer>> sets = List.of(List.of());
        for (Query.GroupItem item : items) {
            List<List<Integer>> more = new ArrayList<>();
            List<List<Integer>> own = sets(item, numbering, statement, place);
            for (List<Integer> before : sets) {
                for (List<Integer> set : own) {
                    more.add(joined(before, set));
                }
                requireFew(more, statement, place);
            }
            sets = more;
        }
        return sets;
    }

    private static void requireFew(List<List<Integer>> sets, Statement statement, Query.Place place) {
        if (sets.size() > MOST_SETS) {
            throw statement.error(place, "group by makes more than " + MOST_SETS + " grouping sets");
        }
    }

    private static List<List<Integer>> sets(Query.GroupItem item, Numbering numbering, Statement statement,
            Query.Place place) {
        List<List<Integer>> sets = new ArrayList<>();
        switch (item) {
            case Query.GroupItem.Keys keys -> sets.add(numbering.number(keys));
            case Query.GroupItem.Rollup rollup -> {
                sets.add(List.of());
                for (Query.GroupItem.Keys part : rollup.parts()) {
                    sets.addFirst(joined(sets.getFirst(), numbering.number(part)));
                }
            }
            case Query.GroupItem.Cube cube -> {
                sets.add(List.of());
                for (Query.GroupItem.Keys part : cube.parts()) {
                    List<Integer> numbers = numbering.number(part);
                    List<List<Integer>> with = sets.stream().map(s -> joined(s, numbers)).toList();
                    sets.addAll(0, with);
                    requireFew(sets, statement, place);
                }
            }
            case Query.GroupItem.Sets several -> {
                for (Query.GroupItem part : several.parts()) {
                    sets.addAll(sets(part, numbering, statement, place));
                    requireFew(sets, statement, place);
                }
            }
        }
        return sets;
    }

    private static List<Integer> joined(List<Integer> first, List<Integer> second) {
        List<Integer> both = new ArrayList<>(first);
        second.stream().filter(n -> !both.contains(n)).forEach(both::add);
        return both;
    }
}
