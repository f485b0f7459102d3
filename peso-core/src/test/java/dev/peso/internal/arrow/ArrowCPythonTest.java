package dev.peso.internal.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.ArrowC;
import dev.peso.DataException;
import dev.peso.Dataset;
import dev.peso.EmbeddedPython;
import dev.peso.EveryType;

/// Rows through memory between Peso and pyarrow in the same process.
@Tag("oracle")
class ArrowCPythonTest {
    @TempDir
    Path folder;

    @Test
    void pyarrow_reads_what_peso_gives_it() throws IOException {
        EmbeddedPython python = EmbeddedPython.start();
        for (int count : new int[]{0, 1, 2_000, 200_000}) {
            Dataset rows = count <= 2_000
                    ? EveryType.dataset(count)
                    : Dataset.sql(
                            "select n, 'text ' || cast(n as utf8) as t, [n, null] as l from range(200000) as r(n)",
                            Map.of());
            Path file = folder.resolve(count + ".arrow");
            rows.write(file);
            try (Arena arena = Arena.ofConfined()) {
                long stream = arena.allocate(ArrowC.STREAM_BYTES, 8).address();
                long array = arena.allocate(ArrowC.ARRAY_BYTES, 8).address();
                long schema = arena.allocate(ArrowC.SCHEMA_BYTES, 8).address();
                ArrowC.exportStream(rows, stream);
                ArrowC.exportArray(rows, array, schema);
                python.run(
                        """
                                import pyarrow as pa, pyarrow.ipc as ipc
                                expected = ipc.open_file(args[3]).read_all().unify_dictionaries()
                                def same(t):
                                    t.validate(full=True)
                                    assert t.schema.equals(expected.schema, check_metadata=True), (t.schema, expected.schema)
                                    assert t.num_rows == expected.num_rows
                                    for name in t.column_names:
                                        if t[name].equals(expected[name]):
                                            continue
                                        got, want = t[name].to_pylist(), expected[name].to_pylist()
                                        assert str(got) == str(want), (name, str(got)[:300], str(want)[:300])
                                same(pa.RecordBatchReader._import_from_c(args[0]).read_all())
                                same(pa.Table.from_batches([pa.RecordBatch._import_from_c(args[1], args[2])]))
                                """,
                        stream, array, schema, file);
            }
            python.run("import gc; gc.collect()");
            assertThat(CData.open()).isZero();
        }
    }

    private static final String TABLE = """
            import decimal, pyarrow as pa, pyarrow.ipc as ipc
            D = decimal.Decimal
            n = 3000
            ints = [None if i % 5 == 0 else i for i in range(n)]
            texts = [None if i % 7 == 0 else 'é€😀' * (i % 9) for i in range(n)]
            lists = [None if i % 4 == 0 else list(range(i % 6)) for i in range(n)]
            columns = {
              'flag': pa.array([None if i % 5 == 0 else i % 3 == 0 for i in range(n)]),
              'half': pa.array([float(i) for i in range(n)], pa.float32()).cast(pa.float16()),
              'u8': pa.array([i % 256 for i in range(n)], pa.uint8()), 'u64': pa.array([2**64 - 1 - i for i in range(n)], pa.uint64()),
              'text': pa.array(texts), 'large': pa.array(texts, pa.large_string()), 'view': pa.array(texts, pa.string_view()),
              'binary_view': pa.array([t.encode() if t else None for t in texts], pa.binary_view()),
              'fixed_binary': pa.array([b'0123456789abcdef'] * n, pa.binary(16)),
              'day': pa.array(ints, pa.date32()), 'day64': pa.array([i * 86400000 for i in range(n)], pa.date64()),
              'time': pa.array(ints, pa.time32('ms')), 'time64': pa.array(ints, pa.time64('ns')),
              'stamp': pa.array(ints, pa.timestamp('s')), 'zoned': pa.array(ints, pa.timestamp('us', 'Europe/Berlin')),
              'span': pa.array(ints, pa.duration('ms')), 'interval': pa.array([(i, i, i) for i in range(n)], pa.month_day_nano_interval()),
              'lists': pa.array(lists, pa.list_(pa.int16())), 'large_lists': pa.array(lists, pa.large_list(pa.string())) if False else pa.array([None if v is None else [str(x) for x in v] for v in lists], pa.large_list(pa.string())),
              'flags': pa.array([None if v is None else [x % 2 == 0 for x in v] for v in lists], pa.list_(pa.bool_())),
              'list_view': pa.array(lists, pa.list_view(pa.int64())), 'large_list_view': pa.array(lists, pa.large_list_view(pa.int64())),
              'fixed': pa.array([[i, i + 1] if i % 3 else None for i in range(n)], pa.list_(pa.int32(), 2)),
              'runs': pa.RunEndEncodedArray.from_arrays(pa.array([700, 1500, n], pa.int16()), pa.array(['a', None, 'c'])),
              'many_runs': pa.RunEndEncodedArray.from_arrays(pa.array(list(range(2, n + 1, 2)), pa.int64()), pa.array(list(range(n // 2)))),
              'sparse': pa.UnionArray.from_sparse(pa.array([i % 2 for i in range(n)], pa.int8()), [pa.array(ints, pa.int64()), pa.array(texts)]),
              'dense': pa.UnionArray.from_dense(pa.array([i % 2 for i in range(n)], pa.int8()), pa.array([i // 2 for i in range(n)], pa.int32()), [pa.array(ints, pa.int64()), pa.array(texts)]),
              'd256': pa.array([D(i) / 8 - 100 for i in range(n)], pa.decimal256(40, 4)), 'd32': pa.array([D(i) / 4 for i in range(n)], pa.decimal32(8, 2)),
              'negative': pa.array([D(i) * 100 for i in range(n)], pa.decimal128(10, -2)),
              'codes': pa.array([None if i % 3 == 0 else 'k%d' % (i % 5) for i in range(n)]).dictionary_encode(),
              'ordered': pa.DictionaryArray.from_arrays(pa.array([i % 3 for i in range(n)], pa.uint8()), pa.array(['low', 'mid', 'high']), ordered=True),
              'number_codes': pa.array([None if i % 3 == 0 else i % 5 for i in range(n)]).dictionary_encode(),
              'null_in_dictionary': pa.DictionaryArray.from_arrays(pa.array([i % 3 for i in range(n)], pa.int8()), pa.array(['a', None, 'a'])),
              'map': pa.array([[('k%d' % i, i), ('l', None)] if i % 3 else None for i in range(n)], pa.map_(pa.string(), pa.int32())),
              'nested': pa.array([{'a': [{'b': 'x%d' % i}], 'c': None} if i % 6 else None for i in range(n)], pa.struct([('a', pa.list_(pa.struct([('b', pa.string())]))), ('c', pa.null())])),
              'none': pa.nulls(n),
            }
            whole = pa.table(columns).replace_schema_metadata({'owner': 'ä', '': 'x'})
            def file(t, path):
                with ipc.new_file(path, t.schema) as w: w.write_table(t)
            """;

