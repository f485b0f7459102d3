package dev.peso.internal.arrow;

import java.util.List;

/// How the values of a column lie in an Arrow file: which buffers and children there are and what they hold.
sealed interface Layout {
    /// Nothing but a length.
    record Nulls() implements Layout {}

    /// One bit a value.
    record Bits() implements Layout {}

    /// Integers of 8, 16, 32 or 64 bits.
    record Whole(int bits, boolean signed) implements Layout {}

    /// IEEE 754 numbers of 16, 32 or 64 bits.
    record Floating(int bits) implements Layout {}

    /// Unscaled decimals of 32, 64, 128 or 256 bits.
    ///
    /// @param zeros digits to append, for a scale below zero
    record Decimals(int bits, int zeros) implements Layout {}

    /// Days in 32 bits or milliseconds in 64.
    record Dates(boolean millis) implements Layout {}

    /// Times of day in 32 or 64 bits.
    record Times(int bits) implements Layout {}

    /// Timestamps and durations in 64 bits.
    record Spans() implements Layout {}

    /// Months (4 bytes), days and milliseconds (4 + 4) or months, days and nanoseconds (4 + 4 + 8).
    record Intervals(int width) implements Layout {}

    /// Values of so many bytes each.
    record FixedBinary(int width) implements Layout {}

    /// Offsets of 32 or 64 bits into bytes.
    record Binary(boolean large) implements Layout {}

    /// Views of 16 bytes and any number of buffers.
    record BinaryViews() implements Layout {}

    /// Offsets into a child; maps too.
    record Lists(boolean large) implements Layout {}

    /// Offsets and sizes in a child.
    record ListViews(boolean large) implements Layout {}

    /// So many values of a child each.
    record FixedLists(int size) implements Layout {}

    /// One child a field.
    record Structs() implements Layout {}

    /// One child a kind of value and for each row which of them it takes.
    ///
    /// @param codes the code of each child
    record Unions(boolean dense, List<Integer> codes) implements Layout {
        public Unions {
            codes = List.copyOf(codes);
        }
    }

    /// Where each run ends and the value of each.
    record Runs() implements Layout {}

    /// Codes into a dictionary.
    record Coded(long id, Whole codes, Column values) implements Layout {}
}
