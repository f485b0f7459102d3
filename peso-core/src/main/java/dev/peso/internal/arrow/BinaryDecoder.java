package dev.peso.internal.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.bytes.Utf8;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.Views;

/// Columns of texts and bytes. Long values stay where they were read to.
final class BinaryDecoder {
    private final ByteOrder order;
    private final Place place;

    BinaryDecoder(ByteOrder order, Place place) {
        this.order = order;
        this.place = place;
    }

    Vector offsets(Node node, int[] offsets, Bytes data, long @Nullable [] validity) {
        int rows = node.length();
        byte[] bytes = data.array();
        int base = data.from();
        if (node.column().type() == DataType.UTF8) {
            requireTexts(node, offsets, data, validity);
        }
        long[] views = new long[2 * rows];
        boolean longOnes = false;
        for (int i = 0; i < rows; i++) {
            if (Bitmap.isSet(validity, i)) {
                int from = base + offsets[i];
                int length = offsets[i + 1] - offsets[i];
                views[2 * i] = Views.head(bytes, from, length);
                boolean inline = length <= Views.INLINE;
                views[2 * i + 1] = inline ? Views.inlineTail(bytes, from, length) : Views.place(0, from);
                longOnes |= !inline;
            }
        }
        return new ViewVector(node.column().type(), views,
                longOnes ? new byte[][]{bytes} : ViewVector.NO_BUFFERS, 0, rows, validity);
    }

    private void requireTexts(Node node, int[] offsets, Bytes data, long @Nullable [] validity) {
        int rows = node.length();
        byte[] bytes = data.array();
        int base = data.from();
        int to = base + offsets[rows];
        int first = base + offsets[0];
        if (Utf8.skipAscii(bytes, first, to) == to) {
            return;
        }
        boolean whole = Utf8.firstInvalid(bytes, first, to) < 0;
        for (int i = 0; i < rows; i++) {
            int from = base + offsets[i];
            int end = base + offsets[i + 1];
            boolean starts = from == end || (bytes[from] & 0xC0) != 0x80;
            if (Bitmap.isSet(validity, i) && (whole
                    ? !starts || end < to && from < end && (bytes[end] & 0xC0) == 0x80
                    : Utf8.firstInvalid(bytes, from, end) >= 0)) {
                throw place.damaged(node.column(), "row " + i + " is not valid UTF-8");
            }
        }
    }

    Vector fixed(Node node, int width, Bytes data, long @Nullable [] validity) {
        int rows = node.length();
        if (data.length() < (long) rows * width) {
            throw place.damaged(node.column(),
                    "a buffer of " + data.length() + " bytes is too short for " + rows + " rows");
        }
        byte[] bytes = data.array();
        long[] views = new long[2 * rows];
        for (int i = 0; i < rows; i++) {
            if (Bitmap.isSet(validity, i)) {
                int from = data.from() + i * width;
                views[2 * i] = Views.head(bytes, from, width);
                views[2 * i + 1] = width <= Views.INLINE
                        ? Views.inlineTail(bytes, from, width)
                        : Views.place(0, from);
            }
        }
        return new ViewVector(node.column().type(), views,
                width <= Views.INLINE ? ViewVector.NO_BUFFERS : new byte[][]{bytes}, 0, rows, validity);
    }

    /// Finds which part of each buffer long values lie in, and that they do.
    ///
    /// @param lengths of the buffers
    /// @param first becomes the first byte used of each
    /// @param last becomes the byte after the last used of each
    void ranges(Node node, Bytes given, long[] lengths, long @Nullable [] validity, long[] first,
            long[] last) {
        int rows = node.length();
        if (given.length() < 16L * rows) {
            throw place.damaged(node.column(),
                    "a buffer of " + given.length() + " bytes is too short for " + rows + " rows");
        }
        ByteBuffer buffer = given.view(order);
        for (int i = 0; i < rows; i++) {
            int length = buffer.getInt(16 * i);
            if (length <= Views.INLINE && length >= 0 || !Bitmap.isSet(validity, i)) {
                continue;
            }
            int index = buffer.getInt(16 * i + 8);
            int offset = buffer.getInt(16 * i + 12);
            if (length < 0 || index < 0 || index >= lengths.length || offset < 0
                    || offset > lengths[index] - length) {
                throw place.damaged(node.column(),
                        "row " + i + " of " + length + " bytes lies outside of the buffers");
            }
            first[index] = Math.min(first[index], offset);
            last[index] = Math.max(last[index], (long) offset + length);
        }
    }

    /// Views whose [#ranges] are known to be right.
    ///
    /// @param arrays where the long values lie
    /// @param starts where the first byte of each buffer is, or would be, in its array
    Vector views(Node node, Bytes given, byte[][] arrays, int[] starts, long @Nullable [] validity) {
        int rows = node.length();
        boolean text = node.column().type() == DataType.UTF8;
        ByteBuffer buffer = given.view(order);
        long[] views = new long[2 * rows];
        for (int i = 0; i < rows; i++) {
            if (!Bitmap.isSet(validity, i)) {
                continue;
            }
            int at = 16 * i;
            int length = buffer.getInt(at);
            byte[] bytes = given.array();
            int from = given.from() + at + 4;
            if (length > Views.INLINE) {
                int index = buffer.getInt(at + 8);
                bytes = arrays[index];
                from = starts[index] + buffer.getInt(at + 12);
                views[2 * i + 1] = Views.place(index, from);
            } else {
                views[2 * i + 1] = Views.inlineTail(bytes, from, length);
            }
            views[2 * i] = Views.head(bytes, from, length);
            if (text && Utf8.firstInvalid(bytes, from, from + length) >= 0) {
                throw place.damaged(node.column(), "row " + i + " is not valid UTF-8");
            }
        }
        return new ViewVector(node.column().type(), views,
                arrays.length == 0 ? ViewVector.NO_BUFFERS : arrays, 0, rows, validity);
    }
}
