package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.Plan;

/// A join seen from its two sides: the one that is stored and the one that streams past it and gives the row order.
///
/// The left side streams, except for right joins, which are left joins with the sides exchanged.
record JoinShape(CheckedPlan.Join plan, Plan.JoinKind kind, boolean isMirrored) {

    static JoinShape of(CheckedPlan.Join plan) {
        return plan.kind() == Plan.JoinKind.RIGHT
                ? new JoinShape(plan, Plan.JoinKind.LEFT, true)
                : new JoinShape(plan, plan.kind(), false);
    }

    /// The same sides in a join of another kind.
    JoinShape ofKind(Plan.JoinKind other) {
        return new JoinShape(plan, other, isMirrored);
    }

    boolean isSemi() {
        return kind == Plan.JoinKind.SEMI;
    }

    boolean isAnti() {
        return kind == Plan.JoinKind.ANTI;
    }

    /// Whether rows of both sides come out.
    boolean givesPairs() {
        return !isSemi() && !isAnti();
    }

    /// Whether streamed rows without a match come out with nulls beside them.
    boolean keepsStreamed() {
        return switch (kind) {
            case LEFT, RIGHT, FULL -> true;
            case INNER, SEMI, ANTI, CROSS -> false;
        };
    }

    /// Whether stored rows without a match come out at the end.
    boolean keepsStored() {
        return kind == Plan.JoinKind.FULL;
    }

    <T> T streamed(T left, T right) {
        return isMirrored() ? right : left;
    }

    <T> T stored(T left, T right) {
        return isMirrored() ? left : right;
    }

    List<CheckedExpr> streamedKeys() {
        return streamed(plan.leftKeys(), plan.rightKeys());
    }

    List<CheckedExpr> storedKeys() {
        return stored(plan.leftKeys(), plan.rightKeys());
    }

    int leftWidth() {
        return plan.left().schema().size();
    }

    int rightWidth() {
        return plan.right().schema().size();
    }

    int streamedWidth() {
        return isMirrored ? rightWidth() : leftWidth();
    }

    int storedWidth() {
        return isMirrored ? leftWidth() : rightWidth();
    }

    /// The position of the first streamed column in the output of pairs.
    int streamedAt() {
        return isMirrored ? leftWidth() : 0;
    }

    /// The position of the first stored column in the output of pairs.
    int storedAt() {
        return isMirrored ? 0 : leftWidth();
    }

    /// The type of a stored column.
    DataType storedType(int column) {
        return stored(plan.left(), plan.right()).schema().field(column).type();
    }

    /// The columns an expression reads.
    static boolean[] reads(@Nullable CheckedExpr expr, int width) {
        boolean[] reads = new boolean[width];
        if (expr != null) {
            mark(expr, reads);
        }
        return reads;
    }

    private static void mark(CheckedExpr expr, boolean[] reads) {
        if (expr instanceof CheckedExpr.Ref ref) {
            reads[ref.index()] = true;
        }
        expr.children().forEach(child -> mark(child, reads));
    }

    String describe(String how) {
        StringBuilder text = new StringBuilder(how).append(' ')
                .append(plan.kind().name().toLowerCase(Locale.ROOT));
        if (!plan.leftKeys().isEmpty()) {
            text.append(" on ");
            List<String> pairs = new ArrayList<>();
            for (int k = 0; k < plan.leftKeys().size(); k++) {
                pairs.add(plan.leftKeys().get(k) + " = " + plan.rightKeys().get(k));
            }
            text.append(pairs.stream().collect(Collectors.joining(", ")));
        }
        if (plan.condition() != null) {
            text.append(plan.leftKeys().isEmpty() ? " on " : " and ").append(plan.condition());
        }
        return text.append(plan.nullsMatch() ? ", nulls match" : "").toString();
    }
}
