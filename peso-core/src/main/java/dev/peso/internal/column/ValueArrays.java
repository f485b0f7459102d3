package dev.peso.internal.column;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// The arrays behind vectors whose rows are elements of one, or pairs of elements: all but booleans and nested values.
final class ValueArrays {
    private static final int MOST_PAIRS = (Integer.MAX_VALUE - 8) / 2;

    private ValueArrays() {}

    /// An array for so many rows of vectors like this one, or null when a row is no element of an array, or there are too
    /// many.
    static @Nullable Object newArray(Vector like, int count) {
        return switch (like) {
            case ByteVector _ -> new byte[count];
            case ShortVector _ -> new short[count];
            case IntVector _,CodeVector _ -> new int[count];
            case LongVector _ -> new long[count];
            case FloatVector _ -> new float[count];
            case DoubleVector _ -> new double[count];
            case WideVector _,ViewVector _ -> count > MOST_PAIRS ? null : new long[2 * count];
            case BitVector _,ListVector _,StructVector _,NullVector _ -> null;
        };
    }

    /// An array for so many rows of vectors like this one, whose rows are elements of one.
    static Object arrayOf(Vector like, int count) {
        Object array = newArray(like, count);
        if (array == null) {
            throw new IllegalArgumentException("no array holds " + count + " rows of " + like.type);
        }
        return array;
    }

    /// Whether a row of a vector is two elements of its array.
    static boolean hasPairs(Vector v) {
        return v instanceof ViewVector || v instanceof WideVector;
    }

    private static Object array(Vector v) {
        return switch (v) {
            case ByteVector x -> x.values;
            case ShortVector x -> x.values;
            case IntVector x -> x.values;
            case CodeVector x -> x.codes;
            case LongVector x -> x.values;
            case FloatVector x -> x.values;
            case DoubleVector x -> x.values;
            case WideVector x -> x.words;
            case ViewVector x -> x.views;
            case BitVector _,ListVector _,StructVector _,NullVector _ -> throw noArray(v.type);
        };
    }

    private static IllegalArgumentException noArray(DataType type) {
        return new IllegalArgumentException(type + " has no array of values");
    }

    /// Copies all rows of a vector into an array from [#newArray].
    ///
    /// @param at the row of the target that the first value goes to
    static void copy(Vector v, Object target, int at) {
        int width = hasPairs(v) ? 2 : 1;
        System.arraycopy(array(v), width * v.offset, target, width * at, width * v.length);
    }

    /// Copies the rows `picked[0..count)` of a vector into an array from [#newArray].
    ///
    /// @param at the row of the target that the first value goes to
    static void pick(Vector v, int[] picked, int count, Object target, int at) {
        int o = v.offset;
        switch (v) {
            case ByteVector x -> Gathers.pick(x.values, o, picked, count, (byte[]) target, at);
            case ShortVector x -> Gathers.pick(x.values, o, picked, count, (short[]) target, at);
            case IntVector x -> Gathers.pick(x.values, o, picked, count, (int[]) target, at);
            case CodeVector x -> Gathers.pick(x.codes, o, picked, count, (int[]) target, at);
            case LongVector x -> Gathers.pick(x.values, o, picked, count, (long[]) target, at);
            case FloatVector x -> Gathers.pick(x.values, o, picked, count, (float[]) target, at);
            case DoubleVector x -> Gathers.pick(x.values, o, picked, count, (double[]) target, at);
            case WideVector x -> Gathers.pickPairs(x.words, o, picked, count, (long[]) target, at);
            case ViewVector x -> Gathers.pickPairs(x.views, o, picked, count, (long[]) target, at);
            case BitVector _,ListVector _,StructVector _,NullVector _ -> throw noArray(v.type);
        }
    }

    /// A vector of the first rows of an array, of the kind of another one, whose dictionary it shares.
    ///
    /// @param buffers of texts
    static Vector vector(Vector like, DataType type, Object values, byte[][] buffers, int count,
            long @Nullable [] validity) {
        return switch (like) {
            case ByteVector _ -> new ByteVector(type, (byte[]) values, 0, count, validity);
            case ShortVector _ -> new ShortVector(type, (short[]) values, 0, count, validity);
            case IntVector _ -> new IntVector(type, (int[]) values, 0, count, validity);
            case CodeVector c -> new CodeVector(type, (int[]) values, c.dictionary, 0, count, validity);
            case LongVector _ -> new LongVector(type, (long[]) values, 0, count, validity);
            case FloatVector _ -> new FloatVector(type, (float[]) values, 0, count, validity);
            case DoubleVector _ -> new DoubleVector(type, (double[]) values, 0, count, validity);
            case WideVector _ -> new WideVector(type, (long[]) values, 0, count, validity);
            case ViewVector _ -> new ViewVector(type, (long[]) values, buffers, 0, count, validity);
            case BitVector _,ListVector _,StructVector _,NullVector _ -> throw noArray(type);
        };
    }
}
