package dev.peso.ml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.peso.Dataset;
import dev.peso.QueryException;
import dev.peso.ml.internal.frame.AddedColumns;
import dev.peso.ml.internal.model.ModelState;
import dev.peso.ml.internal.model.PipelineSpec;
import dev.peso.ml.internal.search.RecordedTrial;
import dev.peso.ml.internal.spec.Records;

/// Trials as a table and back.
final class Leaderboard {
    private static final String TABLE = "leaderboard/1";

    private Leaderboard() {}

    /// @param seconds how long each trial took; empty if nobody knows
    static Dataset of(ModelState state, double[] seconds) {
        List<RecordedTrial> trials = state.trials();
        int[] order = order(trials, state.lowIsGood());
        List<RecordedTrial> sorted = IntStream.of(order).mapToObj(trials::get).toList();
        return new AddedColumns().add("trial", IntStream.of(order).asLongStream().toArray())
                .add("learner", sorted.stream().map(trial -> trial.learner().title()).toList())
                .add("settings", sorted.stream().map(RecordedTrial::settings).toList())
                .add("score", sorted.stream().mapToDouble(RecordedTrial::score).toArray())
                .add("stddev", sorted.stream().mapToDouble(RecordedTrial::deviation).toArray())
                .add("weight", sorted.stream().mapToDouble(RecordedTrial::weight).toArray())
                .add("share", sorted.stream().mapToDouble(RecordedTrial::share).toArray())
                .add("seconds",
                        IntStream.of(order)
                                .mapToDouble(i -> i < seconds.length ? seconds[i] : Double.NaN)
                                .toArray())
                .add("status", sorted.stream().map(t -> t.status().name().toLowerCase(Locale.ROOT)).toList())
                .add("note", sorted.stream().map(RecordedTrial::note).toList())
                .add("pipeline", sorted.stream().map(trial -> pipeline(state.pipeline(), trial)).toList())
                .table(TABLE);
    }

    /// Those on more rows first, then the better ones; those without a score last.
    private static int[] order(List<RecordedTrial> trials, boolean lowIsGood) {
        return IntStream.range(0, trials.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> Double.isNaN(trials.get(i).score()))
                        .thenComparingDouble(i -> -trials.get(i).share())
                        .thenComparingDouble(i -> lowIsGood ? trials.get(i).score() : -trials.get(i).score()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// The trial as a pipeline without a search, inside of folds or outside.
    private static String pipeline(PipelineSpec spec, RecordedTrial trial) {
        PipelineSpec plain = Records.with(Records.with(Records.with(spec, "steps", trial.steps()), "learner",
                List.of(trial.learner())), "search", List.of());
        plain = Records.with(plain, "validation", Records.with(plain.validation(), "inner", List.of()));
        return Pipeline.of(plain).toJson();
    }

    static List<RecordedTrial> read(Dataset leaderboard) {
        if (!TABLE.equals(leaderboard.schema().metadata().get("peso.table"))) {
            throw new QueryException("the table is no \"" + TABLE + "\"; take that of Model.leaderboard()");
        }
        Dataset trials = leaderboard.filter("status = 'done'").sort("trial").collect();
        @Nullable
        String[] pipelines = trials.strings("pipeline");
        @Nullable
        String[] settings = trials.strings("settings");
        double[] shares = trials.doubles("share");
        double[] weights = trials.doubles("weight");
        List<RecordedTrial> recorded = new ArrayList<>();
        for (int i = 0; i < pipelines.length; i++) {
            PipelineSpec spec = Pipeline.parse(Objects.requireNonNullElse(pipelines[i], "")).spec();
            if (spec.learner().isEmpty()) {
                throw new QueryException("trial " + i + " of the leaderboard has no learner");
            }
            recorded.add(new RecordedTrial(spec.steps(), spec.learner().getFirst(),
                    Objects.requireNonNullElse(settings[i], ""), shares[i],
                    RecordedTrial.Status.DONE, Double.NaN, Double.NaN, weights[i], ""));
        }
        return recorded;
    }
}
