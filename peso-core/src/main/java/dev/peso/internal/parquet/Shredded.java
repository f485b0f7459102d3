package dev.peso.internal.parquet;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.StructVector;
import dev.peso.internal.column.Vector;

/// A leaf of some rows as levels and values (Melnik et al., Dremel, VLDB 2010).
///
/// @param entries how many pairs of levels there are
/// @param repetitions null when the leaf lies in no list
/// @param definitions null when nothing can be null or empty
/// @param values the leaf's vector
/// @param positions of the values that are there, in `values`; null means all of them in order
/// @param count how many values are there
record Shredded(int rows, int entries, int @Nullable [] repetitions, int @Nullable [] definitions,
        Vector values,
        int @Nullable [] positions, int count) {

    static Shredded of(SchemaWriter.Leaf leaf, Vector column) {
        return leaf.isFlat() ? flat(leaf, column) : new Descent(leaf, column).down();
    }

    private static Shredded flat(SchemaWriter.Leaf leaf, Vector v) {
        int nulls = v.nullCount();
        if (leaf.definition() == 0) {
            requireNoNulls(nulls, leaf);
            return new Shredded(v.length, v.length, null, null, v, null, v.length);
        }
        int[] definitions = new int[v.length];
        if (nulls == 0) {
            Arrays.fill(definitions, 1);
            return new Shredded(v.length, v.length, null, definitions, v, null, v.length);
        }
        int[] positions = new int[v.length - nulls];
        int n = 0;
        for (int i = 0; i < v.length; i++) {
            if (!v.isNull(i)) {
                definitions[i] = 1;
                positions[n++] = i;
            }
        }
        return new Shredded(v.length, v.length, null, definitions, v, positions, n);
    }

    private static void requireNoNulls(int nulls, SchemaWriter.Leaf leaf) {
        if (nulls > 0) {
            throw new dev.peso.DataException("column \"" + String.join(".", leaf.path())
                    + "\" is declared without nulls and holds " + nulls, leaf.path().getFirst(), -1, null);
        }
    }

    /// The walk from a column to a leaf, all rows at once.
    private static final class Descent {
        private final SchemaWriter.Leaf leaf;
        private final int rows;
        private Vector vector;
        private int count;
        private int[] repetitions;
        private int[] definitions;
        /// Where an entry's value lies in `vector`, or -1 when nothing is there any more.
        private int[] positions;
        private int depth;

        Descent(SchemaWriter.Leaf leaf, Vector column) {
            this.leaf = leaf;
            this.vector = column;
            this.rows = column.length;
            this.count = rows;
            this.repetitions = new int[rows];
            this.definitions = new int[rows];
            this.positions = new int[rows];
            for (int i = 0; i < rows; i++) {
                positions[i] = i;
            }
        }

        Shredded down() {
            for (SchemaWriter.Step step : leaf.steps()) {
                switch (step) {
                    case SchemaWriter.Step.Optional _ -> dropNulls();
                    case SchemaWriter.Step.Child child ->
                        vector = ((StructVector) vector).children.get(child.index());
                    case SchemaWriter.Step.Elements _ -> spreadLists();
                }
            }
            int[] values = new int[count];
            int n = 0;
            int nulls = 0;
            for (int i = 0; i < count; i++) {
                if (positions[i] >= 0) {
                    nulls += vector.isNull(positions[i]) ? 1 : 0;
                    values[n++] = positions[i];
                }
            }
            requireNoNulls(nulls, leaf);
            return new Shredded(rows, count, leaf.repetition() > 0 ? repetitions : null,
                    leaf.definition() > 0 ? definitions : null, vector, Arrays.copyOf(values, n), n);
        }

        private void dropNulls() {
            for (int i = 0; i < count; i++) {
                if (positions[i] >= 0) {
                    if (vector.isNull(positions[i])) {
                        positions[i] = -1;
                    } else {
                        definitions[i]++;
                    }
                }
            }
        }

        private void spreadLists() {
            ListVector list = (ListVector) vector;
            depth++;
            long total = 0;
            for (int i = 0; i < count; i++) {
                total += Math.max(1, length(list, positions[i]));
            }
            int size = Math.toIntExact(total);
            int[] newRepetitions = new int[size];
            int[] newDefinitions = new int[size];
            int[] newPositions = new int[size];
            int o = 0;
            for (int i = 0; i < count; i++) {
                int length = length(list, positions[i]);
                int from = length == 0 ? -1 : list.from(positions[i]);
                for (int k = 0; k < Math.max(1, length); k++, o++) {
                    newRepetitions[o] = k == 0 ? repetitions[i] : depth;
                    newDefinitions[o] = definitions[i] + (length == 0 ? 0 : 1);
                    newPositions[o] = length == 0 ? -1 : from + k;
                }
            }
            repetitions = newRepetitions;
            definitions = newDefinitions;
            positions = newPositions;
            count = size;
            vector = list.child;
        }

        private static int length(ListVector list, int position) {
            return position < 0 ? 0 : list.to(position) - list.from(position);
        }
    }
}
