package dev.peso.io;

/// How a file is written: the options of its format.
public sealed interface WriteOptions
        permits ArrowWriteOptions, CsvWriteOptions, ExcelWriteOptions, FixedWidthWriteOptions,
        JsonWriteOptions,
        ParquetWriteOptions {}
