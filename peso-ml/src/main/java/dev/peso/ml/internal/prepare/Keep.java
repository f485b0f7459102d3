package dev.peso.ml.internal.prepare;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import dev.peso.ml.internal.frame.Csr;
import dev.peso.ml.internal.frame.Frame;

/// Keeps some columns.
///
/// @param columns names of those that are not sparse
/// @param sparse rising positions of those that are
/// @param notes what was decided
public record Keep(List<String> columns, int[] sparse, List<String> notes) implements FittedStep {
    private static final int MOST_NAMES = 8;

    public Keep {
        columns = List.copyOf(columns);
        notes = List.copyOf(notes);
    }

    /// @param why what the columns that go have in common, for the note
    static Keep of(Frame frame, Set<String> kept, String why) {
        List<String> gone = new ArrayList<>(
                frame.names().stream().filter(name -> !kept.contains(name)).toList());
        Csr sparse = frame.sparse();
        int[] places = IntStream.range(0, sparse.width())
                .filter(j -> kept.contains(sparse.names().get(j)))
                .toArray();
        List<String> columns = frame.columns().stream().map(c -> c.name()).filter(kept::contains).toList();
        String names = String.join(", ", gone.subList(0, Math.min(MOST_NAMES, gone.size())))
                + (gone.size() > MOST_NAMES ? " ... and " + (gone.size() - MOST_NAMES) + " more" : "");
        return new Keep(columns, places, gone.isEmpty()
                ? List.of()
                : List.of(gone.size() + " of " + frame.width() + " features are left out, " + why + ": "
                        + names));
    }

    @Override
    public Frame apply(Frame frame) {
        Csr block = frame.sparse();
        return new Frame(frame.columns().stream().filter(c -> columns.contains(c.name())).toList(),
                block.isEmpty() || sparse.length == block.width() ? block : block.pick(sparse), frame.rows());
    }
}
