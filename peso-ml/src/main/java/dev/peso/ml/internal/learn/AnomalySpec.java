package dev.peso.ml.internal.learn;

/// A way to find anomalies. Rows all count the same.
public interface AnomalySpec extends FinderSpec {
    @Override
    default Finding finds() {
        return Finding.ANOMALIES;
    }

    @Override
    default boolean takesWeights() {
        return false;
    }
}
