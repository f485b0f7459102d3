package dev.peso.ml.internal.model;

import java.util.ArrayList;
import java.util.List;

import dev.peso.ml.internal.learn.LearnerSpec;
import dev.peso.ml.internal.linear.GlmSpec;
import dev.peso.ml.internal.linear.LinearSpec;
import dev.peso.ml.internal.search.Candidate;
import dev.peso.ml.internal.search.ParameterSpec;
import dev.peso.ml.internal.tree.BoostingSpec;
import dev.peso.ml.internal.tree.ForestSpec;

/// The learners that an automatic search tries, quick ones first, and the ranges of their settings.
final class Portfolio {
    private Portfolio() {}

    static List<Candidate> of(Target target) {
        List<Candidate> all = all(target.classifies());
        return target.ranks()
                ? all.stream().filter(each -> each.learner().getFirst().ranks()).toList()
                : all;
    }

    private static List<Candidate> all(boolean classifies) {
        List<Candidate> all = new ArrayList<>();
        if (classifies) {
            all.add(candidate(new GlmSpec(GlmSpec.Family.LOGISTIC, 0, 1), ratio("l2", 1e-3, 100)));
        } else {
            all.add(candidate(new LinearSpec(1, LinearSpec.RIDGE, true), ratio("penalty", 1e-3, 1_000)));
            all.add(candidate(new LinearSpec(0.01, 0.5, true), ratio("penalty", 1e-4, 10),
                    new ParameterSpec("learner.l1Share", ParameterSpec.Kind.NUMBER, 0.05, 1, false,
                            List.of())));
        }
        all.add(candidate(
                new BoostingSpec(100, 0.1, 31, 0, 20, 0, 255, 0, BoostingSpec.Objective.SQUARED_ERROR, 0.5,
                        List.of()),
                whole("trees", 30, 500), ratio("learningRate", 0.02, 0.3), whole("leaves", 4, 128),
                whole("leafRows", 2, 100), ratio("l2", 1e-3, 30)));
        for (ForestSpec.Style style : List.of(ForestSpec.Style.FOREST, ForestSpec.Style.EXTRA)) {
            all.add(candidate(new ForestSpec(style, 100, 0, 1, 0), whole("trees", 50, 300),
                    whole("leafRows", 1, 30),
                    new ParameterSpec("learner.features", ParameterSpec.Kind.NUMBER, 0.1, 1, false,
                            List.of())));
        }
        return all;
    }

    private static Candidate candidate(LearnerSpec learner, ParameterSpec... parameters) {
        return new Candidate(List.of(learner), List.of(parameters));
    }

    private static ParameterSpec ratio(String name, double low, double high) {
        return new ParameterSpec("learner." + name, ParameterSpec.Kind.NUMBER, low, high, true, List.of());
    }

    private static ParameterSpec whole(String name, int low, int high) {
        return new ParameterSpec("learner." + name, ParameterSpec.Kind.INTEGER, low, high, true, List.of());
    }
}
