package dev.peso.internal.kernel;

import static dev.peso.internal.kernel.Signatures.badConstant;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.ByteVector;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.NullVector;
import dev.peso.internal.column.ShortVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewBuilder;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.WideBuilder;
import dev.peso.internal.column.WideVector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;
import dev.peso.internal.expr.RowException;
import dev.peso.internal.text.Suggestions;

/// Aggregates of the elements of each list: `list_sum(l)`, or `list_aggr(l, 'sum')`. Nulls do not count.
final class ListAggregates {
    private static final List<String> NAMES = List.of("sum", "avg", "min", "max", "count", "first", "last",
            "any_value", "median", "mode", "product", "var_samp", "var_pop", "stddev_samp", "stddev_pop",
            "bool_and",
            "bool_or", "string_agg");
    private static final int DIGITS = 38;

    private ListAggregates() {}

    /// A number from the non-null elements of a list.
    @FunctionalInterface
    private interface Statistic {
        double of(double[] values, int count);
    }

    static void register(Functions.Registrar registrar) {
        registrar.add(new Function("list_count", Lists.one("list_count", e -> Lists.of(e, DataType.INT64)),
                (_, _) -> (vectors, rows) -> count((ListVector) vectors[0], rows)));
        registrar.add(new Function("list_sum", numbers("list_sum", ListAggregates::sumType),
                (_, result) -> (vectors, rows) -> sum((ListVector) vectors[0], result, rows)));
        extreme(registrar, "list_min", -1);
        extreme(registrar, "list_max", 1);
        registrar.add(new Function("list_mode", Lists.one("list_mode", e -> Lists.of(e, e)),
                (_, _) -> (vectors, rows) -> mode((ListVector) vectors[0], rows)));
        statistic(registrar, "list_avg", 1, ListAggregates::mean, "list_mean");
        statistic(registrar, "list_median", 1, ListAggregates::median);
        statistic(registrar, "list_product", 1, ListAggregates::product);
        statistic(registrar, "list_var_samp", 2, (v, n) -> squares(v, n) / (n - 1), "list_variance");
        statistic(registrar, "list_var_pop", 1, (v, n) -> squares(v, n) / n);
        statistic(registrar, "list_stddev_samp", 2, (v, n) -> Math.sqrt(squares(v, n) / (n - 1)),
                "list_stddev");
        statistic(registrar, "list_stddev_pop", 1, (v, n) -> Math.sqrt(squares(v, n) / n));
        flags(registrar, "list_bool_and", true);
        flags(registrar, "list_bool_or", false);
        registrar.add(new Function("array_to_string", args -> resolveJoin("array_to_string", args),
                (_, _) -> ListAggregates::join), "list_to_string");
        registrar.add(new Function("list_string_agg", args -> resolveJoin("list_string_agg", args),
                (_, _) -> (vectors, rows) -> nullIfEmpty((ListVector) vectors[0], join(vectors, rows),
                        rows)));
        registrar.add(new Function("list_aggr", ListAggregates::resolveByName, ListAggregates::byName),
                "list_aggregate", "array_aggr", "array_aggregate");
    }

    private static Function.Resolver numbers(String name, UnaryOperator<DataType> result) {
        return restricted(name, "list of numbers", e -> e.isNumeric() || e == DataType.NULL, e -> e, result);
    }

    private static Function.Resolver restricted(String name, String wanted, Predicate<DataType> fits,
            UnaryOperator<DataType> target, UnaryOperator<DataType> result) {
        return args -> {
            boolean list = args.size() == 1 && Lists.isList(args.getFirst().type());
            if (!list || !fits.test(Lists.element(args.getFirst().type()))) {
                throw Signatures.reject(name, "(" + wanted + ")", args, args.size() == 1);
            }
            DataType element = target.apply(Lists.element(args.getFirst().type()));
            return Lists.of(element, result.apply(element));
        };
    }

    private static DataType sumType(DataType element) {
        return switch (element) {
            case DataType.Decimal d -> new DataType.Decimal(DIGITS, d.scale());
            default -> element.isFloat() ? DataType.FLOAT64 : DataType.INT64;
        };
    }

