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
record JoinShape(CheckedPlan.Join plan) {

    boolean isMirrored() {
        return plan.kind() == Plan.JoinKind.RIGHT;
    }

    boolean isSemi() {
        return plan.kind() == Plan.JoinKind.SEMI;
    }

    boolean isAnti() {
        return plan.kind() == Plan.JoinKind.ANTI;
    }

    /// Whether rows of both sides come out.
    boolean givesPairs() {
        return !isSemi() && !isAnti();
    }

    /// Whether streamed rows without a match come out with nulls beside them.
    boolean keepsStreamed() {
        return switch (plan.kind()) {
            case LEFT, RIGHT, FULL -> true;
            case INNER, SEMI, ANTI, CROSS -> false;
        };
    }

    /// Whether stored rows without a match come out at the end.
    boolean keepsStored() {
        return plan.kind() == Plan.JoinKind.FULL;
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

    /// The types of the columns a condition sees, left then right.
    List<DataType> conditionTypes() {
        List<DataType> types = new ArrayList<>();
        plan.left().schema().forEach(field -> types.add(field.type()));
        plan.right().schema().forEach(field -> types.add(field.type()));
        return types;
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
