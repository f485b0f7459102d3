package dev.peso.internal.kernel;

import static dev.peso.internal.kernel.Signatures.DATE;
import static dev.peso.internal.kernel.Signatures.DURATION;
import static dev.peso.internal.kernel.Signatures.INT;
import static dev.peso.internal.kernel.Signatures.STRUCT;
import static dev.peso.internal.kernel.Signatures.TIMESTAMP;
import static dev.peso.internal.kernel.Signatures.takes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.NumberBuilder;
import dev.peso.internal.column.StructVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;
import dev.peso.internal.expr.RowException;

/// Lists made from values, from other lists, and from bounds.
final class ListMakers {
    private ListMakers() {}

    static void register(Functions.Registrar registrar) {
        registrar.add(new Function("list_value", ListMakers::resolveValues, (_, result) -> (vectors,
                rows) -> values(vectors, result, rows)), "list_pack", "array_value");
        registrar.add(new Function("list_concat",
                Lists.meeting("list_concat", 1, Integer.MAX_VALUE, e -> Lists.of(e, DataType.list(e))),
                (_, result) -> (vectors, rows) -> Lists.concat(result, Arrays.copyOf(vectors, vectors.length,
                        ListVector[].class), false, rows)),
                "list_cat", "array_concat", "array_cat");
        adder(registrar, "list_append", 0, true, "array_append", "array_push_back");
        adder(registrar, "list_prepend", 1, false, "array_prepend");
        adder(registrar, "array_push_front", 0, false);
        registrar.add(new Function("flatten", ListMakers::resolveFlatten,
                (_, result) -> (vectors, rows) -> flatten((ListVector) vectors[0], result, rows)));
        registrar.add(new Function("list_zip", ListMakers::resolveZip,
                (_, result) -> (vectors, rows) -> zip(vectors, result, rows)), "array_zip");
        registrar.add(new Function("list_resize", ListMakers::resolveResize,
                (_, result) -> (vectors, rows) -> resize(vectors, result, rows)), "array_resize");
        range(registrar, "range", false);
        range(registrar, "generate_series", true);
    }

    private static Function.Signature resolveValues(List<CheckedExpr> args) {
        DataType element = TypeRules.common(args);
        if (element == null) {
            throw Signatures.reject("list_value", "values of one type", args, true);
        }
        return new Function.Signature(Collections.nCopies(args.size(), element), DataType.list(element));
    }

    private static Vector values(Vector[] vectors, DataType result, int rows) {
        int[] offsets = new int[rows + 1];
        int[] picks = new int[Math.multiplyExact(rows, vectors.length)];
        for (int i = 0; i < rows; i++) {
            offsets[i + 1] = (i + 1) * vectors.length;
            for (int k = 0; k < vectors.length; k++) {
                picks[i * vectors.length + k] = k * rows + i;
            }
        }
        Vector all = vectors.length == 0
                ? Vectors.nulls(DataType.NULL, 0)
                : Vectors.concat(Lists.element(result), List.of(vectors));
        return new ListVector(result, offsets, Lists.pick(all, picks, picks.length), 0, rows, null);
    }

    private static void adder(Functions.Registrar registrar, String name, int listAt, boolean atEnd,
            String... aliases) {
        Function.Resolver resolver = Lists.withElement(name, listAt, e -> new Function.Signature(
                listAt == 0 ? List.of(DataType.list(e), e) : List.of(e, DataType.list(e)), DataType.list(e)));
        registrar.add(new Function(name, resolver, (_, result) -> (vectors, rows) -> {
            ListVector list = (ListVector) vectors[listAt];
            ListVector one = (ListVector) values(new Vector[]{vectors[1 - listAt]}, result, rows);
            ListVector[] both = atEnd ? new ListVector[]{list, one} : new ListVector[]{one, list};
            return Lists.concat(result, both, false, rows);
        }), aliases);
    }

    private static Function.Signature resolveFlatten(List<CheckedExpr> args) {
        DataType inner = args.size() == 1 ? Lists.element(args.getFirst().type()) : DataType.BOOLEAN;
        if (!Lists.isList(inner) || !Lists.isList(args.getFirst().type())) {
            throw Signatures.reject("flatten", "(list of lists)", args, false);
        }
        DataType list = DataType.list(Lists.element(inner));
        return new Function.Signature(List.of(DataType.list(list)), list);
    }

    private static Vector flatten(ListVector outer, DataType result, int rows) {
        ListVector inner = (ListVector) outer.child;
        Lists.Picks picks = new Lists.Picks(rows, inner.child.length);
        for (int i = 0; i < rows; i++) {
            for (int k = outer.from(i); !outer.isNull(i) && k < outer.to(i); k++) {
                if (!inner.isNull(k)) {
                    picks.addRange(inner.from(k), inner.to(k));
                }
            }
            picks.endList();
        }
        return picks.from(inner.child, result, Bitmap.copy(outer.validity, outer.offset, rows));
    }