    @Test
    void peso_reads_what_pyarrow_gives_it() throws IOException {
        EmbeddedPython python = EmbeddedPython.start();
        for (String slice : new String[]{"whole", "whole.slice(3, 2000)", "whole.slice(1499)",
                "whole.slice(8, 1)",
                "whole.slice(5, 0)", "pa.concat_tables([whole.slice(2, 7), whole.slice(900, 700)])"}) {
            Path file = folder.resolve("expected.arrow");
            try (Arena arena = Arena.ofConfined()) {
                long stream = arena.allocate(ArrowC.STREAM_BYTES, 8).address();
                python.run(TABLE + """
                        t = eval(args[1])
                        file(t, args[0])
                        t.to_reader(max_chunksize=1100)._export_to_c(args[2])
                        """, file, slice, stream);
                Dataset given = ArrowC.importStream(stream);
                Dataset expected = Dataset.read(file);
                assertThat(given.schema()).isEqualTo(expected.schema());
                for (String name : expected.schema().names()) {
                    assertThat(given.select(name).fingerprint()).as(slice + ", " + name)
                            .isEqualTo(expected.select(name).fingerprint());
                }
            }
        }
    }

    @Test
    void a_single_array_becomes_a_column() throws IOException {
        EmbeddedPython python = EmbeddedPython.start();
        try (Arena arena = Arena.ofConfined()) {
            long array = arena.allocate(ArrowC.ARRAY_BYTES, 8).address();
            long schema = arena.allocate(ArrowC.SCHEMA_BYTES, 8).address();
            python.run("""
                    import pyarrow as pa
                    pa.array([None, 'b', 'c', 'd'])[1:3]._export_to_c(args[0], args[1])
                    """, array, schema);
            Dataset column = ArrowC.importArray(array, schema);
            assertThat(column.schema().names()).containsExactly("value");
            assertThat(column.strings("value")).containsExactly("b", "c");
            python.run("""
                    import pyarrow as pa
                    pa.array([{'a': 1}, None, {'a': 3}])._export_to_c(args[0], args[1])
                    """, array, schema);
            assertThatThrownBy(() -> ArrowC.importArray(array, schema)).isInstanceOf(DataException.class)
                    .hasMessage("the Arrow C array is damaged, array: some of its rows are null as a whole; "
                            + "give them as one column");
        }
    }

    @Test
    void a_failure_in_python_is_told_in_its_words() throws IOException {
        EmbeddedPython python = EmbeddedPython.start();
        try (Arena arena = Arena.ofConfined()) {
            long stream = arena.allocate(ArrowC.STREAM_BYTES, 8).address();
            python.run("""
                    import pyarrow as pa
                    schema = pa.schema([('a', pa.int64())])
                    def batches():
                        yield pa.record_batch([pa.array([1])], schema=schema)
                        raise ValueError('the well is dry')
                    pa.RecordBatchReader.from_batches(schema, batches())._export_to_c(args[0])
                    """, stream);
            assertThatThrownBy(() -> ArrowC.importStream(stream)).isInstanceOf(DataException.class)
                    .hasMessageStartingWith("the Arrow C stream failed with error ")
                    .hasMessageContaining("the well is dry");
        }
    }
}
