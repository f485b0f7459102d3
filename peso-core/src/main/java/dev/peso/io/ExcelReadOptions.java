package dev.peso.io;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// How a sheet of an Excel workbook (`.xlsx`, `.xlsm`, `.xls`) is read. Values, with a `with` method for each option.
///
/// A column's type is inferred from all of its cells: whole numbers are `int64`, other numbers `float64`, numbers
/// with a
/// format of dates or times `date`, `timestamp`, `time` or `duration`, to the millisecond; a column of several kinds
/// becomes `utf8`. Of a formula the value counts that Excel stored. Lines of text above a table are left out unless a
/// range or no header is asked for.
///
/// @param sheet the name of the sheet, or null to go by its index
/// @param sheetIndex which sheet, from 0, when none is named
/// @param range the cells in A1 notation, such as `B2:D10`, `B:D` or `2:100`; null for all that are used
/// @param headerRows how many rows name the columns, 0 for none, [#GUESSED] to look at them
/// @param types of single columns, the others are inferred
/// @param emptyRows whether rows without a value count
/// @param mergedCells which of merged cells have the value
/// @param errors what becomes of cells such as `#N/A`
/// @param onError what happens to a cell that does not fit a given type: fail or null
public record ExcelReadOptions(@Nullable String sheet, int sheetIndex, @Nullable String range, int headerRows,
        Map<String, DataType> types, EmptyRows emptyRows, MergedCells mergedCells, Errors errors,
        OnError onError) implements ReadOptions {
    /// Header rows are looked for: none, or one.
    public static final int GUESSED = -1;

    /// The first sheet, all cells, header and types guessed.
    public static final ExcelReadOptions DEFAULT = new ExcelReadOptions(null, 0, null, GUESSED, Map.of(),
            EmptyRows.DROPPED, MergedCells.FIRST, Errors.NULL, OnError.FAIL);

    /// Whether rows without a value count.
    public enum EmptyRows {
        /// They are left out.
        DROPPED,
        /// Those between others are rows of nulls.
        KEPT
    }

    /// Which of merged cells have the value.
    public enum MergedCells {
        /// The first one, the others are empty.
        FIRST,
        /// All of them, as far as the sheet is used: in rows that have a cell with a value, up to the last column in
        /// which any row has one, or to the last of the range. A title merged over more columns than the table has
        /// adds none.
        ALL
    }

    /// What becomes of cells such as `#N/A`.
    public enum Errors {
        /// They are null.
        NULL,
        /// They are texts, which makes their column `utf8`.
        TEXT,
        /// They fail the read.
        FAIL
    }

    public ExcelReadOptions {
        types = Map.copyOf(types);
        Objects.requireNonNull(emptyRows, "emptyRows");
        Objects.requireNonNull(mergedCells, "mergedCells");
        Objects.requireNonNull(errors, "errors");
        Objects.requireNonNull(onError, "onError");
        if (sheetIndex < 0) {
            throw new IllegalArgumentException("sheet index must be 0 or more, got " + sheetIndex);
        }
        if (headerRows < GUESSED || headerRows > 100) {
            throw new IllegalArgumentException(
                    "header rows must be in [0, 100], or GUESSED (-1), got " + headerRows);
        }
        if (onError != OnError.FAIL && onError != OnError.NULL) {
            throw new IllegalArgumentException(
                    "cells of a sheet that do not fit can FAIL or become NULL, got " + onError);
        }
    }

    /// The sheet with a name.
    ///
    /// @param newSheet its name, as its tab shows it
    /// @return new options
    public ExcelReadOptions withSheet(String newSheet) {
        return new ExcelReadOptions(Objects.requireNonNull(newSheet, "sheet"), 0, range, headerRows, types,
                emptyRows, mergedCells, errors, onError);
    }

    /// The sheet at a place.
    ///
    /// @param newIndex from 0
    /// @return new options
    public ExcelReadOptions withSheetIndex(int newIndex) {
        return new ExcelReadOptions(null, newIndex, range, headerRows, types, emptyRows, mergedCells, errors,
                onError);
    }

    /// Only some cells, the header among them.
    ///
    /// @param newRange in A1 notation
    /// @return new options
    public ExcelReadOptions withRange(String newRange) {
        return new ExcelReadOptions(sheet, sheetIndex, Objects.requireNonNull(newRange, "range"), headerRows,
                types, emptyRows, mergedCells, errors, onError);
    }

    /// How many rows name the columns. The parts of names of several rows are joined by spaces; merged cells among them
    /// name all their columns, as far as [MergedCells#ALL] fills them.
    ///
    /// @param rows 0 for none: columns are `column_1`, `column_2` and so on
    /// @return new options
    public ExcelReadOptions withHeaderRows(int rows) {
        return new ExcelReadOptions(sheet, sheetIndex, range, rows, types, emptyRows, mergedCells, errors,
                onError);
    }

    /// The type of one column; the others are still inferred.
    ///
    /// @param column its name
    /// @param type the type to read it as
    /// @return new options
    public ExcelReadOptions withType(String column, DataType type) {
        Map<String, DataType> more = new LinkedHashMap<>(types);
        more.put(Objects.requireNonNull(column, "column"), Objects.requireNonNull(type, "type"));
        return new ExcelReadOptions(sheet, sheetIndex, range, headerRows, more, emptyRows, mergedCells,
                errors, onError);
    }

    /// The types of several columns in place of those given before; the others are inferred.
    ///
    /// @param newTypes by column
    /// @return new options
    public ExcelReadOptions withTypes(Map<String, DataType> newTypes) {
        return new ExcelReadOptions(sheet, sheetIndex, range, headerRows, newTypes, emptyRows, mergedCells,
                errors, onError);
    }

    /// Whether rows without a value count.
    ///
    /// @param newEmptyRows dropped or kept
    /// @return new options
    public ExcelReadOptions withEmptyRows(EmptyRows newEmptyRows) {
        return new ExcelReadOptions(sheet, sheetIndex, range, headerRows, types, newEmptyRows, mergedCells,
                errors, onError);
    }

    /// Which of merged cells have the value.
    ///
    /// @param newMergedCells the first or all
    /// @return new options
    public ExcelReadOptions withMergedCells(MergedCells newMergedCells) {
        return new ExcelReadOptions(sheet, sheetIndex, range, headerRows, types, emptyRows, newMergedCells,
                errors, onError);
    }

    /// What becomes of cells such as `#N/A`.
    ///
    /// @param newErrors null, text or fail
    /// @return new options
    public ExcelReadOptions withErrors(Errors newErrors) {
        return new ExcelReadOptions(sheet, sheetIndex, range, headerRows, types, emptyRows, mergedCells,
                newErrors, onError);
    }

    /// What happens to a cell that does not fit a given type.
    ///
    /// @param newOnError fail or null
    /// @return new options
    public ExcelReadOptions withOnError(OnError newOnError) {
        return new ExcelReadOptions(sheet, sheetIndex, range, headerRows, types, emptyRows, mergedCells,
                errors, newOnError);
    }
}
