package dev.peso.ml.internal.model;

import dev.peso.ml.internal.search.SearchSpec;

/// What pipelines know of searches.
public final class Searches {
    private Searches() {}

    /// Checks that all parameters of a search are settings of a pipeline, with values that they can have.
    ///
    /// @throws dev.peso.QueryException if one is not
    public static void check(PipelineSpec spec, SearchSpec search) {
        Selection.check(spec, search);
    }
}
