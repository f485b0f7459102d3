package dev.peso.internal.aggregate;

import static dev.peso.internal.kernel.Signatures.FLOAT;
import static dev.peso.internal.kernel.Signatures.fixed;
import static dev.peso.internal.kernel.Signatures.resolver;
import static dev.peso.internal.kernel.Signatures.takes;

import java.util.Locale;

import dev.peso.DataType;
import dev.peso.internal.expr.Function;
import dev.peso.internal.kernel.Signatures.Param;

/// Spread and shape of one column, and how two go together.
final class MomentFunctions {
    private static final Param SMALL = fixed("int32", DataType.INT32,
            t -> t == DataType.INT8 || t == DataType.INT16 || t == DataType.INT32);

    private MomentFunctions() {}

    static void register(Aggregates.Registrar registrar) {
        registrar.add(one("stddev_samp", Moments.Of.STDDEV_SAMP), "stddev", "std", "sd");
        registrar.add(one("stddev_pop", Moments.Of.STDDEV_POP));
        registrar.add(one("var_samp", Moments.Of.VAR_SAMP), "variance", "var");
        registrar.add(one("var_pop", Moments.Of.VAR_POP));
        registrar.add(one("sem", Moments.Of.SEM));
        registrar.add(one("skewness", Moments.Of.SKEWNESS), "skew");
        registrar.add(one("kurtosis", Moments.Of.KURTOSIS));
        registrar.add(one("kurtosis_pop", Moments.Of.KURTOSIS_POP));
        for (CoMoments.Of of : CoMoments.Of.values()) {
            String name = of.name().toLowerCase(Locale.ROOT);
            DataType result = of == CoMoments.Of.REGR_COUNT ? DataType.INT64 : DataType.FLOAT64;
            AggregateFunction function = new AggregateFunction(name, two(name, result),
                    (args, _) -> args.getFirst().type() == DataType.INT32
                            ? new WholeCoMoments(of)
                            : new CoMoments(of));
            registrar.add(function,
                    of == CoMoments.Of.COVAR_SAMP ? new String[]{"covar", "cov"} : new String[0]);
        }
    }

    /// Whole numbers of up to 32 bits stay so when both are; all others become floats.
    private static Function.Resolver two(String name, DataType result) {
        Function.Resolver floats = resolver(name, takes(FLOAT, FLOAT).returns(result));
        Function.Resolver wholes = resolver(name, takes(SMALL, SMALL).returns(result));
        return args -> args.stream().allMatch(a -> SMALL.fits().test(a.type())) && args.size() == 2
                ? wholes.resolve(args)
                : floats.resolve(args);
    }

    private static AggregateFunction one(String name, Moments.Of of) {
        return new AggregateFunction(name, resolver(name, takes(FLOAT).returns(DataType.FLOAT64)),
                (_, _) -> new Moments(of));
    }
}
