package dev.peso.ml.internal.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.peso.QueryException;
import dev.peso.ml.internal.foreign.ZeroIsMissing;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.prepare.BinStep;
import dev.peso.ml.internal.prepare.ClipStep;
import dev.peso.ml.internal.prepare.DatesStep;
import dev.peso.ml.internal.prepare.EncodeStep;
import dev.peso.ml.internal.prepare.FittedStep;
import dev.peso.ml.internal.prepare.HashStep;
import dev.peso.ml.internal.prepare.ImputeStep;
import dev.peso.ml.internal.prepare.InteractStep;
import dev.peso.ml.internal.prepare.IterativeImputeStep;
import dev.peso.ml.internal.prepare.Keep;
import dev.peso.ml.internal.prepare.KnownLevels;
import dev.peso.ml.internal.prepare.NeighbourImputeStep;
import dev.peso.ml.internal.prepare.OnlyTraining;
import dev.peso.ml.internal.prepare.OwnStep;
import dev.peso.ml.internal.prepare.PcaStep;
import dev.peso.ml.internal.prepare.PowerStep;
import dev.peso.ml.internal.prepare.PrepareStep;
import dev.peso.ml.internal.prepare.ScaleStep;
import dev.peso.ml.internal.prepare.TargetEncodeStep;
import dev.peso.ml.internal.prepare.TextStep;
import dev.peso.ml.internal.prepare.WideOneHot;

/// Steps of preparation as nodes of a graph.
final class StepNodes {
    private StepNodes() {}

    /// @throws QueryException if there are no nodes for a step
    static Columns apply(List<FittedStep> steps, Columns columns) {
        Columns now = columns;
        for (FittedStep step : steps) {
            now = apply(step, now);
        }
        return now;
    }

    private static Columns apply(FittedStep step, Columns columns) {
        return switch (step) {
            case PrepareStep.Fitted(var steps) -> apply(steps, columns);
            case PrepareStep.Drop drop ->
                columns.replace(c -> drop.columns().contains(c.name()) ? List.of() : List.of(c));
            case PrepareStep.Flags flags -> flags(flags, columns);
            case ImputeStep.Fitted impute -> impute(impute, columns);
            case ScaleStep.Fitted scale -> scale(scale, columns);
            case EncodeStep.Fitted encode -> CodeNodes.encode(encode, columns);
            case WideOneHot encode -> CodeNodes.encode(encode, columns);
            case TargetEncodeStep.Fitted encode -> CodeNodes.encode(encode, columns);
            case KnownLevels known -> CodeNodes.known(known, columns);
            case ClipStep.Fitted clip -> clip(clip, columns);
            case Keep keep -> keep(keep, columns);
            case OnlyTraining _ -> columns;
            case DatesStep.Fitted dates -> DateNodes.apply(dates, columns);
            case ZeroIsMissing zeros -> zeros(zeros, columns);
            case PowerStep.Fitted powers -> NumberNodes.powers(powers, columns);
            case InteractStep.Fitted products -> NumberNodes.products(products, columns);
            case PcaStep.Fitted components -> NumberNodes.components(components, columns);
            case BinStep.Fitted bins -> NumberNodes.bins(bins, columns);
            case NeighbourImputeStep.Fitted near -> FillNodes.neighbours(near, columns);
            case IterativeImputeStep.Fitted rounds -> FillNodes.rounds(rounds, columns);
            case HashStep.Fitted hash -> CodeNodes.table(hash, hash.columns(), columns);
            case TextStep.Fitted text -> CodeNodes.table(text,
                    text.columns().stream().map(TextStep.TextTerms::column).toList(), columns);
            case OwnStep.Fitted own -> throw own(own);
            default -> throw new IllegalStateException("no nodes for " + step.getClass());
        };
    }

    private static QueryException own(OwnStep.Fitted own) {
        return new QueryException("a model with the step " + own.step().getClass().getName()
                + " cannot be written as ONNX, because only that class knows what it does; "
                + "leave the step out, or use save(path)");
    }

    /// Why a column that is read letter by letter has no nodes.
    ///
    /// @param steps those of a model
    static QueryException texts(String column, List<FittedStep> steps) {
        for (FittedStep step : steps) {
            if (step instanceof OwnStep.Fitted own) {
                return own(own);
            }
            if (step instanceof HashStep.Fitted hash && hash.columns().contains(column)) {
                return new QueryException("column \"" + column + "\" is hashed, and ONNX has no operator for "
                        + "the hash of texts (MurmurHash3) that training has not seen; "
                        + "use oneHot or targetEncode, or use save(path)");
            }
        }
        return new QueryException("column \"" + column + "\" is taken apart into terms, and no operators of "
                + "ONNX do so exactly as Text does; leave the column out, or use save(path)");
    }

