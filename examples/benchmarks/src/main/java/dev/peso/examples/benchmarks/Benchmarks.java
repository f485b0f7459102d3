package dev.peso.examples.benchmarks;

/// Lists the benchmarks there are.
final class Benchmarks {
    private Benchmarks() {}

    static void main() {
        IO.println("No benchmark yet.");
    }
}