    private static Function.Signature resolveZip(List<CheckedExpr> args) {
        List<DataType> lists = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        for (CheckedExpr arg : args) {
            if (!Lists.isList(arg.type())) {
                throw Signatures.reject("list_zip", "(list, ...)", args, true);
            }
            DataType element = Lists.element(arg.type());
            lists.add(DataType.list(element));
            fields.add(Field.of(String.valueOf(fields.size() + 1), element));
        }
        if (args.isEmpty()) {
            throw Signatures.reject("list_zip", "(list, ...)", args, false);
        }
        return new Function.Signature(lists, DataType.list(new DataType.Struct(fields)));
    }

    /// Structs of the elements at equal positions; a shorter list, or a null one, gives nulls.
    private static Vector zip(Vector[] vectors, DataType result, int rows) {
        Lists.Picks[] picks = new Lists.Picks[vectors.length];
        int[] offsets = new int[rows + 1];
        for (int c = 0; c < picks.length; c++) {
            picks[c] = new Lists.Picks(rows, rows);
        }
        for (int i = 0; i < rows; i++) {
            int longest = 0;
            for (Vector v : vectors) {
                ListVector list = (ListVector) v;
                longest = list.isNull(i) ? longest : Math.max(longest, list.to(i) - list.from(i));
            }
            for (int c = 0; c < picks.length; c++) {
                ListVector list = (ListVector) vectors[c];
                for (int k = 1; k <= longest; k++) {
                    picks[c].add(list.isNull(i) ? -1 : Lists.position(list, i, k));
                }
            }
            offsets[i + 1] = offsets[i] + longest;
        }
        List<Vector> children = new ArrayList<>();
        for (int c = 0; c < picks.length; c++) {
            children.add(Lists.pick(((ListVector) vectors[c]).child, picks[c].positions, picks[c].count));
        }
        StructVector structs = new StructVector(Lists.element(result), children, 0, offsets[rows], null);
        return new ListVector(result, offsets, structs, 0, rows, null);
    }

    private static Function.Signature resolveResize(List<CheckedExpr> args) {
        boolean fits = (args.size() == 2 || args.size() == 3) && Lists.isList(args.getFirst().type())
                && (args.get(1).type().isInteger() || args.get(1).type() == DataType.NULL);
        DataType element = fits ? Lists.element(args.getFirst().type()) : null;
        if (element != null && args.size() == 3) {
            element = TypeRules.common(List.of(new CheckedExpr.Ref(0, element, ""), args.get(2)));
        }
        if (element == null) {
            throw Signatures.reject("list_resize", "(list, int64[, element])", args, args.size() > 1);
        }
        DataType list = DataType.list(element);
        return new Function.Signature(args.size() == 2
                ? List.of(list, DataType.INT64)
                : List.of(list, DataType.INT64, element), list);
    }

    private static Vector resize(Vector[] vectors, DataType result, int rows) {
        ListVector list = (ListVector) vectors[0];
        Vector fill = vectors.length > 2 ? vectors[2] : Vectors.nulls(Lists.element(result), rows);
        Vector reached = Lists.reached(list);
        Vector all = Vectors.concat(Lists.element(result), List.of(reached, fill));
        Lists.Picks picks = new Lists.Picks(rows, reached.length);
        long[] valid = Arguments.valid(new Vector[]{list, vectors[1]}, rows);
        for (int i = 0; i < rows; i++) {
            if (Bitmap.isSet(valid, i)) {
                long size = ((LongVector) vectors[1]).get(i);
                Lists.checkSize(size, picks.count, i);
                int from = list.from(i) - Lists.base(list);
                int keep = (int) Math.min(size, list.to(i) - list.from(i));
                picks.addRange(from, from + keep);
                for (long k = keep; k < size; k++) {
                    picks.add(reached.length + i);
                }
            }
            picks.endList();
        }
        return picks.from(all, result, valid);
    }

