package dev.peso.internal.kernel;

import dev.peso.DataType;

/// Dates, times, timestamps and durations: each family of functions has a class of its own.
final class TemporalFunctions {
    /// A number of months, which no duration holds: what `interval '1 month'` is where it is not added to a date.
    static final DataType MONTHS = DataType.struct(dev.peso.Field.of("months", DataType.INT64));

    private TemporalFunctions() {}

    static void register(Functions.Registrar registrar) {
        TemporalParts.register(registrar);
        TemporalUnits.register(registrar);
        TemporalShifts.register(registrar);
        TemporalMakers.register(registrar);
        TemporalTexts.register(registrar);
    }
}
