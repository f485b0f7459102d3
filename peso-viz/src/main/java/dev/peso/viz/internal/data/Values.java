package dev.peso.viz.internal.data;

import java.util.List;

import dev.peso.viz.internal.scale.AxisKind;

/// The values of one channel.
sealed interface Values {
    int size();

    AxisKind kind();

    /// As positions on an axis.
    double[] positions();

    /// Those of some rows.
    Values pick(int[] rows);

    /// Numbers or moments; NaN where there is none.
    record Numbers(double[] values, AxisKind kind) implements Values {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public double[] positions() {
            return values;
        }

        @Override
        public Values pick(int[] rows) {
            return new Numbers(Sorting.pick(values, rows), kind);
        }
    }

    /// Names, as positions in a list; -1 where there is none that is shown.
    record Names(int[] codes, List<String> names) implements Values {
        public Names {
            names = List.copyOf(names);
        }

        @Override
        public int size() {
            return codes.length;
        }

        @Override
        public AxisKind kind() {
            return AxisKind.CATEGORY;
        }

        @Override
        public double[] positions() {
            double[] at = new double[codes.length];
            for (int i = 0; i < at.length; i++) {
                at[i] = codes[i] < 0 ? Double.NaN : codes[i];
            }
            return at;
        }

        @Override
        public Values pick(int[] rows) {
            return new Names(Sorting.pick(codes, rows), names);
        }
    }
}
