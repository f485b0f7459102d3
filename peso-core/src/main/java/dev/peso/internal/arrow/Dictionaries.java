package dev.peso.internal.arrow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Dictionaries.TextIndex;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.column.ViewVector;

/// The dictionaries as they stand at one place of a file; they are read when a batch first asks for them.
final class Dictionaries {
    static final Dictionaries NONE = new Dictionaries(Map.of());

    private final Map<Long, Version> versions;

    private Dictionaries(Map<Long, Version> versions) {
        this.versions = versions;
    }

    /// These with one dictionary replaced, or more values appended to it.
    Dictionaries with(long id, boolean appends, Supplier<Vector> values) {
        Map<Long, Version> changed = new HashMap<>(versions);
        changed.put(id, new Version(appends ? versions.get(id) : null, values));
        return new Dictionaries(changed);
    }

    Version version(long id, Column column, Place place) {
        Version version = versions.get(id);
        if (version == null) {
            throw place.damaged(column, "its dictionary " + id + " is missing");
        }
        return version;
    }

    /// Distinct texts for codes.
    ///
    /// @param mapping the new code of each old one, -1 for null; null when they are the same
    record Categories(ViewVector texts, int @Nullable [] mapping) {}

    /// The values of one dictionary.
    static final class Version {
        private @Nullable Version before;
        private final Supplier<Vector> last;
        private @Nullable Vector values;
        private @Nullable Categories categories;

        Version(@Nullable Version before, Supplier<Vector> last) {
            this.before = before;
            this.last = last;
        }

        synchronized Vector values() {
            Vector known = values;
            if (known != null) {
                return known;
            }
            Deque<Vector> parts = new ArrayDeque<>();
            parts.addFirst(last.get());
            for (Version version = before; version != null; version = version.earlier(parts)) {
                // each adds what comes before the parts so far
            }
            List<Vector> all = new ArrayList<>(parts);
            known = Vectors.concat(all.getFirst().type, all);
            values = known;
            before = null;
            return known;
        }

        /// Puts the own values, or all that are known, before others; returns what comes before them, if anything.
        private synchronized @Nullable Version earlier(Deque<Vector> parts) {
            Vector known = values;
            parts.addFirst(known == null ? last.get() : known);
            return known == null ? before : null;
        }

        synchronized Categories categories() {
            Categories known = categories;
            if (known == null) {
                known = categories((ViewVector) values());
                categories = known;
            }
            return known;
        }

        private static Categories categories(ViewVector texts) {
            TextIndex index = new TextIndex();
            int[] mapping = new int[texts.length];
            boolean same = true;
            for (int i = 0; i < mapping.length; i++) {
                mapping[i] = texts.isNull(i) ? -1 : index.code(texts, i);
                same &= mapping[i] == i;
            }
            return same
                    ? new Categories(texts.withValidity(null), null)
                    : new Categories(index.texts(), mapping);
        }
    }
}
