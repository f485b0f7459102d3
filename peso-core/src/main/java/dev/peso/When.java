package dev.peso;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.Literals;
import dev.peso.internal.expr.Node;

/// A choice that waits for the value of its last condition: `when(c)`, to be followed by `.then(x)`. Immutable.
///
/// The first condition that is true decides, one that is null does not; values are evaluated only where they are
/// chosen.
///
/// {@snippet file="dev/peso/WindowSnippets.java" region="when"}
public final class When {
    private final List<Node.When> branches;
    private final Node condition;

    When(List<Node.When> branches, Node condition) {
        this.branches = branches;
        this.condition = condition;
    }

    /// The value where the condition is true and none before it was; evaluated only there.
    ///
    /// @param value an expression or a value
    /// @return the choice, to be followed by `when` or `otherwise`
    public Then then(@Nullable Object value) {
        List<Node.When> more = new ArrayList<>(branches);
        more.add(new Node.When(condition, Literals.of(value)));
        return new Then(List.copyOf(more));
    }

    /// A choice that has a value for each condition so far. Immutable.
    public static final class Then {
        private final List<Node.When> branches;

        Then(List<Node.When> branches) {
            this.branches = branches;
        }

        /// A further condition, for the rows for which none before it was true.
        ///
        /// @param next a boolean expression
        /// @return what takes the value for it
        public When when(Expr next) {
            return new When(branches, Objects.requireNonNull(next, "next").node());
        }

        /// A further condition as text, for the rows for which none before it was true.
        ///
        /// @param next the text of a boolean expression
        /// @return what takes the value for it
        public When when(String next) {
            return when(Expr.expr(next));
        }

        /// The value where no condition is true.
        ///
        /// @param value an expression or a value
        /// @return the finished choice
        public Expr otherwise(@Nullable Object value) {
            return new Expr(new Node.Case(branches, Literals.of(value)));
        }

        /// Ends the choice: null where no condition is true.
        ///
        /// @return the finished choice
        public Expr orNull() {
            return new Expr(new Node.Case(branches, null));
        }
    }
}
