package dev.peso.ml.internal.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Pattern;

import dev.peso.DataException;
import dev.peso.ml.internal.provided.Providers;
import dev.peso.ml.spi.LearnerProvider;
import dev.peso.ml.spi.StepProvider;

/// The kinds of steps and learners that others have named.
final class StepKinds {
    private static final Pattern NAME = Pattern
            .compile("(?!peso\\.)[a-z][a-z0-9-]*(\\.[a-z0-9-]+)+/[1-9][0-9]*");

    private StepKinds() {}

    static Map<String, Class<? extends Record>> load() {
        Map<String, Class<? extends Record>> kinds = new LinkedHashMap<>();
        try {
            for (StepProvider provider : ServiceLoader.load(StepProvider.class)) {
                provider.kinds().forEach((name, type) -> add(kinds, provider.getClass(), name, type));
            }
        } catch (ServiceConfigurationError e) {
            throw new DataException("a provider of steps cannot be used: " + e.getMessage(), null, -1, e);
        }
        Providers.kinds().forEach((name, type) -> add(kinds, LearnerProvider.class, name, type));
        return kinds;
    }

    private static void add(Map<String, Class<? extends Record>> kinds, Class<?> provider, String name,
            Class<? extends Record> type) {
        if (!NAME.matcher(name).matches()) {
            throw new DataException("provider " + provider.getName() + " calls " + type.getName()
                    + " \""
                    + name + "\"; names are like \"acme.winsor/1\", and the vendor \"peso\" is taken");
        }
        Class<? extends Record> before = kinds.putIfAbsent(name, type);
        if (before != null && before != type) {
            throw new DataException(
                    "providers give the name \"" + name + "\" to both " + before.getName() + " and "
                            + type.getName());
        }
    }
}
