package dev.peso.internal.arrow;

import java.util.function.Supplier;

import dev.peso.DataException;
import dev.peso.PesoException;

/// A part of a file, for messages.
///
/// @param file the file's name
/// @param part which part of it, for example `record batch 3`
record Place(String file, String part) {

    /// The rows from one on.
    Place from(int row) {
        return new Place(file, part + " from row " + row);
    }

    DataException damaged(String problem) {
        return new DataException(file + " is damaged, " + part + ": " + problem);
    }

    DataException damaged(Column column, String problem) {
        return new DataException(
                file + " is damaged, " + part + ", column \"" + column.name() + "\": " + problem,
                column.name(), -1, null);
    }

    /// A file that is right but holds what Peso cannot.
    DataException unsupported(String column, String problem) {
        return new DataException(file + ", column \"" + column + "\": " + problem, column, -1, null);
    }

    /// Looks at metadata that may be anything: what goes wrong on the way means that it is damaged.
    <T> T looking(Supplier<T> look) {
        try {
            return look.get();
        } catch (PesoException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new DataException(file + " is damaged, " + part + ": its metadata makes no sense", null, -1,
                    e);
        }
    }
}
