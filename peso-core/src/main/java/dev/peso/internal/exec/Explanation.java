package dev.peso.internal.exec;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.Plan;
import dev.peso.internal.plan.PlanText;

/// The three trees of a query as text: as written, as optimized, as run.
public final class Explanation {
    private Explanation() {}

    /// The plans, without running anything.
    public static String of(Plan written, CheckedPlan checked, RunOptions options) {
        Operator physical = LocalEngine.physical(checked, options);
        StringBuilder text = new StringBuilder(plans(written, checked, options)).append("physical\n");
        append(physical, 1, null, text);
        return text.toString().stripTrailing();
    }

    /// The plans, and what each operator did in one run whose rows are thrown away.
    public static String ofRun(Plan written, CheckedPlan checked, RunOptions options) {
        return LocalEngine.analyze(checked, options, run -> {
            StringBuilder text = new StringBuilder(plans(written, checked, options))
                    .append("physical, run in ")
                    .append(millis(run.nanos()))
                    .append(" (times are summed over the workers and include inputs)\n");
            append(run.operator(), 1, run.metrics(), text);
            return text.toString().stripTrailing();
        });
    }

    private static String plans(Plan written, CheckedPlan checked, RunOptions options) {
        return "written\n" + PlanText.of(written) + "optimized\n"
                + PlanText.of(LocalEngine.optimized(checked, options));
    }

    private static void append(Operator operator, int depth, @Nullable Metrics metrics,
            StringBuilder text) {
        text.repeat("  ", depth).append(operator.describe());
        Metrics.Measured measured = metrics == null ? null : metrics.of(operator);
        if (measured != null) {
            text.append(String.format(Locale.ROOT, "   [%,d rows, %s, %s]", measured.rows(),
                    Bytes.text(measured.bytes()),
                    millis(measured.nanos())));
        }
        text.append('\n');
        operator.inputs().forEach(input -> append(input, depth + 1, metrics, text));
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }
}
