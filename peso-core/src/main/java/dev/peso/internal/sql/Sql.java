package dev.peso.internal.sql;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// A piece of SQL text with the values of its `?`, in order. Values never become text.
///
/// @param text the text
/// @param values one for each `?`
public record Sql(String text, List<Bound> values) {
    public Sql {
        values = List.copyOf(values);
    }

    /// A value of a `?`.
    ///
    /// @param value of the Java class that `Scalars` lists for the type, or null
    /// @param type its type; null for a value that the user gave to a query of his own
    public record Bound(@Nullable Object value, @Nullable DataType type) {}

    /// Text without values.
    public static Sql of(String text) {
        return new Sql(text, List.of());
    }

    /// A template whose `{}` are filled with parts, in order.
    public static Sql of(String template, Sql... parts) {
        StringBuilder text = new StringBuilder();
        List<Bound> values = new ArrayList<>();
        int from = 0;
        for (Sql part : parts) {
            int hole = template.indexOf("{}", from);
            text.append(template, from, hole).append(part.text);
            values.addAll(part.values);
            from = hole + 2;
        }
        return new Sql(text.append(template, from, template.length()).toString(), values);
    }

    /// Parts with a text between them.
    public static Sql join(String between, List<Sql> parts) {
        return of(String.join(between, java.util.Collections.nCopies(parts.size(), "{}")),
                parts.toArray(Sql[]::new));
    }
}
