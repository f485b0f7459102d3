package dev.peso.ml.internal.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.spec.Json;

/// Mutual information against scikit-learn's figures in `steps.json`.
@Tag("oracle")
class MutualInformationTest {
    private Map<String, Object> reference = Map.of();

    @BeforeEach
    void read() throws IOException {
        try (InputStream in = Objects
                .requireNonNull(MutualInformationTest.class.getResourceAsStream("/dev/peso/ml/steps.json"))) {
            reference = Json.readObject(new String(in.readAllBytes(), StandardCharsets.UTF_8), "steps.json");
        }
    }

    private double[] numbers(Object json) {
        return ((List<?>) json).stream().mapToDouble(value -> ((Number) value).doubleValue()).toArray();
    }

    private double[] expected(String name) {
        return numbers(Objects.requireNonNull(
                ((Map<?, ?>) Objects.requireNonNull(reference.get("information"))).get(name)));
    }

    private double[] of(Frame frame, String target, int classes) {
        double[] y = numbers(Objects.requireNonNull(reference.get(target)));
        return MutualInformation.of(new Training(frame, y, classes, null, 1, new Workers(2)));
    }

    @Test
    void numbers_tell_as_much_as_others_find() {
        List<?> rows = (List<?>) Objects.requireNonNull(reference.get("x"));
        List<Feature> columns = new ArrayList<>();
        for (int j = 0; j < 3; j++) {
            int at = j;
            columns.add(new Feature.Numbers("x" + j,
                    rows.stream().mapToDouble(row -> numbers(row)[at]).toArray()));
        }
        Frame frame = new Frame(columns, rows.size());
        assertThat(of(frame, "k", 3)).containsExactly(expected("classes"), within(1e-9));
        assertThat(of(frame, "y", 0)).containsExactly(expected("numbers"), within(1e-9));
    }

    @Test
    void categories_tell_as_much_as_others_find() {
        List<String> texts = ((List<?>) Objects.requireNonNull(reference.get("g"))).stream()
                .map(String::valueOf)
                .toList();
        List<String> levels = texts.stream().distinct().sorted().toList();
        Frame frame = new Frame(List.of(new Feature.Codes("g",
                texts.stream().mapToInt(levels::indexOf).toArray(), levels)), texts.size());
        assertThat(of(frame, "k", 3)).containsExactly(expected("codes"), within(1e-9));
        double[] k = numbers(Objects.requireNonNull(reference.get("k")));
        Frame classes = new Frame(
                List.of(new Feature.Codes("k", Arrays.stream(k).mapToInt(v -> (int) v).toArray(),
                        List.of("0", "1", "2"))),
                k.length);
        assertThat(of(classes, "y", 0)).containsExactly(expected("classes_numbers"), within(1e-9));
    }

    @Test
    void digamma_has_its_known_values() {
        assertThat(NearestInformation.digamma(1)).isCloseTo(-0.5772156649015329, within(1e-13));
        assertThat(NearestInformation.digamma(2)).isCloseTo(0.42278433509846713, within(1e-13));
        assertThat(NearestInformation.digamma(100)).isCloseTo(4.600161852738087, within(1e-13));
    }
}
