package dev.peso.quality;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Expr;
import dev.peso.internal.quality.TextSigns;
import dev.peso.internal.quality.TextState;

/// Steps that need no look at the data: names, white space, words for missing values.
final class BasicSteps {
    private BasicSteps() {}

    /// The values of a column of texts after a function of single texts.
    static Expr texts(String step, CleaningInput input, String column,
            Function<String, @Nullable String> function) {
        DataType type = input.data().schema().type(column);
        Expr value = Expr.udf(step, String.class, String.class, function, Expr.col(column));
        return type == DataType.UTF8 ? value : value.cast(type);
    }

    record Names() implements CleaningStep {
        @Override
        public String name() {
            return "names";
        }

        @Override
        public CleaningChange change(CleaningInput input) {
            CleaningChange change = CleaningChange.NONE;
            for (Map.Entry<String, String> name : ColumnNames.renamed(input.data().schema().names())
                    .entrySet()) {
                if (!name.getKey().equals(name.getValue())) {
                    change = change.rename(name.getKey(), name.getValue());
                }
            }
            return change;
        }
    }

    record Trim(List<String> columns) implements CleaningStep {
        @Override
        public String name() {
            return "trim";
        }

        @Override
        public Map<String, Object> settings() {
            return Settings.of(columns);
        }

        @Override
        public CleaningChange change(CleaningInput input) {
            CleaningChange change = CleaningChange.NONE;
            for (String column : input.columns(columns, "texts", DataType::isText)) {
                change = change.with(column, texts("trim", input, column, Trim::trimmed));
            }
            return change;
        }

        private static @Nullable String trimmed(String text) {
            String words = TextState.singleBlanks(text);
            return words.isEmpty() ? null : words;
        }
    }

    /// @param words none for the usual ones
    record NullWords(List<String> columns, List<String> words) implements CleaningStep {
        @Override
        public String name() {
            return "null_words";
        }

        @Override
        public Map<String, Object> settings() {
            return words.isEmpty() ? Settings.of(columns) : Settings.of(columns, "words", words);
        }

        @Override
        public CleaningChange change(CleaningInput input) {
            Set<String> set = new HashSet<>();
            words.forEach(word -> set.add(word.strip().toLowerCase(Locale.ROOT)));
            Function<String, @Nullable String> function = text -> (set.isEmpty()
                    ? TextSigns.isNullWord(text)
                    : set.contains(text.strip().toLowerCase(Locale.ROOT))) ? null : text;
            CleaningChange change = CleaningChange.NONE;
            for (String column : input.columns(columns, "texts", DataType::isText)) {
                change = change.with(column, texts("null_words", input, column, function));
            }
            return change;
        }
    }
}
