package dev.peso.io;

import java.util.List;
import java.util.stream.Collectors;

import dev.peso.DataType;

/// How the columns of many files became those of one dataset.
///
/// @param files the paths, in the order in which they are read
/// @param notes what is not the same in all of them, in the order of the columns
public record FilesReport(List<String> files, List<Note> notes) {
    public FilesReport {
        files = List.copyOf(files);
        notes = List.copyOf(notes);
    }

    /// What can be different between files.
    public enum Kind {
        /// Some files lack the column; it is null there.
        MISSING,
        /// The files have several types for the column, which one type holds.
        WIDENED,
        /// The files have a column that a partition column of the same name stands for; its values must be the same.
        HIDDEN
    }

    /// One column that is not the same in all files.
    ///
    /// @param column its name
    /// @param kind what differs
    /// @param type of the column in the dataset
    /// @param types those that the files have, in order of first appearance
    /// @param files how many files differ: lack the column, or have it in another type
    /// @param example the first of these files
    public record Note(String column, Kind kind, DataType type, List<DataType> types, int files,
            String example) {
        public Note {
            types = List.copyOf(types);
        }

        /// For example `column "qty" is missing in 2 files, first in a.csv`.
        @Override
        public String toString() {
            String where = files == 1 ? "in " + example : "in " + files + " files, first in " + example;
            return "column \"" + column + "\" " + switch (kind) {
                case MISSING -> "is missing " + where;
                case WIDENED -> "is " + type + ": it is another type (" + types.stream()
                        .map(DataType::toString)
                        .collect(Collectors.joining(", ")) + ") " + where;
                case HIDDEN -> "is a partition's, whose value it must have, " + where;
            };
        }
    }

    /// A line for each note.
    @Override
    public String toString() {
        String head = files.size() + (files.size() == 1 ? " file" : " files");
        return notes.isEmpty()
                ? head + " with the same columns"
                : notes.stream().map(Note::toString).collect(Collectors.joining("\n", head + "\n", ""));
    }
}
