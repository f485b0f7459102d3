package dev.peso.viz.internal.svg;

/// Numbers in files: two decimals, no exponent, no locale.
public final class Digits {
    private Digits() {}

    /// Appends a number rounded to two decimals without needless zeros.
    public static void append(StringBuilder out, double value) {
        long hundredths = Math.round(value * 100);
        if (hundredths < 0) {
            out.append('-');
            hundredths = -hundredths;
        }
        out.append(hundredths / 100);
        long rest = hundredths % 100;
        if (rest != 0) {
            out.append('.').append((char) ('0' + rest / 10));
            if (rest % 10 != 0) {
                out.append((char) ('0' + rest % 10));
            }
        }
    }
}