    private static Vector count(ListVector list, int rows) {
        long[] counts = new long[rows];
        for (int i = 0; i < rows; i++) {
            for (int k = list.from(i); !list.isNull(i) && k < list.to(i); k++) {
                counts[i] += list.child.isNull(k) ? 0 : 1;
            }
        }
        return new LongVector(DataType.INT64, counts, 0, rows, Bitmap.copy(list.validity, list.offset, rows));
    }

    private static Vector sum(ListVector list, DataType result, int rows) {
        if (result instanceof DataType.Decimal) {
            return decimalSum(list, result, rows);
        }
        return result == DataType.FLOAT64
                ? statistic(list, 1, ListAggregates::total, rows)
                : wholeSum(list, rows);
    }

    private static Vector wholeSum(ListVector list, int rows) {
        long[] sums = new long[rows];
        long[] valid = Bitmap.copy(list.validity, list.offset, rows);
        for (int i = 0; i < rows; i++) {
            int seen = 0;
            long sum = 0;
            long high = 0;
            for (int k = list.from(i); Bitmap.isSet(valid, i) && k < list.to(i); k++) {
                if (!list.child.isNull(k)) {
                    long value = whole(list.child, k);
                    long next = sum + value;
                    high += (value >> 63) + (Long.compareUnsigned(next, sum) < 0 ? 1 : 0);
                    sum = next;
                    seen++;
                }
            }
            if (high != sum >> 63) {
                throw new RowException(i,
                        "list_sum is out of the range of int64; cast the elements to float64 or decimal");
            }
            sums[i] = sum;
            if (seen == 0) {
                valid = RowKernels.cleared(valid, i, rows);
            }
        }
        return new LongVector(DataType.INT64, sums, 0, rows, valid);
    }

    private static long whole(Vector v, int row) {
        return switch (v) {
            case ByteVector b -> b.get(row);
            case ShortVector s -> s.get(row);
            case IntVector n -> n.get(row);
            case LongVector n -> n.get(row);
            case NullVector _ -> 0;
            default -> throw new IllegalStateException("whole number of " + v.type);
        };
    }

    private static Vector decimalSum(ListVector list, DataType result, int rows) {
        WideBuilder builder = new WideBuilder(result, rows);
        BigInteger limit = BigInteger.TEN.pow(DIGITS);
        for (int i = 0; i < rows; i++) {
            @Nullable
            BigInteger sum = null;
            for (int k = list.from(i); !list.isNull(i) && k < list.to(i); k++) {
                if (!list.child.isNull(k)) {
                    BigInteger value = unscaled(list.child, k);
                    sum = sum == null ? value : sum.add(value);
                }
            }
            if (sum == null) {
                builder.appendNull();
            } else if (sum.abs().compareTo(limit) >= 0) {
                throw new RowException(i, "list_sum is out of the range of " + result);
            } else {
                builder.append(sum);
            }
        }
        return builder.build();
    }

    private static BigInteger unscaled(Vector v, int row) {
        return v instanceof WideVector w ? w.unscaled(row) : BigInteger.valueOf(((LongVector) v).get(row));
    }

    private static void extreme(Functions.Registrar registrar, String name, int sign) {
        registrar.add(new Function(name, Lists.one(name, e -> Lists.of(e, e)), (_, _) -> (vectors, rows) -> {
            ListVector list = (ListVector) vectors[0];
            int[] best = new int[rows];
            for (int i = 0; i < rows; i++) {
                best[i] = -1;
                for (int k = list.from(i); !list.isNull(i) && k < list.to(i); k++) {
                    if (!list.child.isNull(k) && (best[i] < 0
                            || sign * ValueOrder.compare(list.child, k, list.child, best[i]) > 0)) {
                        best[i] = k;
                    }
                }
            }
            return Lists.pick(list.child, best, rows);
        }));
    }

    /// The most frequent element; of equally frequent ones the first.
    private static Vector mode(ListVector list, int rows) {
        int[] best = new int[rows];
        for (int i = 0; i < rows; i++) {
            best[i] = list.isNull(i) ? -1 : mode(list.child, list.from(i), list.to(i));
        }
        return Lists.pick(list.child, best, rows);
    }

