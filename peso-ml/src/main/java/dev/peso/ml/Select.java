package dev.peso.ml;

import dev.peso.ml.internal.prepare.SelectStep;

/// Which features are kept. It is learnt from the rows of training; [Model#notes] tells which were left out.
public final class Select {
    private final SelectStep step;

    private Select(SelectStep step) {
        this.step = step;
    }

    /// Features whose variance (of a population) is above a limit. The variance of categories is that of the columns of 0 and
    /// 1 that they make, together.
    ///
    /// @param least 0 or more; 0 leaves out what is always the same
    /// @return the choice
    /// @throws IllegalArgumentException if it is negative
    public static Select variance(double least) {
        return new Select(new SelectStep(SelectStep.How.VARIANCE, 1, least));
    }

    /// The features that tell most of the target, each for itself: by mutual information, estimated from counts and from
    /// the three nearest rows (Kraskov, Stögbauer, Grassberger 2004; Ross 2014), on at most 5000 rows. Numbers of at most
    /// ten different values count as classes.
    ///
    /// @param features how many, 1 or more
    /// @return the choice
    /// @throws IllegalArgumentException if it is less
    public static Select mutualInformation(int features) {
        return new Select(new SelectStep(SelectStep.How.MUTUAL_INFORMATION, features, 0));
    }

    /// The features whose shuffling raises the loss of the pipeline's learner most, on a third of the rows it has not
    /// learnt from (Breiman 2001): the mean squared error, or the logarithmic loss of classes.
    ///
    /// @param features how many, 1 or more
    /// @return the choice
    /// @throws IllegalArgumentException if it is less
    public static Select permutation(int features) {
        return new Select(new SelectStep(SelectStep.How.PERMUTATION, features, 0));
    }

    /// The features left when the pipeline's learner is trained again and again, each time without the tenth, or the one
    /// feature, that adds least to its predictions (Guyon et al. 2002).
    ///
    /// @param features how many, 1 or more
    /// @return the choice
    /// @throws IllegalArgumentException if it is less
    public static Select recursive(int features) {
        return new Select(new SelectStep(SelectStep.How.RECURSIVE, features, 0));
    }

    SelectStep step() {
        return step;
    }
}
