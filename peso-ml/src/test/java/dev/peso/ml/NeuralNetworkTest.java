package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.peso.Dataset;

class NeuralNetworkTest {
    @Tag("oracle")
    @ParameterizedTest
    @ValueSource(strings = {"iris", "breast_cancer", "diabetes", "friedman1"})
    void predictions_are_as_good_as_those_of_others(String data) {
        boolean isClasses = data.equals("iris") || data.equals("breast_cancer");
        Pipeline pipeline = (isClasses ? Pipeline.classify("target") : Pipeline.regress("target")).scale()
                .learn(Learners.neuralNetwork());
        Validation folds = Validation.crossValidation(5);
        Pipeline validated = pipeline.validate(isClasses ? folds.stratified() : folds);
        double score = 0;
        int seeds = 5;
        for (int seed = 0; seed < seeds; seed++) {
            score += validated.seed(seed)
                    .fit(Reference.data(data))
                    .metrics()
                    .get(isClasses ? "accuracy" : "r2") / seeds;
        }
        double expected = Learnt.number("network_cross_validated", data, "mean");
        double deviation = Learnt.number("network_cross_validated", data, "sd");
        assertThat(score).isGreaterThan(expected - Math.max(2 * deviation, 0.005));
    }

    @Test
    void two_layers_of_either_kind_learn_what_no_line_can_part() {
        Dataset moons = Reference.data("moons");
        NeuralNetwork two = Learners.neuralNetwork().hidden(16, 8).learningRate(0.01).rounds(300);
        for (NeuralNetwork network : new NeuralNetwork[]{two, two.tanh()}) {
            assertThat(Pipeline.classify("target")
                    .scale()
                    .learn(network)
                    .fit(moons)
                    .evaluate(moons)
                    .metrics()
                    .accuracy()).isGreaterThan(0.99);
        }
    }

    @Test
    void threads_do_not_change_the_model() {
        Dataset data = Reference.data("friedman1");
        Pipeline pipeline = Pipeline.predict("target")
                .scale()
                .seed(4)
                .learn(Learners.neuralNetwork().hidden(20).batch(128).rounds(5));
        assertThat(pipeline.threads(2).fit(data).predict(data).doubles("prediction"))
                .containsExactly(pipeline.threads(1).fit(data).predict(data).doubles("prediction"));
    }

    @Test
    void training_stops_when_held_rows_are_predicted_no_better() {
        Dataset data = Reference.data("diabetes");
        NeuralNetwork wild = Learners.neuralNetwork().hidden(200).learningRate(0.01).l2(0).rounds(400);
        Pipeline pipeline = Pipeline.predict("target").scale();
        double once = pipeline.learn(wild).fit(data).evaluate(data).metrics().r2();
        double stopped = pipeline.learn(wild.stopAfter(3)).fit(data).evaluate(data).metrics().r2();
        assertThat(stopped).isBetween(0.4, once - 0.1);
    }

    @Test
    void rows_without_weight_teach_nothing() {
        Dataset data = Tables.numbered(Reference.data("moons"))
                .with("w = case when n % 4 = 0 then 0 else 1 end")
                .with("label = case when n % 4 = 0 then 1 - target else target end")
                .drop("target")
                .collect();
        NeuralNetwork network = Learners.neuralNetwork().learningRate(0.01);
        Pipeline pipeline = Pipeline.classify("label").ignore("n").weight("w").scale().learn(network);
        assertThat(pipeline.fit(data).evaluate(data.filter("w = 1")).metrics().accuracy())
                .isGreaterThan(0.98);
    }

    @Test
    void settings_out_of_range_are_refused() {
        NeuralNetwork network = Learners.neuralNetwork();
        assertThatThrownBy(() -> network.hidden(10, 0)).hasMessage("a layer has 1 to 100000 units, got 0");
        assertThatThrownBy(() -> network.rounds(0)).hasMessage("rounds must be 1 or more, got 0");
        assertThatThrownBy(() -> network.learningRate(-1))
                .hasMessage("learningRate must be more than 0, got -1.0");
        assertThat(Arrays.asList(network.hidden(), network.tanh())).doesNotContain(network);
    }
}
