package dev.peso.io;

/// How a file is written: the options of its format.
public sealed interface WriteOptions
        permits ArrowWriteOptions, AvroWriteOptions, CsvWriteOptions, ExcelWriteOptions,
        FixedWidthWriteOptions,
        JsonWriteOptions,
        ParquetWriteOptions {}
