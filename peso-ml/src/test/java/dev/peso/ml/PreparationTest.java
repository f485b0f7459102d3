package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.peso.Dataset;
import dev.peso.QueryException;
import dev.peso.Row;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.numeric.Mix;

/// What steps of preparation promise beyond the figures of others.
class PreparationTest {
    private static final List<String> GOOD = List.of("kind", "helpful", "quick", "thanks", "solved", "great");
    private static final List<String> BAD = List.of("slow", "rude", "broken", "refund", "waiting", "never");
    private static final List<String> PLAIN = List.of("case", "called", "the", "support", "about", "order",
            "monday");

    /// Categories of two rows each, which tell nothing; the target is random.
    private static Dataset noise(int rows) {
        Mix random = new Mix(8);
        String[] name = new String[rows];
        String[] y = new String[rows];
        for (int i = 0; i < rows; i++) {
            name[i] = "n" + random.nextInt(rows / 2);
            y[i] = random.nextInt(2) == 0 ? "no" : "yes";
        }
        return Dataset.of(Map.of("name", name, "y", y));
    }

    @Test
    void target_encoding_does_not_let_the_target_leak_into_its_own_feature() {
        Model model = Pipeline.predict("y")
                .targetEncode(TargetEncoding.DEFAULT.smoothing(0))
                .learn(Learners.logistic())
                .validate(Validation.crossValidation(5))
                .fit(noise(1_000));
        assertThat(model.metrics().auc()).isBetween(0.4, 0.6);
        // With means of their own rows, training would see a near perfect feature and its coefficient would be large.
        assertThat(Math.abs(Reference.coefficients(model, 0)[0])).isLessThan(1);
    }

    @Test
    void rows_of_training_get_means_of_other_rows() {
        double[] y = {0, 0, 0, 0, 0, 0, 0, 0, 0, 100};
        Feature.Codes same = Prepared.codes("g", IntStream.range(0, 10).mapToObj(_ -> "a").toList());
        Frame frame = new Frame(List.of(same), 10);
        Prepared prepared = Prepared.fit(Pipeline.predict("y").targetEncode(TargetEncoding.DEFAULT.folds(10)),
                frame, y);
        double[] inner = prepared.training().frame().numbers()[0];
        assertThat(inner[9]).isZero();
        assertThat(inner[0]).isCloseTo(100.0 / 9, within(1e-12));
        assertThat(prepared.apply(frame).numbers()[0][9]).isCloseTo(10, within(1e-12));
        refused(() -> Prepared.fit(Pipeline.predict("y").targetEncode(), frame.take(new int[]{0, 1}),
                new double[2]),
                "targetEncode cuts rows into 5 inner folds, and there are 2 rows");
    }

    @Test
    void missing_and_unknown_categories_follow_their_policy() {
        List<@Nullable String> values = Arrays.asList("a", "b", null, "a", "b", null);
        Frame frame = new Frame(List.of(Prepared.codes("g", values)), 6);
        double[] y = {1, 2, 9, 1, 2, 9};
        Pipeline pipeline = Pipeline.predict("y");
        Frame strange = new Frame(List.of(Prepared.codes("g", Arrays.asList("zz", null))), 2);
        assertThat(names(pipeline.oneHot(Unknown.MISSING, Missing.NONE), frame, y)).containsExactly("g=a",
                "g=b");
        assertThat(Prepared.fit(pipeline.ordinal(Unknown.MISSING, Missing.CATEGORY), frame, y)
                .apply(strange)
                .numbers()[0])
                .containsExactly(Double.NaN, 2);
        assertThat(Prepared.fit(pipeline.targetEncode(TargetEncoding.DEFAULT.smoothing(0)), frame, y)
                .apply(strange)
                .numbers()[0]).containsExactly(new double[]{4, 9}, within(1e-12));
        assertThat(Prepared
                .fit(pipeline.targetEncode(TargetEncoding.DEFAULT.smoothing(0).missing(Missing.NONE)), frame,
                        y)
                .apply(strange)
                .numbers()[0]).containsExactly(new double[]{4, 4}, within(1e-12));
        refused(() -> Prepared.fit(pipeline.oneHot(Unknown.MISSING, Missing.FAIL), frame, y),
                "column \"g\" has no category in row 2; drop such rows, or use Missing.CATEGORY");
        refused(() -> Prepared
                .fit(pipeline.targetEncode(TargetEncoding.DEFAULT.unknown(Unknown.FAIL)), frame, y)
                .apply(strange), "column \"g\" has a category in row 0 that training has not seen: \"zz\"");
        assertThat(Prepared.fit(pipeline.hash(4), frame, y).apply(strange).numbers()[0].length).isEqualTo(2);
    }

