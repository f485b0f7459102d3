package dev.peso.internal.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.QueryException;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;

/// What functions take and return, and the one way to say that a call does not fit.
///
/// A function has one or more overloads; the first that fits the arguments is taken. A `null` literal fits every
/// parameter.
public final class Signatures {
    /// Text, as it is stored: `utf8` or categorical.
    public static final Param TEXT = new Param("utf8", DataType.UTF8, Kind.TEXT);
    /// Any integer, widened to int64.
    public static final Param INT = fixed("int64", DataType.INT64, Kind.INTEGER);
    /// Any number, widened to float64.
    public static final Param FLOAT = fixed("float64", DataType.FLOAT64, Kind.NUMBER);
    public static final Param BOOL = fixed("boolean", DataType.BOOLEAN, Kind.BOOLEAN);
    public static final Param BINARY = fixed("binary", DataType.BINARY, Kind.BINARY);
    public static final Param DATE = fixed("date", DataType.DATE, Kind.DATE);
    public static final Param TIME = new Param("time", DataType.TIME, Kind.TIME);
    /// A local timestamp of any unit.
    public static final Param LOCAL = new Param("timestamp", DataType.TIMESTAMP,
            Kind.LOCAL);
    /// An instant: a timestamp with a zone.
    public static final Param INSTANT = new Param("timestamp with zone",
            new DataType.Timestamp(DataType.Unit.MICRO, java.time.ZoneOffset.UTC),
            Kind.INSTANT);
    /// A timestamp with or without zone.
    public static final Param TIMESTAMP = new Param("timestamp", DataType.TIMESTAMP,
            Kind.TIMESTAMP);
    public static final Param DURATION = new Param("duration", DataType.DURATION,
            Kind.DURATION);
    public static final Param ANY = new Param("any", DataType.NULL, Kind.ANY);
    public static final Param LIST = new Param("list", DataType.list(DataType.NULL),
            Kind.LIST);
    public static final Param MAP = new Param("map", DataType.map(DataType.UTF8, DataType.NULL),
            Kind.MAP);
    public static final Param STRUCT = new Param("struct", DataType.struct(),
            Kind.STRUCT);
    /// Any value, turned into its text form.
    public static final Param AS_TEXT = fixed("any", DataType.UTF8, Kind.FLAT);

    private Signatures() {}

    /// What types a parameter may have. No functions, of which each would cost a program that starts the making of a class.
    private enum Kind implements Predicate<DataType> {
        TEXT, INTEGER, NUMBER, BOOLEAN, BINARY, DATE, TIME, LOCAL, INSTANT, TIMESTAMP, DURATION, ANY, LIST, MAP, STRUCT, FLAT;

        @Override
        public boolean test(DataType type) {
            return switch (this) {
                case TEXT -> type.isText();
                case INTEGER -> type.isInteger();
                case NUMBER -> type.isNumeric();
                case BOOLEAN -> type == DataType.BOOLEAN;
                case BINARY -> type == DataType.BINARY;
                case DATE -> type == DataType.DATE;
                case TIME -> type instanceof DataType.Time;
                case LOCAL -> type instanceof DataType.Timestamp t && t.zone() == null;
                case INSTANT -> type instanceof DataType.Timestamp t && t.zone() != null;
                case TIMESTAMP -> type instanceof DataType.Timestamp;
                case DURATION -> type instanceof DataType.Duration;
                case ANY -> true;
                case LIST -> type instanceof DataType.ListOf;
                case MAP -> type instanceof DataType.MapOf;
                case STRUCT -> type instanceof DataType.Struct;
                case FLAT -> !type.isNested();
            };
        }
    }

    /// A parameter: which types fit it, and to which type an argument is converted.
    ///
    /// @param text its name in messages
    /// @param whenNull the type a `null` literal takes
    /// @param target null when an argument keeps its type
    public record Param(String text, DataType whenNull, Predicate<DataType> fits,
            @Nullable UnaryOperator<DataType> target) {
        /// A parameter whose arguments keep their types.
        public Param(String text, DataType whenNull, Predicate<DataType> fits) {
            this(text, whenNull, fits, null);
        }

        public DataType convert(DataType given) {
            return given == DataType.NULL ? whenNull : target == null ? given : target.apply(given);
        }
    }

