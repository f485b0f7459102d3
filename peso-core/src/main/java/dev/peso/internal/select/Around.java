package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// The rows that a query or function in `from` may use: those of the tables before it.
///
/// The table it is joined with is at hand; those before that, and what the query around lent, are joined with it when
/// they are used.
final class Around implements Lending.Host {
    private final Context context;
    private final List<Piece> before;
    private final Scope scope;
    private @Nullable Piece piece;

    /// @param before the tables whose place is still open, from which those used are taken
    /// @param piece the table it is joined with, or null
    Around(Context context, List<Piece> before, @Nullable Piece piece) {
        this(context, before, piece, columns(before, piece));
    }

    /// @param columns the columns it may name
    private Around(Context context, List<Piece> before, @Nullable Piece piece, List<Scope.Column> columns) {
        this.context = context;
        this.before = before;
        this.piece = piece;
        Context.Loan loan = context.loan();
        this.scope = new Scope(columns, loan != null && isOpen(loan.number()) ? loan.columns() : List.of(),
                context.outer());
    }

    /// What a query named by `with` may use where it is put in: none of the tables beside it.
    static Around named(Context context, List<Piece> before, @Nullable Piece piece) {
        return new Around(context, before, piece, List.of());
    }

    private static List<Scope.Column> columns(List<Piece> before, @Nullable Piece piece) {
        List<Scope.Column> columns = new ArrayList<>();
        before.forEach(p -> columns.addAll(p.columns()));
        if (piece != null) {
            columns.addAll(piece.columns());
        }
        return columns;
    }

    /// Whether a column is at hand, or in a table whose place is still open.
    private boolean isOpen(String id) {
        return has(id) || before.stream().anyMatch(p -> p.relation().has(id));
    }

    private boolean has(String id) {
        return piece != null && piece.relation().has(id);
    }

    @Override
    public Scope scope() {
        return scope;
    }

    @Override
    public Tables tables() {
        return context.tables();
    }

    @Override
    public void reach(Set<String> ids) {
        if (!ids.stream().allMatch(this::has)) {
            for (Piece open : before.reversed()) {
                piece = piece == null ? open : open.cross(piece);
            }
            before.clear();
        }
    }

    /// The tables at hand.
    Piece piece() {
        if (piece == null) {
            throw new IllegalStateException("there is no table before this one");
        }
        return piece;
    }

    @Override
    public Relation relation() {
        return piece().relation();
    }

    @Override
    public void relation(Relation changed) {
        piece = new Piece(changed, piece().columns());
    }
}
