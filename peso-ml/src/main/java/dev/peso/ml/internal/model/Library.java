package dev.peso.ml.internal.model;

/// This library.
public final class Library {
    public static final String VERSION = "0.1.0";
    public static final String NAME = "Peso " + VERSION;

    private Library() {}

    /// Whether a version comes after this one; what follows a `-` does not count.
    static boolean isOlderThan(String version) {
        String[] own = VERSION.split("\\.", -1);
        String[] others = version.split("-", 2)[0].split("\\.", -1);
        for (int i = 0; i < Math.max(own.length, others.length); i++) {
            int difference = Integer.compare(number(others, i), number(own, i));
            if (difference != 0) {
                return difference > 0;
            }
        }
        return false;
    }

    private static int number(String[] parts, int at) {
        return at < parts.length && parts[at].matches("[0-9]{1,9}") ? Integer.parseInt(parts[at]) : 0;
    }
}
