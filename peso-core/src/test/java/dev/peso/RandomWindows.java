package dev.peso;

import static dev.peso.Chain.list;

import java.util.List;

import dev.peso.RandomExprs.Pair;

/// Random window functions.
final class RandomWindows {
    private static final List<String> STARTS = List.of("unbounded preceding", "2 preceding", "1 preceding",
            "current row", "1 following");
    private static final List<String> ENDS = List.of("1 preceding", "current row", "1 following",
            "2 following", "unbounded following");
    private static final List<String> EXCLUSIONS = List.of("", "", "", " exclude current row",
            " exclude group", " exclude ties", " exclude no others");

    private final Chain chain;

    RandomWindows(Chain chain) {
        this.chain = chain;
    }

    void window() {
        chain.dropUnordered();
        String partition = chain.random.nextInt(3) == 0
                ? ""
                : "partition by " + list(chain.some(chain.names(), 2)) + " ";
        switch (chain.random.nextInt(8)) {
            case 0 -> rank(partition);
            case 1 -> shifted(partition);
            case 2 -> add("window of a partition", chain.exprs().aggregate(partition));
            case 3 -> rows(partition);
            case 4, 7 -> peers(partition);
            case 5 -> range(partition);
            default -> valueAt(partition);
        }
    }

    private void add(String verb, Pair call, String window) {
        add(verb, new Pair(call.peso() + " over (" + window + ")", call.sql() + " over (" + window + ")"));
    }

    private void add(String verb, Pair value) {
        String name = chain.newName();
        chain.then(verb, chain.dataset().with(name + " = " + value.peso()),
                "select *, " + value.sql() + " as " + name + chain.from());
    }

    private String whole() {
        return "order by " + chain.wholeOrder();
    }

    /// An order in which rows may tie.
    private String order() {
        return "order by " + chain.some(chain.names(), 1).getFirst()
                + chain.pick(List.of("", " desc", " asc"))
                + chain.pick(List.of(" nulls last", " nulls first"));
    }

    private void rank(String partition) {
        boolean ties = chain.random.nextBoolean();
        String function = ties
                ? chain.pick(List.of("rank()", "dense_rank()", "percent_rank()", "cume_dist()"))
                : chain.pick(List.of("row_number()", "ntile(3)"));
        add("window rank", Pair.same(function), partition + (ties ? order() : whole()));
    }

    private void shifted(String partition) {
        String value = chain.some(chain.names(), 1).getFirst();
        String call = switch (chain.random.nextInt(4)) {
            case 0 -> "lag(" + value + ")";
            case 1 -> "lead(" + value + ", 2)";
            case 2 -> "lag(" + value + ", 1, " + value + ")";
            default -> "lead(" + value + " ignore nulls)";
        };
        add("window shift", Pair.same(call), partition + whole());
    }

    private Pair folded() {
        RandomExprs exprs = chain.exprs();
        Pair value = exprs.whole(1);
        return switch (chain.random.nextInt(7)) {
            case 0 -> Pair.same("count(*)");
            case 1 -> new Pair("count(" + value.peso() + ")", "count(" + value.sql() + ")");
            case 2 -> new Pair("mean(" + value.peso() + ")", "avg(" + value.sql() + ")");
            case 3 -> extreme("min");
            case 4 -> extreme("max");
            case 5 -> {
                Pair decimal = exprs.exact(0);
                yield new Pair("sum(" + decimal.peso() + ")", "sum(" + decimal.sql() + ")");
            }
            default -> new Pair("sum(" + value.peso() + ")", "sum(" + value.sql() + ")");
        };
    }

    private Pair extreme(String function) {
        Pair value = chain.exprs().value(0);
        return new Pair(function + "(" + value.peso() + ")", function + "(" + value.sql() + ")");
    }

    private String frame(String mode) {
        int from = chain.random.nextInt(STARTS.size());
        int to = chain.random.nextInt(ENDS.size());
        boolean backwards = from == 3 && to == 0 || from == 4 && to < 2; // starts after its end, in kind
        String exclusion = chain.pick(EXCLUSIONS);
        if (!exclusion.isEmpty()) {
            chain.seen().add("verb window exclude");
        }
        return " " + mode + " between " + STARTS.get(backwards ? 0 : from) + " and " + ENDS.get(to)
                + exclusion;
    }

    private void rows(String partition) {
        add("window rows", folded(), partition + whole() + frame("rows"));
    }

    private void peers(String partition) {
        if (chain.random.nextBoolean()) {
            add("window running", folded(), partition + order());
        } else {
            add("window groups", folded(), partition + order() + frame("groups"));
        }
    }

    private void range(String partition) {
        List<String> keys = chain
                .columns(t -> t.isInteger() || t == DataType.DATE || t.equals(DataType.TIMESTAMP));
        if (keys.isEmpty()) {
            peers(partition);
            return;
        }
        String key = chain.some(keys, 1).getFirst();
        DataType type = chain.schema().type(key);
        String unit = type.isInteger() ? "" : type == DataType.DATE ? " day'" : " hour'";
        String frame = frame("range");
        if (!unit.isEmpty()) {
            frame = frame.replaceAll("(\\d)", "interval '$1" + unit);
        }
        add("window range", folded(), partition + "order by " + key + chain.pick(List.of("", " desc"))
                + chain.pick(List.of(" nulls last", " nulls first")) + frame);
    }

    private void valueAt(String partition) {
        String value = chain.some(chain.names(), 1).getFirst();
        String call = chain.pick(List.of("first_value(" + value + ")", "last_value(" + value + ")",
                "nth_value(" + value + ", 2)", "first_value(" + value + " ignore nulls)",
                "last_value(" + value + " ignore nulls)"));
        add("window value", Pair.same(call), partition + whole() + frame("rows"));
    }
}
