package dev.peso;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Hears how long work is getting on: scans, fits, exports, rounds.
///
/// Called from the threads that work, one call at a time and at most a few times a second, so an implementation may
/// take its time to draw but not to wait.
///
/// {@snippet file="dev/peso/DatasetRunSnippets.java" region="settings"}
@FunctionalInterface
public interface Progress {
    /// Hears nothing.
    Progress SILENT = _ -> {};

    /// Takes news.
    ///
    /// @param news how far the work is
    void update(News news);

    /// How far some work is.
    ///
    /// @param stage what is being done, for example `scan sales.csv`
    /// @param done how much of it is done
    /// @param total how much there is, or -1 when nobody knows
    /// @param scores named figures of the work so far, such as a loss
    record News(String stage, long done, long total, Map<String, Double> scores) {
        public News {
            scores = Map.copyOf(scores);
        }

        /// News without scores.
        ///
        /// @param stage what is being done
        /// @param done how much of it is done
        /// @param total how much there is, or -1 when nobody knows
        /// @return the news
        public static News of(String stage, long done, long total) {
            return new News(stage, done, total, Map.of());
        }

        /// Whether all of the stage is done.
        ///
        /// @return true at its end
        public boolean isDone() {
            return total >= 0 && done >= total;
        }

        /// `scan sales.csv  45 % (450,000 of 1,000,000)`.
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(stage);
            if (total > 0) {
                text.append(String.format(Locale.ROOT, "  %d %% (%,d of %,d)", (long) (100.0 * done / total),
                        done, total));
            } else {
                text.append(String.format(Locale.ROOT, "  %,d", done));
            }
            scores.entrySet()
                    .stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(
                            score -> text.append(String.format(Locale.ROOT, "  %s %.4g", score.getKey(),
                                    score.getValue())));
            return text.toString();
        }
    }

    /// Shows news on standard error: one line that is overwritten as the work goes on.
    ///
    /// @return a listener
    static Progress console() {
        return to(System.err);
    }

    /// Shows news on a stream: one line that is overwritten as the work goes on.
    ///
    /// @param out where to print
    /// @return a listener
    static Progress to(PrintStream out) {
        return new ConsoleProgress(Objects.requireNonNull(out, "out"));
    }
}
