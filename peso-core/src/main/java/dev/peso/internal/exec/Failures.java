package dev.peso.internal.exec;

import org.jspecify.annotations.Nullable;

import dev.peso.QueryCancelledException;
import dev.peso.QueryTimeoutException;

/// The failures of a query's workers, of which the earliest in row order counts, whatever the threads did.
final class Failures {
    private @Nullable Throwable first;
    private long firstClaim;

    synchronized boolean any() {
        return first != null;
    }

    /// Adds what a worker has failed with.
    void add(Throwable failure) {
        if (failure instanceof Failed f) {
            add(f.claim, f.failure);
        } else {
            add(Long.MAX_VALUE, failure);
        }
    }

    private synchronized void add(long claim, Throwable failure) {
        if (first == null || claim < firstClaim) {
            first = failure;
            firstClaim = claim;
        }
    }

    synchronized void rethrow(Query query) {
        if (first != null) {
            throw query.rethrown(first);
        }
    }

    /// Does work of which a failure counts as of a place in row order.
    static void inOrder(long claim, Runnable work) {
        try {
            work.run();
        } catch (QueryCancelledException | QueryTimeoutException e) {
            throw e;
        } catch (Throwable e) {
            throw new Failed(claim, e);
        }
    }

    /// What failed, and where in row order its work was claimed.
    private static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final long claim;
        private final transient Throwable failure;

        Failed(long claim, Throwable failure) {
            super(null, failure, false, false);
            this.claim = claim;
            this.failure = failure;
        }
    }
}
