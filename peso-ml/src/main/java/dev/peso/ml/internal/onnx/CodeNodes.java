package dev.peso.ml.internal.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import dev.peso.QueryException;
import dev.peso.ml.internal.frame.Csr;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.numeric.RowMajor;
import dev.peso.ml.internal.prepare.EncodeStep;
import dev.peso.ml.internal.prepare.FittedStep;
import dev.peso.ml.internal.prepare.KnownLevels;
import dev.peso.ml.internal.prepare.TargetEncodeStep;
import dev.peso.ml.internal.prepare.WideOneHot;

/// Steps that turn categories into numbers as nodes of a graph: each looks codes up in a table.
final class CodeNodes {
    private CodeNodes() {}

    static Columns encode(EncodeStep.Fitted step, Columns columns) {
        return columns
                .replace(column -> encoding(step, column).<List<? extends Columns.Column>>map(encoding -> {
                    Columns.Codes codes = (Columns.Codes) column;
                    return step.how() == EncodeStep.How.ONE_HOT
                            ? oneHot(columns, codes, encoding)
                            : List.of(ordinal(columns, codes, encoding));
                })
                        .orElse(List.of(column)));
    }

    static Columns encode(WideOneHot step, Columns columns) {
        List<Columns.Column> others = new ArrayList<>();
        List<Columns.Numbers> sparse = new ArrayList<>(columns.sparse());
        for (Columns.Column column : columns.columns()) {
            Optional<EncodeStep.Encoding> encoding = encoding(step.encoding(), column);
            if (encoding.isPresent()) {
                sparse.addAll(oneHot(columns, (Columns.Codes) column, encoding.get()));
            } else {
                others.add(column);
            }
        }
        return new Columns(columns.graph(), others, sparse);
    }

    static Columns encode(TargetEncodeStep.Fitted step, Columns columns) {
        List<EncodeStep.Encoding> encodings = step.encoding().encodings();
        return columns.replace(
                column -> encoding(step.encoding(), column).<List<? extends Columns.Column>>map(encoding -> {
                    List<Columns.Numbers> made = new ArrayList<>();
                    for (int k = 0; k < step.outputs().size(); k++) {
                        double[] means = step.means()
                                .get(encodings.indexOf(encoding) * step.outputs().size() + k);
                        String label = step.outputs().get(k);
                        made.add(new Columns.Numbers(
                                label.isEmpty() ? column.name() : column.name() + " p(" + label + ")",
                                mean(columns, (Columns.Codes) column, encoding, means, step.overall()[k]), 0,
                                1));
                    }
                    return made;
                })
                        .orElse(List.of(column)));
    }

    private static String mean(Columns columns, Columns.Codes column, EncodeStep.Encoding encoding,
            double[] means,
            double overall) {
        double[] table = Arrays.stream(places(column, encoding))
                .mapToDouble(place -> place < 0 ? overall : means[(int) place])
                .toArray();
        return columns.graph()
                .op("Gather", columns.graph().constant(table, table.length), columns.shifted(column));
    }

    static Columns known(KnownLevels step, Columns columns) {
        return columns.replace(column -> {
            for (KnownLevels.Known known : step.columns()) {
                if (known.column().equals(column.name()) && column instanceof Columns.Codes codes) {
                    long[] places = places(codes,
                            new EncodeStep.Encoding(known.column(), known.levels(), false));
                    for (int i = 0; i < places.length; i++) {
                        places[i] = places[i] < 0 ? Feature.Codes.UNKNOWN : places[i];
                    }
                    places[1] = Feature.Codes.MISSING;
                    return List.of(
                            new Columns.Codes(codes.name(), look(columns, codes, places), known.levels()));
                }
            }
            return List.of(column);
        });
    }