    private static List<String> names(Pipeline pipeline, Frame frame, double[] y) {
        return Prepared.fit(pipeline, frame, y).training().frame().names();
    }

    private static Dataset reviews(int rows) {
        Mix random = new Mix(6);
        List<@Nullable String> text = new ArrayList<>();
        String[] y = new String[rows];
        for (int i = 0; i < rows; i++) {
            boolean isGood = random.nextInt(2) == 0;
            List<String> mood = isGood ? GOOD : BAD;
            StringBuilder words = new StringBuilder("number" + i);
            for (int k = 0; k < 7; k++) {
                List<String> from = k < 2 ? mood : PLAIN;
                words.append(' ').append(from.get(random.nextInt(from.size())));
            }
            text.add(i % 50 == 7 ? null : words.toString());
            y[i] = isGood ? "good" : "poor";
        }
        return Dataset.of(Map.of("review", text, "y", y));
    }

    @Test
    void preparation_reads_sentences_and_says_nothing_of_names() {
        Dataset reviews = reviews(400);
        Pipeline pipeline = Pipeline.predict("y").prepare().validate(Validation.crossValidation(4));
        Model linear = pipeline.learn(Learners.logistic()).fit(reviews);
        assertThat(linear.metrics().auc()).isGreaterThan(0.95);
        assertThat(linear.features()).contains("review: helpful", "review: rude")
                .doesNotContain("review: number3");
        assertThat(pipeline.learn(Learners.boostedTrees()).fit(reviews).metrics().auc()).isGreaterThan(0.95);
        Dataset fresh = Dataset
                .of(Map.of("review", new String[]{"so RUDE and broken, never again", "Great and quick!",
                        "", "xyz"}));
        double[] p = linear.predict(fresh).doubles("p_poor");
        assertThat(p[0]).isGreaterThan(0.8);
        assertThat(p[1]).isLessThan(0.2);
        assertThat(linear.scorer().score(Map.of("review", "Great and quick!"))).isEqualTo(p[1]);
        assertThat(linear.explain(fresh).toDataset().strings("feature")).containsOnly("review");
    }

    @Test
    void naive_bayes_of_texts_does_not_need_the_zeros() {
        Dataset reviews = reviews(400);
        Pipeline counts = Pipeline.predict("y").text(Text.counts());
        Model sparse = counts.learn(Learners.multinomialBayes()).fit(reviews);
        Model dense = counts.select(Select.mutualInformation(9_999))
                .pca(1)
                .learn(Learners.naiveBayes())
                .fit(reviews);
        assertThat(sparse.evaluate(reviews).metrics().accuracy()).isGreaterThan(0.95);
        assertThat(dense.evaluate(reviews).metrics().accuracy()).isGreaterThan(0.5);
        double[] good = counts(reviews, "good", "helpful");
        double[] poor = counts(reviews, "poor", "helpful");
        // The share of a word among those of a class, one added to each count.
        double expected = Math.log((good[0] + 1) / (good[1] + sparse.features().size()))
                - Math.log((poor[0] + 1) / (poor[1] + sparse.features().size()));
        double[] logs = sparse.coefficients()
                .filter("feature = 'review: helpful'")
                .sort("class")
                .doubles("coefficient");
        assertThat(logs[0] - logs[1]).isCloseTo(expected, within(1e-9));
        refused(() -> Pipeline.predict("y")
                .text(Text.hashing(8))
                .learn(Learners.multinomialBayes())
                .fit(reviews),
                "multinomial naive Bayes needs counts, 0 or more, and column \"review #");
    }

    /// How often a word is in the texts of a class, and how many words that are in two or more texts there are in all.
    private static double[] counts(Dataset reviews, String label, String word) {
        double[] counts = new double[2];
        Map<String, Integer> rows = new HashMap<>();
        for (Row row : reviews.dropNull("review").rows().toList()) {
            for (String each : Set.copyOf(List.of(String.valueOf(row.getString("review")).split(" ")))) {
                rows.merge(each, 1, Integer::sum);
            }
        }
        for (Row row : reviews.dropNull("review").rows().toList()) {
            for (String each : String.valueOf(row.getString("review")).split(" ")) {
                boolean isOwn = label.equals(row.getString("y")) && rows.getOrDefault(each, 0) > 1;
                counts[0] += isOwn && each.equals(word) ? 1 : 0;
                counts[1] += isOwn ? 1 : 0;
            }
        }
        return counts;
    }

