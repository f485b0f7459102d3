package dev.peso.quality;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Expr;
import dev.peso.Field;
import dev.peso.Window;

/// Columns, rows and cells without values.
final class MissingSteps {
    private MissingSteps() {}

    record Columns(double share) implements CleaningStep {
        @Override
        public String name() {
            return "drop_columns";
        }

        @Override
        public Map<String, Object> settings() {
            return Settings.of(List.of(), "share", share);
        }

        @Override
        public CleaningChange change(CleaningInput input) {
            CleaningChange change = CleaningChange.NONE;
            for (ColumnProfile column : input.profile().all()) {
                if (column.missingShare() > share) {
                    change = change.drop(column.name(), Figures.percent(column.missingShare()) + " missing");
                }
            }
            return change;
        }
    }

    record Constants() implements CleaningStep {
        @Override
        public String name() {
            return "constants";
        }

        @Override
        public CleaningChange change(CleaningInput input) {
            CleaningChange change = CleaningChange.NONE;
            if (input.profile().rows() < 2) {
                return change;
            }
            for (ColumnProfile column : input.profile().all()) {
                if (column.count() == 0) {
                    change = change.drop(column.name(), "no values");
                } else if (column.isConstant() && column.missing() == 0) {
                    change = change.drop(column.name(), "always " + column.frequent(1)
                            .stream()
                            .findFirst()
                            .map(f -> "\"" + CleaningReport.shown(f.value()) + "\"")
                            .orElse("the same value"));
                }
            }
            return change;
        }
    }

    record Rows(double share, List<String> columns) implements CleaningStep {
        @Override
        public String name() {
            return "drop_rows";
        }

        @Override
        public Map<String, Object> settings() {
            return Settings.of(columns, "share", share);
        }

        @Override
        public CleaningChange change(CleaningInput input) {
            List<String> names = input.columns(columns, "columns", _ -> true);
            if (names.isEmpty()) {
                return CleaningChange.NONE;
            }
            Expr nulls = Terms.joined(
                    names.stream().map(name -> Expr.col(name).isNull().cast(DataType.INT64)).toList(),
                    Expr::plus);
            return CleaningChange.NONE.keep(nulls.le((long) Math.floor(share * names.size() + 1e-9)));
        }
    }

    record Filled(Fill fill, List<String> columns) implements CleaningStep {
        @Override
        public String name() {
            return "fill";
        }

        @Override
        public Map<String, Object> settings() {
            Map<String, Object> settings = fill.settings();
            settings.putAll(Settings.of(columns));
            return settings;
        }

        @Override
        public CleaningChange change(CleaningInput input) {
            boolean numbers = fill.kind() == Fill.Kind.MEAN || fill.kind() == Fill.Kind.MEDIAN;
            String needed = fill.kind() == Fill.Kind.VALUE
                    ? "a type that holds " + CleaningReport.shown(fill.given())
                    : numbers ? "numbers" : "values";
            List<String> names = input.columns(columns, needed,
                    type -> numbers ? type.isNumeric() : canFill(type));
            CleaningChange change = CleaningChange.NONE;
            for (String name : names) {
                Expr filled = filled(input, input.data().schema().field(name));
                change = filled == null
                        ? change.note(name, "is not filled: it has no such value")
                        : change.with(name, filled);
            }
            return change;
        }

        private boolean canFill(DataType type) {
            return switch (fill.kind()) {
                case VALUE -> FillTypes.holds(type, fill.given());
                case MOST_FREQUENT -> !type.isNested() && type != DataType.BINARY && type != DataType.NULL;
                default -> type != DataType.NULL;
            };
        }

        private @Nullable Expr filled(CleaningInput input, Field field) {
            Expr column = Expr.col(field.name());
            return switch (fill.kind()) {
                case VALUE -> or(column, field, fill.given());
                case FORWARD -> Expr.lastValue(field.name())
                        .over(Window.partitionBy(new String[0]).rows(Window.UNBOUNDED_PRECEDING, 0))
                        .ignoreNulls();
                case BACKWARD -> Expr.firstValue(field.name())
                        .over(Window.partitionBy(new String[0]).rows(0, Window.UNBOUNDED_FOLLOWING))
                        .ignoreNulls();
                case MEAN -> number(column, field, input.profile().column(field.name()).mean());
                case MEDIAN -> number(column, field, input.profile().column(field.name()).quantile(0.5));
                case MOST_FREQUENT -> mostFrequent(input, column, field);
            };
        }

        private static @Nullable Expr mostFrequent(CleaningInput input, Expr column, Field field) {
            ColumnProfile profile = input.profile().column(field.name());
            if (profile.hasLongTexts()) {
                return null;
            }
            return profile.frequent(1)
                    .stream()
                    .findFirst()
                    .map(f -> or(column, field,
                            FillTypes.isWide(field.type())
                                    ? FillTypes.mostFrequent(input.data(), field.name())
                                    : f.value()))
                    .orElse(null);
        }

        private static @Nullable Expr number(Expr column, Field field, double value) {
            if (!Double.isFinite(value)) {
                return null;
            }
            boolean whole = field.type() instanceof DataType.Simple && !field.type().isFloat();
            Object rounded = whole ? (Object) Math.round(value) : (Object) value;
            return FillTypes.holds(field.type(), rounded) ? or(column, field, rounded) : null;
        }

        private static Expr or(Expr column, Field field, Object value) {
            return column.orElse(Expr.lit(value).cast(field.type()));
        }
    }
}
