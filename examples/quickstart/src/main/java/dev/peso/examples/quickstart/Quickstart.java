package dev.peso.examples.quickstart;

/// A first program with Peso.
final class Quickstart {
    private Quickstart() {}

    static void main() {
        IO.println("Peso runs on Java " + Runtime.version().feature() + ".");
    }
}
