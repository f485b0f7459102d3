package dev.peso.quality;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.peso.DataType;
import dev.peso.internal.quality.TextState;

/// Spellings of categories.
final class CategorySteps {
    private CategorySteps() {}

    private static List<String> categories(CleaningInput input, List<String> named) {
        List<String> texts = input.columns(named, "texts", DataType::isText);
        return named.isEmpty()
                ? texts.stream()
                        .filter(name -> input.profile().column(name).semantic() == SemanticType.CATEGORY)
                        .toList()
                : texts;
    }

    private static List<ColumnProfile.Frequency> values(ColumnProfile column) {
        return column.frequent(Integer.MAX_VALUE);
    }

    /// Whether not all texts of a column are known.
    private static boolean isMany(ColumnProfile column) {
        return column.distinctError() > 0 || column.hasLongTexts();
    }

    private static String many(ColumnProfile column) {
        return column.hasLongTexts()
                ? "stays as it is: it has texts of more than 1,024 bytes"
                : "stays as it is: it has about " + Figures.count(column.distinct(), "distinct text");
    }

    record Spellings(List<String> columns) implements CleaningStep {
        @Override
        public String name() {
            return "categories";
        }

        @Override
        public Map<String, Object> settings() {
            return Settings.of(columns);
        }

        @Override
        public CleaningChange change(CleaningInput input) {
            CleaningChange change = CleaningChange.NONE;
            for (String name : categories(input, columns)) {
                ColumnProfile column = input.profile().column(name);
                if (isMany(column)) {
                    change = change.note(name, many(column));
                    continue;
                }
                Map<String, String> spellings = spellings(column);
                if (!spellings.isEmpty()) {
                    change = change.with(name, BasicSteps.texts("spelling", input, name,
                            text -> spellings.getOrDefault(text, text)));
                }
            }
            return change;
        }

        /// The texts to replace, and by what.
        private static Map<String, String> spellings(ColumnProfile column) {
            Map<String, String> first = new HashMap<>();
            Map<String, String> spellings = new HashMap<>();
            for (ColumnProfile.Frequency f : values(column)) {
                String text = f.value().toString();
                String usual = first.putIfAbsent(TextState.folded(text), text);
                if (usual != null) {
                    spellings.put(text, usual);
                }
            }
            return spellings;
        }
    }

    record Rare(double share, String other, List<String> columns) implements CleaningStep {
        @Override
        public String name() {
            return "rare";
        }

        @Override
        public Map<String, Object> settings() {
            return Settings.of(columns, "share", share, "other", other);
        }

        @Override
        public CleaningChange change(CleaningInput input) {
            CleaningChange change = CleaningChange.NONE;
            for (String name : categories(input, columns)) {
                ColumnProfile column = input.profile().column(name);
                if (isMany(column)) {
                    change = change.note(name, many(column));
                    continue;
                }
                Set<String> kept = new HashSet<>();
                values(column).stream()
                        .filter(f -> f.count() >= share * column.count())
                        .forEach(f -> kept.add(f.value().toString()));
                if (kept.size() < column.distinct()) {
                    change = change.with(name, BasicSteps.texts("rare", input, name,
                            text -> kept.contains(text) ? text : other));
                }
            }
            return change;
        }
    }
}
