package dev.peso.internal.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.function.LongConsumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.peso.ArrowC;
import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.EveryType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.arrow.CStructs.CArray;
import dev.peso.internal.arrow.CStructs.CSchema;

class ArrowCTest {
    private final Arena arena = Arena.ofConfined();

    @AfterEach
    void nothing_is_left() {
        arena.close();
        assertThat(CData.open()).isZero();
    }

    private long room(int bytes) {
        return arena.allocate(bytes, 8).address();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 1_000})
    void every_type_comes_back_as_an_array(int count) {
        Dataset every = EveryType.dataset(count);
        long array = room(ArrowC.ARRAY_BYTES);
        long schema = room(ArrowC.SCHEMA_BYTES);
        ArrowC.exportArray(every, array, schema);
        Dataset back = ArrowC.importArray(array, schema);
        assertThat(back.schema()).isEqualTo(every.schema());
        assertThat(back.fingerprint()).isEqualTo(every.fingerprint());
        assertThat(CMemory.get(array, CArray.RELEASE)).isZero();
        assertThat(CMemory.get(schema, CSchema.RELEASE)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 300_000})
    void rows_come_back_as_a_stream(int count) {
        Dataset rows = Dataset
                .sql("""
                        select n, 'text ' || cast(n as utf8) as t, cast('k' || cast(n % 7 as utf8) as categorical) as kind, [n, null] as l,
                            case when n % 5 > 0 then {'a': n, 'b': 'x'} end as s
                        from range(ROWS) as r(n)"""
                        .replace("ROWS", Integer.toString(count)), Map.of());
        long stream = room(ArrowC.STREAM_BYTES);
        ArrowC.exportStream(rows, stream);
        Dataset back = ArrowC.importStream(stream);
        assertThat(back.schema().names()).isEqualTo(rows.schema().names());
        assertThat(back.fingerprint()).isEqualTo(rows.fingerprint());
    }

    @Test
    void a_schema_comes_back_with_its_metadata() {
        Schema schema = Schema.of(Field.of("a", DataType.INT64).withNullable(false),
                Field.of("kind", new DataType.Categorical(true))).withMetadata("owner", "ä");
        long address = room(ArrowC.SCHEMA_BYTES);
        ArrowC.exportSchema(schema, address);
        assertThat(ArrowC.importSchema(address)).isEqualTo(schema);
    }

    @Test
    void rows_from_an_offset_on_are_those_of_the_slice() {
        Dataset every = EveryType.dataset(200);
        for (int from : new int[]{1, 8, 13, 199}) {
            long array = room(ArrowC.ARRAY_BYTES);
            long schema = room(ArrowC.SCHEMA_BYTES);
            ArrowC.exportArray(every, array, schema);
            CMemory.set(array, CArray.OFFSET, from);
            CMemory.set(array, CArray.LENGTH, 200 - from);
            assertThat(ArrowC.importArray(array, schema).fingerprint()).as("from " + from)
                    .isEqualTo(every.slice(from, 200 - from).fingerprint());
        }
    }

    @Test
    void a_child_that_was_moved_out_lives_longer_than_its_parent() {
        long array = room(ArrowC.ARRAY_BYTES);
        long schema = room(ArrowC.SCHEMA_BYTES);
        ArrowC.exportArray(Dataset.of(Map.of("name", new String[]{"Ada", "Grace", "a much longer name"})),
                array,
                schema);
        long moved = moved(CMemory.get(CMemory.get(array, CArray.CHILDREN), 0), CArray.FIELDS,
                CArray.RELEASE);
        long type = moved(CMemory.get(CMemory.get(schema, CSchema.CHILDREN), 0), CSchema.FIELDS,
                CSchema.RELEASE);
        CMemory.release(CMemory.get(array, CArray.RELEASE), array);
        CMemory.release(CMemory.get(schema, CSchema.RELEASE), schema);
        assertThat(CData.open()).isEqualTo(2);
        Dataset back = ArrowC.importArray(moved, type);
        assertThat(back.schema().names()).containsExactly("name");
        assertThat(back.strings("name")).containsExactly("Ada", "Grace", "a much longer name");
    }

    private long moved(long struct, int fields, int release) {
        long copy = room(8 * fields);
        MemorySegment.copy(CMemory.segment(struct, 8L * fields), 0, CMemory.segment(copy, 8L * fields), 0,
                8L * fields);
        CMemory.set(struct, release, 0);
        return copy;
    }

    @Test
    void a_stream_that_is_not_taken_to_its_end_is_given_back() {
        long stream = room(ArrowC.STREAM_BYTES);
        ArrowC.exportStream(Dataset.sql("select n from range(1000000) as r(n)", Map.of()), stream);
        long array = room(ArrowC.ARRAY_BYTES);
        assertThat(CMemory.fill(CMemory.get(stream, 1), stream, array)).isZero();
        assertThat(CMemory.get(array, CArray.LENGTH)).isPositive();
        CMemory.release(CMemory.get(stream, 3), stream);
        CMemory.release(CMemory.get(array, CArray.RELEASE), array);
    }

    @Test
    void a_query_that_fails_fails_the_stream_in_its_own_words() {
        long stream = room(ArrowC.STREAM_BYTES);
        ArrowC.exportStream(Dataset.sql("select 1 // (n - 5) as x from range(10) as r(n)", Map.of()), stream);
        assertThatThrownBy(() -> ArrowC.importStream(stream)).isInstanceOf(DataException.class)
                .hasMessageStartingWith("the Arrow C stream failed with error 22: ")
                .hasMessageContaining("zero");
    }

    @Test
    void what_is_released_already_is_refused() {
        long stream = room(ArrowC.STREAM_BYTES);
        assertThatThrownBy(() -> ArrowC.importStream(stream)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the stream is empty or released already");
        assertThatThrownBy(() -> ArrowC.importSchema(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the address of the schema must not be 0");
    }

    private void refused(LongConsumer change, LongConsumer schemaChange, String message) {
        long array = room(ArrowC.ARRAY_BYTES);
        long schema = room(ArrowC.SCHEMA_BYTES);
        ArrowC.exportArray(Dataset.of(Map.of("t", new String[]{"a", "b", "c"})), array, schema);
        change.accept(CMemory.get(CMemory.get(array, CArray.CHILDREN), 0));
        schemaChange.accept(CMemory.get(CMemory.get(schema, CSchema.CHILDREN), 0));
        assertThatThrownBy(() -> ArrowC.importArray(array, schema)).isInstanceOf(DataException.class)
                .hasMessage("the Arrow C array is damaged, " + message);
    }

    private void refused(LongConsumer change, String message) {
        refused(change, _ -> {}, "array, column \"t\": " + message);
    }

    @Test
    void structs_that_make_no_sense_are_refused_in_words() {
        refused(a -> CMemory.set(a, CArray.LENGTH, 2), "3 rows from row 0 on are wanted of 2 from 0 on");
        refused(a -> CMemory.set(a, CArray.OFFSET, -1), "3 rows from row 0 on are wanted of 3 from -1 on");
        refused(a -> CMemory.set(a, CArray.BUFFER_COUNT, 2), "buffer 2 is missing");
        refused(a -> CMemory.set(a, CArray.CHILD_COUNT, 1), "it has 1 children, its schema 0");
        refused(a -> CMemory.set(a, CArray.NULL_COUNT, 1), "it has nulls and no validity bits");
        refused(a -> CMemory.set(CMemory.get(a, CArray.BUFFERS), 1, 0), "buffer 1 is missing");
        refused(a -> offset(a, 3, -1), "its last value ends at byte -1");
        refused(a -> offset(a, 1, 7), "the offset 7 of row 1 falls or lies outside of 0 to 3");
        refused(a -> CMemory.segment(CMemory.get(CMemory.get(a, CArray.BUFFERS), 2), 3).fill((byte) 0xC3),
                "row 0 is not valid UTF-8");
        refused(_ -> {}, s -> format(s, 'q'), "schema: column \"t\" has the unknown format \"q\"");
        refused(_ -> {}, s -> format(s, 'w'), "schema: column \"t\" has the unknown format \"w\"");
        refused(_ -> {}, s -> CMemory.set(s, CSchema.CHILD_COUNT, 1),
                "schema: column \"t\" lacks its children");
        refused(_ -> {}, s -> CMemory.set(s, CSchema.CHILD_COUNT, -1),
                "schema: column \"t\" has -1 children");
        refused(_ -> {}, s -> format(s, '+'), "schema: column \"t\" has the unknown format \"+\"");
    }

    private static void offset(long array, int row, int value) {
        CMemory.segment(CMemory.get(CMemory.get(array, CArray.BUFFERS), 1), 16)
                .set(java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED, 4L * row, value);
    }

    private static void format(long schema, char kind) {
        CMemory.segment(CMemory.get(schema, CSchema.FORMAT), 1)
                .set(java.lang.foreign.ValueLayout.JAVA_BYTE, 0,
                        (byte) kind);
    }
}
