package dev.peso.internal.excel;

/// What a cell holds. Excel knows numbers, texts, booleans and errors; what a number means is said by its format.
enum Kind {
    NUMBER, DATE, DATE_TIME, TIME, DURATION, BOOLEAN, TEXT, ERROR;

    /// Whether the value is a number in the file: for a date the day since the start of the workbook's count.
    boolean isNumber() {
        return compareTo(DURATION) <= 0;
    }
}
