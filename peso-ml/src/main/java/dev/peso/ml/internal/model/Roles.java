package dev.peso.ml.internal.model;

import java.util.ArrayList;
import java.util.List;

/// Columns that are no features.
///
/// @param weight how much a row counts; empty for none
/// @param group rows that belong together; empty for none
/// @param time when a row was; empty for none
/// @param ids names and numbers of things
/// @param ignored of no interest
/// @param sensitive never to decide on
public record Roles(String weight, String group, String time, List<String> ids, List<String> ignored,
        List<String> sensitive) {
    public static final Roles NONE = new Roles("", "", "", List.of(), List.of(), List.of());

    public Roles {
        ids = List.copyOf(ids);
        ignored = List.copyOf(ignored);
        sensitive = List.copyOf(sensitive);
    }

    /// All columns with a role.
    public List<String> all() {
        List<String> all = new ArrayList<>();
        for (String one : List.of(weight, group, time)) {
            if (!one.isEmpty()) {
                all.add(one);
            }
        }
        all.addAll(ids);
        all.addAll(ignored);
        all.addAll(sensitive);
        return all;
    }
}
