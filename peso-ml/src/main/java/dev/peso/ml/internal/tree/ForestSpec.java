package dev.peso.ml.internal.tree;

import dev.peso.ml.internal.learn.LearnerSpec;
import dev.peso.ml.internal.learn.Predictor;
import dev.peso.ml.internal.learn.Training;

/// A tree, or the mean of many that differ by chance.
///
/// @param style how trees differ
/// @param trees how many
/// @param depth the most questions in a row; 0 for no limit
/// @param leafRows the fewest rows of a leaf
/// @param features the share of features that each question looks at; 0 for the root of their number with classes, and
///   all with numbers
public record ForestSpec(Style style, int trees, int depth, int leafRows,
        double features) implements LearnerSpec {
    public ForestSpec {
        if (trees < 1) {
            throw new IllegalArgumentException("trees must be 1 or more, got " + trees);
        }
        if (depth < 0) {
            throw new IllegalArgumentException("depth must be 0 or more, got " + depth);
        }
        if (leafRows < 1) {
            throw new IllegalArgumentException("leafRows must be 1 or more, got " + leafRows);
        }
        if (!(features >= 0 && features <= 1)) {
            throw new IllegalArgumentException("the share of features must be in [0, 1], got " + features);
        }
    }

    /// How trees differ.
    public enum Style {
        /// One tree of all rows and features.
        TREE,
        /// Each learns from rows drawn with replacement (Breiman 2001).
        FOREST,
        /// Each asks at random places (Geurts, Ernst, Wehenkel 2006).
        EXTRA
    }

    @Override
    public String title() {
        return switch (style) {
            case TREE -> "decision tree";
            case FOREST -> "random forest";
            case EXTRA -> "extra trees";
        };
    }

    @Override
    public boolean takesRawColumns() {
        return true;
    }

    int featuresOf(int all, boolean classifies) {
        double wanted = style == Style.TREE && features == 0
                ? all
                : features > 0 ? features * all : classifies ? Math.sqrt(all) : all;
        return Math.max(1, (int) wanted);
    }

    @Override
    public Predictor fit(Training training) {
        return new Forest(this, training).fit();
    }
}