    private static int mode(Vector child, int from, int to) {
        int[] sorted = ListOrders.sorted(child, from, to);
        int best = -1;
        int most = 0;
        int start = 0;
        for (int k = 0; k < to - from && !child.isNull(sorted[k]); k++) {
            if (!ValueOrder.same(child, sorted[k], child, sorted[start])) {
                start = k;
            }
            int count = k - start + 1; // the sort is stable, so a run starts with its first element
            if (count > most || (count == most && sorted[start] < best)) {
                most = count;
                best = sorted[start];
            }
        }
        return best;
    }

    private static void statistic(Functions.Registrar registrar, String name, int least, Statistic statistic,
            String... aliases) {
        registrar.add(new Function(name, numbers(name, _ -> DataType.FLOAT64),
                (_, _) -> (vectors, rows) -> statistic((ListVector) vectors[0], least, statistic, rows)),
                aliases);
    }

    private static Vector statistic(ListVector list, int least, Statistic statistic, int rows) {
        double[] results = new double[rows];
        double[] values = new double[16];
        long[] valid = Bitmap.copy(list.validity, list.offset, rows);
        for (int i = 0; i < rows; i++) {
            int count = 0;
            for (int k = list.from(i); Bitmap.isSet(valid, i) && k < list.to(i); k++) {
                if (!list.child.isNull(k)) {
                    if (count == values.length) {
                        values = Arrays.copyOf(values, 2 * count);
                    }
                    values[count++] = number(list.child, k);
                }
            }
            if (count < least) {
                valid = RowKernels.cleared(valid, i, rows);
            } else {
                results[i] = statistic.of(values, count);
            }
        }
        return new DoubleVector(DataType.FLOAT64, results, 0, rows, valid);
    }

    private static double number(Vector v, int row) {
        return switch (v) {
            case DoubleVector d -> d.get(row);
            case FloatVector f -> f.get(row);
            case WideVector w ->
                new BigDecimal(w.unscaled(row), ((DataType.Decimal) v.type).scale()).doubleValue();
            case LongVector n -> v.type instanceof DataType.Decimal d
                    ? BigDecimal.valueOf(n.get(row), d.scale()).doubleValue()
                    : n.get(row);
            default -> whole(v, row);
        };
    }

    /// A sum with its rounding errors carried along (TwoSum).
    private static double total(double[] values, int count) {
        double sum = 0;
        double error = 0;
        for (int i = 0; i < count; i++) {
            double next = sum + values[i];
            double part = next - sum;
            error += (sum - (next - part)) + (values[i] - part);
            sum = next;
        }
        double exact = sum + error;
        return Double.isNaN(exact) ? sum : exact;
    }

    private static double mean(double[] values, int count) {
        return total(values, count) / count;
    }

    private static double product(double[] values, int count) {
        double product = 1;
        for (int i = 0; i < count; i++) {
            product *= values[i];
        }
        return product;
    }

