package dev.peso.internal.column;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// A column of a batch: a vector, or rows of a vector or of a store that are gathered when somebody wants them, at most
/// once. Owned by one thread.
public abstract sealed class BatchColumn {
    final int rows;
    private @Nullable Vector gathered;
    private boolean wasRead;

    private BatchColumn(int rows, @Nullable Vector gathered) {
        this.rows = rows;
        this.gathered = gathered;
    }

    /// All rows of a vector. Texts that come as codes are rows of their dictionary.
    public static BatchColumn of(Vector vector) {
        return vector instanceof CodeVector coded && coded.type == DataType.UTF8
                ? new Coded(coded)
                : new Whole(vector);
    }

    /// Rows of a store; those of no row are null.
    public static BatchColumn of(RowRefs store, RowPlaces places) {
        return new Stored(store, places);
    }

    /// Texts as codes into a small dictionary, of type `utf8` still; null when they did not come so.
    @Nullable
    CodeVector coded() {
        return null;
    }

    /// Where the rows are in what they are gathered from, or null when they are a vector as it is.
    abstract int @Nullable [] places();

    /// Other rows of what these are gathered from.
    abstract BatchColumn at(int[] places, int count);

    /// Consecutive rows of a column that waits for nothing.
    final BatchColumn slice(int from, int count) {
        boolean before = wasRead;
        BatchColumn slice = of(vector().slice(from, count));
        slice.wasRead = before;
        return slice;
    }

    /// A vector of the kind that this column has.
    abstract Vector like();

    abstract Vector gather();

    abstract void gather(Object target, int at);

    abstract long @Nullable [] gatherValidity();

    /// Makes gathered views point into the pool's buffers; returns the bytes they have there.
    abstract long shift(Vectors.BufferPool pool, long[] views, int at);

    /// Rows that are kept alive for those that are wanted, which may be fewer.
    abstract int heldRows();

    /// Whether the rows are best gathered at once, as what they are gathered from was read just now and is in the cache.
    boolean isWarm() {
        return false;
    }

    /// The rows as a vector.
    final Vector vector() {
        wasRead = true;
        Vector known = gathered;
        if (known == null) {
            known = gather();
            gathered = known;
        }
        return known;
    }

    /// Bytes of the rows, estimated by their share of what they are gathered from.
    final long bytes() {
        Vector from = gathered == null ? like() : gathered;
        return from.length == 0 ? 0 : from.bytes() * rows / from.length;
    }

    private static final class Whole extends BatchColumn {
        private final Vector vector;

        Whole(Vector vector) {
            super(vector.length, vector);
            this.vector = vector;
        }

        @Override
        int @Nullable [] places() {
            return null;
        }

        @Override
        BatchColumn at(int[] places, int count) {
            return new Picked(vector, places, count, false, super.wasRead);
        }

        @Override
        Vector like() {
            return vector;
        }

        @Override
        Vector gather() {
            return vector;
        }

        @Override
        void gather(Object target, int at) {
            ValueArrays.copy(vector, target, at);
        }

        @Override
        long @Nullable [] gatherValidity() {
            return Bitmap.copy(vector.validity, vector.offset, rows);
        }

        @Override
        long shift(Vectors.BufferPool pool, long[] views, int at) {
            return Vectors.shift(Vectors.buffers(vector), pool, views, 2 * at, rows);
        }

        @Override
        int heldRows() {
            return rows;
        }
    }

    private static final class Picked extends BatchColumn {
        private final Vector vector;
        private final int[] places;
        /// Whether the vector is a dictionary, without nulls.
        private final boolean isCoded;
        private final boolean isWarm;

        Picked(Vector vector, int[] places, int count, boolean isCoded, boolean isWarm) {
            super(count, null);
            this.vector = vector;
            this.places = places;
            this.isCoded = isCoded;
            this.isWarm = isWarm;
        }

        @Override
        boolean isWarm() {
            return isWarm;
        }

        @Override
        @Nullable
        CodeVector coded() {
            return isCoded
                    ? new CodeVector(DataType.UTF8, places, (ViewVector) vector, 0, rows, null)
                    : null;
        }

        @Override
        int[] places() {
            return places;
        }

        @Override
        BatchColumn at(int[] newPlaces, int count) {
            return new Picked(vector, newPlaces, count, isCoded, isWarm);
        }

        @Override
        Vector like() {
            return vector;
        }

        @Override
        Vector gather() {
            return Vectors.gather(vector, places, rows);
        }

        @Override
        void gather(Object target, int at) {
            ValueArrays.pick(vector, places, rows, target, at);
        }

