package dev.peso;

import java.util.function.UnaryOperator;

/// A query with a name, for parameters of tests.
record NamedQuery(String name, UnaryOperator<Dataset> query) {
    @Override
    public String toString() {
        return name;
    }
}
