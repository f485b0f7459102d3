package dev.peso.quality;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Expr;
import dev.peso.Field;
import dev.peso.internal.quality.TextDates;
import dev.peso.internal.quality.TextNumbers;
import dev.peso.internal.quality.TextSign;
import dev.peso.internal.quality.TextSigns;
import dev.peso.internal.quality.TextState;

/// Texts become what they mean.
final class TypeSteps {
    private TypeSteps() {}

    /// What a step does with a column.
    ///
    /// @param type the new type
    /// @param value reads a text, null of a misfit
    /// @param misfits how many texts it cannot read
    private record Reading(DataType type, Class<?> made, Function<String, @Nullable Object> value,
            long misfits) {
        CleaningChange into(CleaningChange change, String column, Cleaning.Misfits how) {
            if (misfits > 0 && how == Cleaning.Misfits.KEEP_TEXT) {
                return change.note(column,
                        "stays text: " + Figures.count(misfits, "text") + " of another kind");
            }
            Function<String, @Nullable Object> strict = text -> {
                Object read = value.apply(text);
                if (read == null && !text.isBlank() && !TextSigns.isNullWord(text)) {
                    throw new IllegalArgumentException("\"" + shown(text) + "\" in column \"" + column
                            + "\" is no " + type + "; Misfits.NULL makes null of it");
                }
                return read;
            };
            return change.with(column, udf(how == Cleaning.Misfits.FAIL ? strict : value, column).cast(type));
        }

        @SuppressWarnings("unchecked")
        private Expr udf(Function<String, @Nullable Object> function, String column) {
            return Expr.udf("read_" + made.getSimpleName(), String.class, (Class<Object>) made, function,
                    Expr.col(column));
        }

        private static String shown(String text) {
            return text.length() <= 40 ? text : text.substring(0, text.offsetByCodePoints(0, 39)) + "…";
        }
    }

    private static Reading reading(DataType type, TextState.Signs signs) {
        if (type == DataType.BOOLEAN) {
            return new Reading(type, Boolean.class, TextSigns::truth,
                    signs.real() - signs.of(TextSign.BOOLEAN));
        }
        boolean comma = Semantics.isComma(signs);
        char decimal = comma ? ',' : '.';
        if (type == DataType.INT64) {
            return new Reading(type, Long.class, text -> whole(text, decimal),
                    signs.real() - signs.of(comma ? TextSign.COMMA_WHOLE : TextSign.POINT_WHOLE)
                            + signs.of(TextSign.BEYOND_WHOLE));
        }
        if (type == DataType.FLOAT64) {
            return new Reading(type, Double.class, text -> number(text, decimal),
                    signs.real() - signs.of(comma ? TextSign.COMMA_NUMBER : TextSign.POINT_NUMBER));
        }
        boolean dayFirst = signs.of(TextSign.DAY_FIRST) >= signs.of(TextSign.MONTH_FIRST);
        long dates = signs.of(dayFirst ? TextSign.DAY_FIRST : TextSign.MONTH_FIRST);
        if (type == DataType.DATE) {
            return new Reading(type, LocalDate.class, text -> date(text, dayFirst), signs.real() - dates);
        }
        if (type instanceof DataType.Time) {
            return new Reading(type, LocalTime.class, TextDates::time,
                    signs.real() - signs.of(TextSign.TIME));
        }
        return new Reading(type, LocalDateTime.class, text -> timestamp(text, dayFirst),
                signs.real() - dates);
    }

    private static @Nullable Double number(String text, char decimal) {
        TextNumbers.Parsed parsed = TextNumbers.parse(text, decimal);
        return parsed == null ? null : parsed.value();
    }

    private static @Nullable Long whole(String text, char decimal) {
        TextNumbers.Parsed parsed = TextNumbers.parse(text, decimal);
        if (parsed == null || !parsed.whole()) {
            return null;
        }
        try {
            return new BigDecimal(parsed.digits()).longValueExact();
        } catch (ArithmeticException e) {
            return null; // beyond int64
        }
    }

    private static @Nullable LocalDate date(String text, boolean dayFirst) {
        TextDates.Parsed parsed = TextDates.parse(text, dayFirst);
        return parsed == null ? null : parsed.moment().toLocalDate();
    }

    private static @Nullable LocalDateTime timestamp(String text, boolean dayFirst) {
        TextDates.Parsed parsed = TextDates.parse(text, dayFirst);
        return parsed == null ? null : parsed.moment();
    }

    /// What the profile finds.
    record Detected(Cleaning.Misfits misfits) implements CleaningStep {
        @Override
        public String name() {
            return "types";
        }

        @Override
        public Map<String, Object> settings() {
            return Settings.of(List.of(), "misfits", misfits.name());
        }

        @Override
        public CleaningChange change(CleaningInput input) {
            CleaningChange change = CleaningChange.NONE;
            for (Field field : input.data().schema()) {
                if (field.type() == DataType.UTF8) {
                    change = change(change, input.profile().column(field.name()));
                }
            }
            return change;
        }

        private CleaningChange change(CleaningChange change, ColumnProfile column) {
            DataType type = switch (column.semantic()) {
                case BOOLEAN -> DataType.BOOLEAN;
                case INTEGER -> DataType.INT64;
                case NUMBER -> DataType.FLOAT64;
                case DATE -> DataType.DATE;
                case TIMESTAMP -> DataType.TIMESTAMP;
                case TIME -> DataType.TIME;
                default -> null;
            };
            if (type == null || !(column.state() instanceof TextState state)) {
                return change;
            }
            TextState.Signs signs = state.signs();
            boolean date = type.isTemporal() && !(type instanceof DataType.Time);
            if (date && signs.of(TextSign.DAY_FIRST) == signs.of(TextSign.MONTH_FIRST)
                    && signs.of(TextSign.CLEAR_DATE) < signs.of(TextSign.DAY_FIRST)) {
                return change.note(column.name(),
                        "stays text: whether the day or the month comes first cannot be "
                                + "told; type(column, type) takes the day");
            }
            CleaningChange more = reading(type, signs).into(change, column.name(), misfits);
            boolean ambiguous = type == DataType.INT64 && !Semantics.isComma(signs)
                    && signs.of(TextSign.INTEGER) == 0
                    && signs.of(TextSign.COMMA_NUMBER) == signs.of(TextSign.POINT_NUMBER);
            return ambiguous
                    ? more.note(column.name(),
                            "commas are taken for marks between thousands, as nothing tells")
                    : more;
        }
    }

    /// What the user says.
    record Given(String column, DataType type, Cleaning.Misfits misfits) implements CleaningStep {
        @Override
        public String name() {
            return "type";
        }

        @Override
        public Map<String, Object> settings() {
            return Settings.of(List.of(), "column", column, "type", type.toString(), "misfits",
                    misfits.name());
        }

        @Override
        public CleaningChange change(CleaningInput input) {
            List<String> present = input.columns(List.of(column), "texts", DataType::isText);
            if (present.isEmpty()) {
                return CleaningChange.NONE;
            }
            boolean read = type == DataType.BOOLEAN || type == DataType.INT64 || type == DataType.FLOAT64
                    || type == DataType.DATE || type instanceof DataType.Time
                    || type instanceof DataType.Timestamp t && t.zone() == null;
            if (!read) {
                Expr value = Expr.col(column);
                return CleaningChange.NONE.with(column,
                        misfits == Cleaning.Misfits.FAIL ? value.cast(type) : value.tryCast(type));
            }
            TextState state = (TextState) input.profile().column(column).state();
            return reading(type, state.signs()).into(CleaningChange.NONE, column, misfits);
        }
    }
}
