package dev.peso.viz.internal.data;

import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import dev.peso.QueryException;
import dev.peso.viz.internal.scale.AxisKind;
import dev.peso.viz.internal.scale.ValueFormat;
import dev.peso.viz.internal.spec.Frame;

/// The formats that a chart asks for: given out where they can write what there is, and missed when nothing was written in one.
final class FrameFormats {
    private final Frame frame;
    private final BooleanSupplier empty;
    private final Set<String> used = new HashSet<>();

    /// @param empty whether there are no rows, which any format suits
    FrameFormats(Frame frame, BooleanSupplier empty) {
        this.frame = frame;
        this.empty = empty;
    }

    /// The format of an axis, or null for what suits its values.
    @Nullable
    ValueFormat axis(boolean x, AxisKind kind) {
        return suited(x ? "xFormat" : "yFormat", x ? frame.xFormat() : frame.yFormat(), kind);
    }

    /// The format of colours that are numbers, or null.
    @Nullable
    ValueFormat color(AxisKind kind) {
        return suited("colorFormat", frame.colorFormat(), kind);
    }

    private @Nullable ValueFormat suited(String name, @Nullable ValueFormat format, AxisKind kind) {
        boolean nothing = empty.getAsBoolean();
        if (format != null && !format.writes(kind) && !nothing) {
            throw new QueryException(
                    name + " is a format of " + format.subject() + ", and there are " + describe(kind));
        }
        used.add(name);
        return nothing ? null : format;
    }

    /// Throws when a format was asked for that nothing is written in.
    void requireUsed() {
        requireUsed("xFormat", frame.xFormat());
        requireUsed("yFormat", frame.yFormat());
        requireUsed("colorFormat", frame.colorFormat());
    }

    private void requireUsed(String name, @Nullable ValueFormat format) {
        if (format != null && !used.contains(name)) {
            throw new QueryException(name + " is a format of " + format.subject() + ", and there are "
                    + (name.startsWith("color") ? "no colors of numbers" : "names"));
        }
    }

    /// What an axis shows, in messages.
    static String describe(AxisKind kind) {
        return switch (kind) {
            case NUMBER, LOG -> "numbers";
            case TIME -> "dates";
            case CLOCK -> "times of day";
            case CATEGORY -> "names";
        };
    }
}