    @Test
    void wide_encodings_are_sparse_and_learners_without_them_get_them_dense() {
        int rows = 2_400;
        String[] name = IntStream.range(0, rows).mapToObj(i -> "n" + i / 2).toArray(String[]::new);
        int[] y = IntStream.range(0, rows).map(i -> i / 2 % 2).toArray();
        Dataset data = Dataset.of(Map.of("name", name, "y", y));
        Pipeline pipeline = Pipeline.classify("y").oneHot();
        Model logistic = pipeline.learn(Learners.logistic()).fit(data);
        assertThat(logistic.features()).hasSize(1_200).startsWith("name=n0", "name=n1", "name=n10");
        assertThat(logistic.evaluate(data).metrics().accuracy()).isEqualTo(1);
        assertThat(logistic.explain(data.limit(2)).toDataset().strings("feature")).containsOnly("name");
        Model tree = pipeline.select(Select.mutualInformation(40)).learn(Learners.decisionTree()).fit(data);
        assertThat(tree.features()).hasSize(40);
    }

    @Test
    void smote_makes_rows_between_neighbours_of_the_same_class() {
        int rows = 60;
        double[] x = new double[rows];
        double[] z = new double[rows];
        double[] y = new double[rows];
        List<String> colours = new ArrayList<>();
        Mix random = new Mix(9);
        for (int i = 0; i < rows; i++) {
            y[i] = i % 6 == 0 ? 1 : 0;
            x[i] = random.nextDouble() + 10 * y[i];
            z[i] = 2 * x[i];
            colours.add(y[i] == 1 ? "red" : i % 2 == 0 ? "blue" : "green");
        }
        Frame frame = new Frame(List.of(new Feature.Numbers("x", x), Prepared.codes("c", colours),
                new Feature.Numbers("z", z)), rows);
        Prepared prepared = Prepared.fit(Pipeline.predict("y").smote(), frame, y, "no", "yes");
        Frame after = prepared.training().frame();
        assertThat(after.rows()).isEqualTo(100);
        double[][] columns = after.numbers();
        for (int i = rows; i < 100; i++) {
            assertThat(prepared.training().target()[i]).isEqualTo(1);
            assertThat(columns[0][i]).isBetween(10.0, 11.0);
            assertThat(columns[2][i]).isCloseTo(2 * columns[0][i], within(1e-12));
            assertThat(((Feature.Codes) after.columns().get(1)).levels().get((int) columns[1][i]))
                    .isEqualTo("red");
        }
        assertThat(Arrays.stream(columns[0], rows, 100).distinct().count()).isGreaterThan(35);
        assertThat(prepared.apply(frame)).isSameAs(frame);
        assertThat(prepared.steps().getFirst().notes())
                .containsExactly("40 rows of class \"yes\" are made up for training beside 10");
    }

    @Test
    void smote_refuses_what_it_cannot_use() {
        Dataset customers = Tables.customers(60);
        Pipeline smote = Pipeline.predict("churn").smote().learn(Learners.logistic());
        refused(() -> smote.fit(customers),
                "smote takes no missing values, and column \"age\" has one in row 3");
        refused(() -> Pipeline.predict("price").smote().learn(Learners.linear()).fit(customers),
                "smote needs classes, and a number is predicted");
        refused(() -> Pipeline.predict("churn")
                .impute(Impute.median())
                .hash(4)
                .smote()
                .learn(Learners.logistic())
                .fit(customers), "smote takes no sparse columns");
        Dataset lone = Dataset
                .of(Map.of("x", new double[]{1, 2, 3, 4}, "y", new String[]{"a", "a", "a", "b"}));
        refused(() -> Pipeline.predict("y").smote().learn(Learners.logistic()).fit(lone),
                "smote needs 2 or more rows of each class, and training has 1 of class \"b\"");
    }

