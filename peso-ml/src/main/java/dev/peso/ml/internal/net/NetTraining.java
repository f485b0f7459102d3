package dev.peso.ml.internal.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.numeric.Exp;
import dev.peso.ml.internal.numeric.Mix;
import dev.peso.ml.internal.numeric.RowMajor;

/// Learns the weights of a network by Adam (Kingma and Ba 2015). The rows of a step are cut into parts of a fixed size,
/// whose gradients are added up in order, so that the outcome does not depend on threads.
final class NetTraining {
    private static final int PART = 32;
    private static final double LEAST_GAIN = 1e-4;
    private static final double FIRST = 0.9;
    private static final double SECOND = 0.999;
    private static final double EPSILON = 1e-8;

    private final NetSpec spec;
    private final Training training;
    private final NetModel.Link link;
    private final double center;
    private final double scale;
    private final double meanWeight;
    private final double[] rows;
    private final int width;
    private final List<Layer> layers = new ArrayList<>();
    /// For each layer its weights, then its biases.
    private final List<double[]> parameters = new ArrayList<>();
    private final List<double[]> means = new ArrayList<>();
    private final List<double[]> squares = new ArrayList<>();
    private final Mix random;
    private long steps;

    NetTraining(NetSpec spec, Training training, double[][] columns) {
        this.spec = spec;
        this.training = training;
        this.rows = RowMajor.of(columns, training.rows());
        this.width = columns.length;
        this.random = new Mix(Mix.derive(training.seed(), -3));
        this.link = training.classes() == 0
                ? NetModel.Link.IDENTITY
                : training.classes() == 2 ? NetModel.Link.LOGIT : NetModel.Link.SOFTMAX;
        double total = 0;
        double sum = 0;
        for (int i = 0; i < training.rows(); i++) {
            total += training.weight(i);
            sum += training.weight(i) * training.target()[i];
        }
        this.meanWeight = total / training.rows();
        this.center = link == NetModel.Link.IDENTITY ? sum / total : 0;
        double spread = 0;
        for (int i = 0; i < training.rows(); i++) {
            double away = training.target()[i] - center;
            spread += training.weight(i) / total * away * away;
        }
        this.scale = link == NetModel.Link.IDENTITY && spread > 0 ? Math.sqrt(spread) : 1;
        int inputs = width;
        for (NetSpec.Width layer : spec.hidden()) {
            add(inputs, layer.units(), spec.activation() == NetSpec.Activation.RELU ? 6 : 2);
            inputs = layer.units();
        }
        add(inputs, link == NetModel.Link.SOFTMAX ? training.classes() : 1, 6);
    }

    /// Starts a layer at random (Glorot and Bengio 2010).
    private void add(int inputs, int units, double factor) {
        double most = Math.sqrt(factor / (inputs + units));
        Layer layer = new Layer(new double[inputs * units], new double[units]);
        Arrays.setAll(layer.weights(), _ -> most * (2 * random.nextDouble() - 1));
        Arrays.setAll(layer.biases(), _ -> most * (2 * random.nextDouble() - 1));
        layers.add(layer);
        for (double[] values : List.of(layer.weights(), layer.biases())) {
            parameters.add(values);
            means.add(new double[values.length]);
            squares.add(new double[values.length]);
        }
    }

    private NetModel model(List<double[]> values) {
        List<Layer> made = new ArrayList<>();
        for (int l = 0; l < layers.size(); l++) {
            made.add(new Layer(values.get(2 * l), values.get(2 * l + 1)));
        }
        return new NetModel(made, spec.activation(), link, center, scale);
    }

    NetModel fit() {
        int[] order = random.permutation(training.rows());
        int held = spec.isWatched() && order.length >= 20 ? order.length / 10 : 0;
        int[] watched = Arrays.copyOf(order, held);
        int[] learnt = Arrays.copyOfRange(order, held, order.length);
        double best = Double.POSITIVE_INFINITY;
        int bestRound = 0;
        List<double[]> kept = List.of();
        for (int round = 0; round < spec.rounds(); round++) {
            random.shuffle(learnt, learnt.length);
            double loss = 0;
            for (int from = 0; from < learnt.length; from += spec.batch()) {
                loss += step(learnt, from, Math.min(learnt.length, from + spec.batch()));
            }
            loss = held > 0 ? loss(watched) : loss / learnt.length;
            if (loss < best - LEAST_GAIN || kept.isEmpty()) {
                best = loss;
                bestRound = round;
                kept = copy();
            } else if (round - bestRound >= spec.patience()) {
                break;
            } else if (held == 0) {
                kept = copy();
            }
        }
        return model(kept);
    }

    private List<double[]> copy() {
        return parameters.stream().map(double[]::clone).toList();
    }

    private double loss(int[] some) {
        int parts = (some.length + PART - 1) / PART;
        double[] losses = new double[parts];
        training.workers().forEach(parts, part -> {
            int from = part * PART;
            int to = Math.min(some.length, from + PART);
            double[] sums = model(parameters).sums(gather(some, from, to), to - from);
            losses[part] = derive(sums, some, from, to);
        });
        return Arrays.stream(losses).sum() / some.length;
    }

