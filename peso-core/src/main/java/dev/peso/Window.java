package dev.peso;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.Literals;
import dev.peso.internal.expr.Node;

/// Begins a window, the rows a window function sees beside the current one:
/// `mean("rate").over(Window.partitionBy("region").orderBy("year").rows(-2, 0))`.
///
/// With an order the frame is, unless set, from the first row of the partition to the current one and its equals;
/// without, it is the whole partition, and ranks and neighbours follow row order. Null is a partition of its own and
/// comes last in an order. Rows of the result keep their order.
///
/// {@snippet file="dev/peso/WindowSnippets.java" region="over"}
///
/// A frame moves with the row: sums and means over it are rolling ones.
///
/// {@snippet file="dev/peso/WindowSnippets.java" region="frames"}
public final class Window {
    /// As the start of a frame: from the first row of the partition.
    public static final long UNBOUNDED_PRECEDING = Long.MIN_VALUE;
    /// As the end of a frame: to the last row of the partition.
    public static final long UNBOUNDED_FOLLOWING = Long.MAX_VALUE;

    private Window() {}

    /// Rows that are equal in these columns.
    ///
    /// @param columns names of columns; none for all rows together
    /// @return the window
    public static Spec partitionBy(String... columns) {
        return Spec.EMPTY.partitionBy(columns);
    }

    /// Rows that are equal in these expressions.
    ///
    /// @param keys expressions
    /// @return the window
    public static Spec partitionBy(Expr... keys) {
        return Spec.EMPTY.partitionBy(keys);
    }

    /// All rows, in the order of these columns.
    ///
    /// @param columns names of columns, from the most important on
    /// @return the window
    public static Spec orderBy(String... columns) {
        return Spec.EMPTY.orderBy(columns);
    }

    /// All rows, in this order.
    ///
    /// @param keys sort keys, from the most important on
    /// @return the window
    public static Spec orderBy(Order... keys) {
        return Spec.EMPTY.orderBy(keys);
    }

    /// All rows, in row order, of which a frame sees some by position.
    ///
    /// @param from the first row relative to the current one: -2 is two before, 0 the current one
    /// @param to the last row relative to the current one
    /// @return the window
    public static Spec rows(long from, long to) {
        return Spec.EMPTY.rows(from, to);
    }

    /// A window: partition, order and frame. Immutable.
    public static final class Spec {
        private static final Spec EMPTY = new Spec(new Node.WindowSpec(List.of(), List.of(), null));
        private final Node.WindowSpec node;

        Spec(Node.WindowSpec node) {
            this.node = node;
        }

        Node.WindowSpec node() {
            return node;
        }

        /// The same window among rows that are equal in these columns.
        ///
        /// @param columns names of columns
        /// @return a new window
        public Spec partitionBy(String... columns) {
            return partitionBy(
                    Arguments.list(columns, "columns").stream().map(Expr::col).toArray(Expr[]::new));
        }

        /// The same window among rows that are equal in these expressions.
        ///
        /// @param keys expressions
        /// @return a new window
        public Spec partitionBy(Expr... keys) {
            List<Node> nodes = new ArrayList<>();
            for (Expr key : Arguments.list(keys, "keys")) {
                nodes.add(key.node());
            }
            return new Spec(new Node.WindowSpec(nodes, node.orderBy(), node.frame()));
        }

        /// The same window in the order of these columns.
        ///
        /// @param columns names of columns, from the most important on
        /// @return a new window
        public Spec orderBy(String... columns) {
            return orderBy(Order.of(columns));
        }

        /// The same window in this order.
        ///
        /// @param keys sort keys, from the most important on
        /// @return a new window
        public Spec orderBy(Order... keys) {
            return new Spec(new Node.WindowSpec(node.partitionBy(), Order.keys(keys), node.frame()));
        }

        /// A frame by position: `rows(-2, 0)` is the current row and the two before it.
        ///
        /// @param from the first row relative to the current one, or [#UNBOUNDED_PRECEDING]
        /// @param to the last row relative to the current one, or [#UNBOUNDED_FOLLOWING]
        /// @return a new window
        public Spec rows(long from, long to) {
            return frame(Node.FrameMode.ROWS, bound(from), bound(to), from <= to, from + " to " + to);
        }

        /// A frame by groups of rows that are equal in the order: `groups(-1, 0)` is the group before and the current one.
        ///
        /// @param from the first group relative to the current one, or [#UNBOUNDED_PRECEDING]
        /// @param to the last group relative to the current one, or [#UNBOUNDED_FOLLOWING]
        /// @return a new window
        public Spec groups(long from, long to) {
            return frame(Node.FrameMode.GROUPS, bound(from), bound(to), from <= to, from + " to " + to);
        }