    @Test
    void made_up_rows_and_weights_never_reach_the_rows_a_model_is_tried_on() {
        Dataset customers = Tables.customers(200);
        Pipeline plain = Pipeline.predict("churn")
                .prepare()
                .validate(Validation.crossValidation(4))
                .learn(Learners.logistic());
        Metrics metrics = plain.smote().fit(customers).metrics();
        assertThat(metrics.toDataset().filter("metric = 'auc' and fold >= 0").longs("n"))
                .containsExactly(50, 50, 50, 50);
        Dataset one = customers.with("w = case when churn = 'yes' then 2.5 else 1.0 end");
        Model byColumn = plain.weight("w").fit(one);
        Model byClass = plain.classWeights(Map.of("yes", 2.5)).fit(customers);
        assertThat(byClass.predict(customers).doubles("p_yes"))
                .containsExactly(byColumn.predict(one).doubles("p_yes"), within(1e-9));
        refused(() -> plain.classWeights(Map.of("maybe", 2.0)).fit(customers),
                "there is no class \"maybe\" to weigh; classes: no, yes");
        refused(() -> Pipeline.predict("price").balance().learn(Learners.linear()).fit(customers),
                "class weights need classes, and a number is predicted; use weight(\"column\")");
    }

    @Test
    void balanced_classes_weigh_the_same() {
        double[] y = {0, 0, 0, 1};
        Frame frame = new Frame(List.of(new Feature.Numbers("x", new double[4])), 4);
        double[] weights = Prepared.fit(Pipeline.predict("y").balance(), frame, y, "no", "yes")
                .training()
                .weights();
        assertThat(weights).containsExactly(new double[]{2.0 / 3, 2.0 / 3, 2.0 / 3, 2}, within(1e-12));
    }

    @Test
    void regressions_find_what_columns_have_to_do_with_each_other() {
        double[][] rows = new double[80][3];
        Mix random = new Mix(2);
        for (double[] row : rows) {
            row[0] = random.nextDouble();
            row[1] = random.nextDouble();
            row[2] = 3 * row[0] - row[1] + 5;
        }
        double[][] later = {{0.5, 0.25, Double.NaN}, {Double.NaN, 0.25, 6.25}};
        Frame filled = Prepared.fit(Pipeline.predict("y").impute(Impute.iterative()), Prepared.numbers(rows),
                new double[80]).apply(Prepared.numbers(later));
        assertThat(filled.numbers()[2][0]).isCloseTo(6.25, within(0.01));
        assertThat(filled.numbers()[0][1]).isCloseTo(0.5, within(0.01));
    }

    @Test
    void products_too_many_are_refused() {
        Frame wide = Prepared.numbers(new double[10][60]);
        refused(() -> Prepared.fit(Pipeline.predict("y").polynomial(5), wide, new double[10]),
                "products of up to 5 of 60 columns would be");
        assertThatThrownBy(() -> Pipeline.predict("y").polynomial(9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("degree must be in [2, 5], got 9");
    }

    @Test
    void settings_out_of_range_are_refused_at_once() {
        Pipeline pipeline = Pipeline.predict("y");
        outOfRange(() -> pipeline.clip(0.9, 0.1), "shares to clip must rise within [0, 1], got 0.9 and 0.1");
        outOfRange(() -> Bins.uniform(1), "bins must be in [2, 1000], got 1");
        outOfRange(() -> pipeline.hash(1), "hash columns must be in [2, 1048576], got 1");
        outOfRange(() -> TargetEncoding.DEFAULT.folds(1), "inner folds must be 2 or more, got 1");
        outOfRange(() -> TargetEncoding.DEFAULT.smoothing(-1), "smoothing must be 0 or more, got -1.0");
        outOfRange(() -> Impute.neighbours(0), "neighbours must be in [1, 10000], got 0");
        outOfRange(() -> Impute.iterative(0), "rounds must be 1 or more, got 0");
        outOfRange(() -> Select.variance(-1), "variance must be 0 or more, got -1.0");
        outOfRange(() -> Select.recursive(0), "features to keep must be 1 or more, got 0");
        outOfRange(() -> pipeline.smote(0, 5), "the share of the largest class must be in (0, 1], got 0.0");
        outOfRange(() -> pipeline.classWeights(Map.of("a", 0.0)),
                "the weight of class \"a\" must be more than 0, got 0.0");
        outOfRange(() -> pipeline.classWeights(Map.of()),
                "there are no class weights; for equal classes use balance()");
        outOfRange(() -> Text.tfidf().words(3, 2),
                "runs must have from 1 to 20 parts, the least first; got 3 to 2");
        outOfRange(() -> Text.tfidf().minRows(0), "minRows must be 1 or more, got 0");
        outOfRange(() -> Text.tfidf().maxShare(0), "maxShare must be above 0 and at most 1, got 0.0");
        outOfRange(() -> Text.hashing(0), "terms must be in [1, 1048576], got 0");
    }

    private static void outOfRange(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(QueryException.class).hasMessageContaining(message);
    }
}
