package dev.peso.quality;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.internal.text.Suggestions;

/// The settings of a step in the JSON form of a [Cleaning], for who makes the step again. What is asked for and missing, of
/// another kind or not asked for at all is refused with the name of the step.
public final class CleaningSettings {
    private final String step;
    private final Map<String, Object> values;
    private final Set<String> asked = new LinkedHashSet<>();

    /// @param step which one, for messages
    CleaningSettings(String step, Map<String, Object> values) {
        this.step = step;
        this.values = values;
    }

    /// Whether a setting is there.
    ///
    /// @param name the setting
    /// @return whether it has a value
    public boolean has(String name) {
        asked.add(Objects.requireNonNull(name, "name"));
        return values.containsKey(name);
    }

    /// A setting of any kind.
    ///
    /// @param name the setting
    /// @return a text, `Long`, `Double`, `Boolean`, or a list or map of these
    /// @throws DataException if it is not there
    public Object value(String name) {
        if (!has(name)) {
            throw wrong("has no \"" + name + "\"" + (values.isEmpty() ? "" : ", only " + shown()));
        }
        return Objects.requireNonNull(values.get(name));
    }

    /// A text.
    ///
    /// @param name the setting
    /// @return the text
    /// @throws DataException if it is not there or no text
    public String text(String name) {
        if (value(name) instanceof String text) {
            return text;
        }
        throw misfit(name, "a text");
    }

    /// A number.
    ///
    /// @param name the setting
    /// @return the number
    /// @throws DataException if it is not there or no number
    public double number(String name) {
        if (value(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw misfit(name, "a number");
    }

    /// A list of texts, such as names of columns.
    ///
    /// @param name the setting
    /// @return the texts; none if the setting is not there
    /// @throws DataException if it is something else
    public List<String> texts(String name) {
        if (!has(name)) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        List<?> list = value(name) instanceof List<?> given ? given : List.of(0);
        for (Object each : list) {
            if (!(each instanceof String text)) {
                throw misfit(name, "a list of texts");
            }
            texts.add(text);
        }
        return texts;
    }

    /// A constant by its name.
    ///
    /// @param name the setting
    /// @param type which constants there are
    /// @return the constant
    /// @throws DataException if it is not there or another one
    public <E extends Enum<E>> E choice(String name, Class<E> type) {
        String given = text(name);
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(given)) {
                return constant;
            }
            names.add(constant.name());
        }
        throw wrong(
                "has " + name + " \"" + given + "\"" + Suggestions.didYouMean(given, names) + "; there are "
                        + String.join(", ", names));
    }

    String[] columns() {
        return texts("columns").toArray(String[]::new);
    }

    void requireAllAsked() {
        for (String name : values.keySet()) {
            if (!asked.contains(name)) {
                throw wrong("has no setting \"" + name + "\"" + Suggestions.didYouMean(name, asked)
                        + (asked.isEmpty() ? "; it has none" : "; it has " + String.join(", ", asked)));
            }
        }
    }

    /// A setting that will not do.
    ///
    /// @param problem what is wrong, such as `has no "how"`
    /// @return what to throw
    public DataException wrong(String problem) {
        return wrong(problem, null);
    }

    DataException wrong(String problem, @Nullable Throwable cause) {
        return new DataException(step + " " + problem, null, -1, cause);
    }

    private DataException misfit(String name, String wanted) {
        String text = String.valueOf(values.get(name));
        return wrong("has " + name + " "
                + (text.length() > 40 ? text.substring(0, 40) + "..." : text) + ", which is not " + wanted);
    }

    private String shown() {
        return String.join(", ", values.keySet());
    }
}
