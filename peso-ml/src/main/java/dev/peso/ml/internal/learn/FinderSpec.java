package dev.peso.ml.internal.learn;

/// A way to learn without a target; the target of its [Training] means nothing.
public interface FinderSpec extends LearnerSpec {
    Finding finds();

    @Override
    default boolean classifies() {
        return false;
    }

    @Override
    default boolean regresses() {
        return false;
    }

    @Override
    Found fit(Training training);
}
