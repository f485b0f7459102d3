package dev.peso.ml.internal.frame;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.QueryException;
import dev.peso.Schema;
import dev.peso.spi.ColumnReader;

/// Reads features out of the columns of datasets.
public final class Inputs {
    private static final double SECONDS_OF_DAY = 86_400;

    private Inputs() {}

    /// The input that a column makes, its levels still unknown.
    public static InputColumn of(Field field) {
        return new InputColumn(field.name(), kind(field), field.type().toString(), List.of());
    }

    /// Whether columns of a type make features as they are.
    public static boolean isFeature(DataType type) {
        return type.isNumeric() || type.isText() || type.isTemporal() || type == DataType.BOOLEAN;
    }

    private static InputColumn.Kind kind(Field field) {
        DataType type = field.type();
        if (type == DataType.BOOLEAN) {
            return InputColumn.Kind.BOOLEAN;
        }
        if (type.isNumeric()) {
            return InputColumn.Kind.NUMBER;
        }
        if (type.isText()) {
            return InputColumn.Kind.CATEGORY;
        }
        if (type instanceof DataType.Duration || type instanceof DataType.Time) {
            return InputColumn.Kind.SPAN;
        }
        if (type.isTemporal()) {
            return InputColumn.Kind.TIME;
        }
        throw new QueryException("column \"" + field.name() + "\" is " + type
                + ", which is no feature; compute features from it, or add ignore(\"" + field.name() + "\")");
    }

    /// Checks that a dataset has a column as it was in training.
    ///
    /// @throws dev.peso.ColumnNotFoundException if it is missing
    /// @throws QueryException if it is of another kind
    public static void check(Schema schema, InputColumn input) {
        Field field = schema.field(input.name());
        InputColumn.Kind kind = field.type() == DataType.NULL ? input.kind() : kind(field);
        if (kind != (input.kind() == InputColumn.Kind.TEXT ? InputColumn.Kind.CATEGORY : input.kind())) {
            throw new QueryException("column \"" + input.name() + "\" is " + field.type()
                    + ", but was " + input.type() + " when the model was trained; cast it");
        }
    }

    /// A column in training: its levels are those that appear.
    public static Feature read(InputColumn input, ColumnReader reader) {
        if (input.isTexts()) {
            Texts texts = Texts.read(reader);
            return new Feature.Codes(input.name(), texts.codes(), texts.levels());
        }
        return numbers(input, reader);
    }

    /// A column for prediction: its levels are those of training.
    public static Feature readKnown(InputColumn input, ColumnReader reader) {
        if (reader.type() == DataType.NULL) {
            return missing(input, Math.toIntExact(reader.rows()));
        }
        if (input.kind() == InputColumn.Kind.TEXT) {
            return read(input, reader);
        }
        if (input.kind() == InputColumn.Kind.CATEGORY) {
            return new Feature.Codes(input.name(), Texts.read(reader).codesIn(input.levels()),
                    input.levels());
        }
        return numbers(input, reader);
    }

    private static Feature missing(InputColumn input, int rows) {
        if (input.isTexts()) {
            int[] codes = new int[rows];
            Arrays.fill(codes, Feature.Codes.MISSING);
            return new Feature.Codes(input.name(), codes, input.levels());
        }
        double[] values = new double[rows];
        Arrays.fill(values, Double.NaN);
        return new Feature.Numbers(input.name(), values, input.kind() == InputColumn.Kind.TIME);
    }

    private static Feature numbers(InputColumn input, ColumnReader reader) {
        double[] values = new double[Math.toIntExact(reader.rows())];
        reader.readDoubles(0, values, 0, values.length);
        rescale(reader.type(), values);
        return new Feature.Numbers(input.name(), values, input.kind() == InputColumn.Kind.TIME);
    }

    /// Spans become seconds, points in time days since 1970 as the clock on the wall shows them.
    private static void rescale(DataType type, double[] values) {
        switch (type) {
            case DataType.Duration(var unit) -> divide(values, (double) unit.perSecond());
            case DataType.Time(var unit) -> divide(values, (double) unit.perSecond());
            case DataType.Timestamp(var unit, var zone) -> {
                divide(values, (double) unit.perSecond());
                if (zone != null) {
                    toLocal(values, zone);
                }
                divide(values, SECONDS_OF_DAY);
            }
            default -> {
            }
        }
    }

    private static void divide(double[] values, double by) {
        for (int i = 0; i < values.length; i++) {
            values[i] /= by;
        }
    }

    private static void toLocal(double[] seconds, ZoneId zone) {
        for (int i = 0; i < seconds.length; i++) {
            if (!Double.isNaN(seconds[i])) {
                seconds[i] += zone.getRules()
                        .getOffset(Instant.ofEpochSecond((long) seconds[i]))
                        .getTotalSeconds();
            }
        }
    }
}
