package dev.peso;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.aggregate.Aggregates;
import dev.peso.internal.expr.ExpressionParser;
import dev.peso.internal.expr.Node;
import dev.peso.internal.expr.Parameters;

/// Reads the text spelling of the verbs' arguments.
final class VerbText {
    private VerbText() {}

    static Node condition(String text, @Nullable Object[] values) {
        return read(text, values, ExpressionParser::parse, "");
    }

    /// Result columns separated by commas: `name = expression`, `expression as name`, or an expression.
    static List<Node> columns(String text, @Nullable Object... values) {
        return read(text, values, ExpressionParser::parseColumns,
                "; for another column chain another with(...)");
    }

    /// For each text a column of this exact name if the schema has one, else those it spells.
    static List<Node> columnsOf(Schema schema, List<String> texts) {
        List<Node> nodes = new ArrayList<>(texts.size());
        for (String text : texts) {
            if (schema.contains(text) || isPlainName(text)) {
                nodes.add(new Node.Column(null, text));
            } else {
                nodes.addAll(columns(text));
            }
        }
        return nodes;
    }

    static List<Node.SortKey> sortKeys(Schema schema, List<String> texts) {
        List<Node.SortKey> keys = new ArrayList<>();
        for (String text : texts) {
            if (schema.contains(text)) {
                keys.add(new Node.SortKey(new Node.Column(null, text), false, false));
            } else {
                keys.addAll(
                        ExpressionParser.of(text, VerbText::isAggregate, Parameters.none()).parseSortKeys());
            }
        }
        return keys;
    }

    private static <R> R read(String text, @Nullable Object[] values, Function<ExpressionParser, R> how,
            String wayOut) {
        Parameters parameters = Parameters.of(values);
        R result = how.apply(ExpressionParser.of(text, VerbText::isAggregate, parameters));
        parameters.requireAllUsed(wayOut);
        return result;
    }

    private static boolean isAggregate(String name) {
        return Aggregates.find(name) != null;
    }

    /// A missing column should be reported as one, not as an expression that cannot be read.
    private static boolean isPlainName(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c))
                && !Character.isDigit(text.charAt(0));
    }
}
