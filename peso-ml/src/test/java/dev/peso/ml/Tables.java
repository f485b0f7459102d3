package dev.peso.ml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.Dataset;
import dev.peso.ml.internal.numeric.Mix;

/// Small made-up data sets.
final class Tables {
    private Tables() {}

    /// Customers who leave when they pay much and are not long with us, more so on the basic plan. Some ages are null.
    static Dataset customers(int rows) {
        Mix random = new Mix(5);
        List<@Nullable Long> age = new ArrayList<>();
        List<@Nullable String> plan = new ArrayList<>();
        double[] price = new double[rows];
        List<String> churn = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            price[i] = 10 + 90 * random.nextDouble();
            age.add(i % 10 == 3 ? null : (long) random.nextInt(60));
            plan.add(i % 17 == 5 ? null : List.of("basic", "plus", "gold").get(random.nextInt(3)));
            double score = price[i] / 20 - i % 10 + ("basic".equals(plan.get(i)) ? 2 : 0)
                    + 2 * random.nextDouble();
            churn.add(score > 0 ? "yes" : "no");
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("age", age);
        columns.put("plan", plan);
        columns.put("price", price);
        columns.put("months", ints(rows));
        columns.put("churn", churn);
        return Dataset.of(columns);
    }

    private static int[] ints(int rows) {
        int[] months = new int[rows];
        for (int i = 0; i < rows; i++) {
            months[i] = i % 10;
        }
        return months;
    }

    /// The rows with their numbers from 0 as `n`.
    static Dataset numbered(Dataset data) {
        return data.with("n = row_number() over () - 1");
    }
}
