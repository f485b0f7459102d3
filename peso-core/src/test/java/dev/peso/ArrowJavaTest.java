package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Rows go to Arrow's own Java library and come from it unchanged, and nothing of its memory is left taken.
class ArrowJavaTest {
    private final BufferAllocator allocator = new RootAllocator(200_000_000);

    @AfterEach
    void nothing_is_left_taken() {
        assertThat(allocator.getAllocatedMemory()).isZero();
        allocator.close();
    }

    private Dataset back(Dataset dataset) {
        try (MapDictionaryProvider dictionaries = new MapDictionaryProvider();
                VectorSchemaRoot root = ArrowJava.to(dataset, allocator, dictionaries)) {
            assertThat(root.getRowCount()).isEqualTo((int) dataset.count());
            for (FieldVector vector : root.getFieldVectors()) {
                // the library takes maps for lists and decimals with all their digits for too long
                if (!(vector instanceof DecimalVector) && !(vector instanceof MapVector)) {
                    vector.validateFull();
                }
            }
            return ArrowJava.from(root, dictionaries);
        }
    }

    @Test
    void every_type_comes_back_as_it_went() {
        Dataset every = EveryType.dataset(200);
        Dataset back = back(every);
        assertThat(back.schema()).isEqualTo(every.schema());
        assertThat(back.fingerprint()).isEqualTo(every.fingerprint());
        for (String column : every.schema().names()) {
            Dataset one = every.select(column);
            assertThat(back(one.limit(0)).schema()).as(column).isEqualTo(one.schema());
            assertThat(back(one.slice(1, 2)).fingerprint()).as(column)
                    .isEqualTo(one.slice(1, 2).fingerprint());
        }
    }

    @Test
    void many_chunks_become_one_root() {
        Dataset many = Dataset.sql("""
                select n, case when n % 3 > 0 then 'text ' || cast(n as utf8) end as t, [n, n + 1] as l
                from range(300000) as r(n)""", Map.of()).collect();
        assertThat(back(many).fingerprint()).isEqualTo(many.fingerprint());
    }

    @Test
    void the_library_sees_the_values() {
        Dataset source = Dataset.sql("""
                select 7 as i, 0.5 as f, 'ä🦆' as t, true as b, date '1970-01-03' as d,
                    cast(-1.25 as decimal(30, 2)) as p
                union all select null, null, null, null, null, null""", Map.of());
        try (VectorSchemaRoot root = ArrowJava.to(source, allocator)) {
            assertThat(((BigIntVector) root.getVector("i")).get(0)).isEqualTo(7);
            assertThat(((Float8Vector) root.getVector("f")).get(0)).isEqualTo(0.5);
            assertThat(new String(((VarCharVector) root.getVector("t")).get(0), StandardCharsets.UTF_8))
                    .isEqualTo("ä🦆");
            assertThat(((BitVector) root.getVector("b")).get(0)).isEqualTo(1);
            assertThat(((DateDayVector) root.getVector("d")).get(0)).isEqualTo(2);
            assertThat(((DecimalVector) root.getVector("p")).getObject(0)).isEqualByComparingTo("-1.25");
            root.getFieldVectors().forEach(vector -> assertThat(vector.isNull(1)).isTrue());
        }
    }

