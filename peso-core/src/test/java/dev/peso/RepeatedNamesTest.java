package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Columns of one name, which pyarrow writes: each format makes the same names of them.
@Tag("oracle")
class RepeatedNamesTest {
    private static final String WRITE = """
            import sys, pyarrow as pa, pyarrow.parquet as pq, pyarrow.feather as feather
            folder = sys.argv[1]
            names = ['a', 'a', 'a_2', 'a', 'b', 'b']
            columns = [pa.array([i]) for i in range(4)]
            both = pa.array([7])
            columns.append(pa.StructArray.from_arrays([both, both, both], names=['x', 'x', 'x']))
            columns.append(both)
            table = pa.Table.from_arrays(columns, names=names)
            pq.write_table(table, folder + '/names.parquet')
            with pa.OSFile(folder + '/names.arrow', 'wb') as sink, pa.ipc.new_file(sink, table.schema) as writer:
                writer.write_table(table)
            with open(folder + '/names.csv', 'w') as text:
                text.write(','.join(names) + '\\n0,1,2,3,x,7\\n')
            """;

    @TempDir
    private Path folder;

    @Test
    void every_format_numbers_them_from_two() throws IOException {
        Python.require("pyarrow");
        Python.run(WRITE, folder);
        for (String ending : List.of("parquet", "arrow", "csv")) {
            Dataset read = Dataset.read(folder.resolve("names." + ending));
            assertThat(read.schema().names()).as(ending)
                    .containsExactly("a", "a_2", "a_2_2", "a_3", "b", "b_2");
            assertThat(read.select("a", "a_2", "a_2_2", "a_3", "b_2").rows().map(Row::toString)).as(ending)
                    .containsExactly("{a=0, a_2=1, a_2_2=2, a_3=3, b_2=7}");
        }
        for (String ending : List.of("parquet", "arrow")) {
            assertThat(Dataset.read(folder.resolve("names." + ending)).select("b").rows().map(Row::toString))
                    .as(ending)
                    .containsExactly("{b={x=7, x_2=7, x_3=7}}");
        }
    }
}
