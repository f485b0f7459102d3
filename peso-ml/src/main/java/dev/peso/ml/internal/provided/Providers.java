package dev.peso.ml.internal.provided;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.peso.QueryException;
import dev.peso.ml.spi.LearnerProvider;

/// The providers there are.
public final class Providers {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]*(\\.[a-z0-9][a-z0-9_-]*)*");
    private static final List<String> OURS = List.of("lightgbm", "xgboost");

    private Providers() {}

    /// The providers by name: those beside Peso and those that the caller's class loader sees.
    private static Map<String, LearnerProvider> all() {
        Set<ServiceLoader<LearnerProvider>> loaders = new LinkedHashSet<>();
        loaders.add(ServiceLoader.load(LearnerProvider.class, Providers.class.getClassLoader()));
        loaders.add(ServiceLoader.load(LearnerProvider.class));
        Map<String, LearnerProvider> all = new TreeMap<>();
        for (ServiceLoader<LearnerProvider> loader : loaders) {
            try {
                loader.forEach(provider -> add(all, provider));
            } catch (ServiceConfigurationError e) {
                throw new QueryException("a provider of learners cannot be loaded: " + e.getMessage(), e);
            }
        }
        return all;
    }

    private static void add(Map<String, LearnerProvider> all, LearnerProvider provider) {
        String name = provider.name();
        if (!NAME.matcher(name).matches() || name.startsWith("peso.")
                || !name.contains(".") && !OURS.contains(name)) {
            throw new QueryException(provider.getClass().getName() + " calls itself \"" + name
                    + "\"; names are those of a maker and a learner, such as acme.median");
        }
        LearnerProvider before = all.putIfAbsent(name, provider);
        if (before != null && before.getClass() != provider.getClass()) {
            throw new QueryException("two providers call themselves \"" + name + "\": "
                    + before.getClass().getName() + " and " + provider.getClass().getName());
        }
    }

    /// The records of their models by the names of their kinds.
    public static Map<String, Class<? extends Record>> kinds() {
        Map<String, Class<? extends Record>> kinds = new TreeMap<>();
        for (LearnerProvider provider : all().values()) {
            provider.kinds().forEach((name, type) -> {
                if (!name.startsWith(provider.name() + "/")) {
                    throw new QueryException(provider.getClass().getName() + " names a kind \"" + name
                            + "\"; its kinds start with \"" + provider.name() + "/\"");
                }
                kinds.put(name, type);
            });
        }
        return kinds;
    }

    public static @Nullable LearnerProvider find(String name) {
        return all().get(name);
    }

    /// @throws QueryException if there is none of this name
    public static LearnerProvider get(String name) {
        Map<String, LearnerProvider> all = all();
        LearnerProvider found = all.get(name);
        if (found == null) {
            throw new QueryException("no provider brings the learner \"" + name
                    + "\"; add the library that does; there are: " + String.join(", ", all.keySet()));
        }
        return found;
    }
}
