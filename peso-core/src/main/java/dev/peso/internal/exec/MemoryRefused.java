package dev.peso.internal.exec;

/// There is not enough memory for a way of working that keeps all it needs in memory: the operator takes another.
final class MemoryRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MemoryRefused() {
        super(null, null, false, false);
    }
}
