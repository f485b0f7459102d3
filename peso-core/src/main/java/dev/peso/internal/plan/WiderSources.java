package dev.peso.internal.plan;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Gives a plan sources under types that hold all their values, where a read has met one that does not fit.
public final class WiderSources {
    private final IdentityHashMap<ScanSource, ScanSource> known = new IdentityHashMap<>();

    private WiderSources() {}

    /// The same plan over wider sources.
    ///
    /// @return null when no source has become wider, or something of the plan was made for the types as they were
    public static @Nullable Plan of(Plan plan) {
        WiderSources sources = new WiderSources();
        Plan wider = sources.replaced(plan);
        return wider.equals(plan) || sources.isBound(plan) ? null : wider;
    }

    private Plan replaced(Plan plan) {
        if (plan instanceof Plan.Scan(ScanSource source)) {
            ScanSource wider = known.computeIfAbsent(source, WiderSources::widened);
            return wider.equals(source) ? plan : new Plan.Scan(wider);
        }
        List<Plan> inputs = Analyzer.inputsOf(plan);
        List<Plan> replaced = new ArrayList<>();
        inputs.forEach(input -> replaced.add(replaced(input)));
        return replaced.equals(inputs) ? plan : withInputs(plan, replaced);
    }

    private static ScanSource widened(ScanSource source) {
        ScanSource wider = source.widened();
        return wider == null ? source : wider;
    }

    /// Whether the user's code, or the rounds of a repetition, read columns of a source that has become wider.
    private boolean isBound(Plan plan) {
        boolean bound = plan instanceof Plan.MapRows || plan instanceof Plan.Repeat;
        return bound
                ? !replaced(plan).equals(plan)
                : Analyzer.inputsOf(plan).stream().anyMatch(this::isBound);
    }

    /// The same node over other inputs.
    private static Plan withInputs(Plan plan, List<Plan> inputs) {
        Plan first = inputs.getFirst();
        return switch (plan) {
            case Plan.Values _,Plan.Scan _ -> plan;
            case Plan.Filter p -> new Plan.Filter(first, p.condition());
            case Plan.Select p -> new Plan.Select(first, p.columns());
            case Plan.With p -> new Plan.With(first, p.columns());
            case Plan.Drop p -> new Plan.Drop(first, p.columns());
            case Plan.Rename p -> new Plan.Rename(first, p.names());
            case Plan.Sort p -> new Plan.Sort(first, p.keys());
            case Plan.Limit p -> new Plan.Limit(first, p.offset(), p.rows());
            case Plan.Sample p -> new Plan.Sample(first, p.rows(), p.fraction(), p.seed());
            case Plan.Distinct p -> new Plan.Distinct(first, p.columns());
            case Plan.Aggregate p -> new Plan.Aggregate(first, p.keys(), p.aggregates());
            case Plan.Join p -> new Plan.Join(first, inputs.get(1), p.kind(), p.keys(), p.condition(),
                    p.nullsMatch(), p.suffix());
            case Plan.AsOfJoin p -> new Plan.AsOfJoin(first, inputs.get(1), p.on(), p.by(), p.direction(),
                    p.allowExact(), p.tolerance(), p.suffix());
            case Plan.Union _ -> new Plan.Union(inputs);
            case Plan.Repeat p -> new Plan.Repeat(first, inputs.get(1), p.rows(), p.distinct());
            case Plan.SetOperation p -> new Plan.SetOperation(first, inputs.get(1), p.intersect(), p.all());
            case Plan.Explode p -> new Plan.Explode(first, p.columns());
            case Plan.Unpivot p ->
                new Plan.Unpivot(first, p.keep(), p.columns(), p.nameColumn(), p.valueColumn());
            case Plan.Pivot p -> new Plan.Pivot(first, p.keys(), p.on(), p.values(), p.aggregate());
            case Plan.Upsample p -> new Plan.Upsample(first, p.column(), p.every(), p.by());
            case Plan.MapRows p -> new Plan.MapRows(first, p.mapper());
        };
    }
}