    /// The result's type from the types of the converted arguments.
    @FunctionalInterface
    public interface Result {
        DataType of(List<DataType> args);
    }

    /// Looks at the arguments of a call that fits, and throws a [QueryException] when a constant is wrong.
    @FunctionalInterface
    public interface Check {
        void check(List<CheckedExpr> args);
    }

    /// One list of parameters with the result it gives.
    ///
    /// @param required how many of the parameters must be given
    /// @param repeats whether the last parameter may be given any number of times
    /// @param meets whether all arguments are converted to the type in which they meet
    public record Overload(List<Param> params, int required, boolean repeats, boolean meets, Result result) {
        /// Adds parameters that may be left out.
        public Overload optional(Param... more) {
            List<Param> all = new ArrayList<>(params);
            all.addAll(List.of(more));
            return new Overload(all, required, repeats, meets, result);
        }

        /// Allows the last parameter any number of times; at least once unless it is optional.
        public Overload repeated() {
            return new Overload(params, required, true, meets, result);
        }

        /// Converts all arguments to the type in which they meet.
        public Overload meeting() {
            return new Overload(params, required, repeats, true, result);
        }

        public Overload returns(DataType type) {
            return new Overload(params, required, repeats, meets, _ -> type);
        }

        public Overload returns(Result rule) {
            return new Overload(params, required, repeats, meets, rule);
        }

        private Param param(int i) {
            return params.get(Math.min(i, params.size() - 1));
        }

        private boolean takesCount(int count) {
            return count >= required && (repeats || count <= params.size());
        }

        private boolean fits(List<CheckedExpr> args) {
            if (!takesCount(args.size())) {
                return false;
            }
            for (int i = 0; i < args.size(); i++) {
                DataType given = args.get(i).type();
                if (given != DataType.NULL && !param(i).fits().test(given)) {
                    return false;
                }
            }
            return !meets || TypeRules.common(args) != null;
        }

        private Function.Signature sign(List<CheckedExpr> args) {
            List<DataType> types = new ArrayList<>();
            DataType common = meets ? TypeRules.common(args) : null;
            for (int i = 0; i < args.size(); i++) {
                types.add(common != null ? param(i).convert(common) : param(i).convert(args.get(i).type()));
            }
            return new Function.Signature(types, result.of(types));
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("(");
            for (int i = 0; i < params.size(); i++) {
                text.append(i >= required ? "[" : "")
                        .append(i > 0 ? ", " : "")
                        .append(params.get(i).text());
            }
            return text.append(repeats ? ", ..." : "")
                    .append("]".repeat(params.size() - required))
                    .append(')')
                    .toString();
        }
    }

    /// A parameter of one type.
    public static Param fixed(String text, DataType type, Predicate<DataType> fits) {
        return new Param(text, type, fits, _ -> type);
    }

    /// An overload whose parameters are all required; give its result with `returns`.
    public static Overload takes(Param... params) {
        return new Overload(List.of(params), params.length, false, false, List::getFirst);
    }

    /// A resolver that takes the first overload that fits.
    public static Function.Resolver resolver(String name, Overload... overloads) {
        return resolver(name, _ -> {}, overloads);
    }

    /// A resolver that takes the first overload that fits, then checks the constants.
    public static Function.Resolver resolver(String name, Check check, Overload... overloads) {
        List<Overload> all = List.of(overloads);
        return args -> {
            for (Overload overload : all) {
                if (overload.fits(args)) {
                    check.check(args);
                    return overload.sign(args);
                }
            }
            throw reject(name, all.stream().map(Overload::toString).collect(Collectors.joining(" or ")), args,
                    all.stream().anyMatch(o -> o.takesCount(args.size())));
        };
    }

    /// The error for arguments that do not fit.
    ///
    /// @param wanted the parameters that would fit, in parentheses
    /// @param castHelps whether another type, not another number of arguments, would fit
    public static QueryException reject(String name, String wanted, List<CheckedExpr> args,
            boolean castHelps) {
        String got = args.stream().map(a -> a.type().toString()).collect(Collectors.joining(", ", "(", ")"));
        return new QueryException(
                name + " takes " + wanted + "; got " + got + (castHelps ? "; cast first" : ""));
    }

    /// The error for a constant argument outside its domain.
    public static QueryException badConstant(String name, String problem) {
        return new QueryException(name + ": " + problem);
    }
}