    private static double squares(double[] values, int count) {
        double mean = mean(values, count);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += (values[i] - mean) * (values[i] - mean);
        }
        return sum;
    }

    private static double median(double[] values, int count) {
        Arrays.sort(values, 0, count);
        double low = values[(count - 1) / 2];
        double high = values[count / 2];
        return low == high ? low : low + (high - low) / 2;
    }

    private static void flags(Functions.Registrar registrar, String name, boolean all) {
        registrar.add(new Function(name,
                restricted(name, "list<boolean>", e -> e == DataType.BOOLEAN || e == DataType.NULL,
                        _ -> DataType.BOOLEAN, _ -> DataType.BOOLEAN),
                (_, _) -> (vectors, rows) -> flags((ListVector) vectors[0], all, rows)));
    }

    private static Vector flags(ListVector list, boolean all, int rows) {
        long[] bits = new long[Bitmap.words(rows)];
        long[] valid = Bitmap.copy(list.validity, list.offset, rows);
        BitVector child = (BitVector) list.child;
        for (int i = 0; i < rows; i++) {
            boolean result = all;
            int seen = 0;
            for (int k = list.from(i); Bitmap.isSet(valid, i) && k < list.to(i); k++) {
                if (!child.isNull(k)) {
                    result = all ? result && child.get(k) : result || child.get(k);
                    seen++;
                }
            }
            if (seen == 0) {
                valid = RowKernels.cleared(valid, i, rows);
            } else if (result) {
                Bitmap.set(bits, i);
            }
        }
        return new BitVector(bits, 0, rows, valid);
    }

    private static Function.Signature resolveJoin(String name, List<CheckedExpr> args) {
        boolean fits = !args.isEmpty() && args.size() <= 3 && Lists.isList(args.getFirst().type())
                && !Lists.element(args.getFirst().type()).isNested()
                && args.stream().skip(1).allMatch(a -> a.type().isText() || a.type() == DataType.NULL);
        if (!fits) {
            throw Signatures.reject(name, "(list[, utf8[, utf8]])", args,
                    !args.isEmpty() && args.size() <= 3);
        }
        List<DataType> types = new ArrayList<>(List.of(DataType.list(DataType.UTF8)));
        args.stream().skip(1).forEach(_ -> types.add(DataType.UTF8));
        return new Function.Signature(types, DataType.UTF8);
    }

    /// The elements in text form with a separator between, a comma if none is given; nulls are left out, or written as
    /// the third argument.
    private static Vector join(Vector[] vectors, int rows) {
        ListVector list = (ListVector) vectors[0];
        ViewVector texts = (ViewVector) list.child;
        long[] valid = Arguments.valid(vectors, rows);
        ViewBuilder builder = new ViewBuilder(DataType.UTF8, rows);
        ByteSink sink = new ByteSink();
        TextCursor cursor = new TextCursor();
        for (int i = 0; i < rows; i++) {
            if (!Bitmap.isSet(valid, i)) {
                builder.appendNull();
                continue;
            }
            sink.clear();
            boolean first = true;
            for (int k = list.from(i); k < list.to(i); k++) {
                if (texts.isNull(k) && vectors.length < 3) {
                    continue;
                }
                if (!first && vectors.length > 1) {
                    sink.add(cursor.read((ViewVector) vectors[1], i));
                } else if (!first) {
                    sink.add(',');
                }
                first = false;
                sink.add(texts.isNull(k) ? cursor.read((ViewVector) vectors[2], i) : cursor.read(texts, k));
            }
            builder.append(sink.bytes, 0, sink.length);
        }
        return builder.build();
    }

    private static Vector nullIfEmpty(ListVector list, Vector joined, int rows) {
        long[] valid = Bitmap.copy(joined.validity, joined.offset, rows);
        for (int i = 0; i < rows; i++) {
            boolean any = false;
            for (int k = list.from(i); k < list.to(i); k++) {
                any |= !list.child.isNull(k);
            }
            if (!any) {
                valid = RowKernels.cleared(valid, i, rows);
            }
        }
        return joined.withValidity(valid);
    }

    /// `list_aggr(l, 'sum', ...)` is `list_sum(l, ...)`.
    private static Function named(List<CheckedExpr> args) {
        String name = Constants.word(args, 1);
        if (name == null) {
            throw badConstant("list_aggr", "the second argument must be the constant name of an aggregate");
        }
        Function function = Functions.find("list_" + (name.equals("mean") ? "avg" : name));
        if (function == null || !(NAMES.contains(name) || name.equals("mean") || name.equals("stddev")
                || name.equals("variance"))) {
            throw badConstant("list_aggr", "\"" + name + "\" is not an aggregate of lists"
                    + Suggestions.didYouMean(name, NAMES) + "; aggregates: "
                    + Suggestions.list(NAMES));
        }
        return Objects.requireNonNull(function);
    }

    private static List<CheckedExpr> withoutName(List<CheckedExpr> args) {
        List<CheckedExpr> rest = new ArrayList<>(args);
        rest.remove(1);
        return rest;
    }

    private static Function.Signature resolveByName(List<CheckedExpr> args) {
        Function.Signature signature = named(args).resolver().resolve(withoutName(args));
        List<DataType> types = new ArrayList<>(signature.args());
        types.add(1, args.get(1).type());
        return new Function.Signature(types, signature.result());
    }

    private static Function.Kernel byName(List<CheckedExpr> args, DataType result) {
        Function.Kernel kernel = named(args).factory().create(withoutName(args), result);
        return (vectors, rows) -> {
            Vector[] rest = new Vector[vectors.length - 1];
            rest[0] = vectors[0];
            System.arraycopy(vectors, 2, rest, 1, rest.length - 1);
            return kernel.apply(rest, rows);
        };
    }
}
