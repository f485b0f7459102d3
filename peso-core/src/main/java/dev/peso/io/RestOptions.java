package dev.peso.io;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/// How a service that answers JSON in pages is read as one dataset. Values, with a `with` method for each option.
///
/// The first page is asked for when the dataset is made and decides the columns and types that the JSON options leave open;
/// the other pages are asked for, one after the other, each time the dataset runs.
///
/// @param http how the server is asked
/// @param json where the records are in a page, and their types
/// @param paging how the next page is found
/// @param mostPages how many pages are read at most; a service with more fails the read
public record RestOptions(HttpOptions http, JsonReadOptions json, Paging paging, int mostPages) {

    /// One page: a JSON document.
    public static final RestOptions DEFAULT = new RestOptions(HttpOptions.DEFAULT,
            JsonReadOptions.DEFAULT.withForm(JsonReadOptions.Form.DOCUMENT), new Paging.None(), 10_000);

    public RestOptions {
        Objects.requireNonNull(http, "http");
        Objects.requireNonNull(json, "json");
        Objects.requireNonNull(paging, "paging");
        if (mostPages < 1) {
            throw new IllegalArgumentException("most pages must be 1 or more, got " + mostPages);
        }
    }

    /// How the next page is found.
    public sealed interface Paging {
        /// There is one page.
        record None() implements Paging {}

        /// The answer's `Link` header names the next page (`rel="next"`, RFC 8288).
        record Link() implements Paging {}

        /// The page holds a mark of the next one, or its address; null, missing or empty on the last page.
        ///
        /// @param pointer a JSON Pointer to the mark
        /// @param parameter the query parameter that takes it
        record Cursor(String pointer, String parameter) implements Paging {
            public Cursor {
                requireName(parameter);
                requirePointer("mark", pointer);
            }
        }

        /// A parameter tells how many records to pass over: as many as came before, also where a service gives fewer than
        /// asked for.
        ///
        /// The page after the last one has no records, or is refused (400, 404, 416, 422) after one shorter than
        /// others. With a total there is none, and fewer records than that fail the read.
        ///
        /// @param parameter that takes the number of records
        /// @param sizeParameter that takes the size of a page
        /// @param size of a page, 1 or more
        /// @param total a JSON Pointer to the number of all records in a page, or null where it tells none
        record Offset(String parameter, String sizeParameter, int size, @Nullable String total)
                implements
                    Paging {
            public Offset {
                requireName(parameter);
                requireName(sizeParameter);
                if (size < 1) {
                    throw new IllegalArgumentException("the size of a page must be 1 or more, got " + size);
                }
                if (total != null) {
                    requirePointer("total", total);
                }
            }

            /// Pages of a service that tells no total.
            ///
            /// @param parameter that takes the number of records
            /// @param sizeParameter that takes the size of a page
            /// @param size of a page, 1 or more
            public Offset(String parameter, String sizeParameter, int size) {
                this(parameter, sizeParameter, size, null);
            }

            /// Pages that tell how many records there are.
            ///
            /// @param pointer a JSON Pointer to that number, for example `/meta/total`
            /// @return new paging
            public Offset withTotal(String pointer) {
                return new Offset(parameter, sizeParameter, size, Objects.requireNonNull(pointer, "pointer"));
            }
        }

        /// A parameter tells the number of the page. The page after the last one has no records. A page that is the same as
        /// the one before fails the read, as with offsets: the service does not heed the parameter.
        ///
        /// @param parameter that takes the number
        /// @param first number, mostly 0 or 1
        record PageNumber(String parameter, int first) implements Paging {
            public PageNumber {
                requireName(parameter);
            }
        }

        private static void requirePointer(String what, String pointer) {
            if (!pointer.startsWith("/")) {
                throw new IllegalArgumentException("a JSON Pointer to the " + what
                        + " starts with \"/\", got \"" + pointer + "\"; for example \"/meta/"
                        + (what.equals("mark") ? "next" : what) + "\"");
            }
        }

        private static void requireName(String parameter) {
            if (parameter.isBlank()) {
                throw new IllegalArgumentException("a query parameter needs a name");
            }
        }
    }

    /// Asked another way.
    ///
    /// @param newHttp headers, retries, limits
    /// @return new options
    public RestOptions withHttp(HttpOptions newHttp) {
        return new RestOptions(newHttp, json, paging, mostPages);
    }

    /// Records elsewhere in a page, or of given types.
    ///
    /// @param newJson the options of a page
    /// @return new options
    public RestOptions withJson(JsonReadOptions newJson) {
        return new RestOptions(http, newJson, paging, mostPages);
    }

    /// Records at a place in each page.
    ///
    /// @param pointer a JSON Pointer, for example `/data/items`
    /// @return new options
    public RestOptions withPointer(String pointer) {
        return withJson(json.withPointer(pointer));
    }

    /// Pages found another way.
    ///
    /// @param newPaging for example `new Paging.Link()`
    /// @return new options
    public RestOptions withPaging(Paging newPaging) {
        return new RestOptions(http, json, newPaging, mostPages);
    }

    /// Another number of pages at most.
    ///
    /// @param newMostPages 1 or more
    /// @return new options
    public RestOptions withMostPages(int newMostPages) {
        return new RestOptions(http, json, paging, newMostPages);
    }
}
