package dev.peso.ml;

import dev.peso.Dataset;
import dev.peso.QueryException;
import dev.peso.ml.internal.frame.Labels;

/// Columns that figures are computed of, without gaps.
final class Evaluated {
    private Evaluated() {}

    static double[] numbers(Dataset rows, String name) {
        requireSome(rows, name);
        if (!rows.schema().field(name).type().isNumeric()) {
            throw new QueryException("column \"" + name + "\" is " + rows.schema().field(name).type()
                    + "; these figures are of numbers");
        }
        double[] values = new double[Math.toIntExact(rows.count())];
        rows.column(name).reader().readDoubles(0, values, 0, values.length);
        for (int i = 0; i < values.length; i++) {
            if (!(Math.abs(values[i]) <= Double.MAX_VALUE)) {
                throw new QueryException("column \"" + name + "\" has "
                        + (Double.isNaN(values[i]) ? "no value" : "an infinite value") + " in row " + i
                        + "; filter such rows first");
            }
        }
        return values;
    }

    static double[] probabilities(Dataset rows, String name) {
        double[] values = numbers(rows, name);
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] >= 0 && values[i] <= 1)) {
                throw new QueryException("column \"" + name + "\" holds " + values[i] + " in row " + i
                        + "; probabilities are from 0 to 1");
            }
        }
        return values;
    }

    static int[] labels(Dataset rows, String name) {
        requireSome(rows, name);
        int[] codes = Labels.read(rows.column(name)).codes();
        for (int i = 0; i < codes.length; i++) {
            if (codes[i] < 0) {
                throw new QueryException("column \"" + name + "\" has no value in row " + i
                        + "; filter such rows first");
            }
        }
        return codes;
    }

    private static void requireSome(Dataset rows, String name) {
        if (rows.count() == 0) {
            throw new QueryException("there are no rows with a \"" + name + "\" to compute figures of");
        }
    }
}
