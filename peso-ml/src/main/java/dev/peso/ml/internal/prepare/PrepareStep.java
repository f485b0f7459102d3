package dev.peso.ml.internal.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;

/// The preparation that fits columns and learner: leaves out columns that tell nothing, takes dates apart, and for
/// learners that need it fills missing values, turns categories into columns of 0 and 1, and scales.
public record PrepareStep() implements Step {
    private static final int MOST_CATEGORIES = 50;
    private static final String MISSING = " is missing";

    @Override
    public FittedStep fit(Frame frame, Taste learner) {
        Drop drop = drop(frame);
        List<FittedStep> steps = new ArrayList<>();
        Frame now = add(steps, drop, frame);
        now = add(steps, new DatesStep(List.of()).fit(now, learner), now);
        if (!learner.raw()) {
            now = add(steps, flags(now), now);
            now = add(steps,
                    new ImputeStep(ImputeStep.How.MEDIAN, Double.NaN, "", List.of()).fit(now, learner), now);
            List<String> numbers = now.columns()
                    .stream()
                    .filter(c -> c instanceof Feature.Numbers && !c.name().endsWith(MISSING))
                    .map(Feature::name)
                    .toList();
            now = add(steps,
                    new EncodeStep(EncodeStep.How.ONE_HOT, EncodeStep.Unknown.MISSING, MOST_CATEGORIES,
                            List.of()).fit(now, learner),
                    now);
            if (learner.scaled() && !numbers.isEmpty()) {
                add(steps, new ScaleStep(ScaleStep.How.STANDARD, numbers).fit(now, learner), now);
            }
        }
        return new Fitted(steps);
    }

    private static Frame add(List<FittedStep> steps, FittedStep step, Frame frame) {
        steps.add(step);
        return step.apply(frame);
    }

    private static Drop drop(Frame frame) {
        List<String> names = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (Feature column : frame.columns()) {
            String reason = switch (column) {
                case Feature.Numbers(_, double[] values, _) -> reason(values);
                case Feature.Codes codes -> reason(codes);
            };
            if (!reason.isEmpty()) {
                names.add(column.name());
                reasons.add(reason);
            }
        }
        return new Drop(names, reasons);
    }

    private static String reason(double[] values) {
        double first = Double.NaN;
        boolean hasMissing = false;
        for (double value : values) {
            if (Double.isNaN(value)) {
                hasMissing = true;
            } else if (Double.isNaN(first)) {
                first = value;
            } else if (value != first) {
                return "";
            }
        }
        return Double.isNaN(first) ? "it has no values" : hasMissing ? "" : "all its values are equal";
    }

    private static String reason(Feature.Codes column) {
        int[] counts = column.counts();
        int known = Arrays.stream(counts).sum();
        int seen = (int) Arrays.stream(counts).filter(n -> n > 0).count();
        if (seen == 0) {
            return "it has no values";
        }
        if (seen == 1 && known == column.rows()) {
            return "all its values are equal";
        }
        return seen > MOST_CATEGORIES && seen > known / 2
                ? "most of its " + seen + " texts appear only once, as names and numbers of things do"
                : "";
    }

    /// A column of 0 and 1 for each column of numbers with missing values.
    private static Flags flags(Frame frame) {
        return new Flags(frame.columns()
                .stream()
                .filter(c -> c instanceof Feature.Numbers n
                        && Arrays.stream(n.values()).anyMatch(Double::isNaN))
                .map(Feature::name)
                .toList());
    }

    /// Leaves columns out.
    ///
    /// @param columns which
    /// @param reasons why
    public record Drop(List<String> columns, List<String> reasons) implements FittedStep {
        @Override
        public Frame apply(Frame frame) {
            return frame.replace(c -> columns.contains(c.name()) ? List.of() : List.of(c));
        }

        @Override
        public List<String> notes() {
            List<String> notes = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                notes.add("column \"" + columns.get(i) + "\" is left out: " + reasons.get(i));
            }
            return notes;
        }
    }

    /// Says where numbers are missing.
    ///
    /// @param columns of which columns
    public record Flags(List<String> columns) implements FittedStep {
        @Override
        public Frame apply(Frame frame) {
            return frame.replace(
                    column -> columns.contains(column.name()) && column instanceof Feature.Numbers numbers
                            ? List.of(column, new Feature.Numbers(column.name() + MISSING,
                                    Arrays.stream(numbers.values())
                                            .map(v -> Double.isNaN(v) ? 1 : 0)
                                            .toArray()))
                            : List.of(column));
        }
    }

    /// Some steps in turn.
    ///
    /// @param steps which
    public record Fitted(List<FittedStep> steps) implements FittedStep {
        public Fitted {
            steps = List.copyOf(steps);
        }

        @Override
        public Frame apply(Frame frame) {
            Frame now = frame;
            for (FittedStep step : steps) {
                now = step.apply(now);
            }
            return now;
        }

        @Override
        public List<String> notes() {
            return steps.stream().flatMap(step -> step.notes().stream()).toList();
        }
    }
}
