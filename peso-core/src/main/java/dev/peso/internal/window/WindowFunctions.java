package dev.peso.internal.window;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;
import dev.peso.internal.kernel.Casts;
import dev.peso.internal.kernel.Signatures;

/// The functions that exist only over a window, by name; every aggregate may be used over one too.
public final class WindowFunctions {
    private static final Map<String, Function.Resolver> ALL = new LinkedHashMap<>();

    static {
        for (String rank : List.of("row_number", "rank", "dense_rank")) {
            add(rank, Signatures.takes().returns(DataType.INT64));
        }
        for (String share : List.of("percent_rank", "cume_dist")) {
            add(share, Signatures.takes().returns(DataType.FLOAT64));
        }
        add("ntile", Signatures.takes(Signatures.INT).returns(DataType.INT64));
        ALL.put("lag", args -> shifted("lag", args));
        ALL.put("lead", args -> shifted("lead", args));
        add("first_value", Signatures.takes(Signatures.ANY));
        add("last_value", Signatures.takes(Signatures.ANY));
        add("nth_value", Signatures.takes(Signatures.ANY, Signatures.INT));
    }

    private WindowFunctions() {}

    private static void add(String name, Signatures.Overload overload) {
        ALL.put(name, Signatures.resolver(name, overload));
    }

    private static Function.Signature shifted(String name, List<CheckedExpr> args) {
        int count = args.size();
        boolean offsetFits = count < 2 || args.get(1).type().isInteger()
                || args.get(1).type() == DataType.NULL;
        DataType type = count == 3
                ? Casts.commonType(List.of(args.get(0), args.get(2)))
                : count == 0 ? null : args.getFirst().type();
        if (count < 1 || count > 3 || !offsetFits || type == null) {
            throw Signatures.reject(name, "(any[, int64[, any of the same type]])", args,
                    count > 1 && count < 4);
        }
        return new Function.Signature(List.of(type, DataType.INT64, type).subList(0, count), type);
    }

    /// How the window function of a name types its arguments, or null when there is none of that name.
    public static Function.@Nullable Resolver find(String name) {
        return ALL.get(name.toLowerCase(Locale.ROOT));
    }

    /// All names, for suggestions.
    public static List<String> names() {
        return new ArrayList<>(ALL.keySet());
    }
}