        /// A frame by distance in the order's only key, a number: `range(-10, 0)` is all rows up to 10 less.
        ///
        /// @param from the smallest difference to the current row's key, or [#UNBOUNDED_PRECEDING]
        /// @param to the largest difference, or [#UNBOUNDED_FOLLOWING]
        /// @return a new window
        public Spec range(long from, long to) {
            return frame(Node.FrameMode.RANGE, bound(from), bound(to), from <= to, from + " to " + to);
        }

        /// A frame by distance in the order's only key, a number with a fraction.
        ///
        /// @param from the smallest difference to the current row's key; minus infinity for no limit
        /// @param to the largest difference; infinity for no limit
        /// @return a new window
        public Spec range(double from, double to) {
            return frame(Node.FrameMode.RANGE, bound(from), bound(to), from <= to, from + " to " + to);
        }

        /// A frame by distance in the order's only key, a date or time: `range(Duration.ofDays(-6), Duration.ZERO)` is
        /// seven days up to the current row's.
        ///
        /// @param from the smallest difference to the current row's key; the negated `ChronoUnit.FOREVER` for no limit
        /// @param to the largest difference; `ChronoUnit.FOREVER.getDuration()` for no limit
        /// @return a new window
        public Spec range(Duration from, Duration to) {
            return frame(Node.FrameMode.RANGE, bound(Objects.requireNonNull(from, "from")),
                    bound(Objects.requireNonNull(to, "to")), from.compareTo(to) <= 0,
                    from + " to " + to);
        }

        /// The same frame without the current row.
        ///
        /// @return a new window
        public Spec excludeCurrentRow() {
            return exclude(Node.Exclusion.CURRENT_ROW);
        }

        /// The same frame without the current row and its equals in the order.
        ///
        /// @return a new window
        public Spec excludeGroup() {
            return exclude(Node.Exclusion.GROUP);
        }

        /// The same frame without the current row's equals in the order, but with the current row.
        ///
        /// @return a new window
        public Spec excludeTies() {
            return exclude(Node.Exclusion.TIES);
        }

        private Spec exclude(Node.Exclusion exclusion) {
            Node.Frame frame = node.frame();
            if (frame == null) {
                throw new IllegalStateException(
                        "a window needs a frame before something is left out of it; call rows(...), "
                                + "range(...) or groups(...) first");
            }
            return withFrame(new Node.Frame(frame.mode(), frame.start(), frame.end(), exclusion));
        }

        private Spec frame(Node.FrameMode mode, Node.Bound from, Node.Bound to, boolean ordered,
                String shown) {
            if (!ordered) {
                throw new IllegalArgumentException(
                        "the frame of a window must end where it starts or later, got " + shown);
            }
            if (from.kind() == Node.BoundKind.UNBOUNDED_FOLLOWING
                    || to.kind() == Node.BoundKind.UNBOUNDED_PRECEDING) {
                throw new IllegalArgumentException("the frame of a window holds no row, got " + shown);
            }
            return withFrame(new Node.Frame(mode, from, to, Node.Exclusion.NONE));
        }

        private Spec withFrame(Node.Frame frame) {
            return new Spec(new Node.WindowSpec(node.partitionBy(), node.orderBy(), frame));
        }

        private static Node.Bound bound(long offset) {
            boolean unbounded = offset == UNBOUNDED_PRECEDING || offset == UNBOUNDED_FOLLOWING;
            return bound(Long.signum(offset), unbounded, Math.abs(offset));
        }

        private static Node.Bound bound(double offset) {
            return bound((int) Math.signum(offset), Double.isInfinite(offset), Math.abs(offset));
        }

        private static Node.Bound bound(Duration offset) {
            long seconds = offset.toSeconds();
            boolean unbounded = seconds == Long.MIN_VALUE || seconds == Long.MAX_VALUE;
            Duration size = unbounded ? Duration.ZERO : offset.abs();
            return bound(offset.isZero() ? 0 : offset.isNegative() ? -1 : 1, unbounded, size);
        }

        private static Node.Bound bound(int sign, boolean unbounded, Object size) {
            if (sign == 0) {
                return new Node.Bound(Node.BoundKind.CURRENT_ROW, null);
            }
            if (unbounded) {
                return new Node.Bound(
                        sign < 0 ? Node.BoundKind.UNBOUNDED_PRECEDING : Node.BoundKind.UNBOUNDED_FOLLOWING,
                        null);
            }
            return new Node.Bound(sign < 0 ? Node.BoundKind.PRECEDING : Node.BoundKind.FOLLOWING,
                    Literals.of(size));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Spec spec && node.equals(spec.node);
        }

        @Override
        public int hashCode() {
            return node.hashCode();
        }

        /// The text spelling, as it stands inside `over (...)`.
        @Override
        public String toString() {
            String all = new Node.Over(new Node.Aggregate("f"), node, false).toString();
            return all.substring("f() over (".length(), all.length() - 1);
        }
    }
}
