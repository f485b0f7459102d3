package dev.peso.internal.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.Schema;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.Plan.JoinKind;
import dev.peso.internal.sql.ExprSql.Output;
import dev.peso.internal.sql.Select.Stage;

/// Plans over the tables of one database as one query each.
///
/// The order of rows is promised only where a sort is on top, perhaps below a choice of columns and a limit: more is not
/// said of sorted rows, as it could lose their order.
public final class PlanSql {
    private final Dialect dialect;
    private int aliases;

    private PlanSql(Dialect dialect) {
        this.dialect = dialect;
    }

    /// The query of a plan whose scans are all of [SqlTable]s, or null when the dialect cannot say it with the meaning
    /// it has here.
    public static @Nullable Sql say(CheckedPlan plan, Dialect dialect) {
        try {
            return new PlanSql(dialect).query(plan).text(names(plan.schema()));
        } catch (Unsaid _) {
            return null;
        }
    }

    /// The query of some columns of a table's rows.
    ///
    /// @param conditions those that can be said are; rows for which one is not true may come nevertheless
    /// @param own a further condition, or null
    /// @param limit at most so many rows, or -1
    public static Sql rows(SqlTable table, List<Integer> columns, List<CheckedExpr> conditions,
            @Nullable Sql own, long limit) {
        List<Integer> all = java.util.stream.IntStream.range(0, table.schema().size()).boxed().toList();
        ExprSql exprs = new ExprSql(table.dialect(), Select.of(table, all).columns());
        Select select = Select.of(table, columns);
        if (own != null) {
            select = select.withWhere(own);
        }
        for (CheckedExpr condition : conditions) {
            try {
                if (!ExprSql.mayFail(table.dialect(), condition)) {
                    select = select.withWhere(exprs.condition(condition));
                }
            } catch (Unsaid _) {
                // the engine checks it
            }
        }
        if (limit >= 0 && table.dialect().computes()) {
            select = select.withTail(Sql.of(" limit " + limit), Stage.LIMITED);
        }
        return select.text(columns.stream().map(c -> table.schema().field(c).name()).toList());
    }