    /// A step that makes sparse columns of categories, for those that are known: a row of a table for each.
    ///
    /// @param names of the columns it is about
    static Columns table(FittedStep step, List<String> names, Columns columns) {
        List<Columns.Column> others = new ArrayList<>();
        List<Columns.Numbers> sparse = new ArrayList<>(columns.sparse());
        for (Columns.Column column : columns.columns()) {
            if (column instanceof Columns.Codes codes && names.contains(column.name())) {
                int[] all = IntStream.range(0, codes.levels().size() + 2).map(i -> i - 2).toArray();
                Csr rows = step.apply(
                        new Frame(List.of(new Feature.Codes(codes.name(), all, codes.levels())), all.length))
                        .sparse();
                sparse.addAll(rows(columns, codes, rows));
            } else {
                others.add(column);
            }
        }
        return new Columns(columns.graph(), others, sparse);
    }

    private static List<Columns.Numbers> rows(Columns columns, Columns.Codes codes, Csr rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        if ((long) rows.width() * rows.rows() * Double.BYTES > Frame.MOST_BYTES) {
            throw new QueryException("the " + rows.width() + " columns of \"" + codes.name() + "\" for "
                    + codes.levels().size() + " categories would be a table of more than 1 GB in ONNX; "
                    + "make fewer columns, or use save(path)");
        }
        double[] table = RowMajor.of(rows.dense(), rows.rows());
        Graph graph = columns.graph();
        String found = graph.op("Gather", graph.constant(table, rows.rows(), rows.width()),
                graph.op("Squeeze", columns.shifted(codes), graph.constant(new long[]{1}, 1)));
        return Columns.of(found, rows.names());
    }

    private static Optional<EncodeStep.Encoding> encoding(EncodeStep.Fitted step, Columns.Column column) {
        if (!(column instanceof Columns.Codes)) {
            return Optional.empty();
        }
        Optional<EncodeStep.Encoding> own = step.encodings()
                .stream()
                .filter(each -> each.column().equals(column.name()))
                .findFirst();
        own.ifPresent(_ -> requireLenient(step, column.name()));
        return own;
    }

    private static void requireLenient(EncodeStep.Fitted step, String column) {
        boolean isStrict = step.unknown() == EncodeStep.Unknown.FAIL;
        if (isStrict || step.missing() == EncodeStep.Missing.FAIL) {
            throw new QueryException("column \"" + column + "\" is encoded with "
                    + (isStrict ? "Unknown" : "Missing") + ".FAIL, and an ONNX graph cannot fail; use "
                    + (isStrict ? "Unknown.MISSING" : "Missing.CATEGORY"));
        }
    }

    /// The place of each code among the categories of an encoding, from that of what is unknown and what is missing on;
    /// -1 for none.
    private static long[] places(Columns.Codes column, EncodeStep.Encoding encoding) {
        long[] places = new long[column.levels().size() + 2];
        places[0] = -1;
        places[1] = encoding.hasMissing() ? encoding.levels().size() : -1;
        for (int code = 0; code < column.levels().size(); code++) {
            places[code + 2] = encoding.levels().indexOf(column.levels().get(code));
        }
        return places;
    }

    private static String look(Columns columns, Columns.Codes column, long[] table) {
        return columns.graph()
                .op("Gather", columns.graph().constant(table, table.length), columns.shifted(column));
    }

    private static Columns.Numbers ordinal(Columns columns, Columns.Codes column,
            EncodeStep.Encoding encoding) {
        double[] table = Arrays.stream(places(column, encoding))
                .mapToDouble(place -> place < 0 ? Double.NaN : place)
                .toArray();
        Graph graph = columns.graph();
        return new Columns.Numbers(column.name(),
                graph.op("Gather", graph.constant(table, table.length), columns.shifted(column)), 0, 1);
    }

    private static List<Columns.Numbers> oneHot(Columns columns, Columns.Codes column,
            EncodeStep.Encoding encoding) {
        int width = encoding.width();
        Graph graph = columns.graph();
        String place = look(columns, column, places(column, encoding));
        String hot = graph.cast(graph.op("Equal", place,
                graph.constant(LongStream.range(0, width).toArray(), 1, width)), Tensor.DOUBLE);
        List<Columns.Numbers> made = new ArrayList<>();
        for (int k = 0; k < width; k++) {
            made.add(new Columns.Numbers(encoding.name(k), hot, k, width));
        }
        return made;
    }
}
