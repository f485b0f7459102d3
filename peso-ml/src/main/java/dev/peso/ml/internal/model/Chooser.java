package dev.peso.ml.internal.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.search.Blend;
import dev.peso.ml.internal.search.RecordedTrial;
import dev.peso.ml.internal.search.SearchSpec;

/// Makes the model of the trials that did best: of one, or of several whose mean does better than each.
///
/// @param timeLeft how many seconds there are
record Chooser(PipelineSpec spec, SearchSpec search, Rows rows, Trials trials, Workers workers,
        DoubleSupplier timeLeft) {

    /// @param best trials that are done, the best first
    Selection.Chosen choose(List<Trials.Tried> best) {
        List<Trials.Tried> library = best.stream().filter(trial -> trial.predicted() != null).toList();
        double[] shares = search.how() == SearchSpec.How.RECORDED ? recorded(library) : shares(library);
        List<Trials.Tried> members = IntStream.range(0, shares.length)
                .filter(i -> shares[i] > 0)
                .mapToObj(library::get)
                .toList();
        double[] counted = Arrays.stream(shares).filter(share -> share > 0).toArray();
        List<double[][]> predicted = members.size() == 1
                ? Trials.predicted(members.getFirst())
                : Selection.blend(members.stream().map(Trials::predicted).toList(), counted);
        List<Fit> fits = new ArrayList<>();
        for (Trials.Tried member : members) {
            fits.add(new Fitter(member.spec(), workers).plain(rows));
        }
        Fit plain = Selection.blend(fits, counted, rows);
        Fit fit = new Fitter(spec, workers).finish(plain, trials.unseen(predicted), rows);
        List<String> notes = new ArrayList<>();
        fits.forEach(each -> each.steps().forEach(step -> notes.addAll(step.notes())));
        notes.add("best of " + trials.all().size() + " trials: "
                + members.getFirst().spec().learner().getFirst().title()
                + (members.size() > 1 ? " in an ensemble of " + members.size() : ""));
        return new Selection.Chosen(members.getFirst().spec(), fit,
                Summary.of(trials.figures(fit.target(), predicted), trials.folds()),
                records(members, counted), notes.stream().distinct().toList());
    }

    private List<RecordedTrial> records(List<Trials.Tried> members, double[] shares) {
        List<RecordedTrial> records = new ArrayList<>();
        for (Trials.Tried trial : trials.all()) {
            int at = members.indexOf(trial);
            records.add(at < 0 ? trial.record() : trial.record().weighing(shares[at]));
        }
        return records;
    }

    /// What each trial counted in the search that is repeated.
    private double[] recorded(List<Trials.Tried> library) {
        double[] shares = library.stream()
                .mapToDouble(trial -> search.recorded().get(trial.number()).weight())
                .toArray();
        return Arrays.stream(shares).sum() > 0 ? shares : single(library);
    }

    private static double[] single(List<Trials.Tried> library) {
        double[] shares = new double[library.size()];
        shares[0] = 1;
        return shares;
    }

    /// An ensemble if it does better than the best trial, and there is time to learn its members from all rows.
    private double[] shares(List<Trials.Tried> library) {
        double[] single = single(library);
        // Scores of different models are no measures of one thing, so that their mean is no order.
        if (search.members() == 1 || library.size() == 1 || rows.target().ranks()) {
            return single;
        }
        List<double[][]> predictions = library.stream()
                .map(trial -> trials.unseen(Trials.predicted(trial)).predicted())
                .toList();
        double[] shares = new Blend(predictions, trials.actual(), trials.weights()).choose(search.members(),
                workers);
        double needed = 0;
        for (int i = 0; i < shares.length; i++) {
            needed += shares[i] > 0 ? library.get(i).seconds() / trials.folds().size() : 0;
        }
        double mean = Summary.mean(trials.scores(Selection.blend(library.stream()
                .map(Trials::predicted)
                .toList(), shares)));
        double best = library.getFirst().record().score();
        boolean isBetter = trials.isLoss() ? mean < best : mean > best;
        return isBetter && needed < timeLeft.getAsDouble() ? shares : single;
    }
}
