package dev.peso.internal.select;

import java.util.Set;

/// A subquery uses columns of a query around it in a place where that query must lend them to it: caught where the
/// subquery is translated, which then starts again with the columns among its own.
final class OuterReference extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int depth;
    @SuppressWarnings("serial") // never leaves the translation
    private final Set<String> ids;

    /// @param depth how many queries further out the columns are, at least 1
    OuterReference(int depth, Set<String> ids) {
        super(null, null, false, false);
        this.depth = depth;
        this.ids = Set.copyOf(ids);
    }

    int depth() {
        return depth;
    }

    Set<String> ids() {
        return ids;
    }
}