    @Test
    void categorical_columns_become_codes_into_dictionaries() {
        Dataset source = Dataset
                .sql("select 'a' as k union all select 'b' union all select null union all select 'a'",
                        Map.of())
                .cast("k", DataType.CATEGORICAL)
                .collect();
        try (MapDictionaryProvider dictionaries = new MapDictionaryProvider();
                VectorSchemaRoot root = ArrowJava.to(source, allocator, dictionaries)) {
            FieldVector codes = root.getVector("k");
            assertThat(codes).isInstanceOf(IntVector.class);
            try (VarCharVector texts = (VarCharVector) DictionaryEncoder.decode(codes,
                    dictionaries.lookup(codes.getField().getDictionary().getId()))) {
                assertThat(texts.getObject(1)).hasToString("b");
                assertThat(texts.isNull(2)).isTrue();
            }
            assertThat(ArrowJava.from(root, dictionaries).fingerprint()).isEqualTo(source.fingerprint());
            assertThatThrownBy(() -> ArrowJava.from(root)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "the values of column \"k\" are in dictionary 0; give the DictionaryProvider that holds it");
            assertThatThrownBy(() -> ArrowJava.to(source, allocator, dictionaries))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "the provider has a dictionary 0 already; give a new provider with each root");
        }
        assertThatThrownBy(() -> ArrowJava.to(source, allocator)).isInstanceOf(QueryException.class)
                .hasMessage("column \"k\" is categorical, whose texts go into a dictionary: give a "
                        + "MapDictionaryProvider, or cast it to utf8");
    }

    @Test
    void vectors_that_the_library_made_are_taken_over() {
        try (IntVector ints = new IntVector("i", allocator);
                UInt4Vector unsigned = new UInt4Vector("u", allocator);
                ViewVarCharVector views = new ViewVarCharVector("v", allocator);
                ListVector lists = ListVector.empty("l", allocator);
                StructVector structs = StructVector.empty("s", allocator)) {
            for (int i = 0; i < 5; i++) {
                ints.setSafe(i, 10 * i);
                unsigned.setSafe(i, -i);
                views.setSafe(i, ("a text that is longer than twelve bytes " + i)
                        .getBytes(StandardCharsets.UTF_8));
            }
            ints.setNull(2);
            var writer = lists.getWriter();
            for (int i = 0; i < 5; i++) {
                writer.setPosition(i);
                writer.startList();
                for (int k = 0; k < i; k++) {
                    writer.bigInt().writeBigInt(k);
                }
                writer.endList();
            }
            var fields = structs.getWriter();
            for (int i = 0; i < 5; i++) {
                fields.setPosition(i);
                fields.start();
                fields.integer("x").writeInt(i);
                fields.end();
            }
            List<FieldVector> vectors = List.of(ints, unsigned, views, lists, structs);
            vectors.forEach(vector -> vector.setValueCount(5));
            VectorSchemaRoot root = new VectorSchemaRoot(
                    vectors.stream().map(FieldVector::getField).toList(), vectors, 5);
            Dataset read = ArrowJava.from(root);
            assertThat(read.schema().names()).containsExactly("i", "u", "v", "l", "s");
            assertThat(read.select("i").rows().map(row -> row.get(0)).toList())
                    .isEqualTo(Arrays.asList(0, 10, null, 30, 40));
            assertThat(read.column("u").longs()).containsExactly(0, 4_294_967_295L, 4_294_967_294L,
                    4_294_967_293L, 4_294_967_292L);
            assertThat(read.slice(4, 1).column("v").strings())
                    .containsExactly("a text that is longer than twelve bytes 4");
            assertThat(read.slice(3, 1).select("l").rows().findFirst().orElseThrow().get(0))
                    .isEqualTo(List.of(0L, 1L, 2L));
            assertThat(read.filter("s.x > 2").count()).isEqualTo(2);
            try (VectorSchemaRoot part = root.slice(1, 3)) {
                assertThat(ArrowJava.from(part).fingerprint()).isEqualTo(read.slice(1, 3).fingerprint());
            }
        }
    }

    @Test
    void numbers_encoded_by_a_dictionary_come_as_they_are() {
        try (BigIntVector values = new BigIntVector("values", allocator)) {
            values.setSafe(0, 100);
            values.setSafe(1, 200);
            values.setValueCount(2);
            Dictionary dictionary = new Dictionary(values,
                    new DictionaryEncoding(9, false, new ArrowType.Int(8, true)));
            try (BigIntVector column = new BigIntVector("n", allocator)) {
                column.setSafe(0, 200);
                column.setNull(1);
                column.setSafe(2, 100);
                column.setValueCount(3);
                try (FieldVector codes = (FieldVector) DictionaryEncoder.encode(column, dictionary)) {
                    VectorSchemaRoot root = new VectorSchemaRoot(List.of(codes.getField()), List.of(codes),
                            3);
                    var read = ArrowJava.from(root, new MapDictionaryProvider(dictionary));
                    List<@Nullable Object> rows = new ArrayList<>();
                    read.rows().forEach(row -> rows.add(row.get(0)));
                    assertThat(rows).isEqualTo(Arrays.asList(200L, null, 100L));
                }
            }
        }
    }

    /// Three batches from nowhere.
    private static final class Batches extends ArrowReader {
        private final boolean fails;
        private int batch;

        Batches(BufferAllocator allocator, boolean fails) {
            super(allocator);
            this.fails = fails;
        }

        @Override
        public boolean loadNextBatch() throws IOException {
            if (fails) {
                throw new IOException("the line is dead");
            }
            IntVector vector = (IntVector) getVectorSchemaRoot().getVector("i");
            vector.allocateNew(2);
            vector.set(0, 2 * batch);
            vector.set(1, 2 * batch + 1);
            getVectorSchemaRoot().setRowCount(2);
            return batch++ < 3;
        }

        @Override
        public long bytesRead() {
            return 0;
        }

        @Override
        protected void closeReadSource() {}

        @Override
        protected Schema readSchema() {
            return new Schema(List.of(org.apache.arrow.vector.types.pojo.Field.nullable("i",
                    new ArrowType.Int(32, true))));
        }
    }

    @Test
    void a_reader_is_read_to_its_end() throws IOException {
        try (Batches batches = new Batches(allocator, false)) {
            assertThat(ArrowJava.from(batches).column("i").ints()).containsExactly(0, 1, 2, 3, 4, 5);
        }
        try (Batches batches = new Batches(allocator, true)) {
            assertThatThrownBy(() -> ArrowJava.from(batches)).isInstanceOf(DataAccessException.class)
                    .hasMessage("the ArrowReader failed: the line is dead");
        }
    }

    @Test
    void an_allocator_without_room_is_left_as_it_was() {
        try (BufferAllocator small = allocator.newChildAllocator("small", 0, 10_000)) {
            Dataset rows = Dataset.sql("select n, cast(n as utf8) as t from range(20000) as r(n)", Map.of());
            assertThatThrownBy(() -> ArrowJava.to(rows, small)).isInstanceOf(MemoryLimitException.class)
                    .hasMessageMatching(
                            "the allocator \"small\" has no room for [0-9,]+ bytes more: [0-9,]+ of 10,000 are taken");
            assertThat(small.getAllocatedMemory()).isZero();
        }
    }

    @Test
    void texts_that_are_no_utf8_are_refused() {
        try (VarCharVector texts = new VarCharVector("t", allocator)) {
            texts.setSafe(0, new byte[]{(byte) 0xff, 0});
            texts.setValueCount(1);
            VectorSchemaRoot root = new VectorSchemaRoot(List.of(texts.getField()), List.of(texts), 1);
            assertThatThrownBy(() -> ArrowJava.from(root)).isInstanceOf(DataException.class)
                    .hasMessageContaining("the VectorSchemaRoot is damaged, rows, column \"t\"");
        }
    }
}
