package dev.peso.internal.kernel;

import static dev.peso.internal.kernel.Signatures.LIST;
import static dev.peso.internal.kernel.Signatures.TEXT;
import static dev.peso.internal.kernel.Signatures.badConstant;
import static dev.peso.internal.kernel.Signatures.takes;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;

/// Lists in another order: sorted, reversed.
final class ListOrders {
    private ListOrders() {}

    static void register(Functions.Registrar registrar) {
        sorter(registrar, "list_sort", false, "array_sort");
        sorter(registrar, "list_reverse_sort", true, "array_reverse_sort");
        registrar.add(
                new Function("list_reverse", Lists.one("list_reverse", e -> Lists.of(e, DataType.list(e))),
                        (_, result) -> (vectors, rows) -> reverse((ListVector) vectors[0], result, rows)),
                "array_reverse");
        registrar.add(new Function("list_grade_up",
                Signatures.resolver("list_grade_up", takes(LIST).returns(DataType.list(DataType.INT64))),
                (_, result) -> (vectors, rows) -> gradeUp((ListVector) vectors[0], result, rows)),
                "array_grade_up");
    }

    private static void sorter(Functions.Registrar registrar, String name, boolean reverse, String alias) {
        Signatures.Check check = args -> Order.of(name, args, reverse);
        registrar.add(new Function(name,
                Signatures.resolver(name, check, takes(LIST).optional(TEXT, TEXT).returns(List::getFirst)),
                (args, result) -> {
                    Order order = Order.of(name, args, reverse);
                    return (vectors, rows) -> sort((ListVector) vectors[0], order, result, rows);
                }), alias);
    }

    /// A direction and where nulls go: last, unless said otherwise.
    private record Order(boolean descending, boolean nullsFirst) {
        static Order of(String name, List<CheckedExpr> args, boolean reverse) {
            String direction = word(name, args, 1, "asc");
            String nulls = word(name, args, reverse && args.size() == 2 ? 1 : 2, "nulls last");
            boolean descending = switch (reverse ? "desc" : direction) {
                case "asc", "default" -> false;
                case "desc" -> true;
                default -> throw badConstant(name, "the order is 'asc' or 'desc', got '" + direction + "'");
            };
            boolean first = switch (nulls) {
                case "nulls first" -> true;
                case "nulls last", "default" -> false;
                default ->
                    throw badConstant(name, "nulls are 'nulls first' or 'nulls last', got '" + nulls + "'");
            };
            return new Order(descending, first);
        }

        private static String word(String name, List<CheckedExpr> args, int index, String otherwise) {
            if (index >= args.size()) {
                return otherwise;
            }
            String word = Constants.text(args, index);
            if (word == null) {
                throw badConstant(name, "argument " + (index + 1) + " must be a constant text");
            }
            return word.strip().toLowerCase(Locale.ROOT);
        }

        int compare(Vector v, int i, int j) {
            boolean iNull = v.isNull(i);
            boolean jNull = v.isNull(j);
            if (iNull || jNull) {
                return nullsFirst ? Boolean.compare(jNull, iNull) : Boolean.compare(iNull, jNull);
            }
            int order = ValueOrder.compare(v, i, v, j);
            return descending ? -order : order;
        }
    }

    private static Vector sort(ListVector list, Order order, DataType result, int rows) {
        Lists.Picks picks = new Lists.Picks(rows, list.child.length);
        Sorter sorter = new Sorter();
        for (int i = 0; i < rows; i++) {
            if (!list.isNull(i)) {
                int[] sorted = sorter.sorted(list.child, list.from(i), list.to(i), order);
                for (int k = 0; k < list.to(i) - list.from(i); k++) {
                    picks.add(sorted[k]);
                }
            }
            picks.endList();
        }
        return picks.from(list.child, result, validity(list, rows));
    }

    private static long @Nullable [] validity(ListVector list, int rows) {
        return Arguments.valid(new Vector[]{list}, rows);
    }

    private static Vector reverse(ListVector list, DataType result, int rows) {
        Lists.Picks picks = new Lists.Picks(rows, list.child.length);
        for (int i = 0; i < rows; i++) {
            for (int k = list.to(i) - 1; !list.isNull(i) && k >= list.from(i); k--) {
                picks.add(k);
            }
            picks.endList();
        }
        return picks.from(list.child, result, validity(list, rows));
    }

    /// The positions from 1 in the order in which their elements are sorted.
    private static Vector gradeUp(ListVector list, DataType result, int rows) {
        Lists.Picks picks = new Lists.Picks(rows, list.child.length);
        Sorter sorter = new Sorter();
        Order ascending = new Order(false, false);
        for (int i = 0; i < rows; i++) {
            if (!list.isNull(i)) {
                int[] sorted = sorter.sorted(list.child, list.from(i), list.to(i), ascending);
                for (int k = 0; k < list.to(i) - list.from(i); k++) {
                    picks.add(sorted[k] - list.from(i));
                }
            }
            picks.endList();
        }
        long[] numbers = new long[Math.max(1, list.child.length)];
        for (int k = 0; k < numbers.length; k++) {
            numbers[k] = k + 1L;
        }
        return picks.from(LongVector.of(DataType.INT64, numbers), result, validity(list, rows));
    }

    /// The positions of a child's range in ascending order of their elements, nulls last.
    static int[] sorted(Vector child, int from, int to) {
        return new Sorter().sorted(child, from, to, new Order(false, false));
    }

    /// A stable merge sort of positions, bottom up.
    private static final class Sorter {
        private int[] positions = new int[16];
        private int[] spare = new int[16];

        /// The sorted positions are the first `to - from` elements; valid until the next call.
        int[] sorted(Vector child, int from, int to, Order order) {
            int count = to - from;
            if (positions.length < count) {
                positions = new int[count];
                spare = new int[count];
            }
            for (int k = 0; k < count; k++) {
                positions[k] = from + k;
            }
            for (int width = 1; width < count; width *= 2) {
                for (int at = 0; at < count; at += 2 * width) {
                    merge(child, order, at, Math.min(at + width, count), Math.min(at + 2 * width, count));
                }
                int[] swapped = positions;
                positions = spare;
                spare = swapped;
            }
            return positions;
        }

        private void merge(Vector child, Order order, int from, int middle, int to) {
            int a = from;
            int b = middle;
            for (int k = from; k < to; k++) {
                boolean left = a < middle
                        && (b >= to || order.compare(child, positions[a], positions[b]) <= 0);
                spare[k] = left ? positions[a++] : positions[b++];
            }
        }
    }
}
