package dev.peso.ml.internal.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.frame.Origin;
import dev.peso.ml.internal.learn.Training;

/// The preparation that fits columns and learner: leaves out columns that tell nothing, takes dates apart, and for
/// learners that need it fills missing values, turns categories into columns of 0 and 1, and scales.
public record PrepareStep() implements Step {
    private static final int MOST_CATEGORIES = 50;
    private static final int MOST_TERMS = 20_000;
    private static final int MOST_DENSE_TERMS = 200;
    /// So many words make a sentence.
    private static final int PROSE = 5;
    private static final int SAMPLE = 1_000;
    /// What the name of a column that says where another is missing ends with.
    public static final String MISSING = " is missing";

    @Override
    public FittedStep fit(Training training, Setting setting) {
        List<FittedStep> steps = new ArrayList<>();
        Training now = add(steps, drop(training.frame()), training);
        now = add(steps, new DatesStep(List.of()).fit(now, setting), now);
        List<String> prose = prose(now.frame());
        if (!prose.isEmpty()) {
            now = add(steps, text(prose, setting).fit(now, setting), now);
        }
        if (!setting.learner().takesRawColumns()) {
            now = add(steps, flags(now.frame()), now);
            now = add(steps,
                    new ImputeStep(ImputeStep.How.MEDIAN, Double.NaN, "", List.of()).fit(now, setting), now);
            List<String> numbers = now.frame()
                    .columns()
                    .stream()
                    .filter(c -> c instanceof Feature.Numbers && !c.name().endsWith(MISSING))
                    .map(Feature::name)
                    .toList();
            now = add(steps,
                    new EncodeStep(EncodeStep.How.ONE_HOT, EncodeStep.Unknown.MISSING,
                            EncodeStep.Missing.CATEGORY, MOST_CATEGORIES,
                            List.of()).fit(now, setting),
                    now);
            if (setting.learner().wantsScaled() && !numbers.isEmpty()) {
                add(steps, new ScaleStep(ScaleStep.How.STANDARD, numbers).fit(now, setting), now);
            }
        }
        return new Fitted(steps);
    }

    @Override
    public boolean readsTexts(Feature.Codes column) {
        return isProse(column);
    }

    /// Whether texts are sentences rather than names: there are many of them, of several words. All known texts count, not
    /// only those of some rows, so that a column is taken for the same in each fold.
    private static boolean isProse(Feature.Codes column) {
        List<String> looked = column.levels().subList(0, Math.min(SAMPLE, column.levels().size()));
        return column.levels().size() > MOST_CATEGORIES
                && looked.stream()
                        .mapToInt(text -> text.trim().split("\\s+").length)
                        .average()
                        .orElse(0) >= PROSE;
    }

    private static List<String> prose(Frame frame) {
        return frame.columns()
                .stream()
                .filter(column -> column instanceof Feature.Codes codes && isProse(codes))
                .map(Feature::name)
                .toList();
    }

    private static TextStep text(List<String> columns, Setting setting) {
        int terms = setting.learner().takesSparse() ? MOST_TERMS : MOST_DENSE_TERMS;
        return new TextStep(TextStep.How.TFIDF, new Tokens(Tokens.Unit.WORDS, 1, 1, false, List.of()), 2, 1,
                terms,
                false, true, columns);
    }

    private static Training add(List<FittedStep> steps, FittedStep step, Training training) {
        steps.add(step);
        return training.withFrame(step.apply(training.frame()));
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
        return seen > MOST_CATEGORIES && seen > known / 2 && !isProse(column)
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

        @Override
        public Map<String, Origin> origins(Frame empty, Map<String, Origin> before) {
            return Origins.after(steps, empty, before);
        }
    }
}