    private static Columns flags(PrepareStep.Flags flags, Columns columns) {
        List<Columns.Numbers> chosen = columns.numbers(flags.columns());
        if (chosen.isEmpty()) {
            return columns;
        }
        Graph graph = columns.graph();
        List<String> flagged = new ArrayList<>();
        for (Columns.Numbers each : chosen) {
            String one = columns.matrix(List.of(each));
            flagged.add(graph.cast(graph.op("IsNaN", List.of(one)), Tensor.DOUBLE));
        }
        return columns.replace(column -> {
            int at = column instanceof Columns.Numbers numbers ? chosen.indexOf(numbers) : -1;
            return at < 0
                    ? List.of(column)
                    : List.of(column,
                            new Columns.Numbers(column.name() + PrepareStep.MISSING, flagged.get(at), 0, 1));
        });
    }

    private static Columns zeros(ZeroIsMissing step, Columns columns) {
        Graph graph = columns.graph();
        return columns.replaceNumbers(columns.numbers(step.columns()), matrix -> graph.op("Where", List.of(
                graph.op("LessOrEqual", graph.op("Abs", List.of(matrix)), graph.number(ZeroIsMissing.MOST)),
                graph.number(Double.NaN), matrix)));
    }

    private static Columns impute(ImputeStep.Fitted step, Columns columns) {
        Graph graph = columns.graph();
        List<Columns.Numbers> chosen = columns.numbers(step.columns());
        double[] fills = chosen.stream()
                .mapToDouble(c -> step.fills()[step.columns().indexOf(c.name())])
                .toArray();
        Columns filled = columns.replaceNumbers(chosen, matrix -> graph.op("Where", List.of(
                graph.op("IsNaN", List.of(matrix)), graph.constant(fills, 1, fills.length), matrix)));
        return filled.replace(column -> {
            int at = step.columns().indexOf(column.name());
            return List.of(at >= 0 && column instanceof Columns.Codes codes
                    ? filled(graph, codes, step.texts().get(at))
                    : column);
        });
    }

    private static Columns.Codes filled(Graph graph, Columns.Codes column, String fill) {
        List<String> levels = new ArrayList<>(column.levels());
        int code = levels.indexOf(fill);
        if (code < 0) {
            code = levels.size();
            levels.add(fill);
        }
        String isMissing = graph.op("Equal", column.value(),
                graph.constant(new long[]{Feature.Codes.MISSING}, 1, 1));
        String value = graph.op("Where",
                List.of(isMissing, graph.constant(new long[]{code}, 1, 1), column.value()));
        return new Columns.Codes(column.name(), value, levels);
    }

    private static Columns scale(ScaleStep.Fitted step, Columns columns) {
        Graph graph = columns.graph();
        List<Columns.Numbers> chosen = columns.numbers(step.columns());
        int[] places = chosen.stream().mapToInt(c -> step.columns().indexOf(c.name())).toArray();
        double[] centers = new double[places.length];
        double[] scales = new double[places.length];
        for (int i = 0; i < places.length; i++) {
            centers[i] = step.centers()[places[i]];
            scales[i] = step.scales()[places[i]];
        }
        return columns.replaceNumbers(chosen, matrix -> graph.op("Div",
                graph.op("Sub", matrix, graph.constant(centers, 1, centers.length)),
                graph.constant(scales, 1, scales.length)));
    }

    private static Columns clip(ClipStep.Fitted step, Columns columns) {
        Graph graph = columns.graph();
        List<Columns.Numbers> chosen = columns.numbers(step.columns());
        double[] lows = chosen.stream()
                .mapToDouble(c -> step.lows()[step.columns().indexOf(c.name())])
                .toArray();
        double[] highs = chosen.stream()
                .mapToDouble(c -> step.highs()[step.columns().indexOf(c.name())])
                .toArray();
        return columns.replaceNumbers(chosen, matrix -> graph.within(matrix,
                graph.constant(lows, 1, lows.length), graph.constant(highs, 1, highs.length)));
    }

    private static Columns keep(Keep keep, Columns columns) {
        return new Columns(columns.graph(),
                columns.columns().stream().filter(c -> keep.columns().contains(c.name())).toList(),
                columns.sparse().isEmpty()
                        ? List.of()
                        : Arrays.stream(keep.sparse()).mapToObj(columns.sparse()::get).toList());
    }
}
