package dev.peso;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.Node;
import dev.peso.internal.plan.Plan;

/// How near two rows must be in an as-of join: `AsOf.on("time").by("symbol").tolerance(Duration.ofMinutes(5))`.
///
/// Without more said, the last right row at or before the left one is taken, however long before. Immutable.
///
/// {@snippet file="dev/peso/DatasetJoinSnippets.java" region="asof"}
public final class AsOf {
    private final String leftOn;
    private final String rightOn;
    private final List<String> by;
    private final Plan.AsOfDirection direction;
    private final boolean exact;
    private final @Nullable Object tolerance;
    private final String suffix;

    private AsOf(String leftOn, String rightOn, List<String> by, Plan.AsOfDirection direction, boolean exact,
            @Nullable Object tolerance, String suffix) {
        this.leftOn = leftOn;
        this.rightOn = rightOn;
        this.by = by;
        this.direction = direction;
        this.exact = exact;
        this.tolerance = tolerance;
        this.suffix = suffix;
    }

    /// Near in a column that both sides have; the right one is in the result too, with the suffix.
    ///
    /// @param column a number, date or time column
    /// @return how to join
    public static AsOf on(String column) {
        return on(column, column);
    }

    /// Near in columns of different names.
    ///
    /// @param left a number, date or time column of the left side
    /// @param right a column of the right side
    /// @return how to join
    public static AsOf on(String left, String right) {
        return new AsOf(Objects.requireNonNull(left, "left"), Objects.requireNonNull(right, "right"),
                List.of(),
                Plan.AsOfDirection.BACKWARD, true, null, On.SUFFIX);
    }

    /// Only among rows whose values in these columns are equal.
    ///
    /// @param columns columns that both sides have
    /// @return how to join
    public AsOf by(String... columns) {
        return new AsOf(leftOn, rightOn, Arguments.list(columns, "columns"), direction, exact, tolerance,
                suffix);
    }

    /// The last right row at or before the left one.
    ///
    /// @return how to join
    public AsOf backward() {
        return new AsOf(leftOn, rightOn, by, Plan.AsOfDirection.BACKWARD, exact, tolerance, suffix);
    }

    /// The first right row at or after the left one.
    ///
    /// @return how to join
    public AsOf forward() {
        return new AsOf(leftOn, rightOn, by, Plan.AsOfDirection.FORWARD, exact, tolerance, suffix);
    }

    /// The nearest right row before or after; of two equally near ones the earlier.
    ///
    /// @return how to join
    public AsOf nearest() {
        return new AsOf(leftOn, rightOn, by, Plan.AsOfDirection.NEAREST, exact, tolerance, suffix);
    }

    /// Only rows strictly before or after, not at the same value.
    ///
    /// @return how to join
    public AsOf strictly() {
        return new AsOf(leftOn, rightOn, by, direction, false, tolerance, suffix);
    }

    /// Only right rows at most this far away in time.
    ///
    /// @param distance the largest distance, not negative
    /// @return how to join
    /// @throws IllegalArgumentException if it is negative
    public AsOf tolerance(Duration distance) {
        if (Objects.requireNonNull(distance, "distance").isNegative()) {
            throw new IllegalArgumentException("tolerance must be 0 or more, got " + distance);
        }
        return new AsOf(leftOn, rightOn, by, direction, exact, distance, suffix);
    }

    /// Only right rows at most this far away in a number.
    ///
    /// @param distance the largest distance, 0 or more; a whole number for a column of whole numbers
    /// @return how to join
    /// @throws IllegalArgumentException if it is negative or `NaN`
    public AsOf tolerance(double distance) {
        if (!(distance >= 0)) {
            throw new IllegalArgumentException("tolerance must be 0 or more, got " + distance);
        }
        return new AsOf(leftOn, rightOn, by, direction, exact, distance, suffix);
    }

    /// What is added to the name of a right-hand column that the left side has too; `_right` unless set.
    ///
    /// @param newSuffix the text to append, not empty
    /// @return how to join
    public AsOf suffix(String newSuffix) {
        return new AsOf(leftOn, rightOn, by, direction, exact, tolerance, On.requireSuffix(newSuffix));
    }

    Plan.AsOfJoin plan(Plan left, Plan right) {
        List<Plan.JoinKey> keys = by.stream().map(c -> key(c, c)).toList();
        return new Plan.AsOfJoin(left, right, key(leftOn, rightOn), keys, direction, exact, literal(),
                suffix);
    }

    private static Plan.JoinKey key(String left, String right) {
        return new Plan.JoinKey(new Node.Column(null, left), new Node.Column(null, right));
    }

    private @Nullable Node literal() {
        return switch (tolerance) {
            case null -> null;
            case Duration d -> new Node.Literal(d, DataType.DURATION);
            case Double d when d == Math.rint(d) -> new Node.Literal(d.longValue(), DataType.INT64);
            default -> new Node.Literal(tolerance, DataType.FLOAT64);
        };
    }

    /// For example `as of time by symbol, backward`.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("as of ").append(leftOn);
        if (!leftOn.equals(rightOn)) {
            text.append(" and ").append(rightOn);
        }
        if (!by.isEmpty()) {
            text.append(" by ").append(String.join(", ", by));
        }
        text.append(", ").append(direction.name().toLowerCase(Locale.ROOT));
        if (!exact) {
            text.append(", strictly");
        }
        return tolerance == null ? text.toString() : text.append(", tolerance ").append(tolerance).toString();
    }
}
