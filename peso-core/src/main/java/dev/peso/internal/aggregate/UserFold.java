package dev.peso.internal.aggregate;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collector;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.QueryException;
import dev.peso.ResourceException;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.VectorBuilder;
import dev.peso.internal.expr.Function;
import dev.peso.internal.expr.Node;
import dev.peso.internal.records.JavaValues;
import dev.peso.internal.records.ValueReader;

/// A collector of the user's own, with one container for each group that has a value.
///
/// A combiner may change and give back either of its containers, so none is merged into two others: for windows the
/// accumulator counts as heavy.
final class UserFold implements Accumulator {
    private static final int CONTAINER_BYTES = 64;

    private final String name;
    private final ValueReader reader;
    private final DataType type;
    private final Collector<Object, @Nullable Object, @Nullable Object> collector;
    private final BiConsumer<@Nullable Object, Object> accumulator;
    private @Nullable Object[] containers = new @Nullable Object[0];
    private int filled;

    private UserFold(String name, Node.UserAggregate user, DataType argument) {
        this.name = name;
        this.reader = reader(name, user, argument);
        this.type = user.type();
        this.collector = user.collector();
        this.accumulator = user.collector().accumulator();
    }

    static AggregateFunction function(String name, Node.UserAggregate user) {
        Function.Resolver resolver = args -> {
            DataType argument = args.getFirst().type();
            reader(name, user, argument);
            return new Function.Signature(List.of(argument), user.type());
        };
        return new AggregateFunction(name, resolver,
                (args, _) -> new UserFold(name, user, args.getFirst().type()), user);
    }

    /// @throws QueryException if values of the argument are none of the collector's
    private static ValueReader reader(String name, Node.UserAggregate user, DataType argument) {
        return ValueReader.of(argument, user.in(), "the argument of aggregate \"" + name + "\"");
    }

    @Override
    public void resize(int groups) {
        if (containers.length < groups) {
            containers = Arrays.copyOf(containers,
                    Math.max(groups, containers.length + containers.length / 2));
        }
    }

    @Override
    public void add(int[] groups, Vector[] args, int rows) {
        Vector values = args[0];
        try {
            for (int i = 0; i < rows; i++) {
                Object value = values.isNull(i) ? null : reader.read(values, i);
                if (value != null) {
                    accumulator.accept(container(groups[i]), value);
                }
            }
        } catch (RuntimeException e) {
            throw failure(e);
        }
    }

    private Object container(int group) {
        Object container = containers[group];
        if (container == null) {
            container = created();
            containers[group] = container;
            filled++;
        }
        return container;
    }

    private Object created() {
        Object container = collector.supplier().get();
        if (container == null) {
            throw new DataException("the supplier of aggregate \"" + name + "\" returned null", null, -1,
                    null);
        }
        return container;
    }

    @Override
    public void merge(Accumulator later, int[] from, int[] into, int count) {
        UserFold other = (UserFold) later;
        try {
            for (int i = 0; i < count; i++) {
                Object more = other.containers[from[i]];
                Object known = containers[into[i]];
                if (more != null) {
                    filled += known == null ? 1 : 0;
                    containers[into[i]] = known == null ? more : collector.combiner().apply(known, more);
                }
            }
        } catch (RuntimeException e) {
            throw failure(e);
        }
    }

    @Override
    public Vector finish(int[] order, int from, int count) {
        VectorBuilder builder = VectorBuilder.of(type, count);
        for (int i = 0; i < count; i++) {
            Object result = finished(containers[order[from + i]]);
            try {
                JavaValues.append(builder, result);
            } catch (IllegalArgumentException e) {
                throw new DataException("aggregate \"" + name + "\" gave a result that its type cannot hold: "
                        + e.getMessage(), null, -1, e);
            }
        }
        return builder.build();
    }

    private @Nullable Object finished(@Nullable Object container) {
        try {
            return collector.finisher().apply(container == null ? created() : container);
        } catch (RuntimeException e) {
            throw failure(e);
        }
    }

    private RuntimeException failure(RuntimeException e) {
        return e instanceof ResourceException
                ? e
                : new DataException("aggregate \"" + name + "\" failed: " + e, null, -1, e);
    }

    @Override
    public long bytes() {
        return 8L * containers.length + (long) CONTAINER_BYTES * filled;
    }

    @Override
    public boolean isHeavy() {
        return true;
    }
}