        @Override
        long @Nullable [] gatherValidity() {
            return Vectors.gatherValidity(vector, places, rows);
        }

        @Override
        long shift(Vectors.BufferPool pool, long[] views, int at) {
            return Vectors.shift(Vectors.buffers(vector), pool, views, 2 * at, rows);
        }

        @Override
        int heldRows() {
            return vector.length;
        }
    }

    /// Codes of texts as they came; rows of the dictionary for who asks where they are.
    private static final class Coded extends BatchColumn {
        private final CodeVector codes;
        private @Nullable Picked picked;

        Coded(CodeVector codes) {
            super(codes.length, null);
            this.codes = codes;
        }

        private Picked picked() {
            Picked known = picked;
            if (known == null) {
                known = new Picked(codes.dictionary,
                        Arrays.copyOfRange(codes.codes, codes.offset, codes.offset + rows), rows, true,
                        false);
                picked = known;
            }
            return known;
        }

        @Override
        CodeVector coded() {
            return codes;
        }

        @Override
        int[] places() {
            return picked().places;
        }

        @Override
        BatchColumn at(int[] places, int count) {
            return picked().at(places, count);
        }

        @Override
        Vector like() {
            return codes.dictionary;
        }

        @Override
        Vector gather() {
            return picked().gather();
        }

        @Override
        void gather(Object target, int at) {
            picked().gather(target, at);
        }

        @Override
        long @Nullable [] gatherValidity() {
            return picked().gatherValidity();
        }

        @Override
        long shift(Vectors.BufferPool pool, long[] views, int at) {
            return picked().shift(pool, views, at);
        }

        @Override
        int heldRows() {
            return codes.dictionary.length;
        }
    }

    private static final class Stored extends BatchColumn {
        private final RowRefs store;
        private final RowPlaces places;

        Stored(RowRefs store, RowPlaces places) {
            super(places.count, null);
            this.store = store;
            this.places = places;
        }

        @Override
        int[] places() {
            return places.refs;
        }

        @Override
        BatchColumn at(int[] newPlaces, int count) {
            return new Stored(store, new RowPlaces(newPlaces, count));
        }

        @Override
        Vector like() {
            return store.sample();
        }

        @Override
        Vector gather() {
            return store.gather(places.refs, 0, rows);
        }

        @Override
        void gather(Object target, int at) {
            store.gather(places, target, at);
        }

        @Override
        long @Nullable [] gatherValidity() {
            return store.validity(places);
        }

        @Override
        long shift(Vectors.BufferPool pool, long[] views, int at) {
            return store.buffers().length == 0
                    ? 0
                    : store.shift(views, at, places.refs, 0, rows, pool.base(store.buffers()));
        }

        @Override
        int heldRows() {
            return rows;
        }
    }

    /// All rows of several columns of one type in one vector, gathered straight to where they stay; null when none waits
    /// to be gathered, or its values are not elements of an array.
    static @Nullable Vector gatherAll(DataType type, List<BatchColumn> columns) {
        Vector like = columns.getFirst().like();
        if (like instanceof CodeVector || columns.stream().allMatch(c -> c.gathered != null)) {
            return null;
        }
        List<BatchColumn> parts = columns.stream().map(c -> c.gathered == null ? c : of(c.gathered)).toList();
        int count = parts.stream().mapToInt(p -> p.rows).reduce(0, Math::addExact);
        Object values = ValueArrays.newArray(like, count);
        if (values == null) {
            return null;
        }
        Vectors.BufferPool pool = new Vectors.BufferPool();
        long[] validity = null;
        long used = 0;
        int at = 0;
        for (BatchColumn part : parts) {
            part.gather(values, at);
            if (like instanceof ViewVector) {
                used += part.shift(pool, (long[]) values, at);
            }
            validity = withValidity(validity, part, at, count);
            at += part.rows;
        }
        Vector all = ValueArrays.vector(like, type, values, pool.buffers(), count, validity);
        return all instanceof ViewVector views ? Vectors.light(views, pool, used) : all;
    }

    /// Adds which rows of a part are null.
    ///
    /// @param before of the parts before it; null while no row is
    private static long @Nullable [] withValidity(long @Nullable [] before, BatchColumn part, int at,
            int count) {
        long[] own = part.gatherValidity();
        if (own == null && before == null) {
            return null;
        }
        long[] all = before;
        if (all == null) {
            all = new long[Bitmap.words(count)];
            Bitmap.setRange(all, 0, at);
        }
        Bitmap.copyInto(own, 0, all, at, part.rows);
        return all;
    }
}
