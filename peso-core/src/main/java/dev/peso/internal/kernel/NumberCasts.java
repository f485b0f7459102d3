package dev.peso.internal.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.WideVector;

/// Conversions between booleans, integers, floats and decimals.
final class NumberCasts {
    /// The first double above every `long`.
    private static final double LONG_END = 0x1p63;
    /// Doubles up to this size are sums of a whole number and 15 digits at most.
    private static final double EXACT_DIGITS = 1e15;

    private NumberCasts() {}

    static Casts.Cast of(DataType from, DataType to, boolean orNull) {
        if (to == DataType.BOOLEAN) {
            return v -> toBoolean(v);
        }
        if (to.isInteger()) {
            return from.isFloat()
                    ? v -> floatToInteger(v, to, orNull)
                    : from instanceof DataType.Decimal d
                            ? v -> decimalToInteger(v, d, to, orNull)
                            : v -> integerToInteger(v, to, orNull);
        }
        if (to instanceof DataType.Decimal decimal) {
            return from.isFloat()
                    ? v -> floatToDecimal(v, decimal, orNull)
                    : v -> toDecimal(v, Numbers.scale(from), decimal, orNull);
        }
        if (from instanceof DataType.Decimal d) {
            return to == DataType.FLOAT64 ? v -> decimalToDouble(v, d) : v -> decimalToFloat(v, d);
        }
        return to == DataType.FLOAT64 ? v -> toDouble(v) : v -> toFloat(v, orNull);
    }

    static String doesNotFit(Vector v, int row, DataType to) {
        Object value = Scalars.get(v, row);
        return (value instanceof BigDecimal d ? d.toPlainString() : String.valueOf(value)) + " does not fit "
                + to;
    }

    private static long @Nullable [] validity(Vector v) {
        return Bitmap.copy(v.validity, v.offset, v.length);
    }

    private static BitVector toBoolean(Vector v) {
        long[] bits = new long[Bitmap.words(v.length)];
        if (v.type.isFloat()) {
            double[] values = Numbers.doubles(v);
            for (int i = 0; i < values.length; i++) {
                bits[i >>> 6] |= (values[i] != 0 ? 1L : 0) << i;
            }
        } else {
            long[] words = Numbers.words(v);
            for (int i = 0; i < v.length; i++) {
                bits[i >>> 6] |= ((words[2 * i] | words[2 * i + 1]) != 0 ? 1L : 0) << i;
            }
        }
        return new BitVector(bits, 0, v.length, validity(v));
    }

    private static Vector integerToInteger(Vector v, DataType to, boolean orNull) {
        long[] values = Numbers.longs(v);
        if (v.type == DataType.BOOLEAN || Ranges.bits(v.type) <= Ranges.bits(to)) {
            return Numbers.ofLongs(to, values, validity(v));
        }
        int unused = 64 - Ranges.bits(to);
        long lost = 0;
        for (int i = 0; i < values.length; i++) {
            lost |= values[i] ^ values[i] << unused >> unused;
        }
        Failures failures = new Failures(v);
        if (lost != 0) {
            for (int i = 0; i < values.length; i++) {
                if (values[i] != values[i] << unused >> unused) {
                    failures.add(i);
                }
            }
        }
        return Numbers.ofLongs(to, values, failures.finish(orNull, row -> doesNotFit(v, row, to)));
    }

    private static Vector floatToInteger(Vector v, DataType to, boolean orNull) {
        double[] values = Numbers.doubles(v);
        double end = to == DataType.INT64 ? LONG_END : Ranges.max(to) + 1.0;
        double start = to == DataType.INT64 ? Math.nextDown(-LONG_END) : Ranges.min(to) - 1.0;
        long[] out = new long[values.length];
        boolean fits = true;
        for (int i = 0; i < out.length; i++) {
            out[i] = (long) values[i];
            fits &= values[i] > start;
            fits &= values[i] < end;
        }
        Failures failures = new Failures(v);
        if (!fits) {
            for (int i = 0; i < out.length; i++) {
                if (!(values[i] > start && values[i] < end)) {
                    failures.add(i);
                }
            }
        }
        return Numbers.ofLongs(to, out, failures.finish(orNull, row -> doesNotFit(v, row, to)));
    }

    private static Vector decimalToInteger(Vector v, DataType.Decimal from, DataType to, boolean orNull) {
        long[] words = Numbers.words(v);
        long[] out = new long[v.length];
        Failures failures = new Failures(v);
        Wide number = new Wide();
        for (int i = 0; i < out.length; i++) {
            number.set(words[2 * i], words[2 * i + 1]);
            number.scaleDown(from.scale());
            out[i] = number.low;
            if (!number.isLong() || out[i] < Ranges.min(to) || out[i] > Ranges.max(to)) {
                failures.add(i);
            }
        }
        return Numbers.ofLongs(to, out, failures.finish(orNull, row -> doesNotFit(v, row, to)));
    }

