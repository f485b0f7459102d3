package dev.peso.internal.sql;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.kernel.Totality;

/// Checked expressions as SQL over the columns of a query. Each gives the same value there as here, or is not said.
final class ExprSql {
    private static final int MOST_OPTIONS = 1_000;

    private final Dialect dialect;
    private final List<Output> columns;
    private final CallSql calls;

    /// A column that expressions may read.
    ///
    /// @param isComparable whether it can be computed with, not only be fetched
    record Output(Sql sql, DataType type, boolean isComparable) {}

    ExprSql(Dialect dialect, List<Output> columns) {
        this.dialect = dialect;
        this.columns = List.copyOf(columns);
        this.calls = new CallSql(dialect);
    }

    /// A column of a result; one that can only be fetched may be.
    Output output(CheckedExpr expr) {
        return expr instanceof CheckedExpr.Ref ref
                ? columns.get(ref.index())
                : new Output(say(expr), expr.type(), true);
    }

    /// A condition of which only the rows count where it is true.
    Sql condition(CheckedExpr condition) {
        return say(condition);
    }

    /// @throws Unsaid if the dialect cannot say it
    Sql say(CheckedExpr expr) {
        return switch (expr) {
            case CheckedExpr.Ref ref -> ref(ref);
            case CheckedExpr.Const constant -> constant(constant);
            case CheckedExpr.And and -> connective(and.terms(), true);
            case CheckedExpr.Or or -> connective(or.terms(), false);
            case CheckedExpr.InList in -> in(in);
            case CheckedExpr.Apply call -> calls.say(call, sayAll(call.args()));
            case CheckedExpr.Conditional choice -> conditional(choice);
            case CheckedExpr.Coalesce first -> Sql.of("coalesce({})", Sql.join(", ", sayAll(first.args())));
            case CheckedExpr.Convert convert -> calls.convert(convert, say(convert.input()));
            case CheckedExpr.Try _ -> throw new Unsaid("what may fail");
            case CheckedExpr.UserApply call -> throw new Unsaid("a function of yours: " + call.name());
        };
    }

    List<Sql> sayAll(List<CheckedExpr> exprs) {
        return exprs.stream().map(this::say).toList();
    }

    /// An expression as a key of an order.
    Sql inOrder(CheckedExpr expr) {
        if (expr.type().isText() && !dialect.ordersTexts()) {
            throw new Unsaid("the order of texts");
        }
        return dialect.inOrder(say(expr), expr.type());
    }

    private Sql ref(CheckedExpr.Ref ref) {
        Output column = columns.get(ref.index());
        if (!column.isComparable() || !dialect.compares(ref.type())) {
            throw new Unsaid("values of column " + ref.name());
        }
        return column.sql();
    }

    private Sql constant(CheckedExpr.Const constant) {
        if (!dialect.compares(constant.type())) {
            throw new Unsaid("a constant of " + constant.type());
        }
        if (dialect == Dialect.SQLITE && constant.value() instanceof Double number && number.isNaN()) {
            throw new Unsaid("NaN");
        }
        if (dialect == Dialect.POSTGRESQL && constant.value() instanceof String text
                && text.indexOf(0) >= 0) {
            throw new Unsaid("the character 0");
        }
        return dialect.value(constant.value(), constant.type());
    }

    /// A term that may fail must not be computed where an earlier one has decided, in whatever order a database likes;
    /// `case` keeps to that.
    private Sql connective(List<CheckedExpr> terms, boolean and) {
        Sql before = say(terms.getFirst());
        for (CheckedExpr term : terms.subList(1, terms.size())) {
            Sql both = Sql.of(and ? "({} and {})" : "({} or {})", before, say(term));
            before = mayFail(dialect, term)
                    ? Sql.of(and
                            ? "(case when not {} then false else {} end)"
                            : "(case when {} then true else {} end)", before, both)
                    : both;
        }
        return before;
    }

    private Sql in(CheckedExpr.InList in) {
        if (in.options().size() > MOST_OPTIONS) {
            throw new Unsaid("a long list");
        }
        Sql value = calls.equality(say(in.value()), in.value().type());
        return Sql.of("({} in ({}))", value, Sql.join(", ", sayAll(in.options())));
    }

    private Sql conditional(CheckedExpr.Conditional choice) {
        List<Sql> branches = new ArrayList<>();
        for (CheckedExpr.Branch branch : choice.branches()) {
            branches.add(Sql.of("when {} then {}", say(branch.condition()), say(branch.value())));
        }
        @Nullable
        CheckedExpr otherwise = choice.otherwise();
        Sql rest = otherwise == null ? Sql.of("") : Sql.of(" else {}", say(otherwise));
        return Sql.of("(case {}{} end)", Sql.join(" ", branches), rest);
    }

    /// Whether there are values for which the expression fails in the database.
    static boolean mayFail(Dialect dialect, CheckedExpr expr) {
        return !Totality.isTotal(expr) || dialect == Dialect.POSTGRESQL && computesFloats(expr);
    }

    /// PostgreSQL has no infinities as results of arithmetic.
    private static boolean computesFloats(CheckedExpr expr) {
        return expr instanceof CheckedExpr.Apply call && call.type().isFloat()
                || expr.children().stream().anyMatch(ExprSql::computesFloats);
    }
}
