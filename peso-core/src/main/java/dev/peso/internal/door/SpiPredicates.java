package dev.peso.internal.door;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.CheckedExpr;
import dev.peso.spi.Predicate;

/// Those of the engine's conditions that can be said as [Predicate]s: a column against constants.
final class SpiPredicates {
    private SpiPredicates() {}

    static List<Predicate> of(List<CheckedExpr> conditions) {
        List<Predicate> predicates = new ArrayList<>();
        for (CheckedExpr condition : conditions) {
            add(condition, predicates);
        }
        return predicates;
    }

    private static void add(CheckedExpr condition, List<Predicate> predicates) {
        Predicate predicate = switch (condition) {
            case CheckedExpr.And and -> {
                and.terms().forEach(term -> add(term, predicates));
                yield null;
            }
            case CheckedExpr.InList(CheckedExpr.Ref ref, var options) -> oneOf(ref, options);
            case CheckedExpr.Apply apply -> apply(apply);
            default -> null;
        };
        if (predicate != null) {
            predicates.add(predicate);
        }
    }

    private static @Nullable Predicate oneOf(CheckedExpr.Ref ref, List<CheckedExpr> options) {
        List<Object> values = new ArrayList<>();
        for (CheckedExpr option : options) {
            if (!(option instanceof CheckedExpr.Const constant)) {
                return null;
            }
            if (constant.value() != null) {
                values.add(constant.value()); // a null among the options makes no row true
            }
        }
        return new Predicate.OneOf(ref.index(), values);
    }

    private static @Nullable Predicate apply(CheckedExpr.Apply apply) {
        String name = apply.function().name();
        List<CheckedExpr> args = apply.args();
        if (args.size() == 1 && args.getFirst() instanceof CheckedExpr.Ref ref) {
            return switch (name) {
                case "is_null" -> new Predicate.IsNull(ref.index());
                case "is_not_null" -> new Predicate.IsNotNull(ref.index());
                default -> null;
            };
        }
        if (args.size() != 2) {
            return null;
        }
        if (args.get(0) instanceof CheckedExpr.Ref ref && args.get(1) instanceof CheckedExpr.Const constant) {
            return compare(ref, comparison(name), constant.value());
        }
        if (args.get(1) instanceof CheckedExpr.Ref ref && args.get(0) instanceof CheckedExpr.Const constant) {
            return compare(ref, turned(comparison(name)), constant.value());
        }
        return null;
    }

    private static @Nullable Predicate compare(CheckedExpr.Ref ref, Predicate.@Nullable Comparison comparison,
            @Nullable Object value) {
        return comparison == null || value == null
                ? null
                : new Predicate.Compare(ref.index(), comparison, value);
    }

    private static Predicate.@Nullable Comparison comparison(String name) {
        return switch (name) {
            case "=" -> Predicate.Comparison.EQUAL;
            case "<>" -> Predicate.Comparison.NOT_EQUAL;
            case "<" -> Predicate.Comparison.LESS;
            case "<=" -> Predicate.Comparison.AT_MOST;
            case ">" -> Predicate.Comparison.GREATER;
            case ">=" -> Predicate.Comparison.AT_LEAST;
            default -> null;
        };
    }

    /// The comparison with its sides exchanged.
    private static Predicate.@Nullable Comparison turned(Predicate.@Nullable Comparison comparison) {
        return switch (comparison) {
            case LESS -> Predicate.Comparison.GREATER;
            case AT_MOST -> Predicate.Comparison.AT_LEAST;
            case GREATER -> Predicate.Comparison.LESS;
            case AT_LEAST -> Predicate.Comparison.AT_MOST;
            case null -> null;
            case EQUAL, NOT_EQUAL -> comparison;
        };
    }
}
