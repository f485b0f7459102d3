package dev.peso.internal.plan;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.Node;

/// Plans as indented text, one line a node, inputs below, for `explain()`.
public final class PlanText {
    private PlanText() {}

    public static String of(Plan plan) {
        StringBuilder text = new StringBuilder();
        append(plan, 1, text);
        return text.toString();
    }

    private static void append(Plan plan, int depth, StringBuilder text) {
        text.repeat("  ", depth).append(line(plan)).append('\n');
        Analyzer.inputsOf(plan).forEach(input -> append(input, depth + 1, text));
    }

    private static String line(Plan plan) {
        return switch (plan) {
            case Plan.Values p -> "rows" + named(p.name()) + " (" + p.table().rows() + ")";
            case Plan.Scan p -> "read " + p.source().name();
            case Plan.Filter p -> "filter " + p.condition();
            case Plan.Select p -> "select " + joined(p.columns());
            case Plan.With p -> "with " + joined(p.columns());
            case Plan.Drop p -> "drop " + joined(p.columns());
            case Plan.Rename p -> "rename " + p.names();
            case Plan.Sort p -> "sort " + joined(p.keys());
            case Plan.Limit p -> "limit " + p.rows() + offset(p.offset());
            case Plan.Sample p -> "sample " + (p.rows() < 0 ? p.fraction() : p.rows()) + " seed " + p.seed();
            case Plan.Distinct p -> "distinct " + joined(p.columns());
            case Plan.Aggregate p -> "group by " + joined(p.keys()) + " agg " + joined(p.aggregates());
            case Plan.Join p ->
                lower(p.kind()) + " join " + joined(p.keys().stream().map(PlanText::key).toList())
                        + (p.condition() == null ? "" : " where " + p.condition());
            case Plan.AsOfJoin p -> "as-of join " + lower(p.direction()) + " " + key(p.on())
                    + (p.by().isEmpty() ? "" : " by " + joined(p.by().stream().map(PlanText::key).toList()));
            case Plan.Union _ -> "union";
            case Plan.Repeat p -> "repeat " + p.rows().name() + (p.distinct() ? ", new rows only" : "");
            case Plan.SetOperation p -> (p.intersect() ? "intersect" : "except") + (p.all() ? " all" : "");
            case Plan.Explode p -> "explode " + joined(p.columns());
            case Plan.Unpivot p ->
                "unpivot " + joined(p.columns()) + " to " + p.nameColumn() + ", " + p.valueColumn();
            case Plan.Pivot p -> "pivot " + p.on() + " by " + joined(p.keys()) + " of " + p.aggregate();
            case Plan.Upsample p -> "upsample " + p.column() + " every " + p.every();
            case Plan.MapRows p -> "map " + p.mapper();
        };
    }

    private static String key(Plan.JoinKey key) {
        return key.left().equals(key.right()) ? key.left().toString() : key.left() + " = " + key.right();
    }

    public static String of(CheckedPlan plan) {
        StringBuilder text = new StringBuilder();
        append(plan, 1, text);
        return text.toString();
    }

    private static void append(CheckedPlan plan, int depth, StringBuilder text) {
        text.repeat("  ", depth).append(line(plan)).append('\n');
        plan.inputs().forEach(input -> append(input, depth + 1, text));
    }

    private static String line(CheckedPlan plan) {
        return switch (plan) {
            case CheckedPlan.Values p ->
                "rows" + named(p.name()) + " [" + joined(p.schema().names()) + "] (" + p.table().rows() + ")";
            case CheckedPlan.Scan p -> "scan " + p.source().name() + " [" + joined(p.schema().names()) + "]"
                    + (p.predicates().isEmpty() ? "" : " may skip unless " + joined(p.predicates()))
                    + (p.limit() < 0 ? "" : " first " + p.limit());
            case CheckedPlan.Filter p -> "filter " + p.condition();
            case CheckedPlan.Project p -> "project " + named(p.schema().names(), p.exprs());
            case CheckedPlan.Aggregate p -> "aggregate by [" + joined(p.keys()) + "] "
                    + joined(p.aggregates().stream().map(PlanText::call).toList());
            case CheckedPlan.Distinct p -> "distinct on " + joined(p.on());
            case CheckedPlan.Join p -> lower(p.kind()) + " join on [" + joined(p.leftKeys()) + "] = ["
                    + joined(p.rightKeys()) + "]" + (p.condition() == null ? "" : " and " + p.condition());
            case CheckedPlan.AsOfJoin p ->
                "as-of join " + lower(p.direction()) + " " + p.leftOn() + " near " + p.rightOn();
            case CheckedPlan.Sort p ->
                (p.rows() < 0 ? "sort " : "top " + p.rows() + offset(p.offset()) + " by ")
                        + joined(p.keys().stream().map(PlanText::key).toList());
            case CheckedPlan.Limit p -> "limit " + p.rows() + offset(p.offset());
            case CheckedPlan.Sample p ->
                "sample " + (p.rows() < 0 ? p.fraction() : p.rows()) + " seed " + p.seed();
            case CheckedPlan.Window p -> "window over [" + joined(p.partition()) + "] order ["
                    + joined(p.order().stream().map(PlanText::key).toList()) + "] "
                    + joined(p.calls()
                            .stream()
                            .map(c -> (c.aggregate() == null ? c.function() : c.aggregate().text()) + "("
                                    + joined(c.args()) + ")")
                            .toList());
            case CheckedPlan.Union _ -> "union";
            case CheckedPlan.Repeat p ->
                "repeat " + p.rows().name() + (p.distinct() ? ", new rows only" : "");
            case CheckedPlan.Explode p ->
                "explode " + joined(p.columns().stream().map(c -> p.schema().field(c).name()).toList());
            case CheckedPlan.Unpivot p ->
                "unpivot "
                        + joined(p.values().stream().map(c -> p.input().schema().field(c).name()).toList());
            case CheckedPlan.Upsample p ->
                "upsample " + p.schema().field(p.column()).name() + " every " + p.every();
            case CheckedPlan.MapRows p -> "map " + p.mapper();
        };
    }

    private static String call(CheckedPlan.AggregateCall call) {
        return new Node.Aggregate(call.function().name(), call.args().stream().map(a -> a.toNode()).toList(),
                call.distinct(), call.filter() == null ? null : call.filter().toNode(),
                call.order()
                        .stream()
                        .map(k -> new Node.SortKey(k.expr().toNode(), k.descending(), k.nullsFirst()))
                        .toList(),
                call.function().user()).toString();
    }

    private static String key(CheckedPlan.SortKey key) {
        return new Node.SortKey(key.expr().toNode(), key.descending(), key.nullsFirst()).toString();
    }

    private static String named(List<String> names, List<?> exprs) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            String expr = exprs.get(i).toString();
            text.append(i == 0 ? "" : ", ").append(names.get(i));
            if (!expr.equals(names.get(i))) {
                text.append(" = ").append(expr);
            }
        }
        return text.toString();
    }

    private static String named(@Nullable String name) {
        return name == null ? "" : " of " + name;
    }

    private static String offset(long offset) {
        return offset == 0 ? "" : " after " + offset;
    }

    private static String joined(List<?> parts) {
        return parts.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT);
    }
}
