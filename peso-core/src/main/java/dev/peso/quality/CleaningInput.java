package dev.peso.quality;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.peso.ColumnNotFoundException;
import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Field;
import dev.peso.QueryException;

/// The data that a [CleaningStep] looks at.
public final class CleaningInput {
    private final Dataset data;
    private final Set<String> gone;
    private final Set<String> asked = new LinkedHashSet<>();
    private @Nullable Profile profile;

    /// @param gone columns that earlier steps have dropped or renamed
    CleaningInput(Dataset data, Set<String> gone) {
        this.data = data;
        this.gone = gone;
    }

    /// Columns that were asked for although earlier steps have dropped or renamed them.
    Set<String> askedInVain() {
        return asked;
    }

    /// The data as the steps before have left it.
    ///
    /// @return a dataset, perhaps one that has not run yet
    public Dataset data() {
        return data;
    }

    /// The profile of the data, from a pass that is made when it is first asked for.
    ///
    /// @return the profile
    public synchronized Profile profile() {
        Profile known = profile;
        if (known == null) {
            known = Profile.of(data);
            profile = known;
        }
        return known;
    }

    /// Columns that were named, or, when none was, all of some types. A column that an earlier step has dropped is left out,
    /// which the report says.
    ///
    /// @param named names, perhaps none
    /// @param what says what the step needs, for messages, for example `numbers`
    /// @param fits whether a type will do
    /// @return names of columns
    /// @throws ColumnNotFoundException if there never was a column of a name
    /// @throws QueryException if a named column has another type
    public List<String> columns(List<String> named, String what, Predicate<DataType> fits) {
        if (named.isEmpty()) {
            return data.schema().fields().stream().filter(f -> fits.test(f.type())).map(Field::name).toList();
        }
        List<String> present = new ArrayList<>();
        for (String name : named) {
            if (!data.schema().contains(name) && gone.contains(name)) {
                asked.add(name);
                continue;
            }
            DataType type = data.schema().type(name);
            if (!fits.test(type)) {
                throw new QueryException(
                        "column \"" + name + "\" is of type " + type + ", but cleaning needs " + what
                                + " here");
            }
            present.add(name);
        }
        return present;
    }
}
