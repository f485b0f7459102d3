package dev.peso.internal.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.Dataset;
import dev.peso.Python;
import dev.peso.internal.column.Table;
import dev.peso.io.ArrowWriteOptions;

/// Files between Peso, pyarrow and Polars.
class ArrowPythonTest {
    private static final String QUERY = """
            select n, cast(n % 7 as int8) as i8, n % 3 = 0 as flag, cast(n as float32) / 3 as f32, -1.5 / (n + 1) as f64,
                   case when n % 5 = 0 then null else 'text €😀 ' || cast(n as varchar) end as text,
                   cast(n as decimal(9,2)) as small, cast(-n as decimal(30,3)) as wide,
                   date '1969-12-30' as day, timestamp '2020-02-29 12:00:00' as stamp,
                   cast('kind ' || cast(n % 4 as varchar) as categorical) as kind, list_value(n, null, n + 1) as list,
                   struct_pack(a := n, b := 'x') as pair
            from range(ROWS) as t(n)""";

    @TempDir
    Path folder;

    private static Dataset rows(int count) {
        return Dataset.sql(QUERY.replace("ROWS", Integer.toString(count)), Map.of());
    }

    @Test
    void pyarrow_and_polars_read_what_peso_writes() throws IOException {
        List<Object> files = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int count : new int[]{0, 1, 1_000, 150_000}) {
            String sums = sums(rows(count));
            for (ArrowWriteOptions.Form form : ArrowWriteOptions.Form.values()) {
                for (ArrowWriteOptions.Compression compression : ArrowWriteOptions.Compression.values()) {
                    Path file = folder.resolve(count + "" + compression + "." + form);
                    rows(count).write(file, new ArrowWriteOptions(form, compression));
                    files.add(file);
                    expected.add(sums);
                    expected.add(sums);
                }
            }
        }
        String seen = Python.run("""
                import sys, pyarrow as pa, pyarrow.ipc as ipc, pyarrow.compute as pc, polars as pl
                for path in sys.argv[1:]:
                    file = path.endswith('FILE')
                    t = (ipc.open_file if file else ipc.open_stream)(path).read_all()
                    t.validate(full=True)
                    texts = pc.sum(pc.binary_length(t['text'])).as_py()
                    print(t.num_rows, pc.sum(t['n']).as_py(), texts, len(set(t['kind'].to_pylist())))
                    p = pl.read_ipc(path) if file else pl.read_ipc_stream(path)
                    n = p['n'].sum() if p.height else None
                    print(p.height, n, p['text'].str.len_bytes().sum() or None, p['kind'].n_unique())
                """, files.toArray());
        assertThat(seen.lines()).containsExactlyElementsOf(expected);
    }

    private static String sums(Dataset rows) {
        return Dataset
                .sql("""
                        select count(*) as rows, sum(n) as n, sum(octet_length(text)) as texts, count(distinct kind) as kinds
                        from t""",
                        Map.of("t", rows))
                .rows()
                .map(r -> r.get("rows") + " " + none(r.get("n")) + " " + none(r.get("texts")) + " "
                        + r.get("kinds"))
                .findFirst()
                .orElseThrow();
    }

    private static String none(@Nullable Object value) {
        return value == null ? "None" : value.toString();
    }

    @Test
    void peso_reads_what_pyarrow_and_polars_write() throws IOException {
        String expected = Python.run(
                """
                        import sys, json, decimal, datetime as dt, pyarrow as pa, pyarrow.ipc as ipc
                        folder = sys.argv[1]
                        D = decimal.Decimal
                        n = 2000
                        ints = [None if i % 5 == 0 else i for i in range(n)]
                        texts = [None if i % 7 == 0 else 'é€😀' * (i % 9) for i in range(n)]
                        lists = [None if i % 4 == 0 else list(range(i % 6)) for i in range(n)]
                        columns = {
                          'half': pa.array([float(i) for i in range(n)], pa.float32()).cast(pa.float16()),
                          'u64': pa.array([2**64 - 1 - i for i in range(n)], pa.uint64()),
                          'view': pa.array(texts, pa.string_view()),
                          'binary_view': pa.array([t.encode() if t else None for t in texts], pa.binary_view()),
                          'large': pa.array(texts, pa.large_string()),
                          'lists': pa.array(lists, pa.list_(pa.int16())),
                          'list_view': pa.array(lists, pa.list_view(pa.int64())),
                          'large_list_view': pa.array(lists, pa.large_list_view(pa.int64())),
                          'swapped': pa.ListViewArray.from_arrays(pa.array(list(range(n))[::-1], pa.int32()), pa.array([i % 2 for i in range(n)], pa.int32()), pa.array(list(range(n)), pa.int64())),
                          'fixed': pa.array([[i, i + 1] for i in range(n)], pa.list_(pa.int32(), 2)),
                          'runs': pa.RunEndEncodedArray.from_arrays([700, 1500, n], pa.array(['a', None, 'c'])),
                          'sparse': pa.UnionArray.from_sparse(pa.array([i % 2 for i in range(n)], pa.int8()), [pa.array(ints, pa.int64()), pa.array(texts)]),
                          'dense': pa.UnionArray.from_dense(pa.array([i % 2 for i in range(n)], pa.int8()), pa.array([i // 2 for i in range(n)], pa.int32()), [pa.array(ints, pa.int64()), pa.array(texts)]),
                          'negative': pa.array([D(i) * 100 for i in range(n)], pa.decimal128(10, -2)),
                          'd256': pa.array([D(i) / 8 - 100 for i in range(n)], pa.decimal256(40, 4)),
                          'd32': pa.array([D(i) / 4 for i in range(n)], pa.decimal32(8, 2)),
                          'codes': pa.array([None if i % 3 == 0 else 'k%d' % (i % 5) for i in range(n)]).dictionary_encode(),
                          'number_codes': pa.array([None if i % 3 == 0 else i % 5 for i in range(n)]).dictionary_encode(),
                          'null_in_dictionary': pa.DictionaryArray.from_arrays(pa.array([i % 3 for i in range(n)], pa.int8()), pa.array(['a', None, 'a'])),
                          'map': pa.array([[('k%d' % i, i), ('l', None)] if i % 3 else None for i in range(n)], pa.map_(pa.string(), pa.int32())),
                          'nested': pa.array([{'a': [{'b': 'x%d' % i}], 'c': None} if i % 6 else None for i in range(n)], pa.struct([('a', pa.list_(pa.struct([('b', pa.string())]))), ('c', pa.null())])),
                          'none': pa.nulls(n),
                        }
                        t = pa.table(columns).slice(3, n - 10)
                        for codec in ['none', 'lz4', 'zstd']:
                            options = ipc.IpcWriteOptions(compression=None if codec == 'none' else codec, emit_dictionary_deltas=True)
                            with ipc.new_file(f'{folder}/{codec}.arrow', t.schema, options=options) as w: w.write_table(t, max_chunksize=600)
                            with ipc.new_stream(f'{folder}/{codec}.arrows', t.schema, options=options) as w: w.write_table(t, max_chunksize=600)
                        for name, column in zip(t.schema.names, t.columns):
                            print(name, '\\t', t.schema.field(name).type, '\\t', json.dumps(column.to_pylist(), default=lambda v: format(v, 'f') if isinstance(v, D) else str(v)), sep='')
                        """,
                folder);
        for (String name : List.of("none.arrow", "none.arrows", "lz4.arrow", "lz4.arrows", "zstd.arrow",
                "zstd.arrows")) {
            Table table = Arrow.read(folder.resolve(name));
            List<String> seen = new ArrayList<>();
            List<String> lines = expected.lines().toList();
            for (int c = 0; c < lines.size(); c++) {
                String[] parts = lines.get(c).split("\t", 3);
                PythonJson json = new PythonJson(parts[0].startsWith("u64") ? "uint64" : parts[1]);
                table.column(c).forEach(json::add);
                seen.add(parts[0] + "\t" + parts[1] + "\t" + json.text());
            }
            for (int c = 0; c < lines.size(); c++) {
                assertThat(seen.get(c)).as(name).isEqualTo(lines.get(c));
            }
        }
    }

    @Test
    void large_batches_are_read_in_parts_that_make_the_same_whole() throws IOException {
        Python.run(
                """
                        import sys, pyarrow as pa, pyarrow.ipc as ipc
                        folder, n = sys.argv[1], 300_001
                        def some(v, k): return [None if i % k == 0 else v(i) for i in range(n)]
                        texts = some(lambda i: 'é€ text of row %d' % i if i % 3 else 'x', 11)
                        t = pa.table({
                          'flag': pa.array(some(lambda i: i % 3 == 0, 5)), 'i8': pa.array(some(lambda i: i % 100, 9), pa.int8()),
                          'f64': pa.array([i / 7 for i in range(n)]), 'u64': pa.array([2**64 - 1 - i for i in range(n)], pa.uint64()),
                          'text': pa.array(texts), 'large': pa.array(texts, pa.large_string()), 'view': pa.array(texts, pa.string_view()),
                          'code': pa.array(some(lambda i: 'k%d' % (i % 1000), 13)).dictionary_encode(),
                          'list': pa.array(some(lambda i: [None, i] if i % 2 else [], 7), pa.list_(pa.int32())),
                          'flags': pa.array(some(lambda i: [i % 2 == 0] * (i % 4), 7), pa.list_(pa.bool_())),
                          'texts': pa.array(some(lambda i: ['a', 'long text number %d' % i], 17), pa.large_list(pa.string_view())),
                          'fixed': pa.array(some(lambda i: [i, None, i], 6), pa.list_(pa.int32(), 3)),
                          'pair': pa.array(some(lambda i: {'a': i, 'b': 'long enough %d' % i}, 8), pa.struct([('a', pa.int64()), ('b', pa.string())])),
                          'bytes': pa.array([b'0123456789abcdef'] * n, pa.binary(16)), 'none': pa.nulls(n),
                        }).slice(3)
                        for name, rows, codec in ('one', n, None), ('many', 1000, None), ('packed', n, 'lz4'):
                            with ipc.new_file(f'{folder}/{name}.arrow', t.schema, options=ipc.IpcWriteOptions(compression=codec)) as w: w.write_table(t, max_chunksize=rows)
                        """,
                folder);
        String many = Dataset.read(folder.resolve("many.arrow")).fingerprint();
        assertThat(Dataset.read(folder.resolve("one.arrow")).fingerprint()).isEqualTo(many);
        assertThat(Dataset.read(folder.resolve("packed.arrow")).fingerprint()).isEqualTo(many);
        assertThat(Arrow.read(folder.resolve("one.arrow")).chunks()).hasSize(3);
    }

    @Test
    void deltas_and_replacements_of_dictionaries_keep_to_their_batches() throws IOException {
        String expected = Python.run(
                """
                        import sys, json, pyarrow as pa, pyarrow.ipc as ipc
                        folder = sys.argv[1]
                        def batch(codes, texts): return pa.record_batch([pa.DictionaryArray.from_arrays(pa.array(codes, pa.int8()), pa.array(texts))], ['kind'])
                        batches = [batch([0, 1, None], ['a', 'b']), batch([2, 0], ['a', 'b', 'c']), batch([0, 1], ['x', 'y']), batch([3], ['x', 'y', 'z', 'w'])]
                        for deltas in (True, False):
                            with ipc.new_stream(f'{folder}/{deltas}.arrows', batches[0].schema, options=ipc.IpcWriteOptions(emit_dictionary_deltas=deltas)) as w:
                                for b in batches: w.write_batch(b)
                        print(json.dumps([v for b in batches for v in b['kind'].to_pylist()]))
                        """,
                folder);
        for (String deltas : List.of("True", "False")) {
            PythonJson json = new PythonJson("dictionary");
            Arrow.read(folder.resolve(deltas + ".arrows")).column(0).forEach(json::add);
            assertThat(json.text()).isEqualTo(expected);
        }
    }
}
