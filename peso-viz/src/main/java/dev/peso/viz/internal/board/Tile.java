package dev.peso.viz.internal.board;

import java.util.List;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import dev.peso.Dataset;
import dev.peso.Expr;
import dev.peso.viz.internal.scale.ValueFormat;
import dev.peso.viz.internal.spec.ChartSpec;

/// A field of a dashboard.
public sealed interface Tile {
    /// What it is made of.
    List<Dataset> data();

    /// The same over other data.
    Tile over(UnaryOperator<Dataset> change);

    /// A chart.
    record Chart(ChartSpec spec, List<Dataset> data) implements Tile {
        public Chart {
            data = List.copyOf(data);
        }

        @Override
        public Tile over(UnaryOperator<Dataset> change) {
            return new Chart(spec, data.stream().map(change).toList());
        }
    }

    /// A single value.
    ///
    /// @param value an aggregate
    /// @param format how it is written, or null for what suits it
    record Figure(String title, Dataset source, Expr value,
            @Nullable ValueFormat format) implements Tile {
        @Override
        public List<Dataset> data() {
            return List.of(source);
        }

        @Override
        public Tile over(UnaryOperator<Dataset> change) {
            return new Figure(title, change.apply(source), value, format);
        }
    }

    /// Rows.
    ///
    /// @param most how many are shown
    record Rows(String title, Dataset source, int most) implements Tile {
        @Override
        public List<Dataset> data() {
            return List.of(source);
        }

        @Override
        public Tile over(UnaryOperator<Dataset> change) {
            return new Rows(title, change.apply(source), most);
        }
    }
}
