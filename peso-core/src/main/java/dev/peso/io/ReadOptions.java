package dev.peso.io;

/// How a file is read: the options of its format.
public sealed interface ReadOptions
        permits ArrowReadOptions, CsvReadOptions, ExcelReadOptions, FixedWidthReadOptions, HtmlReadOptions,
        JsonReadOptions,
        ParquetReadOptions {}