    private double[] gather(int[] some, int from, int to) {
        double[] gathered = new double[(to - from) * width];
        for (int i = from; i < to; i++) {
            System.arraycopy(rows, some[i] * width, gathered, (i - from) * width, width);
        }
        return gathered;
    }

    /// Turns sums of the last layer into derivatives of the loss by them, and gives the loss.
    private double derive(double[] sums, int[] some, int from, int to) {
        int units = layers.getLast().units();
        double loss = 0;
        double[] row = new double[units];
        for (int i = from; i < to; i++) {
            int at = (i - from) * units;
            double weight = training.weight(some[i]) / meanWeight;
            double target = training.target()[some[i]];
            switch (link) {
                case IDENTITY -> {
                    double error = sums[at] - (target - center) / scale;
                    loss += weight * error * error / 2;
                    sums[at] = weight * error;
                }
                case LOGIT -> {
                    loss += weight * (Exp.softplus(sums[at]) - target * sums[at]);
                    sums[at] = weight * (Exp.sigmoid(sums[at]) - target);
                }
                case SOFTMAX -> {
                    System.arraycopy(sums, at, row, 0, units);
                    loss += weight * (Exp.softmax(row) - sums[at + (int) target]);
                    row[(int) target]--;
                    for (int k = 0; k < units; k++) {
                        sums[at + k] = weight * row[k];
                    }
                }
            }
        }
        return loss;
    }

    /// The loss of some rows, after which all weights take a step.
    private double step(int[] order, int from, int to) {
        int parts = (to - from + PART - 1) / PART;
        double[] losses = new double[parts];
        double[][][] gradients = new double[parts][][];
        Workers workers = training.workers();
        workers.forEach(parts, part -> {
            int first = from + part * PART;
            losses[part] = backward(order, first, Math.min(to, first + PART), gradients, part);
        });
        steps++;
        double rate = spec.learningRate() * Math.sqrt(1 - StrictMath.pow(SECOND, (double) steps))
                / (1 - StrictMath.pow(FIRST, (double) steps));
        int rowCount = to - from;
        for (int p = 0; p < parameters.size(); p++) {
            double[] sum = gradients[0][p];
            for (int part = 1; part < parts; part++) {
                Layer.addTimes(sum, 0, 1, gradients[part][p], 0, sum.length);
            }
            move(p, sum, rowCount, p % 2 == 0 ? spec.l2() : 0, rate);
        }
        return Arrays.stream(losses).sum();
    }

    private void move(int p, double[] gradient, int rowCount, double l2, double rate) {
        double[] values = parameters.get(p);
        double[] mean = means.get(p);
        double[] square = squares.get(p);
        for (int i = 0; i < values.length; i++) {
            double slope = (gradient[i] + l2 * values[i]) / rowCount;
            mean[i] = FIRST * mean[i] + (1 - FIRST) * slope;
            square[i] = SECOND * square[i] + (1 - SECOND) * slope * slope;
            values[i] -= rate * mean[i] / (Math.sqrt(square[i]) + EPSILON);
        }
    }

    /// The loss and the gradients of one part of the rows.
    private double backward(int[] order, int from, int to, double[][][] gradients, int part) {
        int count = to - from;
        double[][] inputs = new double[layers.size()][];
        double[] now = gather(order, from, to);
        for (int l = 0; l < inputs.length; l++) {
            inputs[l] = now;
            now = layers.get(l).sums(now, count);
            if (l + 1 < inputs.length) {
                Layer.activate(now, spec.activation());
            }
        }
        double loss = derive(now, order, from, to);
        double[][] gradient = new double[parameters.size()][];
        for (int l = inputs.length - 1; l >= 0; l--) {
            Layer layer = layers.get(l);
            gradient[2 * l] = byWeights(layer, inputs[l], now, count);
            gradient[2 * l + 1] = byBiases(layer, now, count);
            if (l > 0) {
                now = byInputs(layer, inputs[l], now, count);
            }
        }
        gradients[part] = gradient;
        return loss;
    }

    private static double[] byWeights(Layer layer, double[] inputs, double[] slopes, int count) {
        int units = layer.units();
        int width = layer.inputs();
        double[] gradient = new double[layer.weights().length];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < width; j++) {
                double value = inputs[i * width + j];
                if (value != 0) {
                    Layer.addTimes(gradient, j * units, value, slopes, i * units, units);
                }
            }
        }
        return gradient;
    }

    private static double[] byBiases(Layer layer, double[] slopes, int count) {
        double[] gradient = new double[layer.units()];
        IntStream.range(0, count)
                .forEach(i -> Layer.addTimes(gradient, 0, 1, slopes, i * gradient.length, gradient.length));
        return gradient;
    }

    /// Derivatives by the sums of the layer before.
    private double[] byInputs(Layer layer, double[] inputs, double[] slopes, int count) {
        int units = layer.units();
        int width = layer.inputs();
        double[] weights = layer.weights();
        double[] before = new double[count * width];
        boolean isRelu = spec.activation() == NetSpec.Activation.RELU;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < width; j++) {
                double value = inputs[i * width + j];
                if (isRelu && value == 0) {
                    continue;
                }
                double sum = 0;
                for (int k = 0; k < units; k++) {
                    sum += weights[j * units + k] * slopes[i * units + k];
                }
                before[i * width + j] = isRelu ? sum : sum * (1 - value * value);
            }
        }
        return before;
    }
}
