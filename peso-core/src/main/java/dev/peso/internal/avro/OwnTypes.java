package dev.peso.internal.avro;

import java.util.ArrayList;
import java.util.List;

import dev.peso.DataType;
import dev.peso.internal.avro.AvroType.Kind;

/// Types that Avro cannot say, kept beside the type in which their values are written.
final class OwnTypes {
    private OwnTypes() {}

    /// Whether values of a type are written as another that says less.
    static boolean isKept(DataType type) {
        return switch (type) {
            case DataType.Simple simple -> simple == DataType.INT8 || simple == DataType.INT16;
            case DataType.Time t -> t.unit() == DataType.Unit.SECOND || t.unit() == DataType.Unit.NANO;
            case DataType.Timestamp t -> t.unit() == DataType.Unit.SECOND
                    || t.zone() != null && !t.zone().getId().equals("Z");
            case DataType.Duration _,DataType.Categorical _ -> true;
            default -> false;
        };
    }

    /// A type under the name that was kept; as it is when that does not go with it.
    static AvroType restored(AvroType written, String name) {
        DataType type;
        try {
            type = DataType.parse(name);
        } catch (IllegalArgumentException e) {
            return written; // of a later version, or somebody else's
        }
        return isKept(type) ? restored(written, type) : written;
    }

    private static AvroType restored(AvroType written, DataType type) {
        return switch (written) {
            case AvroType.Plain(Kind kind, DataType _) when kind == kind(type) ->
                new AvroType.Plain(kind, type);
            case AvroType.Union union when union.single() >= 0 -> {
                List<AvroType> branches = new ArrayList<>(union.branches());
                branches.set(union.single(), restored(branches.get(union.single()), type));
                yield new AvroType.Union(union.names(), branches);
            }
            default -> written;
        };
    }

    private static Kind kind(DataType type) {
        return switch (type) {
            case DataType.Simple _ -> Kind.INT;
            case DataType.Categorical _ -> Kind.STRING;
            default -> Kind.LONG;
        };
    }
}
