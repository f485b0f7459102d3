package dev.peso;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.exec.LocalEngine;
import dev.peso.internal.exec.RunOptions;
import dev.peso.internal.plan.CheckedPlan;

/// Random checked plans over small tables, and what they give when run exactly as they are.
public final class RandomPlans {
    private RandomPlans() {}

    public static CheckedPlan plan(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Schema schema = RandomTables.schema(random);
        Dataset first = Dataset.of(RandomTables.table(random, schema), "t1");
        Dataset second = Dataset.of(RandomTables.table(random, schema), "t2");
        return new RandomPipeline(random, first, second).dataset().checked();
    }

    /// The rows in order, or the message of the data error the plan ends in.
    public static Object run(CheckedPlan plan) {
        try {
            return DuckDbOracle
                    .rows(LocalEngine.collect(plan, RunOptions.DEFAULT.withThreads(1).withOptimize(false)));
        } catch (DataException _) {
            return "a data error";
        }
    }

    /// Whether a rewritten plan gives the same ordered rows; it may lose an error, not gain one.
    public static boolean mayReplace(Object rewritten, Object original) {
        if (original instanceof String) {
            return true;
        }
        if (!(rewritten instanceof List<?> a) || !(original instanceof List<?> b) || a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            @Nullable
            Object x = a.get(i);
            if (!DuckDbOracle.same(x, b.get(i))) {
                return false;
            }
        }
        return true;
    }
}
