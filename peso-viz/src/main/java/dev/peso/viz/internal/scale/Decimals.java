package dev.peso.viz.internal.scale;

/// The shortest decimal digits of a number, rounded: what `BigDecimal.valueOf(value).setScale(places, HALF_EVEN)` would
/// say, without that class, whose tables take longer to make than a small chart.
final class Decimals {
    private Decimals() {}

    /// Digits of the size of a number, without a sign and without an exponent.
    ///
    /// @param value finite
    /// @param places digits after the point, 0 or more
    static String rounded(double value, int places) {
        String shortest = Double.toString(Math.abs(value));
        int power = shortest.indexOf('E');
        int end = power < 0 ? shortest.length() : power;
        int point = shortest.indexOf('.');
        StringBuilder digits = new StringBuilder(24).append(shortest, 0, point)
                .append(shortest, point + 1, end);
        int whole = point + (power < 0 ? 0 : Integer.parseInt(shortest, power + 1, shortest.length(), 10));
        if (whole < 0) {
            digits.insert(0, "0".repeat(-whole));
            whole = 0;
        }
        int kept = whole + places;
        boolean up = kept < digits.length() && isUp(digits, kept);
        digits.append("0".repeat(Math.max(0, kept - digits.length()))).setLength(kept);
        if (up) {
            increment(digits);
            whole += digits.length() - kept;
        }
        if (whole == 0) {
            digits.insert(0, '0');
            whole = 1;
        }
        return withPoint(digits, whole);
    }

    /// Whether what is cut off is more than half, or just half of an odd last digit.
    private static boolean isUp(CharSequence digits, int from) {
        if (digits.charAt(from) != '5') {
            return digits.charAt(from) > '5';
        }
        for (int i = from + 1; i < digits.length(); i++) {
            if (digits.charAt(i) != '0') {
                return true;
            }
        }
        return from > 0 && (digits.charAt(from - 1) - '0') % 2 == 1;
    }

    private static void increment(StringBuilder digits) {
        int at = digits.length() - 1;
        while (at >= 0 && digits.charAt(at) == '9') {
            digits.setCharAt(at--, '0');
        }
        if (at < 0) {
            digits.insert(0, '1');
        } else {
            digits.setCharAt(at, (char) (digits.charAt(at) + 1));
        }
    }

    /// Without zeros at the front that no reader would write.
    private static String withPoint(StringBuilder digits, int whole) {
        int first = 0;
        while (first < whole - 1 && digits.charAt(first) == '0') {
            first++;
        }
        if (whole < digits.length()) {
            digits.insert(whole, '.');
        }
        return digits.substring(first);
    }

    /// Whether digits say anything but zero.
    static boolean isZero(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) != '0' && digits.charAt(i) != '.') {
                return false;
            }
        }
        return true;
    }
}
