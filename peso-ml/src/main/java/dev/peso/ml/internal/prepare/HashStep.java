package dev.peso.ml.internal.prepare;

import java.util.ArrayList;
import java.util.List;

import dev.peso.QueryException;
import dev.peso.ml.internal.frame.CsrBuilder;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.frame.NameList;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.numeric.Murmur;

/// Turns categories into a 1 or -1 in the sparse column that their hash names (Weinberger et al. 2009). It learns nothing,
/// so that new categories are as good as old ones; a missing one is 0 everywhere.
///
/// @param width how many columns each becomes
/// @param columns which, all categories if empty
public record HashStep(int width, List<String> columns) implements Step {
    private static final int MOST = 1 << 20;

    public HashStep {
        columns = List.copyOf(columns);
        requireWidth(width);
    }

    private static void requireWidth(int width) {
        if (width < 2 || width > MOST) {
            throw new IllegalArgumentException("hash columns must be in [2, " + MOST + "], got " + width);
        }
    }

    @Override
    public boolean readsTexts(Feature.Codes column) {
        return Step.covers(columns, column);
    }

    @Override
    public FittedStep fit(Training training, Setting setting) {
        Step.requireAll(training.frame(), columns);
        List<String> names = new ArrayList<>();
        for (Feature column : training.frame().columns()) {
            if (Step.covers(columns, column)) {
                if (column instanceof Feature.Codes) {
                    names.add(column.name());
                } else if (!columns.isEmpty()) {
                    throw new QueryException("column \"" + column.name()
                            + "\" holds numbers, which need no hash; cast it to utf8 if they are names of things");
                }
            }
        }
        return new Fitted(width, names);
    }

    /// The columns.
    ///
    /// @param width how many columns each becomes
    /// @param columns which
    public record Fitted(int width, List<String> columns) implements FittedStep {
        public Fitted {
            requireWidth(width);
            columns = List.copyOf(columns);
        }

        @Override
        public Frame apply(Frame frame) {
            List<Feature> others = new ArrayList<>();
            Frame result = frame;
            for (Feature column : frame.columns()) {
                if (column instanceof Feature.Codes codes && columns.contains(column.name())) {
                    CsrBuilder block = new CsrBuilder(codes.rows());
                    for (int code : codes.codes()) {
                        if (code >= 0) {
                            int hash = Murmur.hash(codes.levels().get(code));
                            block.add(Murmur.place(hash, width), hash < 0 ? -1 : 1);
                        }
                        block.endRow();
                    }
                    result = result.withSparse(block.build(NameList.of(width, k -> codes.name() + " #" + k)));
                } else {
                    others.add(column);
                }
            }
            return result.with(others);
        }
    }
}