    private static void range(Functions.Registrar registrar, String name, boolean closed) {
        DataType numbers = DataType.list(DataType.INT64);
        Signatures.Result moments = types -> DataType.list(types.getFirst());
        Function.Resolver resolver = Signatures.resolver(name, takes(INT).optional(INT, INT).returns(numbers),
                takes(DATE, DATE, DURATION).returns(moments), takes(DATE, DATE, STRUCT).returns(moments),
                takes(TIMESTAMP, TIMESTAMP, DURATION).returns(moments),
                takes(TIMESTAMP, TIMESTAMP, STRUCT).returns(moments));
        registrar.add(new Function(name, args -> {
            Function.Signature signature = resolver.resolve(args);
            List<DataType> types = signature.args();
            boolean months = types.size() == 3 && types.get(2) instanceof DataType.Struct;
            if ((months && !types.get(2).equals(TemporalFunctions.MONTHS))
                    || (types.size() == 3 && types.getFirst().isTemporal()
                            && !types.getFirst().equals(types.get(1)))) {
                throw Signatures.reject(name,
                        "(int64[, int64[, int64]]) or two dates or timestamps of one type and a step",
                        args, true);
            }
            return signature;
        }, (args, result) -> args.getFirst().type().isTemporal()
                ? (vectors, rows) -> moments(vectors, result, closed, rows)
                : (vectors, rows) -> numbers(vectors, result, closed, rows)));
    }

    private static Vector numbers(Vector[] vectors, DataType result, boolean closed, int rows) {
        long[] valid = Arguments.valid(vectors, rows);
        NumberBuilder builder = new NumberBuilder(DataType.INT64, rows);
        int[] offsets = new int[rows + 1];
        for (int i = 0; i < rows; i++) {
            if (Bitmap.isSet(valid, i)) {
                long from = vectors.length == 1 ? 0 : ((LongVector) vectors[0]).get(i);
                long to = ((LongVector) vectors[vectors.length == 1 ? 0 : 1]).get(i);
                long step = vectors.length < 3 ? 1 : ((LongVector) vectors[2]).get(i);
                numbers(builder, from, to, step, closed, i);
            }
            offsets[i + 1] = builder.length();
        }
        return new ListVector(result, offsets, builder.build(), 0, rows, valid);
    }

    private static void numbers(NumberBuilder builder, long from, long to, long step, boolean closed,
            int row) {
        if (step == 0) {
            throw new RowException(row, "a range needs a step other than 0");
        }
        if (step > 0 ? from > to : from < to) {
            return;
        }
        double size = Math.abs(((double) to - from) / step);
        Lists.checkSize((long) size, builder.length(), row);
        for (long at = from; step > 0 ? at < to : at > to; at += step) {
            builder.append(at);
            if (step > 0 ? at > Long.MAX_VALUE - step : at < Long.MIN_VALUE - step) {
                return;
            }
        }
        if (closed && Math.floorMod(Math.subtractExact(to, from), step) == 0) {
            builder.append(to);
        }
    }

    private static Vector moments(Vector[] vectors, DataType result, boolean closed, int rows) {
        long[] valid = Arguments.valid(vectors, rows);
        DataType type = Lists.element(result);
        Moments moments = Moments.of(type);
        NumberBuilder builder = new NumberBuilder(type, rows);
        int[] offsets = new int[rows + 1];
        Vector steps = vectors[2] instanceof StructVector s ? s.children.getFirst() : vectors[2];
        Moments spans = Moments.of(vectors[2].type);
        for (int i = 0; i < rows; i++) {
            if (Bitmap.isSet(valid, i)) {
                long step = Moments.stored(steps, i);
                long from = Moments.stored(vectors[0], i);
                long to = Moments.stored(vectors[1], i);
                if (step == 0) {
                    throw new RowException(i, "a range needs a step other than 0");
                }
                boolean months = vectors[2] instanceof StructVector;
                for (long k = 0;; k++) {
                    long at = months
                            ? later(moments, from, k * step)
                            : later(moments, from, k, step, spans, i);
                    boolean past = step > 0 ? at > to : at < to;
                    if (past || (at == to && !closed)) {
                        break;
                    }
                    builder.append(at);
                    Lists.checkSize(0, builder.length(), i);
                }
            }
            offsets[i + 1] = builder.length();
        }
        return new ListVector(result, offsets, builder.build(), 0, rows, valid);
    }

    private static long later(Moments moments, long from, long months) {
        long local = moments.local(from);
        long day = moments.day(local);
        return moments.stored(moments.count(Civil.addMonths(day, months), 0) + local - moments.count(day, 0));
    }

    private static long later(Moments moments, long from, long count, long step, Moments spans, int row) {
        long span = Math.multiplyExact(count, step);
        if (moments.isDate()) {
            if (step % spans.perDay != 0) {
                throw new RowException(row,
                        "a range of dates needs a step of whole days; cast to timestamp first");
            }
            return from + span / spans.perDay;
        }
        if (moments.perSecond >= spans.perSecond) {
            return Math.addExact(from, Math.multiplyExact(span, moments.perSecond / spans.perSecond));
        }
        if (step % (spans.perSecond / moments.perSecond) != 0) {
            throw new RowException(row, "the step is finer than the unit of " + moments.type);
        }
        return Math.addExact(from, span / (spans.perSecond / moments.perSecond));
    }
}
