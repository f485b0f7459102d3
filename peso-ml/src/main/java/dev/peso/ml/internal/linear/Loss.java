package dev.peso.ml.internal.linear;

/// A smooth convex loss of weighted sums of features. Parameters are, for each sum, a factor for each feature and the
/// intercept.
interface Loss {
    /// The loss; fills in its gradient.
    double gradient(double[] parameters, double[] gradient);

    /// The matrix of second derivatives at the parameters of the last gradient, of which the lower half is filled in.
    void curvature(double[] matrix);

    /// Where to start.
    double[] start();
}
