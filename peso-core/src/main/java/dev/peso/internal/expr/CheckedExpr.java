package dev.peso.internal.expr;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// An expression whose columns are positions and whose types are known. Kernels are made from these.
public sealed interface CheckedExpr {
    DataType type();

    /// A column of the input by position; the name serves messages and `explain()` only.
    record Ref(int index, DataType type, String name) implements CheckedExpr {
        @Override
        public String toString() {
            return toNode().toString();
        }
    }

    /// A constant; the value has the class that `Scalars` lists for the type.
    record Const(@Nullable Object value, DataType type) implements CheckedExpr {
        @Override
        public String toString() {
            return toNode().toString();
        }
    }

    /// A function of arguments that already have the types its signature wants.
    record Apply(Function function, List<CheckedExpr> args, DataType type) implements CheckedExpr {
        public Apply {
            args = List.copyOf(args);
        }

        @Override
        public String toString() {
            return toNode().toString();
        }
    }

    /// Three-valued `and`; a later term is evaluated only where no earlier one is false.
    record And(List<CheckedExpr> terms) implements CheckedExpr {
        public And {
            terms = List.copyOf(terms);
        }

        @Override
        public DataType type() {
            return DataType.BOOLEAN;
        }

        @Override
        public String toString() {
            return toNode().toString();
        }
    }

    /// Three-valued `or`; a later term is evaluated only where no earlier one is true.
    record Or(List<CheckedExpr> terms) implements CheckedExpr {
        public Or {
            terms = List.copyOf(terms);
        }

        @Override
        public DataType type() {
            return DataType.BOOLEAN;
        }

        @Override
        public String toString() {
            return toNode().toString();
        }
    }

    /// `case`: a branch's value is evaluated only where its condition is the first true one. All values have `type`.
    record Conditional(List<Branch> branches, @Nullable CheckedExpr otherwise,
            DataType type) implements CheckedExpr {
        public Conditional {
            branches = List.copyOf(branches);
        }

        @Override
        public String toString() {
            return toNode().toString();
        }
    }

    /// One branch of a [Conditional].
    record Branch(CheckedExpr condition, CheckedExpr value) {}

    /// The first argument that is not null; a later one is evaluated only where all before are null.
    record Coalesce(List<CheckedExpr> args, DataType type) implements CheckedExpr {
        public Coalesce {
            args = List.copyOf(args);
        }

        @Override
        public String toString() {
            return toNode().toString();
        }
    }

    /// A change of type.
    record Convert(CheckedExpr input, DataType type, boolean orNull) implements CheckedExpr {
        @Override
        public String toString() {
            return toNode().toString();
        }
    }

    /// The value of an expression, or null in rows where it has none.
    record Try(CheckedExpr input) implements CheckedExpr {
        @Override
        public DataType type() {
            return input.type();
        }

        @Override
        public String toString() {
            return toNode().toString();
        }
    }

    /// Membership; value and options have one type. Null-aware: see SEMANTICS, `in`.
    record InList(CheckedExpr value, List<CheckedExpr> options) implements CheckedExpr {
        public InList {
            options = List.copyOf(options);
        }

        @Override
        public DataType type() {
            return DataType.BOOLEAN;
        }

        @Override
        public String toString() {
            return toNode().toString();
        }
    }

    /// A function of the user's own.
    record UserApply(String name, Node.UserFunction function, List<Class<?>> classes, List<CheckedExpr> args,
            DataType type)
            implements
                CheckedExpr {
        public UserApply {
            args = List.copyOf(args);
        }

        @Override
        public String toString() {
            return toNode().toString();
        }
    }

    /// The expression as it could have been written, for messages and `explain()`.
    default Node toNode() {
        return switch (this) {
            case Ref ref -> new Node.Column(null, ref.name());
            case Const c -> new Node.Literal(c.value(), c.type());
            case Apply a -> new Node.Call(a.function().name(), nodes(a.args()));
            case And a -> new Node.Call("and", nodes(a.terms()));
            case Or o -> new Node.Call("or", nodes(o.terms()));
            case Conditional c -> new Node.Case(
                    c.branches()
                            .stream()
                            .map(b -> new Node.When(b.condition().toNode(), b.value().toNode()))
                            .toList(),
                    c.otherwise() == null ? null : c.otherwise().toNode());
            case Coalesce c -> new Node.Call("coalesce", nodes(c.args()));
            case Convert c -> new Node.Cast(c.input().toNode(), c.type(), c.orNull());
            case Try t -> new Node.Call("try", t.input().toNode());
            case InList in -> new Node.In(in.value().toNode(), nodes(in.options()));
            case UserApply u ->
                new Node.UserCall(u.name(), u.type(), u.function(), u.classes(), nodes(u.args()));
        };
    }

    private static List<Node> nodes(List<CheckedExpr> exprs) {
        return exprs.stream().map(CheckedExpr::toNode).toList();
    }

    /// The direct parts of an expression.
    default List<CheckedExpr> children() {
        return switch (this) {
            case Ref _,Const _ -> List.of();
            case Apply a -> a.args();
            case And a -> a.terms();
            case Or o -> o.terms();
            case Conditional c -> {
                List<CheckedExpr> parts = new java.util.ArrayList<>();
                for (Branch b : c.branches()) {
                    parts.add(b.condition());
                    parts.add(b.value());
                }
                if (c.otherwise() != null) {
                    parts.add(c.otherwise());
                }
                yield parts;
            }
            case Coalesce c -> c.args();
            case Convert c -> List.of(c.input());
            case Try t -> List.of(t.input());
            case InList in -> {
                List<CheckedExpr> parts = new java.util.ArrayList<>(in.options());
                parts.addFirst(in.value());
                yield parts;
            }
            case UserApply u -> u.args();
        };
    }
}
