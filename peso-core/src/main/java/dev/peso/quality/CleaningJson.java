package dev.peso.quality;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.BiFunction;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.internal.json.JsonTree;
import dev.peso.internal.quality.JsonText;
import dev.peso.internal.text.Suggestions;

/// Plans of cleaning as JSON and back.
final class CleaningJson {
    private static final String WHAT = "the cleaning plan";

    /// Adds a step to a plan.
    private interface Adding extends BiFunction<Cleaning, CleaningSettings, Cleaning> {}

    private static final Map<String, Adding> OWN = own();

    private CleaningJson() {}

    private static Map<String, Adding> own() {
        Map<String, Adding> own = new LinkedHashMap<>();
        own.put("names", (plan, _) -> plan.names());
        own.put("trim", (plan, s) -> plan.trim(s.columns()));
        own.put("null_words",
                (plan, s) -> s.has("words")
                        ? plan.nullWords(s.texts("words"), s.columns())
                        : plan.nullWords(s.columns()));
        own.put("types", (plan, s) -> plan.types(s.choice("misfits", Cleaning.Misfits.class)));
        own.put("type",
                (plan, s) -> plan.type(s.text("column"), DataType.parse(s.text("type")),
                        s.choice("misfits", Cleaning.Misfits.class)));
        own.put("duplicates", (plan, s) -> plan.duplicates(s.choice("keep", Cleaning.Keep.class), keys(s)));
        own.put("similar_duplicates",
                (plan, s) -> plan.similarDuplicates(s.choice("keep", Cleaning.Keep.class), keys(s)));
        own.put("drop_columns", (plan, s) -> plan.dropColumns(s.number("share")));
        own.put("drop_rows", (plan, s) -> plan.dropRows(s.number("share"), s.columns()));
        own.put("fill", (plan, s) -> plan.fill(Fill.read(s), s.columns()));
        own.put("outliers", (plan, s) -> plan.outliers(Outliers.read(s), s.columns()));
        own.put("categories", (plan, s) -> plan.categories(s.columns()));
        own.put("rare", (plan, s) -> plan.rare(s.number("share"), s.text("other"), s.columns()));
        own.put("constants", (plan, _) -> plan.constants());
        return own;
    }

    private static String[] keys(CleaningSettings settings) {
        return settings.texts("keys").toArray(String[]::new);
    }

    static String write(List<CleaningStep> steps) {
        JsonText json = new JsonText();
        json.open('[');
        for (CleaningStep step : steps) {
            json.open('{').name("name").value(step.name()).name("settings").value(step.settings()).close('}');
        }
        return json.close(']').toString();
    }

    static Cleaning read(Cleaning start, String text) {
        if (!(JsonTree.read(WHAT, text) instanceof List<?> steps)) {
            throw new DataException(WHAT + " is no JSON array of steps");
        }
        Map<String, Adding> known = known();
        Cleaning plan = start;
        int number = 1;
        for (Object step : steps) {
            plan = add(plan, WHAT + ", step " + number++, step, known);
        }
        return plan;
    }

    private static Cleaning add(Cleaning plan, String where, Object step, Map<String, Adding> known) {
        if (!(step instanceof Map<?, ?> object) || !(object.get("name") instanceof String name)
                || !(object.get("settings") instanceof Map<?, ?> given) || object.size() != 2) {
            throw new DataException(where + ", is no object with \"name\" and \"settings\"");
        }
        Adding adding = known.get(name);
        if (adding == null) {
            throw new DataException(where + ": there is no step \"" + name + "\""
                    + Suggestions.didYouMean(name, known.keySet()) + "; steps: "
                    + String.join(", ", known.keySet())
                    + "; steps of one's own need a CleaningStepProvider");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        given.forEach((key, value) -> values.put((String) key, value));
        CleaningSettings settings = new CleaningSettings(where + ", \"" + name + "\"", values);
        try {
            Cleaning more = adding.apply(plan, settings);
            settings.requireAllAsked();
            return more;
        } catch (IllegalArgumentException e) {
            throw settings.wrong("is wrong: " + e.getMessage(), e);
        }
    }

    /// The steps that there are, those of others too.
    private static Map<String, Adding> known() {
        Map<String, Adding> known = new LinkedHashMap<>(OWN);
        try {
            for (CleaningStepProvider provider : ServiceLoader.load(CleaningStepProvider.class)) {
                for (String name : provider.names()) {
                    Adding before = known.put(name,
                            (plan, settings) -> plan.step(provider.step(name, settings)));
                    if (before != null) {
                        throw new DataException("provider " + provider.getClass().getName()
                                + " calls a cleaning step \"" + name + "\", a name that is taken");
                    }
                }
            }
        } catch (ServiceConfigurationError e) {
            throw new DataException("a provider of cleaning steps cannot be used: " + e.getMessage(), null,
                    -1, e);
        }
        return known;
    }
}
