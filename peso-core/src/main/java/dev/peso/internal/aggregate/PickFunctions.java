package dev.peso.internal.aggregate;

import static dev.peso.internal.kernel.Signatures.ANY;
import static dev.peso.internal.kernel.Signatures.INT;
import static dev.peso.internal.kernel.Signatures.badConstant;
import static dev.peso.internal.kernel.Signatures.resolver;
import static dev.peso.internal.kernel.Signatures.takes;

import java.util.List;

import dev.peso.DataType;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.kernel.Signatures.Param;

/// Aggregates that pick rows: smallest, largest, first, last, the best few.
final class PickFunctions {
    /// Any type whose values have an order.
    static final Param ORDERED = new Param("any ordered type", DataType.NULL,
            t -> !(t instanceof DataType.MapOf));

    private PickFunctions() {}

    static void register(Aggregates.Registrar registrar) {
        extreme(registrar, "min", false);
        extreme(registrar, "max", true);
        registrar.add(by("arg_min", false, false), "argmin", "min_by");
        registrar.add(by("arg_max", true, false), "argmax", "max_by");
        registrar.add(by("arg_min_null", false, true));
        registrar.add(by("arg_max_null", true, true));
        registrar.add(top("top_k", true), "top");
        registrar.add(top("bottom_k", false), "bottom");
        registrar.add(end("first", Ends.Of.FIRST), "arbitrary");
        registrar.add(end("last", Ends.Of.LAST));
        registrar.add(end("any_value", Ends.Of.FIRST_VALUE));
    }

    private static void extreme(Aggregates.Registrar registrar, String name, boolean max) {
        registrar.add(new AggregateFunction(name, resolver(name, args -> {
            if (args.size() == 2) {
                count(name, args.get(1));
            }
        }, takes(ORDERED), takes(ORDERED, INT).returns(t -> DataType.list(t.getFirst()))), (args, _) -> {
            DataType type = args.getFirst().type();
            if (args.size() == 2) {
                return top(type, count(name, args.get(1)), max);
            }
            return switch (KeyPart.kind(type)) {
                case HALF, LONG -> new WholeExtreme(type, max);
                case FLOAT -> new FloatExtreme(type, max);
                case TEXT, WIDE, CODE, NESTED, NONE -> SlotExtreme.of(type, max);
            };
        }));
    }

    private static AggregateFunction by(String name, boolean max, boolean takesNulls) {
        return new AggregateFunction(name, resolver(name, takes(ANY, ORDERED).returns(List::getFirst)),
                (args, _) -> SlotExtreme.by(args.get(0).type(), args.get(1).type(), max, takesNulls));
    }

    private static AggregateFunction top(String name, boolean largest) {
        return new AggregateFunction(name,
                resolver(name, args -> count(name, args.get(1)),
                        takes(ORDERED, INT).returns(t -> DataType.list(t.getFirst()))),
                (args, _) -> top(args.getFirst().type(), count(name, args.get(1)), largest));
    }

    private static Accumulator top(DataType type, int count, boolean largest) {
        KeyPart.Kind kind = KeyPart.kind(type);
        boolean number = kind == KeyPart.Kind.LONG || kind == KeyPart.Kind.FLOAT
                || kind == KeyPart.Kind.HALF && type != DataType.BOOLEAN;
        return number && count <= TopFew.MOST
                ? new TopFew(type, count, largest)
                : RankedValue.top(type, count, largest);
    }

    static int count(String name, CheckedExpr arg) {
        if (!(Constants.value(arg) instanceof Number n) || n.longValue() < 1 || n.longValue() > 1_000_000) {
            String other = switch (name) {
                case "min" -> "; for the smallest of several values of a row use least";
                case "max" -> "; for the largest of several values of a row use greatest";
                default -> "";
            };
            throw badConstant(name,
                    "the number of values must be a constant in [1, 1000000], got " + arg + other);
        }
        return n.intValue();
    }

    private static AggregateFunction end(String name, Ends.Of of) {
        return new AggregateFunction(name, resolver(name, takes(ANY)),
                (args, _) -> new Ends(args.getFirst().type(), of));
    }
}