    /// Names for the columns of a query that is part of another; plain and distinct ones stay as they are.
    private static List<String> names(Schema schema) {
        Set<String> taken = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            String name = schema.field(i).name();
            // SQLite takes the names true and false for the constants, in quotes too.
            boolean plain = name.matches("(?!(?i:true|false)$)[A-Za-z_][A-Za-z0-9_]{0,50}");
            if (!plain || !taken.add(name.toLowerCase(Locale.ROOT))) {
                name = "column " + i;
            }
            names.add(name);
        }
        return names;
    }

    private Select query(CheckedPlan plan) {
        return switch (plan) {
            case CheckedPlan.Scan p -> Select.of((SqlTable) p.source(), p.columns());
            case CheckedPlan.Filter p -> filter(p);
            case CheckedPlan.Project p -> project(p);
            case CheckedPlan.Aggregate p -> aggregate(p);
            case CheckedPlan.Distinct p -> distinct(p);
            case CheckedPlan.Join p -> join(p);
            case CheckedPlan.Sort p -> sort(p);
            case CheckedPlan.Limit p -> limit(p);
            case CheckedPlan.Union p -> union(p);
            case CheckedPlan.Window p -> WindowSql.window(dialect, rows(p.input()), p);
            default -> throw new Unsaid(plan.getClass().getSimpleName());
        };
    }

    private ExprSql over(Select select) {
        return new ExprSql(dialect, select.columns());
    }

    /// The rows of a plan as something that conditions and columns can be said of.
    private Select rows(CheckedPlan plan) {
        Select select = query(plan);
        if (select.stage() == Stage.SORTED) {
            throw new Unsaid("more of sorted rows");
        }
        return select.stage() == Stage.ROWS ? select : nested(select, plan.schema());
    }

    private Select nested(Select select, Schema schema) {
        String alias = alias();
        List<String> names = names(schema);
        return over(Sql.of("({}) " + alias, select.text(names)), alias, select.columns(), names);
    }

    private Select over(Sql from, String alias, List<Output> columns, List<String> names) {
        List<Output> outputs = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Sql name = Sql.of(alias + "." + dialect.quoted(names.get(i)));
            outputs.add(new Output(name, columns.get(i).type(), columns.get(i).isComparable()));
        }
        return new Select(dialect, from, outputs, null, Sql.of(""), Stage.ROWS);
    }

    private String alias() {
        return "t" + ++aliases;
    }

    /// A condition that may fail is computed there for rows that another condition or a join leaves out here, and so is
    /// said of a table's rows only, where it is the first.
    private Select filter(CheckedPlan.Filter plan) {
        Select input = rows(plan.input());
        if (ExprSql.mayFail(dialect, plan.condition()) && !(plan.input() instanceof CheckedPlan.Scan)) {
            throw new Unsaid("a condition that may fail");
        }
        return input.withWhere(over(input).condition(plan.condition()));
    }

    /// A column that may fail is not said beside a limit: some databases compute it of rows that the limit leaves out.
    private Select project(CheckedPlan.Project plan) {
        Select input = query(plan.input());
        boolean cut = input.stage() == Stage.SORTED || input.stage() == Stage.LIMITED;
        if (cut && plan.exprs().stream().anyMatch(e -> ExprSql.mayFail(dialect, e))) {
            throw new Unsaid("a column that may fail");
        }
        if (input.stage() == Stage.GROUPED || input.stage() == Stage.COMPUTED) {
            input = nested(input, plan.input().schema());
        }
        ExprSql exprs = over(input);
        List<Output> columns = plan.exprs().stream().map(exprs::output).toList();
        boolean plain = plan.exprs().stream().allMatch(CheckedExpr.Ref.class::isInstance);
        return input.withColumns(columns,
                plain || input.stage() != Stage.ROWS ? input.stage() : Stage.COMPUTED);
    }

    private Select aggregate(CheckedPlan.Aggregate plan) {
        Select input = grouped(plan);
        ExprSql exprs = over(input);
        List<Output> columns = new ArrayList<>();
        List<Sql> keys = new ArrayList<>();
        for (CheckedExpr key : plan.keys()) {
            Sql said = exprs.say(key);
            keys.add(new CallSql(dialect).equality(said, key.type()));
            columns.add(new Output(said, key.type(), true));
        }
        for (CheckedPlan.AggregateCall call : plan.aggregates()) {
            columns.add(new Output(AggregateSql.say(dialect, exprs, call), call.type(), true));
        }
        Select groups = input.withColumns(columns, Stage.GROUPED);
        return keys.isEmpty()
                ? groups
                : groups.withTail(Sql.of(" group by {}", Sql.join(", ", keys)), Stage.GROUPED);
    }

    /// The input of an aggregation; keys that hold a value are computed below it, as a `?` never equals another one.
    private Select grouped(CheckedPlan.Aggregate plan) {
        for (CheckedExpr key : plan.keys()) {
            if (!(key instanceof CheckedExpr.Ref)) {
                throw new Unsaid("groups by " + key);
            }
        }
        Select input = rows(plan.input());
        return input.columns().stream().allMatch(c -> c.sql().values().isEmpty())
                ? input
                : nested(input, plan.input().schema());
    }

    private Select distinct(CheckedPlan.Distinct plan) {
        if (plan.on().size() != plan.schema().size()) {
            throw new Unsaid("the first row of each group");
        }
        Select input = rows(plan.input());
        over(input).sayAll(plan.on()); // each column can be compared
        List<String> names = names(plan.schema());
        String alias = alias();
        return over(Sql.of("({}) " + alias, input.text(names, "select distinct ")), alias, input.columns(),
                names);
    }

    private Select sort(CheckedPlan.Sort plan) {
        Select input = rows(plan.input());
        ExprSql exprs = over(input);
        List<Sql> keys = new ArrayList<>();
        for (CheckedPlan.SortKey key : plan.keys()) {
            keys.add(Sql.of("{}" + (key.descending() ? " desc" : "")
                    + (key.nullsFirst() ? " nulls first" : " nulls last"), exprs.inOrder(key.expr())));
        }
        Select sorted = input.withTail(Sql.of(" order by {}", Sql.join(", ", keys)), Stage.SORTED);
        return plan.rows() < 0 && plan.offset() == 0
                ? sorted
                : sorted.withTail(range(plan.offset(), plan.rows()), Stage.SORTED);
    }

    private Select limit(CheckedPlan.Limit plan) {
        Select input = query(plan.input());
        boolean open = input.stage() == Stage.ROWS || input.stage() == Stage.COMPUTED
                || input.stage() == Stage.SORTED
                        && !(plan.input() instanceof CheckedPlan.Sort s && s.rows() >= 0);
        if (!open && input.stage() == Stage.SORTED) {
            throw new Unsaid("a limit of sorted rows");
        }
        Select rows = open ? input : nested(input, plan.schema());
        return rows.withTail(range(plan.offset(), plan.rows()),
                input.stage() == Stage.SORTED ? Stage.SORTED : Stage.LIMITED);
    }

    private Sql range(long offset, long rows) {
        if (dialect == Dialect.SPARK && Math.max(offset, rows) > Integer.MAX_VALUE) {
            throw new Unsaid("so large a limit");
        }
        if (rows < 0 && dialect == Dialect.SQLITE) {
            return Sql.of(" limit -1 offset " + offset);
        }
        return Sql.of((rows < 0 ? "" : " limit " + rows) + (offset == 0 ? "" : " offset " + offset));
    }

    private Select union(CheckedPlan.Union plan) {
        List<String> names = names(plan.schema());
        List<Sql> parts = new ArrayList<>();
        List<Output> columns = new ArrayList<>();
        for (CheckedPlan input : plan.inputs()) {
            Select part = nested(rows(input), input.schema());
            parts.add(part.text(names));
            for (int i = 0; i < part.columns().size(); i++) {
                Output column = part.columns().get(i);
                boolean comparable = column.isComparable()
                        && (parts.size() == 1 || columns.get(i).isComparable());
                Output both = new Output(column.sql(), column.type(), comparable);
                if (parts.size() == 1) {
                    columns.add(both);
                } else {
                    columns.set(i, both);
                }
            }
        }
        String alias = alias();
        return over(Sql.of("({}) " + alias, Sql.join(" union all ", parts)), alias, columns, names);
    }

    private Select join(CheckedPlan.Join plan) {
        Select left = nested(rows(plan.left()), plan.left().schema());
        Select right = nested(rows(plan.right()), plan.right().schema());
        Sql on = condition(plan, left, right);
        boolean filters = plan.kind() == JoinKind.SEMI || plan.kind() == JoinKind.ANTI;
        // DuckDB 1.5.6 loses rows of an exists with several inequalities, not those of its own semi join
        if (filters && dialect != Dialect.DUCKDB) {
            String exists = plan.kind() == JoinKind.SEMI ? "exists" : "not exists";
            return left.withWhere(Sql.of(exists + " (select 1 from {} where {})", right.from(), on));
        }
        List<Output> columns = new ArrayList<>(left.columns());
        if (!filters) {
            columns.addAll(right.columns());
        }
        Sql from = plan.kind() == JoinKind.CROSS || plan.kind() == JoinKind.INNER && on.text().equals("true")
                ? Sql.of("{} cross join {}", left.from(), right.from())
                : Sql.of("{} " + plan.kind().name().toLowerCase(Locale.ROOT) + " join {} on {}", left.from(),
                        right.from(), on);
        return new Select(dialect, from, columns, null, Sql.of(""), Stage.ROWS);
    }

    private Sql condition(CheckedPlan.Join plan, Select left, Select right) {
        List<Sql> terms = new ArrayList<>();
        for (int i = 0; i < plan.leftKeys().size(); i++) {
            CheckedExpr a = plan.leftKeys().get(i);
            CheckedExpr b = plan.rightKeys().get(i);
            if (ExprSql.mayFail(dialect, a) || ExprSql.mayFail(dialect, b)) {
                throw new Unsaid("a key that may fail");
            }
            Sql key = new CallSql(dialect).equality(over(left).say(a), a.type());
            terms.add(Sql.of(plan.nullsMatch() ? "({} is not distinct from {})" : "({} = {})", key,
                    over(right).say(b)));
        }
        CheckedExpr condition = plan.condition();
        if (condition != null) {
            List<Output> both = new ArrayList<>(left.columns());
            both.addAll(right.columns());
            if (ExprSql.mayFail(dialect, condition)) {
                throw new Unsaid("a condition that may fail");
            }
            terms.add(new ExprSql(dialect, both).condition(condition));
        }
        boolean mergeable = condition == null && !plan.nullsMatch() && !terms.isEmpty();
        if (plan.kind() == JoinKind.FULL && !mergeable && dialect == Dialect.POSTGRESQL) {
            throw new Unsaid("a full join by a condition");
        }
        if (plan.kind() == JoinKind.FULL && dialect == Dialect.H2) {
            throw new Unsaid("a full join");
        }
        return terms.isEmpty() ? Sql.of("true") : Sql.join(" and ", terms);
    }
}
