package dev.peso.internal.arrow;

/// The fields of the structs of the C Data Interface and the C Stream Interface, by their numbers.
///
/// See [their definition](https://arrow.apache.org/docs/format/CDataInterface.html).
final class CStructs {
    private CStructs() {}

    /// `struct ArrowSchema`.
    static final class CSchema {
        static final int FORMAT = 0;
        static final int NAME = 1;
        static final int METADATA = 2;
        static final int FLAGS = 3;
        static final int CHILD_COUNT = 4;
        static final int CHILDREN = 5;
        static final int DICTIONARY = 6;
        static final int RELEASE = 7;
        static final int PRIVATE = 8;
        static final int FIELDS = 9;
        static final long ORDERED = 1;
        static final long NULLABLE = 2;
        static final long SORTED_KEYS = 4;

        private CSchema() {}
    }

    /// `struct ArrowArray`.
    static final class CArray {
        static final int LENGTH = 0;
        static final int NULL_COUNT = 1;
        static final int OFFSET = 2;
        static final int BUFFER_COUNT = 3;
        static final int CHILD_COUNT = 4;
        static final int BUFFERS = 5;
        static final int CHILDREN = 6;
        static final int DICTIONARY = 7;
        static final int RELEASE = 8;
        static final int PRIVATE = 9;
        static final int FIELDS = 10;

        private CArray() {}
    }

    /// `struct ArrowArrayStream`.
    static final class CStream {
        static final int GET_SCHEMA = 0;
        static final int GET_NEXT = 1;
        static final int GET_LAST_ERROR = 2;
        static final int RELEASE = 3;
        static final int PRIVATE = 4;
        static final int FIELDS = 5;

        private CStream() {}
    }
}
