package dev.peso.quality;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What was chosen for a step, in the order it was given.
final class Settings {
    private Settings() {}

    /// Names and values in turn, and the columns that were named, if any.
    static Map<String, Object> of(List<String> columns, Object... namesAndValues) {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
        }
        if (!columns.isEmpty()) {
            settings.put("columns", columns);
        }
        return settings;
    }
}
