package dev.peso.ml.internal.frame;

import java.util.List;

/// A column of features.
public sealed interface Feature {
    String name();

    int rows();

    /// The values of some rows.
    Feature take(int[] rows);

    /// Numbers, NaN where there is none.
    ///
    /// @param isTime whether they are days since 1970, with a fraction for the time of day
    record Numbers(String name, double[] values, boolean isTime) implements Feature {
        public Numbers(String name, double[] values) {
            this(name, values, false);
        }

        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public Numbers take(int[] rows) {
            double[] taken = new double[rows.length];
            for (int i = 0; i < taken.length; i++) {
                taken[i] = values[rows[i]];
            }
            return new Numbers(name, taken, isTime);
        }
    }

    /// Codes of texts: [#MISSING] where there is none, [#UNKNOWN] for a text that training has not seen.
    ///
    /// @param levels the texts, in their order
    record Codes(String name, int[] codes, List<String> levels) implements Feature {
        public static final int MISSING = -1;
        public static final int UNKNOWN = -2;

        @Override
        public int rows() {
            return codes.length;
        }

        @Override
        public Codes take(int[] rows) {
            int[] taken = new int[rows.length];
            for (int i = 0; i < taken.length; i++) {
                taken[i] = codes[rows[i]];
            }
            return new Codes(name, taken, levels);
        }

        /// How often each level appears.
        public int[] counts() {
            int[] counts = new int[levels.size()];
            for (int code : codes) {
                if (code >= 0) {
                    counts[code]++;
                }
            }
            return counts;
        }

        /// The codes as numbers; NaN where there is none.
        public double[] asNumbers() {
            double[] numbers = new double[codes.length];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = codes[i] < 0 ? Double.NaN : codes[i];
            }
            return numbers;
        }
    }
}
