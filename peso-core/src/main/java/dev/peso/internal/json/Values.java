package dev.peso.internal.json;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.internal.column.BitBuilder;
import dev.peso.internal.column.CodeBuilder;
import dev.peso.internal.column.ListBuilder;
import dev.peso.internal.column.NumberBuilder;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.StructBuilder;
import dev.peso.internal.column.VectorBuilder;
import dev.peso.internal.column.ViewBuilder;
import dev.peso.internal.column.WideBuilder;

/// Puts the values of a column into its builder. What does not fit becomes null and is remembered.
final class Values {
    private final DataType type;
    private final boolean strict;
    /// Of a struct its fields' values, of a list or map its elements', else nothing.
    private final List<Values> parts;
    private final Map<String, Integer> members = new HashMap<>();
    private final int[] found;
    private final Misfit misfit;

    /// The first value that did not fit since it was last cleared.
    static final class Misfit {
        private @Nullable String problem;
        private @Nullable String column;

        void clear() {
            problem = null;
            column = null;
        }

        /// The column of the value; null where it is not of one.
        @Nullable
        String column() {
            return column;
        }

        /// Names the column of a misfit found in it.
        private void in(String name) {
            column = name;
        }

        void set(String what) {
            if (problem == null) {
                problem = what;
            }
        }

        @Nullable
        String problem() {
            return problem;
        }
    }

    /// @param strict whether a struct's member that its type does not name is a misfit
    Values(DataType type, boolean strict, Misfit misfit) {
        this.type = type;
        this.strict = strict;
        this.misfit = misfit;
        this.parts = switch (type) {
            case DataType.ListOf l -> List.of(new Values(l.element(), strict, misfit));
            case DataType.MapOf m ->
                List.of(new Values(m.key(), strict, misfit), new Values(m.value(), strict, misfit));
            case DataType.Struct s ->
                s.fields().stream().map(field -> new Values(field.type(), strict, misfit)).toList();
            case DataType.Simple _,DataType.Decimal _,DataType.Time _,DataType.Timestamp _,DataType.Duration _,DataType.Categorical _ ->
                List.of();
        };
        if (type instanceof DataType.Struct s) {
            for (Field field : s.fields()) {
                members.put(field.name(), members.size());
            }
        }
        this.found = new int[parts.size()];
    }

    void append(VectorBuilder builder, Tape tape, int at) {
        if (tape.kind(at) == Tape.NULL) {
            builder.appendNull();
        } else if (!put(builder, tape, at)) {
            builder.appendNull();
            misfit.set(shown(tape, at) + " is not " + article(type));
        }
    }

    private static String shown(Tape tape, int at) {
        String text = tape.json(at);
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }

    private static String article(DataType type) {
        String text = type.toString();
        return ("aeiou".indexOf(text.charAt(0)) >= 0 && !text.startsWith("utf8") ? "an " : "a ") + text;
    }

    /// Appends a value that is not null; false, and nothing appended, when it does not fit.
    private boolean put(VectorBuilder builder, Tape tape, int at) {
        return switch (builder) {
            case BitBuilder b -> bit(b, tape.kind(at));
            case ViewBuilder b -> type == DataType.UTF8 ? text(b, tape, at) : binary(b, tape, at);
            case NumberBuilder b -> number(b, tape, at);
            case WideBuilder b -> {
                BigDecimal value = decimal(tape, at, (DataType.Decimal) type);
                if (value != null) {
                    b.append(value.unscaledValue());
                }
                yield value != null;
            }
            case CodeBuilder b -> {
                b.append(plain(tape, at));
                yield true;
            }
            case ListBuilder b -> type instanceof DataType.MapOf ? map(b, tape, at) : list(b, tape, at);
            case StructBuilder b -> struct(b, tape, at);
            default -> false;
        };
    }

    private static boolean bit(BitBuilder builder, byte kind) {
        if (kind != Tape.TRUE && kind != Tape.FALSE) {
            return false;
        }
        builder.append(kind == Tape.TRUE);
        return true;
    }

    private static boolean text(ViewBuilder builder, Tape tape, int at) {
        if (tape.kind(at) == Tape.STRING) {
            builder.append(tape.bytes(), tape.textFrom(at), tape.textLength(at));
        } else {
            builder.append(tape.json(at));
        }
        return true;
    }

    private static String plain(Tape tape, int at) {
        return tape.kind(at) == Tape.STRING ? tape.text(at) : tape.json(at);
    }

    private static boolean binary(ViewBuilder builder, Tape tape, int at) {
        if (tape.kind(at) != Tape.STRING) {
            return false;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(tape.text(at));
            builder.append(bytes, 0, bytes.length);
            return true;
        } catch (IllegalArgumentException e) {
            return false; // no base64
        }
    }

    private boolean number(NumberBuilder builder, Tape tape, int at) {
        return switch (type) {
            case DataType.Decimal d -> {
                BigDecimal value = decimal(tape, at, d);
                if (value != null) {
                    builder.append(value.unscaledValue().longValueExact());
                }
                yield value != null;
            }
            case DataType.Time _,DataType.Timestamp _,DataType.Duration _ -> temporal(builder, tape, at);
            default -> type.isFloat()
                    ? floating(builder, tape, at)
                    : type == DataType.DATE ? temporal(builder, tape, at) : whole(builder, tape, at);
        };
    }