    /// From an integer, boolean or decimal.
    static Vector toDecimal(Vector v, int fromScale, DataType.Decimal to, boolean orNull) {
        int up = to.scale() - fromScale;
        if (up == 0 && v.type instanceof DataType.Decimal from && from.precision() <= to.precision()
                && from.isCompact() == to.isCompact()) {
            return v.withType(to);
        }
        if (to.isCompact() && up >= 0 && up <= 18 && !(v instanceof WideVector)) {
            return longsToCompact(v, up, to, orNull);
        }
        long[] words = Numbers.words(v);
        Failures failures = new Failures(v);
        Wide number = new Wide();
        for (int i = 0; i < v.length; i++) {
            number.overflow = false;
            number.set(words[2 * i], words[2 * i + 1]);
            if (up >= 0) {
                number.scaleUp(up);
            } else {
                number.scaleDown(-up);
            }
            words[2 * i] = number.low;
            words[2 * i + 1] = number.high;
            if (!number.fits(to.precision())) {
                failures.add(i);
            }
        }
        return Numbers.ofWords(to, words, failures.finish(orNull, row -> doesNotFit(v, row, to)));
    }

    private static Vector longsToCompact(Vector v, int up, DataType.Decimal to, boolean orNull) {
        long[] values = Numbers.longs(v);
        long factor = Wide.POW10[up];
        long limit = Wide.POW10[to.precision() - up];
        boolean fits = true;
        Failures failures = new Failures(v);
        for (int i = 0; i < values.length; i++) {
            fits &= values[i] < limit;
            fits &= values[i] > -limit;
        }
        if (!fits) {
            for (int i = 0; i < values.length; i++) {
                if (!(values[i] < limit && values[i] > -limit)) {
                    failures.add(i);
                }
            }
        }
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        return new LongVector(to, values, 0, values.length,
                failures.finish(orNull, row -> doesNotFit(v, row, to)));
    }

    private static Vector floatToDecimal(Vector v, DataType.Decimal to, boolean orNull) {
        double[] values = Numbers.doubles(v);
        long[] words = new long[2 * values.length];
        Failures failures = new Failures(v);
        Wide number = new Wide();
        boolean single = v instanceof FloatVector;
        double factor = to.scale() <= 15 ? Wide.POW10[to.scale()] : Double.NaN;
        for (int i = 0; i < values.length; i++) {
            number.overflow = false;
            double scaled = Math.rint(values[i] * factor);
            if (!single && Math.abs(scaled) < EXACT_DIGITS && scaled / factor == values[i]) {
                number.set((long) scaled);
            } else if (Double.isFinite(values[i])) {
                String shortest = single ? Float.toString((float) values[i]) : Double.toString(values[i]);
                number.set(new BigDecimal(shortest).setScale(to.scale(), RoundingMode.HALF_UP)
                        .unscaledValue());
            } else {
                number.overflow = true;
            }
            words[2 * i] = number.low;
            words[2 * i + 1] = number.high;
            if (!number.fits(to.precision())) {
                failures.add(i);
            }
        }
        return Numbers.ofWords(to, words, failures.finish(orNull, row -> doesNotFit(v, row, to)));
    }

    static DoubleVector decimalToDouble(Vector v, DataType.Decimal from) {
        double[] out = new double[v.length];
        int scale = from.scale();
        if (v instanceof LongVector x) {
            for (int i = 0; i < out.length; i++) {
                out[i] = toDouble(x.get(i), scale);
            }
        } else {
            WideVector w = (WideVector) v;
            for (int i = 0; i < out.length; i++) {
                out[i] = w.high(i) == w.low(i) >> 63
                        ? toDouble(w.low(i), scale)
                        : Numbers.decimal(w.low(i), w.high(i), scale).doubleValue();
            }
        }
        return new DoubleVector(DataType.FLOAT64, out, 0, out.length, validity(v));
    }

    /// One division rounds right when both numbers are exact doubles.
    private static double toDouble(long unscaled, int scale) {
        return Math.abs(unscaled) <= 1L << 53 && scale <= 18 && unscaled != Long.MIN_VALUE
                ? (double) unscaled / Wide.POW10[scale]
                : BigDecimal.valueOf(unscaled, scale).doubleValue();
    }

    private static FloatVector decimalToFloat(Vector v, DataType.Decimal from) {
        long[] words = Numbers.words(v);
        float[] out = new float[v.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Numbers.decimal(words[2 * i], words[2 * i + 1], from.scale()).floatValue();
        }
        return new FloatVector(DataType.FLOAT32, out, 0, out.length, validity(v));
    }

    static DoubleVector toDouble(Vector v) {
        return v instanceof DoubleVector d
                ? d
                : new DoubleVector(DataType.FLOAT64, Numbers.doubles(v), 0, v.length, validity(v));
    }

    private static Vector toFloat(Vector v, boolean orNull) {
        int n = v.length;
        float[] out = new float[n];
        Failures failures = new Failures(v);
        switch (v) {
            case DoubleVector x -> {
                for (int i = 0; i < n; i++) {
                    double value = x.values[x.offset + i];
                    out[i] = (float) value;
                    if (Float.isInfinite(out[i]) && !Double.isInfinite(value)) {
                        failures.add(i);
                    }
                }
            }
            case IntVector x -> {
                for (int i = 0; i < n; i++) {
                    out[i] = x.values[x.offset + i];
                }
            }
            default -> {
                long[] values = Numbers.longs(v);
                for (int i = 0; i < n; i++) {
                    out[i] = values[i];
                }
            }
        }
        return new FloatVector(DataType.FLOAT32, out, 0, n,
                failures.finish(orNull, row -> doesNotFit(v, row, DataType.FLOAT32)));
    }
}
