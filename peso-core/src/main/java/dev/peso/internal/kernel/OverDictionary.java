package dev.peso.internal.kernel;

import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;
import dev.peso.internal.expr.RowException;

/// Lets kernels on `utf8` take categorical columns.
///
/// When every other argument is constant, the kernel sees each dictionary once and its results are picked by code;
/// otherwise codes become views first. Kernels under it give null for null.
final class OverDictionary implements Function.Kernel {
    private final Function.Kernel kernel;
    private final List<CheckedExpr> args;
    private final int coded;
    private @Nullable ViewVector seen;
    private @Nullable Vector results;

    private OverDictionary(Function.Kernel kernel, List<CheckedExpr> args, int coded) {
        this.kernel = kernel;
        this.args = args;
        this.coded = coded;
    }

    static Function.KernelFactory wrap(Function.KernelFactory factory) {
        return (args, result) -> {
            Function.Kernel kernel = factory.create(args, result);
            if (args.stream().noneMatch(a -> a.type() instanceof DataType.Categorical)) {
                return kernel;
            }
            int[] varying = IntStream.range(0, args.size())
                    .filter(i -> !(args.get(i) instanceof CheckedExpr.Const))
                    .toArray();
            return varying.length == 1 && args.get(varying[0]).type() instanceof DataType.Categorical
                    ? new OverDictionary(kernel, args, varying[0])
                    : (vectors, rows) -> kernel.apply(decoded(vectors), rows);
        };
    }

    static Vector[] decoded(Vector[] vectors) {
        Vector[] plain = vectors.clone();
        for (int i = 0; i < plain.length; i++) {
            if (plain[i] instanceof CodeVector c) {
                plain[i] = c.decode();
            }
        }
        return plain;
    }

    @Override
    public Vector apply(Vector[] vectors, int rows) {
        if (!(vectors[coded] instanceof CodeVector c)) {
            return kernel.apply(decoded(vectors), rows);
        }
        Vector perCode = resultsOf(c.dictionary, rows);
        if (perCode == null) {
            return kernel.apply(decoded(vectors), rows);
        }
        if (perCode.length == 0) {
            return Vectors.nulls(perCode.type, rows);
        }
        int[] codes = new int[rows];
        System.arraycopy(c.codes, c.offset, codes, 0, rows);
        Vector picked = Vectors.gather(perCode, codes, rows);
        return c.validity == null ? picked : masked(picked, c, rows);
    }

    /// The picked results with nulls where the codes are null; the view of a null row is zero.
    private static Vector masked(Vector picked, CodeVector codes, int rows) {
        if (picked instanceof ViewVector v) {
            for (int i = 0; i < rows; i++) {
                if (codes.isNull(i)) {
                    v.views[2 * i] = 0;
                    v.views[2 * i + 1] = 0;
                }
            }
        }
        return picked.withValidity(Arguments.valid(new Vector[]{picked, codes}, rows));
    }

    /// The kernel's results for a dictionary; null when it is much larger than the batch or has an entry, perhaps of
    /// no row, that the kernel refuses.
    private @Nullable Vector resultsOf(ViewVector dictionary, int rows) {
        if (dictionary == seen) {
            return results;
        }
        seen = dictionary;
        results = dictionary.length > 4L * rows + 64 ? null : computed(dictionary);
        return results;
    }

    private @Nullable Vector computed(ViewVector dictionary) {
        Vector[] vectors = new Vector[args.size()];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = i == coded || !(args.get(i) instanceof CheckedExpr.Const constant)
                    ? dictionary
                    : plain(Scalars.constant(constant.type(), constant.value(), dictionary.length));
        }
        try {
            return kernel.apply(vectors, dictionary.length);
        } catch (RowException e) {
            return null;
        }
    }

    private static Vector plain(Vector v) {
        return v instanceof CodeVector c ? c.decode() : v;
    }
}
