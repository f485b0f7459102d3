package dev.peso.ml.internal.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import dev.peso.QueryException;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Training;

/// Turns categories into numbers.
///
/// @param how one column of 0 and 1 for each category, or its position among the categories
/// @param unknown what a category becomes that training has not seen
/// @param missing what a missing value becomes
/// @param atMost of more categories the most frequent ones count as seen
/// @param columns which, all categories if empty
public record EncodeStep(How how, Unknown unknown, Missing missing, int atMost,
        List<String> columns) implements Step {
    /// More columns than these are sparse.
    private static final int MOST_DENSE = 1_000;

    public EncodeStep {
        columns = List.copyOf(columns);
        if (atMost < 1) {
            throw new IllegalArgumentException("categories to keep must be 1 or more, got " + atMost);
        }
    }

    /// What categories become.
    public enum How {
        ONE_HOT, ORDINAL
    }

    /// What an unseen category becomes.
    public enum Unknown {
        MISSING, FAIL
    }

    /// What a missing value becomes.
    public enum Missing {
        CATEGORY, NONE, FAIL
    }

    @Override
    public FittedStep fit(Training training, Setting setting) {
        Frame frame = training.frame();
        Step.requireAll(frame, columns);
        List<Encoding> encodings = new ArrayList<>();
        for (Feature column : frame.columns()) {
            if (!Step.covers(columns, column)) {
                continue;
            }
            if (column instanceof Feature.Codes codes) {
                encodings.add(encoding(codes));
            } else if (!columns.isEmpty()) {
                throw new QueryException(
                        "column \"" + column.name()
                                + "\" holds numbers, which need no encoding; cast it to utf8");
            }
        }
        Fitted fitted = new Fitted(how, unknown, missing, encodings);
        int width = encodings.stream().mapToInt(Encoding::width).sum();
        return how == How.ONE_HOT && width > MOST_DENSE ? new WideOneHot(fitted) : fitted;
    }

    private Encoding encoding(Feature.Codes column) {
        int[] counts = column.counts();
        int[] seen = IntStream.range(0, counts.length)
                .filter(level -> counts[level] > 0)
                .boxed()
                .sorted((a, b) -> Integer.compare(counts[b], counts[a]))
                .limit(atMost)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        boolean hasMissing = missing == Missing.CATEGORY
                && Arrays.stream(column.codes()).anyMatch(code -> code == Feature.Codes.MISSING);
        return new Encoding(column.name(), Arrays.stream(seen).mapToObj(column.levels()::get).toList(),
                hasMissing);
    }

    /// The categories of a column.
    ///
    /// @param column its name
    /// @param levels the categories seen, in order
    /// @param hasMissing whether a missing value is a category of its own
    public record Encoding(String column, List<String> levels, boolean hasMissing) {
        public Encoding {
            levels = List.copyOf(levels);
        }

        /// How many columns of 0 and 1 there are.
        public int width() {
            return levels.size() + (hasMissing ? 1 : 0);
        }

        /// What a column of a category is called.
        public String name(int place) {
            return column + (place < levels.size() ? "=" + levels.get(place) : " is missing");
        }
    }

    /// How to encode.
    ///
    /// @param how into what
    /// @param unknown what an unseen category becomes
    /// @param missing what a missing value becomes
    /// @param encodings the columns
    public record Fitted(How how, Unknown unknown, Missing missing,
            List<Encoding> encodings) implements FittedStep {
        public Fitted {
            encodings = List.copyOf(encodings);
        }

        @Override
        public Frame apply(Frame frame) {
            return frame.replace(column -> {
                for (Encoding encoding : encodings) {
                    if (encoding.column.equals(column.name()) && column instanceof Feature.Codes codes) {
                        return encode(codes, encoding);
                    }
                }
                return List.of(column);
            });
        }

        private List<Feature> encode(Feature.Codes column, Encoding encoding) {
            int[] places = places(column, encoding);
            return how == How.ORDINAL
                    ? List.of(new Feature.Numbers(column.name(),
                            Arrays.stream(places).mapToDouble(p -> position(p, encoding)).toArray()))
                    : oneHot(column, encoding, places);
        }

        private static double position(int place, EncodeStep.Encoding encoding) {
            if (place >= 0) {
                return place;
            }
            return encoding.hasMissing && place == Feature.Codes.MISSING
                    ? encoding.levels.size()
                    : Double.NaN;
        }

        private List<Feature> oneHot(Feature.Codes column, Encoding encoding, int[] places) {
            double[][] hot = new double[encoding.width()][column.rows()];
            for (int i = 0; i < places.length; i++) {
                if (places[i] >= 0) {
                    hot[places[i]][i] = 1;
                } else if (encoding.hasMissing && places[i] == Feature.Codes.MISSING) {
                    hot[encoding.levels.size()][i] = 1;
                }
            }
            List<Feature> columns = new ArrayList<>();
            for (int k = 0; k < hot.length; k++) {
                columns.add(new Feature.Numbers(encoding.name(k), hot[k]));
            }
            return columns;
        }

        /// The place of each row's category among those seen, or that it is missing or unknown.
        int[] places(Feature.Codes column, Encoding encoding) {
            int[] places = Places.of(column, encoding.levels);
            for (int i = 0; i < places.length; i++) {
                int code = column.codes()[i];
                if (places[i] == Feature.Codes.UNKNOWN && unknown == Unknown.FAIL) {
                    throw new QueryException("column \"" + column.name() + "\" has a category in row " + i
                            + " that training has not seen"
                            + (code >= 0 ? ": \"" + column.levels().get(code) + "\"" : "")
                            + "; train with it, or use Unknown.MISSING");
                }
                if (code == Feature.Codes.MISSING && missing == Missing.FAIL) {
                    throw new QueryException("column \"" + column.name() + "\" has no category in row " + i
                            + "; drop such rows, or use Missing.CATEGORY");
                }
            }
            return places;
        }
    }
}
