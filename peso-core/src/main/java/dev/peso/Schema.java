package dev.peso;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// The names and types of a dataset's columns, in order, with metadata.
///
/// Names are unique and case-sensitive. Schemas are values and safe to share between threads.
///
/// {@snippet file="dev/peso/DatasetRunSnippets.java" region="schema"}
public final class Schema implements Iterable<Field> {
    private final List<Field> fields;
    private final Map<String, String> metadata;
    private final Map<String, Integer> index;

    private Schema(List<Field> fields, Map<String, String> metadata) {
        this.fields = List.copyOf(fields);
        this.metadata = Map.copyOf(metadata);
        this.index = HashMap.newHashMap(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            Integer before = index.put(fields.get(i).name(), i);
            if (before != null) {
                throw new IllegalArgumentException(
                        "column \"" + fields.get(i).name() + "\" appears twice; column names must be unique");
            }
        }
    }

    /// A schema of these fields.
    ///
    /// @param fields the columns, with unique names
    /// @return the schema
    /// @throws IllegalArgumentException if a name appears twice
    public static Schema of(Field... fields) {
        return new Schema(Arguments.list(fields, "fields"), Map.of());
    }

    /// A schema of these fields.
    ///
    /// @param fields the columns, with unique names
    /// @return the schema
    /// @throws IllegalArgumentException if a name appears twice
    public static Schema of(List<Field> fields) {
        return new Schema(Arguments.list(fields, "fields"), Map.of());
    }

    /// The columns in order.
    ///
    /// @return an immutable list
    public List<Field> fields() {
        return fields;
    }

    /// The names of the columns in order.
    ///
    /// @return an immutable list
    public List<String> names() {
        List<String> names = new ArrayList<>(fields.size());
        for (Field field : fields) {
            names.add(field.name());
        }
        return List.copyOf(names);
    }

    /// How many columns there are.
    ///
    /// @return the number of columns
    public int size() {
        return fields.size();
    }

    /// The column at a position.
    ///
    /// @param position from 0
    /// @return the field
    /// @throws IllegalArgumentException if there is no such position
    public Field field(int position) {
        requirePosition(position);
        return fields.get(position);
    }

    void requirePosition(int position) {
        if (position < 0 || position >= fields.size()) {
            throw new IllegalArgumentException(
                    "no column at position " + position + "; there are " + fields.size()
                            + ", counted from 0");
        }
    }

    /// The column of a name.
    ///
    /// @param name a column's exact name
    /// @return the field
    /// @throws ColumnNotFoundException if there is none, with the nearest name
    public Field field(String name) {
        return fields.get(indexOf(name));
    }

    /// The type of the column of a name.
    ///
    /// @param name a column's exact name
    /// @return its type
    /// @throws ColumnNotFoundException if there is none, with the nearest name
    public DataType type(String name) {
        return field(name).type();
    }

    /// Whether a column of this exact name exists.
    ///
    /// @param name a name
    /// @return true if it does
    public boolean contains(String name) {
        return index.containsKey(Objects.requireNonNull(name, "name"));
    }

    /// The position of the column of a name.
    ///
    /// @param name a column's exact name
    /// @return its position from 0
    /// @throws ColumnNotFoundException if there is none, with the nearest name
    public int indexOf(String name) {
        Integer position = index.get(Objects.requireNonNull(name, "name"));
        if (position == null) {
            throw new ColumnNotFoundException(name, names(), null);
        }
        return position;
    }

    /// Keys and values that travel with the schema, such as `peso.table`.
    ///
    /// Verbs that choose, order or extend rows and columns keep it; groups, pivots, joins and unions make another
    /// table, without it. The metadata of a [Field] stays with a column that is taken as it is, also as a key.
    ///
    /// {@snippet file="dev/peso/DatasetRunSnippets.java" region="metadata"}
    ///
    /// @return an immutable map
    public Map<String, String> metadata() {
        return metadata;
    }

    /// The same columns with one more metadata entry.
    ///
    /// @param key the entry's key
    /// @param value the entry's value
    /// @return a new schema
    public Schema withMetadata(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(metadata);
        more.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
        return new Schema(fields, more);
    }

    /// The same columns with exactly this metadata.
    ///
    /// @param newMetadata the entries
    /// @return a new schema
    public Schema withMetadata(Map<String, String> newMetadata) {
        return new Schema(fields, Objects.requireNonNull(newMetadata, "newMetadata"));
    }

    @Override
    public Iterator<Field> iterator() {
        return fields.iterator();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Schema schema && fields.equals(schema.fields)
                && metadata.equals(schema.metadata);
    }

    @Override
    public int hashCode() {
        return fields.hashCode() * 31 + metadata.hashCode();
    }

    /// One line per column: `name: type`.
    @Override
    public String toString() {
        return fields.stream().map(Field::toString).collect(Collectors.joining("\n"));
    }
}
