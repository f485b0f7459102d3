package dev.peso.viz.internal.html;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/// Arrays of numbers in a page, each in the shortest form that keeps what can be seen of it: start, step and count; numbers;
/// whole multiples of a step in one to four bytes; or the bytes of floats or doubles. `unpack` in `marks.js` reads them.
final class Packed {
    /// How exact an array has to be.
    enum Loss {
        /// The same numbers.
        NONE,
        /// A sixteen-millionth of the span: on a straight axis less than can be seen until one has zoomed in a thousandfold.
        OF_SPAN,
        /// A sixteen-millionth of each number, for logarithmic axes.
        OF_VALUE
    }

    private static final double[] DIGITS = {1, 2, 5, 10};
    private static final int MOST_DECIMALS = 6;
    private static final int LOSSY_BYTES = 3;
    /// Whole numbers up to here are exact as doubles.
    private static final double WHOLE = 9_007_199_254_740_992.0;
    /// What the names of the members take.
    private static final int NAMES = 60;

    private Packed() {}

    /// Whole multiples of a step as codes: value i is `(low + step * code[i]) / scale`, -1 stands for NaN.
    private record Codes(double low, double step, double scale, int bytes, long[] code) {
        int length() {
            return NAMES + 4 * ((code.length * bytes + 2) / 3);
        }
    }

    static void append(StringBuilder out, double[] values, Loss loss) {
        if (appendedAsRange(out, values)) {
            return;
        }
        Codes codes = exact(values);
        if (codes == null && loss == Loss.OF_SPAN) {
            codes = rounded(values);
        }
        boolean floats = codes == null && loss == Loss.OF_VALUE && fitFloats(values);
        int size = floats ? Float.BYTES : Double.BYTES;
        int limit = codes == null ? 4 * (values.length * size / 3 + 1) : codes.length();
        String text = text(values, limit);
        if (text != null) {
            out.append(text);
        } else if (codes != null) {
            append(out, codes);
        } else if (floats) {
            ByteBuffer bytes = bytes(values.length * size);
            for (double value : values) {
                bytes.putFloat((float) value);
            }
            out.append("{\"floats\":");
            appendBytes(out, bytes);
            out.append('}');
        } else {
            ByteBuffer bytes = bytes(values.length * size);
            for (double value : values) {
                bytes.putDouble(value);
            }
            appendBytes(out, bytes);
        }
    }

    private static boolean appendedAsRange(StringBuilder out, double[] values) {
        int n = values.length;
        if (n < 3) {
            return false;
        }
        double step = values[1] - values[0];
        for (int i = 0; i < n; i++) {
            if (!(values[i] == values[0] + i * step && Double.isFinite(values[i]))) {
                return false;
            }
        }
        out.append("{\"start\":").append(values[0]).append(",\"step\":").append(step);
        out.append(",\"count\":").append(n).append('}');
        return true;
    }

    /// The numbers as JSON; null if that is longer than `limit`, or not possible.
    private static @Nullable String text(double[] values, int limit) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i]) || text.length() > limit) {
                return null;
            }
            text.append(i == 0 ? "" : ",").append(number(values[i]));
        }
        return text.append(']').toString();
    }

    private static String number(double value) {
        return value == StrictMath.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static @Nullable Codes exact(double[] values) {
        double scale = 1;
        for (int decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
            if (areWhole(values, scale)) {
                return codes(values, scale);
            }
            scale *= 10;
        }
        return null;
    }

    private static boolean areWhole(double[] values, double scale) {
        for (double value : values) {
            double whole = StrictMath.rint(value * scale);
            if (!Double.isNaN(value) && !(Math.abs(whole) < WHOLE && whole / scale == value)) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Codes codes(double[] values, double scale) {
        long low = Long.MAX_VALUE;
        long high = Long.MIN_VALUE;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                long whole = (long) StrictMath.rint(value * scale);
                low = Math.min(low, whole);
                high = Math.max(high, whole);
            }
        }
        if (low > high) {
            return null;
        }
        long step = 0;
        long[] code = new long[values.length];
        for (int i = 0; i < code.length; i++) {
            code[i] = Double.isNaN(values[i]) ? -1 : (long) StrictMath.rint(values[i] * scale) - low;
            step = code[i] < 0 ? step : divisor(step, code[i]);
        }
        step = Math.max(1, step);
        for (int i = 0; i < code.length; i++) {
            code[i] = code[i] < 0 ? -1 : code[i] / step;
        }
        long most = (high - low) / step;
        int bytes = 1;
        while (bytes < 5 && most >= (1L << 8 * bytes) - 1) {
            bytes++;
        }
        return bytes > 4 ? null : new Codes(low, step, scale, bytes, code);
    }

    private static long divisor(long a, long b) {
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        return a;
    }

    /// The nearest multiples of the least round step that three bytes can count; round, so that zero stays zero.
    private static @Nullable Codes rounded(double[] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            low = value < low ? value : low;
            high = value > high ? value : high;
        }
        double least = (high - low) / ((1 << 8 * LOSSY_BYTES) - 8);
        if (!(least > 1e-15 && least < 1e15)) {
            return null;
        }
        int power = (int) StrictMath.floor(StrictMath.log10(least));
        double unit = StrictMath.pow(10, Math.abs(power));
        double digit = DIGITS[0];
        for (int i = DIGITS.length - 1; i >= 0; i--) {
            digit = (power < 0 ? DIGITS[i] / unit : DIGITS[i] * unit) >= least ? DIGITS[i] : digit;
        }
        double step = power < 0 ? digit : digit * unit;
        double scale = power < 0 ? unit : 1;
        double first = StrictMath.rint(low * scale / step);
        if (!(Math.abs(first) + (1 << 8 * LOSSY_BYTES) < WHOLE / step)) {
            return null;
        }
        long[] code = new long[values.length];
        for (int i = 0; i < code.length; i++) {
            code[i] = Double.isNaN(values[i])
                    ? -1
                    : (long) (StrictMath.rint(values[i] * scale / step) - first);
        }
        return new Codes(first * step, step, scale, LOSSY_BYTES, code);
    }

    private static boolean fitFloats(double[] values) {
        for (double value : values) {
            double size = Math.abs(value);
            if (size > 1e38 || size != 0 && size < 1e-37) {
                return false;
            }
        }
        return true;
    }

    private static void append(StringBuilder out, Codes codes) {
        ByteBuffer bytes = bytes(codes.code().length * codes.bytes());
        for (long code : codes.code()) {
            for (int b = 0; b < codes.bytes(); b++) {
                bytes.put((byte) (code >> 8 * b));
            }
        }
        out.append("{\"low\":").append(number(codes.low())).append(",\"step\":").append(number(codes.step()));
        out.append(",\"scale\":").append(number(codes.scale())).append(",\"bytes\":").append(codes.bytes());
        out.append(",\"data\":");
        appendBytes(out, bytes);
        out.append('}');
    }

    private static ByteBuffer bytes(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void appendBytes(StringBuilder out, ByteBuffer filled) {
        byte[] bytes = new byte[filled.capacity()];
        filled.get(0, bytes);
        out.append('"').append(Base64.getEncoder().encodeToString(bytes)).append('"');
    }
}
