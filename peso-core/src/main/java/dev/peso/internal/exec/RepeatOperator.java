package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.QueryException;
import dev.peso.internal.aggregate.GroupTable;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Table;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.CheckedPlan;

/// First rows, then what a plan makes of the rows of the round before, round for round until one gives none.
final class RepeatOperator extends Operator {
    private static final int MOST_ROUNDS = 100_000;
    private final CheckedPlan.Repeat plan;
    private final int mostRounds;

    RepeatOperator(Operator start, Operator step, CheckedPlan.Repeat plan) {
        this(start, step, plan, MOST_ROUNDS);
    }

    /// @param mostRounds only tests choose other than `MOST_ROUNDS`
    RepeatOperator(Operator start, Operator step, CheckedPlan.Repeat plan, int mostRounds) {
        super(plan.schema(), List.of(start, step));
        this.plan = plan;
        this.mostRounds = mostRounds;
    }

    @Override
    public String describe() {
        return "repeat \"" + plan.rows().name() + "\"" + (plan.distinct() ? ", new rows only" : "");
    }

    @Override
    protected Morsels start(Query query) {
        List<Chunk> all = new ArrayList<>();
        try (Reservation memory = new Reservation(query.ledger(), "the recursive query \""
                + plan.rows().name() + "\"")) {
            Seen seen = plan.distinct() ? new Seen() : null;
            Table round = kept(Tables.collect(inputs().getFirst(), query), seen);
            for (int rounds = 0; round.rows() > 0; rounds++) {
                requireFew(rounds);
                query.check();
                memory.add(round.bytes());
                all.addAll(round.chunks());
                Operator step = Planner.plan(reading(plan.step(), round));
                round = kept(Tables.collect(step, query), seen);
            }
        }
        return new TableScan(Tables.merged(schema(), all, query), plan.rows().name()).start(query);
    }

    private void requireFew(int rounds) {
        if (rounds > mostRounds) {
            throw new QueryException("the recursive query \"" + plan.rows().name()
                    + "\" still gives rows after "
                    + mostRounds + " rounds; stop it by a condition, or by union instead of union all");
        }
    }

    private static Table kept(Table round, @Nullable Seen seen) {
        return seen == null ? round : seen.add(round);
    }

    /// A plan over the rows of the round before.
    private CheckedPlan reading(CheckedPlan node, Table round) {
        if (node instanceof CheckedPlan.Scan scan && scan.source() == plan.rows()) {
            List<CheckedExpr> columns = new ArrayList<>();
            for (int c : scan.columns()) {
                Field field = plan.schema().field(c);
                columns.add(new CheckedExpr.Ref(c, field.type(), field.name()));
            }
            CheckedPlan rows = new CheckedPlan.Values(round, plan.rows().name());
            CheckedPlan projected = new CheckedPlan.Project(rows, columns, scan.schema());
            return scan.limit() < 0 ? projected : new CheckedPlan.Limit(projected, 0, scan.limit());
        }
        return node.withInputs(node.inputs().stream().map(input -> reading(input, round)).toList());
    }

    /// The rows there were so far.
    private final class Seen {
        private final GroupTable rows = new GroupTable(types(), false);

        private List<DataType> types() {
            return schema().fields().stream().map(Field::type).toList();
        }

        /// The rows that are new.
        Table add(Table table) {
            List<Chunk> fresh = new ArrayList<>();
            for (Chunk chunk : table.chunks()) {
                rows.find(chunk.columns().toArray(Vector[]::new), chunk.rows(), new int[chunk.rows()]);
                int count = rows.newCount();
                if (count == chunk.rows()) {
                    fresh.add(chunk);
                } else if (count > 0) {
                    List<Vector> columns = chunk.columns()
                            .stream()
                            .map(column -> Vectors.gather(column, rows.newRows(), count))
                            .toList();
                    fresh.add(new Chunk(columns, count));
                }
            }
            return new Table(table.schema(), fresh);
        }
    }
}
