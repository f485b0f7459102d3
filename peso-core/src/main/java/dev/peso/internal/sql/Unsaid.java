package dev.peso.internal.sql;

/// A dialect cannot say something, or not with the meaning it has here. Never leaves this package.
final class Unsaid extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unsaid(String what) {
        super(what, null, false, false);
    }
}
