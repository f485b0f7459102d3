package dev.peso.internal.avro;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;

/// A type as an Avro schema says it, and how its values lie in the bytes.
sealed interface AvroType {
    int MOST_LEAST = 1_000_000;

    /// The column type of its values; of a union with null, that of the other values.
    DataType type();

    /// The least number of bytes of a value, as far as that is below [#MOST_LEAST].
    int least();

    /// A type without parts.
    record Plain(Kind kind, DataType type) implements AvroType {
        @Override
        public int least() {
            return switch (kind) {
                case NULL -> 0;
                case FLOAT -> 4;
                case DOUBLE -> 8;
                case BOOLEAN, INT, LONG, BYTES, STRING -> 1;
            };
        }
    }

    /// The types without parts.
    enum Kind {
        NULL, BOOLEAN, INT, LONG, FLOAT, DOUBLE, BYTES, STRING
    }

    /// Bytes of a fixed number.
    record Fixed(int size, DataType type) implements AvroType {
        @Override
        public int least() {
            return Math.min(size, MOST_LEAST);
        }
    }

    record Symbols(List<String> symbols) implements AvroType {
        @Override
        public DataType type() {
            return DataType.CATEGORICAL;
        }

        @Override
        public int least() {
            return 1;
        }
    }

    record Items(AvroType item) implements AvroType {
        @Override
        public DataType type() {
            return DataType.list(item.type());
        }

        @Override
        public int least() {
            return 1;
        }
    }

    record Entries(AvroType value) implements AvroType {
        @Override
        public DataType type() {
            return new DataType.MapOf(DataType.UTF8, value.type());
        }

        @Override
        public int least() {
            return 1;
        }
    }

    record Member(String name, AvroType type) {}

    record Members(List<Member> members) implements AvroType {
        @Override
        public DataType type() {
            return new DataType.Struct(members.stream().map(m -> Field.of(m.name, m.type.type())).toList());
        }

        @Override
        public int least() {
            return (int) Math.min(MOST_LEAST, members.stream().mapToLong(m -> m.type.least()).sum());
        }
    }

    /// One of several types. With one besides null it is that type; else a struct that has the value under its type's name.
    ///
    /// @param names of the branches, null for the one that stands for null
    record Union(List<@Nullable String> names, List<AvroType> branches) implements AvroType {
        /// The only branch that is not null, or -1.
        int single() {
            int single = -1;
            for (int i = 0; i < branches.size(); i++) {
                if (names.get(i) != null) {
                    if (single >= 0) {
                        return -1;
                    }
                    single = i;
                }
            }
            return single;
        }

        /// The place of a branch among those that are not null.
        int place(int branch) {
            return (int) names.subList(0, branch).stream().filter(name -> name != null).count();
        }

        @Override
        public DataType type() {
            if (single() >= 0) {
                return branches.get(single()).type();
            }
            if (names.stream().allMatch(name -> name == null)) {
                return DataType.NULL;
            }
            List<Field> fields = new ArrayList<>();
            for (int i = 0; i < branches.size(); i++) {
                String name = names.get(i);
                if (name != null) {
                    fields.add(Field.of(name, branches.get(i).type()));
                }
            }
            return new DataType.Struct(fields);
        }

        @Override
        public int least() {
            return 1;
        }

        @Override
        public String toString() {
            return names.stream()
                    .map(name -> name == null ? "null" : name)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
    }
}
