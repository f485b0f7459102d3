package dev.peso.internal.kernel;

import dev.peso.internal.expr.Function;

/// Text and binary: each family of functions has a class of its own.
final class TextFunctions {
    private TextFunctions() {}

    static void register(Functions.Registrar registrar) {
        TextCase.register(registrar);
        TextLengths.register(registrar);
        TextGraphemes.register(registrar);
        TextGlobs.register(registrar);
        TextSizes.register(registrar);
        TextParts.register(registrar);
        TextSearch.register(registrar);
        TextPatterns.register(registrar);
        TextJoins.register(registrar);
        TextTemplates.register(registrar);
        TextEdits.register(registrar);
        TextCodes.register(registrar);
        TextDistances.register(registrar);
    }

    /// A function of text that takes categorical columns too.
    static Function function(String name, Function.KernelFactory factory, Signatures.Overload... overloads) {
        return function(name, _ -> {}, factory, overloads);
    }

    /// As above, with a check of the constants.
    static Function function(String name, Signatures.Check check, Function.KernelFactory factory,
            Signatures.Overload... overloads) {
        return new Function(name, Signatures.resolver(name, check, overloads), OverDictionary.wrap(factory));
    }
}
