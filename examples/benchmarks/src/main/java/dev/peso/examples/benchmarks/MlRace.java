package dev.peso.examples.benchmarks;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import com.sun.management.OperatingSystemMXBean;
import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.ml.Learner;
import dev.peso.ml.Learners;
import dev.peso.ml.Model;
import dev.peso.ml.Pipeline;
import dev.peso.quality.Cleaning;

/// Trains trees on one thread with Peso and with scikit-learn, in turn, and with Peso on all threads, and prints medians.
///
/// Options: `--rows 1e6` of the generated data, `--data generated,bank,flights`, `--table FILE,TARGET,IGNORED...` for a file with
/// a column of two values, `--numbers COLUMN,...` of that file which it has as texts, `--learners boosting,forest`,
/// `--trees 100`, `--rounds 3` timed ones after `--warm 1` that is not, `--alone` for Peso alone.
final class MlRace {
    private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory
            .getOperatingSystemMXBean();

    private int rows = 1_000_000;
    private int trees = 100;
    private int rounds = 3;
    private int warm = 1;
    private List<String> data = List.of("generated", "bank", "flights");
    private List<String> table = List.of();
    private List<String> numbers = List.of();
    private List<String> learners = List.of("boosting", "forest");
    private boolean isAlone;

    private MlRace() {}

    /// What one training took.
    ///
    /// @param wall seconds to train
    /// @param cpu seconds of all processors to train
    /// @param predict seconds to predict the rows held back
    /// @param auc the area under the ROC curve on them
    record Run(double wall, double cpu, double predict, double auc) {}

    static void main(String... args) throws Exception {
        MlRace race = new MlRace();
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--alone")) {
                race.isAlone = true;
                continue;
            }
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + " needs a value");
            }
            race.set(args[i], args[++i]);
        }
        race.run();
    }

    private void set(String option, String value) {
        switch (option) {
            case "--rows" -> rows = (int) Double.parseDouble(value);
            case "--trees" -> trees = Integer.parseInt(value);
            case "--rounds" -> rounds = Integer.parseInt(value);
            case "--warm" -> warm = Integer.parseInt(value);
            case "--data" -> data = List.of(value.split(","));
            case "--table" -> {
                table = List.of(value.split(","));
                data = List.of("table");
            }
            case "--numbers" -> numbers = List.of(value.split(","));
            case "--learners" -> learners = List.of(value.split(","));
            default -> throw new IllegalArgumentException("no option \"" + option
                    + "\"; options: --rows --trees --rounds --warm --data --table --numbers --learners --alone");
        }
    }

    private void run() throws Exception {
        try (ScikitLearn peer = isAlone ? null : ScikitLearn.start()) {
            IO.println(
                    "Java " + Runtime.version() + ", " + (peer == null ? "no scikit-learn" : peer.version())
                            + ", " + rounds + " rounds, medians");
            IO.println(
                    "| data | learner | system | threads | seconds | CPU seconds | to predict | AUC | CPU ratio |");
            IO.println("|---|---|---|---|---|---|---|---|---|");
            for (String name : data) {
                MlData rowsOf = data(name);
                if (peer != null) {
                    Path file = Files.createTempFile("peso-ml", ".bin");
                    rowsOf.write(file);
                    peer.load(rowsOf, file);
                    Files.delete(file);
                }
                for (String learner : learners) {
                    race(rowsOf, learner, peer);
                }
            }
        }
    }

    private MlData data(String name) {
        return switch (name) {
            case "generated" -> MlData.generated(rows);
            case "bank" -> MlData.bank();
            case "flights" -> MlData.flights();
            case "table" -> {
                Path file = Path.of(table.getFirst());
                Cleaning rows = Cleaning
                        .of(Dataset.read(file).drop(table.stream().skip(2).toArray(String[]::new)));
                for (String column : numbers) {
                    rows = rows.type(column, DataType.FLOAT64);
                }
                yield MlData.table(String.valueOf(file.getFileName()), rows.result(), table.get(1));
            }
            default -> throw new IllegalArgumentException(
                    "no data \"" + name + "\"; data: generated, bank, flights");
        };
    }

    private void race(MlData rowsOf, String learner, @Nullable ScikitLearn peer) throws Exception {
        int threads = Runtime.getRuntime().availableProcessors();
        List<Run> one = new ArrayList<>();
        List<Run> all = new ArrayList<>();
        List<Run> theirs = new ArrayList<>();
        for (int round = -warm; round < rounds; round++) {
            Run first = peso(rowsOf, learner, 1);
            Run second = peso(rowsOf, learner, threads);
            Run other = peer == null || round < 0 ? null : peer.run(learner, trees);
            if (round >= 0) {
                one.add(first);
                all.add(second);
            }
            if (other != null) {
                theirs.add(other);
            }
        }
        double cpu = theirs.isEmpty() ? Double.NaN : median(theirs).cpu;
        print(rowsOf, learner, "Peso", 1, median(one), cpu);
        print(rowsOf, learner, "Peso", threads, median(all), cpu);
        if (!theirs.isEmpty()) {
            print(rowsOf, learner, "scikit-learn", 1, median(theirs), cpu);
        }
    }

    /// The median of each figure.
    private static Run median(List<Run> runs) {
        return new Run(median(runs, Run::wall), median(runs, Run::cpu), median(runs, Run::predict),
                median(runs, Run::auc));
    }

    private static double median(List<Run> runs, ToDoubleFunction<Run> figure) {
        return Race.median(runs.stream().mapToDouble(figure).boxed().toList());
    }

    private static void print(MlData rowsOf, String learner, String system, int threads, Run run,
            double cpu) {
        IO.println(String.format(Locale.ROOT, "| %s | %s | %s | %d | %.3f | %.2f | %.3f | %.4f | %.2f |",
                rowsOf.name(),
                learner, system, threads, run.wall, run.cpu, run.predict, run.auc, run.cpu / cpu));
    }

    private Run peso(MlData rowsOf, String name, int threads) {
        Learner learner = name.equals("boosting")
                ? Learners.boostedTrees().trees(trees)
                : Learners.randomForest().trees(trees);
        Pipeline pipeline = Pipeline.predict(rowsOf.target()).learn(learner).threads(threads);
        System.gc();
        long wall = System.nanoTime();
        long cpu = SYSTEM.getProcessCpuTime();
        Model model = pipeline.fit(rowsOf.train());
        double wallSeconds = (System.nanoTime() - wall) / 1e9;
        double cpuSeconds = (SYSTEM.getProcessCpuTime() - cpu) / 1e9;
        long start = System.nanoTime();
        model.predict(rowsOf.test());
        double predict = (System.nanoTime() - start) / 1e9;
        return new Run(wallSeconds, cpuSeconds, predict, model.evaluate(rowsOf.test()).metrics().auc());
    }
}
