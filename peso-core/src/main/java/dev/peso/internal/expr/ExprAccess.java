package dev.peso.internal.expr;

import java.lang.invoke.MethodHandles;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.peso.Expr;

/// The way from the public [Expr] to its [Node] and back, for rooms outside `dev.peso`: no public signature mentions a node,
/// so `Expr` hands this over when its class is loaded.
public final class ExprAccess {
    private static volatile @Nullable Access access;

    private ExprAccess() {}

    /// What `Expr` can do for internals.
    public interface Access {
        Node node(Expr expr);

        Expr expr(Node node);
    }

    /// Called by `Expr`, once.
    public static void set(Access newAccess) {
        access = newAccess;
    }

    /// The node of an expression.
    public static Node node(Expr expr) {
        return access().node(expr);
    }

    /// The expression of a node.
    public static Expr expr(Node node) {
        return access().expr(node);
    }

    private static Access access() {
        if (access == null) {
            try {
                MethodHandles.lookup().ensureInitialized(Expr.class);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("Expr is not accessible", e);
            }
        }
        return Objects.requireNonNull(access);
    }
}