    private boolean whole(NumberBuilder builder, Tape tape, int at) {
        long value;
        if (tape.kind(at) == Tape.LONG) {
            value = tape.longAt(at);
        } else if (tape.kind(at) == Tape.DOUBLE && tape.doubleAt(at) == (long) tape.doubleAt(at)
                && Math.abs(tape.doubleAt(at)) < 1L << 53) {
            value = (long) tape.doubleAt(at);
        } else {
            return false;
        }
        int bits = type == DataType.INT8 ? 8 : type == DataType.INT16 ? 16 : type == DataType.INT32 ? 32 : 64;
        if (value << 64 - bits >> 64 - bits != value) {
            return false;
        }
        builder.append(value);
        return true;
    }

    /// A number beyond the type would be infinite, which no number in the file is.
    private boolean finite(NumberBuilder builder, double value) {
        boolean fits = Double.isFinite(type == DataType.FLOAT32 ? (float) value : value);
        if (fits) {
            builder.append(value);
        }
        return fits;
    }

    private boolean floating(NumberBuilder builder, Tape tape, int at) {
        switch (tape.kind(at)) {
            case Tape.LONG -> builder.append((double) tape.longAt(at));
            case Tape.DOUBLE -> {
                return finite(builder, tape.doubleAt(at));
            }
            case Tape.BIG -> {
                return finite(builder, Double.parseDouble(tape.text(at)));
            }
            case Tape.STRING -> {
                switch (tape.text(at)) { // as the writer says them
                    case "NaN" -> builder.append(Double.NaN);
                    case "Infinity" -> builder.append(Double.POSITIVE_INFINITY);
                    case "-Infinity" -> builder.append(Double.NEGATIVE_INFINITY);
                    default -> {
                        return false;
                    }
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static @Nullable BigDecimal decimal(Tape tape, int at, DataType.Decimal type) {
        byte kind = tape.kind(at);
        if (kind != Tape.LONG && kind != Tape.BIG && kind != Tape.DOUBLE && kind != Tape.STRING) {
            return null;
        }
        try {
            BigDecimal value = new BigDecimal(tape.text(at));
            long whole = (long) value.precision() - value.scale();
            if (whole > 38 && value.signum() != 0) {
                return null;
            }
            BigDecimal scaled = whole < -40 || value.signum() == 0
                    ? BigDecimal.ZERO.setScale(type.scale())
                    : value.setScale(type.scale(), RoundingMode.HALF_UP);
            return scaled.precision() > type.precision() ? null : scaled;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private boolean temporal(NumberBuilder builder, Tape tape, int at) {
        if (tape.kind(at) != Tape.STRING) {
            return false;
        }
        String text = tape.text(at);
        try {
            Object value = switch (type) {
                case DataType.Time _ -> LocalTime.parse(text);
                case DataType.Duration _ -> Duration.parse(text);
                case DataType.Timestamp t -> t.zone() == null
                        ? (Object) LocalDateTime.parse(text.replace(' ', 'T'))
                        : (Object) ZonedDateTime.parse(text.replace(' ', 'T'));
                default -> LocalDate.parse(text);
            };
            builder.append(Scalars.toLong(type, value));
            return true;
        } catch (DateTimeException | ArithmeticException e) {
            return false; // no time, or one that the unit cannot say
        }
    }

    private boolean list(ListBuilder builder, Tape tape, int at) {
        if (tape.kind(at) != Tape.ARRAY) {
            return false;
        }
        int end = tape.after(at);
        for (int i = at + 1; i < end; i = tape.after(i)) {
            parts.getFirst().append(builder.child(), tape, i);
        }
        builder.endList();
        return true;
    }

    /// A map is an object; keys of other types than text are not written as such.
    private boolean map(ListBuilder builder, Tape tape, int at) {
        if (tape.kind(at) != Tape.OBJECT || !(type instanceof DataType.MapOf m) || m.key() != DataType.UTF8) {
            return false;
        }
        StructBuilder entries = (StructBuilder) builder.child();
        int end = tape.after(at);
        for (int i = at + 1; i < end; i = tape.after(i + 1)) {
            ((ViewBuilder) entries.child(0)).append(tape.key(i));
            parts.get(1).append(entries.child(1), tape, i + 1);
            entries.endStruct();
        }
        builder.endList();
        return true;
    }

    private boolean struct(StructBuilder builder, Tape tape, int at) {
        if (tape.kind(at) != Tape.OBJECT) {
            return false;
        }
        members(tape, at);
        for (int f = 0; f < found.length; f++) {
            parts.get(f).appendOrNull(builder.child(f), tape, found[f]);
        }
        builder.endStruct();
        return true;
    }

    private void appendOrNull(VectorBuilder builder, Tape tape, int at) {
        if (at < 0) {
            builder.appendNull();
        } else {
            append(builder, tape, at);
        }
    }

    /// Appends the members of an object to a builder each; those that are null are passed over.
    void appendMembers(@Nullable VectorBuilder[] builders, Tape tape, int at) {
        members(tape, at);
        for (int f = 0; f < builders.length; f++) {
            VectorBuilder builder = builders[f];
            if (builder != null) {
                String before = misfit.problem();
                parts.get(f).appendOrNull(builder, tape, found[f]);
                if (before == null && misfit.problem() != null) {
                    misfit.in(((DataType.Struct) type).fields().get(f).name());
                }
            }
        }
    }

    /// Finds the last member of each name.
    private void members(Tape tape, int at) {
        java.util.Arrays.fill(found, -1);
        int end = tape.after(at);
        for (int i = at + 1; i < end; i = tape.after(i + 1)) {
            Integer field = members.get(tape.key(i));
            if (field != null) {
                found[field] = i + 1;
            } else if (strict) {
                misfit.set("member \"" + tape.key(i) + "\" is new");
            }
        }
    }

    /// The columns of a schema as one.
    static Values ofColumns(List<Field> fields, boolean strict, Misfit misfit) {
        return new Values(new DataType.Struct(fields), strict, misfit);
    }
}
