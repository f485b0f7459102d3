package dev.peso.viz.internal.data;

import java.util.List;

import dev.peso.viz.internal.scale.AxisKind;

/// The values of one channel.
sealed interface Values {
    int size();

    AxisKind kind();

    /// Numbers or moments; NaN where there is none.
    record Numbers(double[] values, AxisKind kind) implements Values {
        @Override
        public int size() {
            return values.length;
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
    }

    /// As positions on an axis.
    default double[] positions() {
        return switch (this) {
            case Numbers numbers -> numbers.values();
            case Names names -> {
                double[] at = new double[names.codes().length];
                for (int i = 0; i < at.length; i++) {
                    at[i] = names.codes()[i] < 0 ? Double.NaN : names.codes()[i];
                }
                yield at;
            }
        };
    }
}
