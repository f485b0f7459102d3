package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.peso.QueryException;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;

/// Steps of preparation against scikit-learn's figures in `steps.json`.
@Tag("oracle")
class StepsTest {
    private final Map<String, Object> reference = Prepared.reference();
    private final Pipeline pipeline = Pipeline.predict("y");
    private final Frame numbers = Prepared.numbers(Prepared.matrix(at("x")));
    private final Frame holes = Prepared.numbers(Prepared.matrix(at("holes")));
    private final double[] target = Reference.numbers(at("y"));
    private final double[] classes = Reference.numbers(at("k"));
    private final Feature.Codes colours = Prepared.codes("g", Prepared.texts(at("g")));

    private Object at(String... names) {
        Object now = reference;
        for (String name : names) {
            now = Objects.requireNonNull(((Map<?, ?>) now).get(name), name);
        }
        return now;
    }

    private static void assertRows(Frame frame, Object expected, double tolerance) {
        double[][] rows = Prepared.rows(frame);
        double[][] others = Prepared.matrix(expected);
        for (int i = 0; i < others.length; i++) {
            assertThat(rows[i]).as("row " + i).containsExactly(others[i], within(tolerance));
        }
    }

    private Frame after(Pipeline steps, Frame frame) {
        Prepared prepared = Prepared.fit(steps, frame, target);
        Frame applied = prepared.apply(frame);
        assertThat(Arrays.deepEquals(Prepared.rows(applied), Prepared.rows(prepared.training().frame())))
                .isTrue();
        return applied;
    }

    @ParameterizedTest
    @EnumSource(names = "BOX_COX", mode = EnumSource.Mode.EXCLUDE)
    void numbers_are_scaled_as_by_others(Scaling scaling) {
        assertRows(after(pipeline.scale(scaling), holes),
                at("scale", scaling.name().toLowerCase(Locale.ROOT)), 1e-6);
    }

    @Test
    void numbers_above_0_are_scaled_by_box_cox() {
        Frame above = Prepared.numbers(Arrays.stream(Prepared.rows(holes))
                .map(row -> Arrays.stream(row).map(v -> Math.abs(v) + 0.1).toArray())
                .toArray(double[][]::new));
        assertRows(after(pipeline.scale(Scaling.BOX_COX), above), at("scale", "box_cox"), 1e-6);
        Prepared prepared = Prepared.fit(pipeline.scale(Scaling.BOX_COX), above, target);
        refused(() -> prepared.apply(numbers),
                "Box-Cox needs values above 0, and column \"b\" holds -0.390584; use Scaling.YEO_JOHNSON");
    }

    @Test
    void numbers_are_clipped_at_quantiles() {
        assertRows(after(pipeline.clip(0.05, 0.9), numbers), at("clip"), 1e-12);
        double[] wild = {1, 2, 3, 4, Double.POSITIVE_INFINITY, Double.NaN};
        Frame frame = new Frame(List.of(new Feature.Numbers("x", wild)), 6);
        assertThat(Prepared.fit(pipeline.clip(0, 0.75), frame, new double[6]).apply(frame).numbers()[0])
                .containsExactly(1, 2, 3, 4, 4, Double.NaN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"quantile", "uniform", "kmeans"})
    void numbers_fall_into_the_bins_of_others(String how) {
        Bins bins = switch (how) {
            case "quantile" -> Bins.quantile(4);
            case "uniform" -> Bins.uniform(4);
            default -> Bins.kMeans(4);
        };
        assertRows(after(pipeline.bins(bins), numbers), at("bins", how), 0);
    }

    @Test
    void bins_are_categories_that_say_their_range() {
        Frame frame = new Frame(List.of(new Feature.Numbers("age", new double[]{10, 20, 30, 40, Double.NaN})),
                5);
        Prepared prepared = Prepared.fit(pipeline.bins(Bins.uniform(3)).oneHot(), frame, new double[5]);
        assertThat(prepared.training().frame().names())
                .containsExactly("age=< 20", "age=[20, 30)", "age=>= 30", "age is missing");
        Frame wide = new Frame(List.of(new Feature.Numbers("age", new double[]{-1e9, 1e9})), 2);
        assertThat(Prepared.rows(prepared.apply(wide)))
                .isDeepEqualTo(new double[][]{{1, 0, 0, 0}, {0, 0, 1, 0}});
    }

    @Test
    void products_are_those_of_others() {
        Frame products = after(pipeline.polynomial(3), numbers);
        assertRows(products.take(IntStream.range(0, 5).toArray()), at("polynomial"), 1e-9);
        assertThat(products.names()).startsWith("a", "b", "c", "a^2", "a * b")
                .contains("a^2 * b", "b^3", "a * b * c");
        assertRows(after(pipeline.interactions(), numbers).take(IntStream.range(0, 5).toArray()), at("pairs"),
                1e-9);
    }

