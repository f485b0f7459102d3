package dev.peso.ml.internal.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.peso.Column;
import dev.peso.Dataset;
import dev.peso.Field;
import dev.peso.QueryException;
import dev.peso.Schema;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.frame.InputColumn;
import dev.peso.ml.internal.frame.Inputs;
import dev.peso.ml.internal.frame.Labels;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.spi.ColumnReader;

/// What training reads from a dataset: rows with a target.
///
/// @param target what to predict
/// @param values of the target
/// @param inputs the columns that become features
/// @param frame the features
/// @param weights of rows, or null
/// @param groups numbers of groups, or null
/// @param time when each row was, or null
/// @param notes what was decided
/// @param data fingerprint of the columns read
record Rows(Target target, double[] values, List<InputColumn> inputs, Frame frame,
        double @Nullable [] weights,
        int @Nullable [] groups, double @Nullable [] time, List<String> notes, String data) {

    static Rows read(PipelineSpec spec, Dataset dataset, Workers workers) {
        Schema schema = dataset.schema();
        if (spec.purpose().finding() != null) {
            return readAll(spec, dataset, inputs(spec, schema), workers);
        }
        Field targetField = schema.field(spec.target());
        List<InputColumn> inputs = inputs(spec, schema);
        Dataset data = dataset.select(needed(spec, inputs).toArray(String[]::new)).collect();
        List<String> notes = new ArrayList<>();
        Column targetColumn = data.column(spec.target());
        if (targetColumn.nullCount() == targetColumn.rows()) {
            throw new QueryException("no row has a \"" + spec.target() + "\" to learn from");
        }
        ColumnReader reader = targetColumn.reader();
        Target target = Target.isClasses(spec.purpose(), targetField, reader)
                ? Target.ofClasses(targetField, reader, spec.positive())
                : spec.purpose() == PipelineSpec.Purpose.RANK
                        ? Target.ofRelevance(targetField)
                        : Target.ofNumbers(targetField);
        if (!target.classifies() && !spec.positive().isEmpty()) {
            throw new QueryException("a positive class needs classes, and \"" + spec.target()
                    + "\" is predicted as a number; use classify(\"" + spec.target() + "\")");
        }
        AtomicReference<double[]> values = new AtomicReference<>(new double[0]);
        Content content = Content.read(spec, inputs, data, () -> values.set(target.read(reader)), workers);
        double[] all = values.get();
        int[] kept = kept(all, spec.target(), notes);
        Frame frame = new Frame(content.features(), all.length);
        Roles roles = spec.roles();
        Rows rows = new Rows(target, all, content.inputs(), frame, Weights.read(data, roles.weight()),
                groups(data, roles.group()),
                times(data, roles.time()), notes, content.fingerprint());
        Rows taken = kept.length == all.length ? rows : rows.take(kept);
        if (target.ranks()) {
            taken.requireOrder(roles);
        }
        taken.warnOfEqualNumbers();
        taken.warnOfLeaks();
        taken.warnOfRareClasses(spec.validation().folds());
        return taken;
    }

    /// An order is that of the rows of a group, by numbers of 0 or more.
    private void requireOrder(Roles roles) {
        if (groups == null) {
            throw new QueryException("rank(\"" + target.column() + "\") orders the rows of each group, "
                    + "such as the answers to a query; add group(\"column\")");
        }
        for (int i = 0; i < values.length; i++) {
            if (values[i] < 0) {
                throw new QueryException("column \"" + target.column() + "\" holds " + values[i]
                        + "; a relevance is 0 or more");
            }
            if (groups[i] < 0) {
                throw new QueryException("column \"" + roles.group() + "\" has no group for a row with a \""
                        + target.column() + "\"; drop such rows first");
            }
        }
        requireEqualWeights(roles);
    }

    /// A group counts as a whole.
    private void requireEqualWeights(Roles roles) {
        double[] given = weights;
        int[] of = groups;
        Map<Integer, Double> known = new HashMap<>();
        for (int i = 0; given != null && of != null && i < given.length; i++) {
            Double first = known.putIfAbsent(of[i], given[i]);
            if (first != null && first != given[i]) {
                throw new QueryException(
                        "rank(\"" + target.column() + "\") weighs whole groups, and column \""
                                + roles.weight() + "\" holds " + first + " and " + given[i]
                                + " in rows with the same \"" + roles.group() + "\"");
            }
        }
    }

    /// An input with the levels of training, unless a step reads texts that are not among them.
    private static InputColumn known(InputColumn input, Feature.Codes codes, PipelineSpec spec) {
        return spec.steps().stream().anyMatch(step -> step.readsTexts(codes))
                ? new InputColumn(input.name(), InputColumn.Kind.TEXT, input.type(), List.of())
                : new InputColumn(input.name(), input.kind(), input.type(), codes.levels());
    }

    /// Rows without a target.
    private static Rows readAll(PipelineSpec spec, Dataset dataset, List<InputColumn> inputs,
            Workers workers) {
        Dataset data = dataset.select(needed(spec, inputs).toArray(String[]::new)).collect();
        int rows = Math.toIntExact(data.count());
        if (rows == 0) {
            throw new QueryException("there are no rows to learn from");
        }
        Content content = Content.read(spec, inputs, data, () -> {}, workers);
        return new Rows(Target.none(), new double[rows], content.inputs(),
                new Frame(content.features(), rows),
                Weights.read(data, spec.roles().weight()), null, null, new ArrayList<>(),
                content.fingerprint());
    }

    /// Columns as features.
    ///
    /// @param inputs the columns, with the levels of texts
    /// @param features what they hold
    /// @param fingerprint of all columns read
    private record Content(List<InputColumn> inputs, List<Feature> features, String fingerprint) {
        /// @param others what else is to be read, at the same time
        static Content read(PipelineSpec spec, List<InputColumn> inputs, Dataset data, Runnable others,
                Workers workers) {
            Feature[] features = new Feature[inputs.size()];
            AtomicReference<String> fingerprint = new AtomicReference<>("");
            workers.forEach(features.length + 2, task -> {
                int i = task - 2;
                switch (i) {
                    // The longest first.
                    case -2 -> fingerprint.set(data.fingerprint());
                    case -1 -> others.run();
                    default -> features[i] = Inputs.read(inputs.get(i),
                            data.column(inputs.get(i).name()).reader());
                }
            });
            List<InputColumn> known = new ArrayList<>();
            for (int i = 0; i < features.length; i++) {
                known.add(features[i] instanceof Feature.Codes codes
                        ? known(inputs.get(i), codes, spec)
                        : inputs.get(i));
            }
            return new Content(known, List.of(features), fingerprint.get());
        }
    }

    private static List<InputColumn> inputs(PipelineSpec spec, Schema schema) {
        Set<String> taken = new LinkedHashSet<>(spec.roles().all());
        taken.forEach(schema::field);
        if (taken.contains(spec.target())) {
            throw new QueryException(
                    "column \"" + spec.target() + "\" is the target and cannot have another role");
        }
        List<InputColumn> inputs = new ArrayList<>();
        for (Field field : schema.fields()) {
            if (!field.name().equals(spec.target()) && !taken.contains(field.name())) {
                inputs.add(Inputs.of(field));
            }
        }
        if (inputs.isEmpty()) {
            throw new QueryException("there are no features: all columns"
                    + (spec.target().isEmpty() ? "" : " but the target") + " have other roles");
        }
        return inputs;
    }

    private static Set<String> needed(PipelineSpec spec, List<InputColumn> inputs) {
        Set<String> needed = new LinkedHashSet<>();
        inputs.forEach(input -> needed.add(input.name()));
        if (!spec.target().isEmpty()) {
            needed.add(spec.target());
        }
        for (String role : List.of(spec.roles().weight(), spec.roles().group(), spec.roles().time())) {
            if (!role.isEmpty()) {
                needed.add(role);
            }
        }
        return needed;
    }

    private static int[] kept(double[] target, String column, List<String> notes) {
        int[] kept = IntStream.range(0, target.length).filter(i -> !Double.isNaN(target[i])).toArray();
        if (kept.length < target.length) {
            notes.add((target.length - kept.length) + " of " + target.length + " rows have no \"" + column
                    + "\" and are left out");
        }
        if (kept.length == 0) {
            throw new QueryException("all \"" + column + "\" are NaN; there is nothing to learn from");
        }
        for (int row : kept) {
            if (Double.isInfinite(target[row])) {
                throw new QueryException("column \"" + column + "\" is infinite in row " + row
                        + "; replace or filter it first");
            }
            if (Math.abs(target[row]) > Frame.MOST) {
                throw new QueryException("column \"" + column + "\" is beyond 1e150 in row " + row
                        + "; divide it by a number");
            }
        }
        return kept;
    }

    private static int @Nullable [] groups(Dataset data, String column) {
        return column.isEmpty() ? null : Labels.read(data.column(column)).codes();
    }

    private static double @Nullable [] times(Dataset data, String column) {
        if (column.isEmpty()) {
            return null;
        }
        double[] times = Target.doubles(data.column(column).reader());
        for (int i = 0; i < times.length; i++) {
            if (Double.isNaN(times[i])) {
                throw new QueryException(
                        "column \"" + column + "\" has no time in row " + i + "; drop such rows first");
            }
        }
        return times;
    }

    /// What a learner gets of the rows.
    Training training(long seed, Workers workers) {
        return new Training(frame, values, target.classes().size(), weights, seed, workers,
                target.ranks() ? groups : null);
    }

    /// Some of the rows.
    Rows take(int[] rows) {
        double[] allWeights = weights;
        double[] allTimes = time;
        int[] allGroups = groups;
        return new Rows(target, Training.pick(values, rows), inputs, frame.take(rows),
                allWeights == null ? null : Training.pick(allWeights, rows),
                allGroups == null ? null : Training.pick(allGroups, rows),
                allTimes == null ? null : Training.pick(allTimes, rows), notes, data);
    }

    /// Notes classes that have not enough rows for the folds.
    private void warnOfRareClasses(int folds) {
        int[] counts = new int[target.classes().size()];
        for (int i = 0; i < values.length && counts.length > 0; i++) {
            counts[(int) values[i]]++;
        }
        for (int k = 0; k < counts.length; k++) {
            if (counts[k] < folds) {
                notes.add("class \"" + target.classes().get(k) + "\" has " + counts[k]
                        + " rows, fewer than the "
                        + folds + " folds: it is not in all of them");
            }
        }
    }

    /// Notes numbers that leave nothing to learn.
    private void warnOfEqualNumbers() {
        if (!target.classifies() && Arrays.stream(values).distinct().limit(2).count() < 2) {
            notes.add("all \"" + target.column() + "\" are " + values[0]
                    + ": there is nothing to learn but that");
        }
    }

    /// Notes columns that are the target under another name.
    private void warnOfLeaks() {
        for (Feature column : frame.columns()) {
            if (Leaks.tells(column, values, target.classes().size())) {
                notes.add("column \"" + column.name() + "\" tells \"" + target.column()
                        + "\" exactly; ignore it if it is not known before");
            }
        }
    }
}
