package dev.peso.ml.internal.search;

import java.util.List;

import dev.peso.ml.internal.numeric.Mix;

/// Settings by chance (Bergstra and Bengio 2012).
final class RandomSampler extends Sampler {
    private final Mix random;

    RandomSampler(List<Candidate> candidates, Mix random) {
        super(candidates);
        this.random = random;
    }

    @Override
    Point propose() {
        return random(candidates(), random);
    }
}
