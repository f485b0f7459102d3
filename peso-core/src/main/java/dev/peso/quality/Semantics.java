package dev.peso.quality;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.quality.ColumnState;
import dev.peso.internal.quality.NestedState;
import dev.peso.internal.quality.NumberState;
import dev.peso.internal.quality.TextSign;
import dev.peso.internal.quality.TextState;

/// What a column means, and how many of its values fit that.
///
/// @param type what most values are
/// @param matching how many are
/// @param real how many could be: neither null nor blank nor a word for a missing value
record Semantics(SemanticType type, long matching, long real) {
    /// The part of the values that must look alike.
    static final double MOST = 0.95;

    /// Forms that nothing else has, and those that numbers and dates may have, too.
    private static final Map<TextSign, SemanticType> CLEAR_FORMS = new EnumMap<>(Map.of(
            TextSign.EMAIL, SemanticType.EMAIL, TextSign.URL, SemanticType.URL, TextSign.UUID,
            SemanticType.UUID, TextSign.IP, SemanticType.IP_ADDRESS, TextSign.IBAN, SemanticType.IBAN,
            TextSign.CARD, SemanticType.CARD_NUMBER, TextSign.BOOLEAN, SemanticType.BOOLEAN));
    private static final Map<TextSign, SemanticType> OTHER_FORMS = new EnumMap<>(
            Map.of(TextSign.TIME, SemanticType.TIME, TextSign.PHONE, SemanticType.PHONE, TextSign.POSTAL,
                    SemanticType.POSTAL_CODE));
    private static final int FEW = 100;
    private static final double RARELY = 0.05;
    private static final int ROWS_OF_IDENTIFIERS = 20;
    private static final int ZIP_DIGITS = 5;
    private static final Set<String> NAMES_OF_IDENTIFIERS = Set.of("id", "key", "uuid", "guid", "nr", "no",
            "number", "code");

    static Semantics of(String name, ColumnState state) {
        if (state.count() == 0) {
            return new Semantics(SemanticType.EMPTY, 0, 0);
        }
        return switch (state) {
            case TextState texts -> of(texts);
            case NumberState numbers -> all(of(name, numbers), state);
            case NestedState _ -> all(SemanticType.NESTED, state);
        };
    }

    private static Semantics all(SemanticType type, ColumnState state) {
        return new Semantics(type, state.count(), state.count());
    }

    private static SemanticType of(String name, NumberState state) {
        return switch (state.type()) {
            case DataType.Simple simple -> switch (simple) {
                case BOOLEAN -> SemanticType.BOOLEAN;
                case DATE -> SemanticType.DATE;
                case FLOAT32, FLOAT64 -> SemanticType.NUMBER;
                case INT8, INT16, INT32, INT64 ->
                    isIdentifier(name, state) ? SemanticType.IDENTIFIER : SemanticType.INTEGER;
                case UTF8, BINARY, NULL -> SemanticType.NESTED;
            };
            case DataType.Timestamp _ -> SemanticType.TIMESTAMP;
            case DataType.Time _ -> SemanticType.TIME;
            case DataType.Duration _ -> SemanticType.DURATION;
            default -> SemanticType.NUMBER;
        };
    }

    private static boolean isIdentifier(String name, NumberState state) {
        if (!isUnique(state) || state.count() < ROWS_OF_IDENTIFIERS || state.negatives() > 0) {
            return false;
        }
        return state.isDense() || NAMES_OF_IDENTIFIERS.contains(lastWord(name)) || name.endsWith("Id")
                || name.endsWith("ID");
    }

    private static String lastWord(String name) {
        int start = name.length();
        while (start > 0 && Character.isLetter(name.charAt(start - 1))) {
            start--;
        }
        return name.substring(start).toLowerCase(Locale.ROOT);
    }

    /// Whether no value comes twice, as far as can be told: a number of distinct values that is an estimate may be off by
    /// three standard deviations.
    static boolean isUnique(ColumnState state) {
        if (state.count() < 2) {
            return false;
        }
        return state.distinctError() == 0
                ? state.distinct() == state.count()
                : state.distinct() >= state.count() * (1 - 3 * state.distinctError());
    }

    private static Semantics of(TextState state) {
        TextState.Signs signs = state.signs();
        long real = signs.real();
        if (real == 0) {
            return new Semantics(SemanticType.EMPTY, 0, 0);
        }
        Semantics form = form(CLEAR_FORMS, signs, real);
        if (form != null) {
            return form;
        }
        long dates = Math.max(signs.of(TextSign.DAY_FIRST), signs.of(TextSign.MONTH_FIRST));
        if (dates >= MOST * real) {
            boolean times = 2 * signs.of(TextSign.DATE_TIME) > real;
            return new Semantics(times ? SemanticType.TIMESTAMP : SemanticType.DATE, dates, real);
        }
        long numbers = Math.max(signs.of(TextSign.POINT_NUMBER), signs.of(TextSign.COMMA_NUMBER));
        if (numbers >= MOST * real) {
            SemanticType type = numbers(state, signs);
            long beyond = type == SemanticType.INTEGER ? signs.of(TextSign.BEYOND_WHOLE) : 0;
            return new Semantics(type, numbers - beyond, real);
        }
        form = form(OTHER_FORMS, signs, real);
        return form == null ? new Semantics(words(state, signs, real), real, real) : form;
    }

    private static @Nullable Semantics form(Map<TextSign, SemanticType> forms, TextState.Signs signs,
            long real) {
        for (Map.Entry<TextSign, SemanticType> form : forms.entrySet()) {
            long matching = signs.of(form.getKey());
            if (matching >= MOST * real) {
                return new Semantics(form.getValue(), matching, real);
            }
        }
        return null;
    }

    private static SemanticType numbers(TextState state, TextState.Signs signs) {
        if (signs.of(TextSign.ZERO_PADDED) > 0 && signs.of(TextSign.POINT_WHOLE) >= MOST * signs.real()) {
            return state.shortest() == ZIP_DIGITS && state.longest() == ZIP_DIGITS && !isUnique(state)
                    ? SemanticType.POSTAL_CODE
                    : SemanticType.IDENTIFIER;
        }
        if (signs.of(TextSign.BEYOND_WHOLE) > (1 - MOST) * signs.real()) {
            return SemanticType.IDENTIFIER;
        }
        TextSign whole = isComma(signs) ? TextSign.COMMA_WHOLE : TextSign.POINT_WHOLE;
        TextSign any = isComma(signs) ? TextSign.COMMA_NUMBER : TextSign.POINT_NUMBER;
        return signs.of(whole) == signs.of(any) ? SemanticType.INTEGER : SemanticType.NUMBER;
    }

    /// Whether decimals are behind a comma: only where that reads more of the texts.
    static boolean isComma(TextState.Signs signs) {
        return signs.of(TextSign.COMMA_NUMBER) > signs.of(TextSign.POINT_NUMBER);
    }

    private static SemanticType words(TextState state, TextState.Signs signs, long real) {
        if (2 * signs.of(TextSign.WORDS) >= real) {
            return SemanticType.TEXT;
        }
        if (isUnique(state) && real >= ROWS_OF_IDENTIFIERS) {
            return SemanticType.IDENTIFIER;
        }
        long distinct = state.distinct() - state.variants();
        boolean few = distinct <= FEW && 2 * distinct <= real || distinct <= RARELY * real;
        return few ? SemanticType.CATEGORY : SemanticType.TEXT;
    }
}