    @Test
    void categories_become_the_means_of_others() {
        Frame frame = new Frame(List.of(colours), colours.rows());
        assertRows(Prepared.fit(pipeline.targetEncode(), frame, target).apply(frame), at("target", "numbers"),
                1e-9);
        assertRows(Prepared.fit(pipeline.targetEncode(TargetEncoding.DEFAULT.smoothing(3)), frame, target)
                .apply(frame), at("target", "smooth"), 1e-9);
        double[] two = Arrays.stream(classes).map(k -> Math.min(1, k)).toArray();
        assertRows(Prepared.fit(pipeline.targetEncode(), frame, two, "no", "yes").apply(frame),
                at("target", "two"),
                1e-9);
        Frame three = Prepared.fit(pipeline.targetEncode(), frame, classes, "x", "y", "z").apply(frame);
        assertRows(three, at("target", "three"), 1e-9);
        assertThat(three.names()).containsExactly("g p(x)", "g p(y)", "g p(z)");
    }

    @Test
    void hashes_of_categories_are_those_of_others() {
        assertRows(after(pipeline.hash(8), new Frame(List.of(colours), colours.rows())), at("hash"), 0);
    }

    private void assertTexts(Text how, String name) {
        Feature.Codes texts = Prepared.codes("t", Prepared.texts(at("texts")));
        Frame frame = new Frame(List.of(texts), texts.rows());
        Prepared prepared = Prepared.fit(pipeline.text(how), frame, new double[texts.rows()]);
        assertThat(prepared.training().frame().names())
                .containsExactlyElementsOf(Prepared.texts(at("text", name, "terms"))
                        .stream()
                        .map(t -> "t: " + t)
                        .toList());
        assertRows(prepared.apply(frame), at("text", name, "values"), 1e-12);
    }

    @Test
    void terms_of_texts_are_those_of_others() {
        assertTexts(Text.counts().minRows(1), "counts");
        assertTexts(Text.tfidf().minRows(1), "tfidf");
        assertTexts(Text.tfidf().minRows(1).words(1, 2).sublinear().without("the", "and"), "sublinear");
        assertTexts(Text.tfidf().caseSensitive().unnormalized().maxShare(0.4), "raw");
        assertTexts(Text.counts().minRows(1).most(1), "most");
        assertTexts(Text.tfidf().minRows(1).chars(2, 3), "chars");
    }

    @Test
    void hashes_of_terms_are_those_of_others() {
        Feature.Codes texts = Prepared.codes("t", Prepared.texts(at("texts")));
        assertRows(
                after(pipeline.text(Text.hashing(16).words(1, 2)), new Frame(List.of(texts), texts.rows())),
                at("text", "hashing"), 1e-12);
    }

    @Test
    void neighbours_fill_as_those_of_others() {
        assertRows(after(pipeline.impute(Impute.neighbours(3)), holes), at("near", "three"), 1e-9);
        assertRows(after(pipeline.impute(Impute.neighbours()), holes), at("near", "five"), 1e-9);
    }

    @Test
    void components_are_those_of_others() {
        Frame components = after(pipeline.pca(2), numbers);
        assertRows(components, at("pca"), 1e-9);
        assertThat(components.names()).containsExactly("pc1", "pc2");
        refused(() -> Prepared.fit(pipeline.pca(4), numbers, target),
                "pca with 4 components needs as many columns of numbers and more rows, and there are 3 columns and 60 rows");
    }

    @Test
    void features_that_tell_most_are_kept() {
        double[] byClass = Reference.numbers(at("information", "classes"));
        double[] byNumber = Reference.numbers(at("information", "numbers"));
        assertThat(kept(Select.mutualInformation(1), classes, "x", "y", "z")).containsExactly(best(byClass));
        assertThat(kept(Select.mutualInformation(1), target)).containsExactly(best(byNumber));
        assertThat(kept(Select.permutation(1), target)).containsExactly("b");
        double[] ranks = Reference.numbers(at("recursive"));
        List<String> second = IntStream.range(0, 3)
                .filter(j -> ranks[j] <= 2)
                .mapToObj("abc"::charAt)
                .map(String::valueOf)
                .toList();
        assertThat(kept(Select.recursive(2), target)).containsExactlyElementsOf(second);
    }

    private static String best(double[] values) {
        int best = IntStream.range(0, values.length)
                .boxed()
                .max((i, j) -> Double.compare(values[i], values[j]))
                .orElseThrow();
        return "abc".substring(best, best + 1);
    }

    private List<String> kept(Select which, double[] y, String... labels) {
        return Prepared.fit(pipeline.scale().select(which), numbers, y, labels).apply(numbers).names();
    }

    @Test
    void features_with_little_variance_are_left_out() {
        double[] variances = Reference.numbers(at("variance"));
        double limit = Arrays.stream(variances).sorted().skip(1).findFirst().orElseThrow();
        List<String> names = IntStream.range(0, 3)
                .filter(j -> variances[j] > limit)
                .mapToObj("abc"::charAt)
                .map(String::valueOf)
                .toList();
        Prepared prepared = Prepared.fit(pipeline.select(Select.variance(limit * 1.001)), numbers, target);
        assertThat(prepared.apply(numbers).names()).containsExactlyElementsOf(names);
        assertThat(prepared.steps().getFirst().notes()).singleElement()
                .asString()
                .startsWith("2 of 3 features are left out, whose variance is not above");
        refused(() -> Prepared.fit(pipeline.select(Select.variance(1e9)), numbers, target),
                "no feature has a variance above 1.0E9; the limit is too high");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(QueryException.class).hasMessageContaining(message);
    }
}
